//! Where the keyboard's focus is in relation to one question.
//!
//! A question in a note listens to keys only while it, one of its options or one of its buttons
//! has the focus. The card itself can be focused (its caption is the target), so that it keeps
//! the focus when an option or a button goes away.

use egui::{CornerRadius, Id, Rect, Response, Sense, Stroke, StrokeKind, Ui};

use super::{Question, QuestionAct, QuestionRoom};
use crate::ui_kit::tokens::{Tokens, measure};

/// The place of the focus at the beginning of a frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct Focus {
    card: Id,
    room: QuestionRoom,
    listens: bool,
    place: FocusPlace,
}

/// What has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FocusPlace {
    /// Nothing in the window.
    Nowhere,
    /// The card as a whole.
    Card,
    /// One of its options.
    Option,
    /// A button of the card.
    Inside,
    /// A text field, of the card or not.
    TextField,
    /// Something that is not of the card.
    Elsewhere,
}

/// The one widget inside a card that has the focus, and its card. Kept in a single slot, so
/// nothing grows with the number of questions.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Inside {
    card: Id,
    widget: Id,
}

impl Focus {
    /// Where the focus is now.
    pub(super) fn of(ui: &Ui, question: &Question<'_>) -> Self {
        let card = ui.make_persistent_id(("question", question.showing.card.id.as_str()));
        let mut focus = Self {
            card,
            room: question.room,
            listens: question.listens,
            place: FocusPlace::Nowhere,
        };
        if let Some(widget) = ui.memory(egui::Memory::focused) {
            let options = 0..question.showing.option_order.len();
            let inside = ui.data(|data| data.get_temp::<Inside>(slot()));
            focus.place = if ui.text_edit_focused() {
                FocusPlace::TextField
            } else if widget == card {
                FocusPlace::Card
            } else if options.map(|at| focus.option_id(at)).any(|id| id == widget) {
                FocusPlace::Option
            } else if inside == Some(Inside { card, widget }) {
                FocusPlace::Inside
            } else {
                FocusPlace::Elsewhere
            };
        }
        focus
    }

    /// Where the focus was.
    pub(super) fn place(&self) -> FocusPlace {
        self.place
    }

    /// Whether keys that mean something to the question reach it.
    pub(super) fn listens(&self) -> bool {
        self.listens
            && match (self.room, self.place) {
                (_, FocusPlace::TextField) => false,
                (QuestionRoom::Practise, _) => true,
                (QuestionRoom::InNote, place) => place.is_within(),
            }
    }

    /// The widget of the option at this place on screen.
    pub(super) fn option_id(&self, position: usize) -> Id {
        self.card.with(("option", position))
    }

    /// The widget of the field to type in.
    pub(super) fn field_id(&self) -> Id {
        self.card.with("answer field")
    }

    /// Makes `rect` the place where the card as a whole can be focused.
    pub(super) fn target_ui(&self, ui: &Ui, rect: Rect) -> Response {
        ui.interact(rect, self.card, Sense::focusable_noninteractive())
    }

    /// Remembers a button of the card, in case it has the focus.
    pub(super) fn note(&self, response: &Response) {
        if response.has_focus() {
            let inside = Inside {
                card: self.card,
                widget: response.id,
            };
            response
                .ctx
                .data_mut(|data| data.insert_temp(slot(), inside));
        }
    }

    /// In a note, moves the focus to the card after something was done with it, so that the next
    /// key reaches it whatever went away. On the practise screen keys need no focus.
    pub(super) fn keep(&self, ui: &Ui, act: &QuestionAct) {
        let stays = match act {
            QuestionAct::Write(_) | QuestionAct::Prose(_) => true,
            QuestionAct::Toggle(_) => self.place == FocusPlace::Option,
            _ => false,
        };
        if self.room == QuestionRoom::InNote && !stays {
            ui.memory_mut(|memory| memory.request_focus(self.card));
        }
    }

    /// Draws `content` with a ring around it while keys reach it.
    pub(super) fn frame_ui<T>(&self, ui: &mut Ui, content: impl FnOnce(&mut Ui) -> T) -> T {
        let shown = ui.scope(content);
        if self.place.is_within() {
            let stroke = Stroke::new(1.5, Tokens::of(ui).accent);
            let radius = CornerRadius::same(measure::RADIUS_LARGE);
            ui.painter()
                .rect_stroke(shown.response.rect, radius, stroke, StrokeKind::Inside);
        }
        shown.inner
    }
}

impl FocusPlace {
    fn is_within(self) -> bool {
        matches!(self, Self::Card | Self::Option | Self::Inside)
    }
}

fn slot() -> Id {
    Id::unique("the widget of a question that has the focus")
}
