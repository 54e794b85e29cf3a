//! Predictions: asked, answered by pointer and key, and held until they are settled.

use super::*;

#[test]
fn answered_prediction_shows_the_verdict_and_goes_on() {
    let mut harness = full(asking());
    let challenge = harness.state().view.playback.pending().unwrap().clone();
    let before = harness.state().view.playback.position();
    harness
        .get_by_role_and_label(Role::Button, &challenge.options[challenge.answer])
        .click();
    harness.run();
    let view = &harness.state().view;
    let card = predict::card_id(view.kind, view.playback.params(), &challenge.id);
    let made = harness.state().actions.clone();
    let [DiagramAction::Predicted(prediction)] = made.as_slice() else {
        panic!("{made:?}");
    };
    assert_eq!(Some(&prediction.card), card.as_ref());
    assert_eq!(prediction.option, challenge.answer);
    assert!(harness.query_by_label(&challenge.explanation).is_some());
    assert_eq!(harness.state().view.playback.position(), before);
    harness.get_by_label("Continue").click();
    harness.run();
    assert_eq!(harness.state().view.playback.position(), before + 1);
    assert!(harness.query_by_label(&challenge.explanation).is_none());
}

#[test]
fn prediction_is_answered_by_key() {
    let mut harness = full(asking());
    let challenge = harness.state().view.playback.pending().unwrap().clone();
    let wrong = (challenge.answer + 1) % challenge.options.len();
    harness.key_press(keys::ANSWERS[wrong]);
    harness.run();
    let verdict = harness.state().view.playback.verdict(&challenge.id);
    assert_eq!(verdict, Some(Verdict::Wrong));
    assert!(harness.query_by_label("Not what happens").is_some());
}

#[test]
fn prediction_holds_the_play_until_it_is_settled() {
    let mut view = asking();
    view.playback.set_playing(true);
    let position = view.playback.position();
    let mut harness = full(view);
    harness.run_steps(10);
    assert_eq!(harness.state().view.playback.position(), position);
    harness.key_press(Key::Num1);
    harness.run_steps(10);
    assert_eq!(harness.state().view.playback.position(), position);
}

#[test]
fn slide_asks_nothing() {
    let mut harness = place(asking(), Room::Slide, [1280.0, 720.0]);
    harness.run();
    assert!(harness.query_by_label("Predict").is_none());
}
