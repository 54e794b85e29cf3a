//! The options of a question, in the order they are shown in.

use egui::{Role, Ui, UiBuilder};

use super::focus::Focus;
use super::option_row::{Mark, OptionRow};
use super::{Question, QuestionAct, QuestionRoom};
use crate::quiz::kind::{CardKind, Choice};
use crate::ui_kit::tokens::space;

/// Draws them; returns the pick, or what was done with a text in them.
pub(super) fn show(
    ui: &mut Ui,
    question: &Question<'_>,
    choice: &Choice,
    focus: &Focus,
) -> Option<QuestionAct> {
    let multiple = matches!(question.showing.card.kind, CardKind::MultipleResponse(_));
    let role = if multiple {
        Role::Group
    } else {
        Role::RadioGroup
    };
    let group = UiBuilder::new()
        .id_salt("options")
        .accessibility_role(role)
        .accessibility_label("Options");
    let mut act = None;
    ui.scope_builder(group, |ui| {
        ui.spacing_mut().item_spacing.y = space::SMALL;
        for (position, place) in question.showing.option_order.iter().enumerate() {
            let Some(option) = choice.options.get(*place) else {
                continue;
            };
            let row = OptionRow {
                position,
                of: question.showing.option_order.len(),
                option,
                multiple,
                picked: question.showing.is_picked(*place),
                mark: Mark::of(option, question),
                roomy: question.room == QuestionRoom::Practise,
            };
            let done = row.show(ui, question, focus.option_id(position));
            act = act.take().or(done);
        }
    });
    act
}
