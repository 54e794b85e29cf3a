use std::time::Duration;

use egui::accesskit::{Role, Toggled};
use egui::{Key, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::testing::{card, noon, outcomes};
use super::*;
use crate::quiz::card::Card;
use crate::quiz::kind::Given;
use crate::quiz::sitting::Sitting;
use crate::ui::prose::NoResources;
use crate::ui_kit::theme;

/// A question in a note, with what the program around it would do.
struct Desk {
    sitting: Sitting,
    outcomes: Outcomes,
    rated: Option<(Showing, Rated)>,
    acts: Vec<QuestionAct>,
}

impl Desk {
    fn new(card: Card) -> Self {
        let outcomes = outcomes(&card);
        Self {
            sitting: Sitting::start([card], 1, noon()),
            outcomes,
            rated: None,
            acts: Vec::new(),
        }
    }

    fn ui(&mut self, ui: &mut Ui) {
        let current = self.sitting.current();
        let rated = self.rated.as_ref();
        let Some(showing) = rated.map(|(showing, _)| showing).or(current) else {
            return;
        };
        let question = Question {
            showing,
            outcomes: Some(&self.outcomes),
            rated: rated.map(|(_, rated)| *rated),
            room: QuestionRoom::InNote,
            images: &NoResources,
            lit: None,
            listens: true,
        };
        if let Some(act) = question_ui(ui, &question) {
            self.carry_out(&act);
            self.acts.push(act);
            ui.ctx().request_repaint();
        }
    }

    fn carry_out(&mut self, act: &QuestionAct) {
        match act {
            QuestionAct::Toggle(position) => self.sitting.toggle_position(*position),
            QuestionAct::Write(text) => self.sitting.write(text),
            QuestionAct::Submit => {
                self.sitting.submit(noon());
            }
            QuestionAct::GiveUp => {
                self.sitting.give_up(noon());
            }
            QuestionAct::Rate(rating) => {
                let showing = self.sitting.current().cloned();
                self.sitting.rate(*rating, noon());
                let outcome = self.outcomes.of(*rating);
                let rated = Rated {
                    rating: *rating,
                    due: outcome.memory.due,
                    interval: outcome.interval,
                };
                self.rated = showing.map(|showing| (showing, rated));
            }
            QuestionAct::Undo => {
                self.sitting.undo(noon());
                self.rated = None;
            }
            QuestionAct::Retry | QuestionAct::ReadAbout | QuestionAct::Prose(_) => {}
        }
    }
}

fn asked(own_id: &str) -> Harness<'static, Desk> {
    let mut harness = Harness::builder()
        .with_size(Vec2::new(700.0, 900.0))
        .with_context_setup(theme::install)
        .build_ui_state(|ui, desk: &mut Desk| desk.ui(ui), Desk::new(card(own_id)));
    harness.run();
    harness
}

fn click(harness: &mut Harness<'_, Desk>, role: Role, label: &str) {
    harness.get_by_role_and_label(role, label).click();
    harness.run();
}

fn press(harness: &mut Harness<'_, Desk>, key: Key) {
    harness.key_press(key);
    harness.run();
}

/// Lets the card have the focus, as Tab does.
fn focus(harness: &mut Harness<'_, Desk>) {
    let prompt = harness
        .state()
        .sitting
        .current()
        .unwrap()
        .card
        .prompt_text();
    harness
        .get_by_role_and_label(Role::Group, &format!("Question: {prompt}"))
        .focus();
    harness.run();
}

#[test]
fn options_are_radio_buttons_with_their_text_place_and_state() {
    let mut harness = asked("gir");
    click(&mut harness, Role::RadioButton, "Standard-IA");
    let picked = harness.get_by_role_and_label(Role::RadioButton, "Standard-IA");
    assert_eq!(picked.accesskit_node().toggled(), Some(Toggled::True));
    assert_eq!(picked.accesskit_node().data().position_in_set(), Some(1));
    let other = harness.get_by_role_and_label(Role::RadioButton, "Glacier Flexible Retrieval");
    assert_eq!(other.accesskit_node().toggled(), Some(Toggled::False));
    assert_eq!(other.accesskit_node().data().size_of_set(), Some(3));
}

#[test]
fn multiple_response_says_how_many_to_choose() {
    let mut harness = asked("steps");
    harness.get_by_label("Choose two");
    for option in ["Standard to Standard-IA", "Standard-IA to Glacier"] {
        click(&mut harness, Role::CheckBox, option);
    }
    let given = &harness.state().sitting.current().unwrap().given;
    assert_eq!(*given, Given::Picks(vec![1, 2]));
}

#[test]
fn whole_row_picks_its_option() {
    let mut harness = asked("gir");
    let row = harness
        .get_by_role_and_label(Role::RadioButton, "Standard-IA")
        .rect();
    for at in [
        row.left_center() + Vec2::new(3.0, 0.0),
        row.center(),
        row.right_center() - Vec2::new(3.0, 0.0),
    ] {
        let before = harness.state().acts.len();
        harness.drag_at(at);
        harness.drop_at(at);
        harness.run();
        assert_eq!(
            harness.state().acts[before..],
            [QuestionAct::Toggle(0)],
            "at {at}"
        );
    }
}

#[test]
fn answer_waits_until_something_is_given() {
    let mut harness = asked("gir");
    let button = harness.get_by_role_and_label(Role::Button, "Answer");
    assert!(button.accesskit_node().is_disabled());
    click(&mut harness, Role::RadioButton, "Standard-IA");
    click(&mut harness, Role::Button, "Answer");
    assert_eq!(
        harness.state().acts,
        [QuestionAct::Toggle(0), QuestionAct::Submit]
    );
}

#[test]
fn every_wrong_option_says_why_after_judging() {
    let mut harness = asked("gir");
    let reasons = [
        "Milliseconds too, but a higher storage price.",
        "A restore takes minutes to hours.",
    ];
    for reason in reasons {
        assert!(harness.query_by_label(reason).is_none(), "{reason}");
    }
    click(&mut harness, Role::RadioButton, "Glacier Instant Retrieval");
    click(&mut harness, Role::Button, "Answer");
    for reason in reasons {
        harness.get_by_label(reason);
    }
    harness.get_by_label("Instant Retrieval: archive price, millisecond first byte.");
}

#[test]
fn verdict_says_what_is_right() {
    fn check(own_id: &str, picks: &[&str], expected: &str) {
        let mut harness = asked(own_id);
        let role = if own_id == "gir" {
            Role::RadioButton
        } else {
            Role::CheckBox
        };
        for pick in picks {
            click(&mut harness, role, pick);
        }
        click(
            &mut harness,
            Role::Button,
            if picks.is_empty() {
                "I don’t know"
            } else {
                "Answer"
            },
        );
        harness.get_by_role_and_label(Role::Alert, expected);
    }
    check("gir", &["Glacier Instant Retrieval"], "Right");
    check("gir", &["Standard-IA"], "Not quite: option 2 is right");
    check("gir", &[], "Option 2 is right");
    check(
        "steps",
        &["Standard to Standard-IA"],
        "Not quite: options 2 and 3 are right",
    );
}

#[test]
fn judged_option_says_in_words_what_it_was() {
    let mut harness = asked("gir");
    click(&mut harness, Role::RadioButton, "Standard-IA");
    click(&mut harness, Role::Button, "Answer");
    harness.get_by_label("Your choice");
    harness.get_by_label("Right answer");
    let row = harness.get_by_role_and_label(Role::RadioButton, "Standard-IA");
    assert_eq!(
        row.accesskit_node().data().description(),
        Some("Your choice")
    );
    assert!(row.accesskit_node().is_disabled());
}

#[test]
fn rating_buttons_say_when_the_question_comes_back() {
    let mut harness = asked("gir");
    click(&mut harness, Role::Button, "I don’t know");
    for rating in Rating::ALL {
        let outcome = harness.state().outcomes.of(rating).label();
        let button = harness.get_by_role_and_label(Role::Button, rating.label());
        assert_eq!(
            button.accesskit_node().data().description(),
            Some(&*format!("comes back: {outcome}"))
        );
    }
}

#[test]
fn rated_card_says_when_it_comes_back_and_offers_to_undo() {
    let mut harness = asked("gir");
    click(&mut harness, Role::RadioButton, "Glacier Instant Retrieval");
    click(&mut harness, Role::Button, "Answer");
    click(&mut harness, Role::Button, "Good");
    let outcome = harness.state().outcomes.good;
    let date = outcome.memory.due.date().strftime("%-d %b").to_string();
    harness.get_by_label(&format!("Back on {date} · {}", outcome.label()));
    assert!(
        harness
            .query_by_role_and_label(Role::Button, "Good")
            .is_none()
    );
    click(&mut harness, Role::Button, "Undo");
    harness.get_by_role_and_label(Role::Button, "Good");
}

#[test]
fn rated_card_can_be_asked_again() {
    let mut harness = asked("gir");
    click(&mut harness, Role::Button, "I don’t know");
    click(&mut harness, Role::Button, "Again");
    harness.get_by_label("Back today");
    click(&mut harness, Role::Button, "Ask again");
    assert_eq!(harness.state().acts.last(), Some(&QuestionAct::Retry));
}

#[test]
fn card_in_a_note_leaves_keys_alone_without_the_focus() {
    let mut harness = asked("gir");
    for key in [Key::Num1, Key::Num0, Key::Enter, Key::Space, Key::Z, Key::R] {
        press(&mut harness, key);
    }
    assert_eq!(harness.state().acts, []);
}

#[test]
fn focused_card_in_a_note_is_answered_and_rated_by_keys() {
    let mut harness = asked("gir");
    focus(&mut harness);
    for key in [Key::Num2, Key::Enter, Key::Num4, Key::Z, Key::Enter] {
        press(&mut harness, key);
    }
    let expected = [
        QuestionAct::Toggle(1),
        QuestionAct::Submit,
        QuestionAct::Rate(Rating::Easy),
        QuestionAct::Undo,
        QuestionAct::Rate(Rating::Good),
    ];
    assert_eq!(harness.state().acts, expected);
}

#[test]
fn clicked_card_in_a_note_takes_the_next_key() {
    let mut harness = asked("gir");
    click(&mut harness, Role::RadioButton, "Standard-IA");
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::Enter);
    assert_eq!(
        harness.state().acts[1..],
        [QuestionAct::Submit, QuestionAct::Rate(Rating::Again)]
    );
}

#[test]
fn space_on_a_focused_option_picks_it_and_enter_answers() {
    let mut harness = asked("gir");
    harness
        .get_by_role_and_label(Role::RadioButton, "Glacier Instant Retrieval")
        .focus();
    harness.run();
    press(&mut harness, Key::Space);
    press(&mut harness, Key::Enter);
    assert_eq!(
        harness.state().acts,
        [QuestionAct::Toggle(1), QuestionAct::Submit]
    );
}

#[test]
fn enter_on_a_focused_button_presses_that_button() {
    let mut harness = asked("gir");
    click(&mut harness, Role::Button, "I don’t know");
    harness.get_by_role_and_label(Role::Button, "Hard").focus();
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(
        harness.state().acts.last(),
        Some(&QuestionAct::Rate(Rating::Hard))
    );
}

#[test]
fn held_enter_answers_but_does_not_rate() {
    let mut harness = asked("gir");
    focus(&mut harness);
    press(&mut harness, Key::Num1);
    harness.key_down(Key::Enter);
    harness.run();
    for _ in 0..3 {
        harness.event(egui::Event::Key {
            key: Key::Enter,
            physical_key: None,
            pressed: true,
            repeat: true,
            modifiers: egui::Modifiers::NONE,
        });
        harness.run();
    }
    assert_eq!(
        harness.state().acts,
        [QuestionAct::Toggle(0), QuestionAct::Submit]
    );
}

#[test]
fn typed_answer_is_given_with_enter() {
    let mut harness = asked("minimum");
    harness
        .get_by_role_and_label(Role::TextInput, "Your answer")
        .focus();
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, "Your answer")
        .type_text("90 days");
    harness.run();
    press(&mut harness, Key::Enter);
    harness.get_by_role_and_label(Role::Alert, "Not quite: the answer is 30 days");
    harness.get_by_label("90 days");
    harness.get_by_label("30 days");
    harness.get_by_label("Also right: one month");
}

#[test]
fn turned_over_card_shows_its_back_and_leaves_the_verdict_to_the_person() {
    let mut harness = asked("durability");
    assert!(harness.query_by_label("Eleven nines a year.").is_none());
    click(&mut harness, Role::Button, "Show answer");
    harness.get_by_label("Eleven nines a year.");
    harness.get_by_role_and_label(Role::Alert, "How well did you know it?");
    harness.get_by_role_and_label(Role::Button, "Good");
}

#[test]
fn card_at_rest_asks_for_no_repaint() {
    for own_id in ["gir", "steps", "minimum", "durability"] {
        let harness = asked(own_id);
        let viewport = &harness.output().viewport_output[&egui::ViewportId::ROOT];
        assert_eq!(viewport.repaint_delay, Duration::MAX, "{own_id}");
    }
}
