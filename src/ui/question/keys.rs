//! What keys mean to a question, by where it stands.
//!
//! Enter and Space belong to a focused button; Space belongs to a focused option, too. A key
//! that is held down counts once, so that answering does not rate by itself.

use egui::{Event, Key, Ui};

use super::focus::{Focus, FocusPlace};
use super::{Question, QuestionAct, QuestionRoom};
use crate::quiz::memory::Rating;

const DIGITS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// Takes the first key of this frame that means something here.
pub(super) fn act(ui: &Ui, question: &Question<'_>, focus: &Focus) -> Option<QuestionAct> {
    if !focus.listens() {
        return None;
    }
    let mut act = None;
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key {
                key,
                pressed: true,
                repeat,
                modifiers,
                ..
            } = event
            else {
                return true;
            };
            if act.is_some() || modifiers.any() || belongs_to_widget(*key, focus.place()) {
                return true;
            }
            let Some(meaning) = meaning(*key, question) else {
                return true;
            };
            if !*repeat {
                act = Some(meaning);
            }
            false
        });
    });
    act
}

fn belongs_to_widget(key: Key, place: FocusPlace) -> bool {
    matches!(
        (key, place),
        (
            Key::Enter | Key::Space,
            FocusPlace::Inside | FocusPlace::Elsewhere
        ) | (Key::Space, FocusPlace::Option)
    )
}

fn meaning(key: Key, question: &Question<'_>) -> Option<QuestionAct> {
    let digit = DIGITS.iter().position(|digit| *digit == key);
    let in_practise = question.room == QuestionRoom::Practise;
    match key {
        Key::R if in_practise => Some(QuestionAct::ReadAbout),
        Key::Z if in_practise || question.rated.is_some() => Some(QuestionAct::Undo),
        Key::Num0 if !question.is_judged() => Some(QuestionAct::GiveUp),
        Key::Enter | Key::Space if question.awaits_rating() => {
            question.proposed().map(QuestionAct::Rate)
        }
        Key::Enter | Key::Space => question.showing.may_submit().then_some(QuestionAct::Submit),
        _ if question.awaits_rating() => digit
            .and_then(|digit| Rating::ALL.get(digit))
            .map(|rating| QuestionAct::Rate(*rating)),
        _ if question.is_judged() => None,
        _ => {
            let options = question.showing.option_order.len();
            digit
                .filter(|digit| *digit < options)
                .map(QuestionAct::Toggle)
        }
    }
}
