//! The card of a highlight: its color, what the reader says to it, copy and remove.
//!
//! What is typed is kept when the card closes, however that comes about, and as a draft after each
//! pause in the typing.

use std::time::Duration;

use egui::{Id, Key, Modifiers, Pos2, Rect, ScrollArea, TextEdit, Ui, vec2};

use super::ink_buttons;
use super::marks::NoteMarks;
use super::selection_bar::rows_of;
use crate::app::command::{Command, MarkCommand};
use crate::base::ids::MarkId;
use crate::base::time::Moment;
use crate::library::marks::{Mark, Marks, to_markdown};
use crate::ui::prose::TextPiece;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::tokens::space;
use crate::ui_kit::{button, icons, overlay, text};

/// Width of what stands in the card, in points.
const WIDTH: f32 = 272.0;
/// About its height.
const HEIGHT: f32 = 150.0;
/// The share of the window's height that a comment takes before it scrolls.
const HIGHEST_TEXT: f32 = 0.4;

/// A draft is kept when nothing was typed for so long.
const PAUSE: Duration = Duration::from_secs(1);

/// View-only state of the card: the draft of the comment.
#[derive(Debug, Default)]
pub(super) struct MarkCard {
    of: Option<MarkId>,
    draft: String,
    /// What the comment was when the card opened.
    before: String,
    /// When the draft is to be kept.
    due: Option<Moment>,
    wants_focus: bool,
    /// How high the field was in the last frame, in points.
    height: f32,
}

impl MarkCard {
    /// Draws the card of the highlight that is open, beside its words.
    pub(super) fn show(
        &mut self,
        ui: &Ui,
        window: Rect,
        marks: &NoteMarks,
        pieces: &[TextPiece],
        cx: &mut ViewCtx<'_>,
    ) {
        let state = cx.state;
        let open = state.open_mark.as_ref().and_then(|id| marks.get(id));
        let Some(open) = open.filter(|_| state.overlay.is_none() && cx.listens) else {
            self.keep(cx);
            return;
        };
        let mark = &open.mark;
        if self.of.as_ref() != Some(&mark.id) {
            self.keep(cx);
            *self = Self {
                of: Some(mark.id.clone()),
                draft: mark.comment.clone(),
                before: mark.comment.clone(),
                wants_focus: true,
                ..Self::default()
            };
        }
        let rows = rows_of(&open.found.range, pieces, window);
        let at = place(rows.filter(|_| open.found.is_there()), window);
        let width = WIDTH.min(window.width() - 56.0);
        let shown = egui::Area::new(Id::unique("mark card"))
            .order(egui::Order::Foreground)
            .fixed_pos(at)
            .constrain_to(window)
            .role(egui::Role::Dialog)
            .accessible_name("Highlight")
            .show(ui.ctx(), |ui| {
                let frame = overlay::frame(cx.tokens).inner_margin(egui::Margin::same(12));
                frame.show(ui, |ui| {
                    ui.set_width(width);
                    self.content_ui(ui, mark, cx)
                })
            });
        self.keep_draft_ui(ui, mark, cx);
        let closed = shown.inner.inner || pressed_beside(ui, shown.response.rect);
        if closed {
            self.keep(cx);
            cx.push(Command::Mark(MarkCommand::Close));
        }
    }

    /// Whether the card is to be closed.
    fn content_ui(&mut self, ui: &mut Ui, mark: &Mark, cx: &mut ViewCtx<'_>) -> bool {
        let mut closed = false;
        ui.spacing_mut().item_spacing.y = space::SMALL;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            if let Some(ink) = ink_buttons::show(ui, mark.ink()) {
                let mark = mark.id.clone();
                cx.push(Command::Mark(MarkCommand::Recolor { mark, ink }));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                closed |= button::icon_button(ui, icons::X, "Close", "Esc").clicked();
                if button::icon_button(ui, icons::TRASH, "Remove the highlight", "").clicked() {
                    self.keep(cx);
                    cx.push(Command::Mark(MarkCommand::Remove(mark.id.clone())));
                }
                if button::icon_button(ui, icons::COPY, "Copy with its citation", "").clicked() {
                    let said = Mark {
                        comment: self.draft.clone(),
                        ..mark.clone()
                    };
                    cx.push(Command::Copy(to_markdown(&cx.state.library, [&said])));
                }
            });
        });
        let entered = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let edit = TextEdit::multiline(&mut self.draft)
            .id(ui.scope_id().with("comment"))
            .hint_text(text::soft("What do you want to remember?", cx.tokens))
            .desired_rows(3)
            .desired_width(f32::INFINITY)
            .margin(vec2(10.0, 8.0));
        let most = ui.content_rect().height() * HIGHEST_TEXT;
        let response = if self.height > most {
            let area = ScrollArea::vertical().max_height(most);
            area.show(ui, |ui| ui.add(edit)).inner
        } else {
            ui.add(edit)
        };
        self.height = response.rect.height();
        let response = response.accessible_name("Comment");
        if response.changed() {
            self.due = Some(cx.now.after(PAUSE));
        }
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        closed || entered || ui.input(|input| input.key_pressed(Key::Escape))
    }

    /// Keeps the draft once its time has come, or asks for a frame then.
    fn keep_draft_ui(&mut self, ui: &Ui, mark: &Mark, cx: &mut ViewCtx<'_>) {
        let Some(due) = self.due else { return };
        if cx.now < due {
            ui.request_repaint_after(due.since(cx.now));
            return;
        }
        self.due = None;
        let (mark, comment) = (mark.id.clone(), self.draft.clone());
        cx.push(Command::Mark(MarkCommand::Draft { mark, comment }));
    }

    /// Leaves what was typed, if it differs from what is known.
    pub(super) fn keep(&mut self, cx: &mut ViewCtx<'_>) {
        let unsaved = self.unsaved(&cx.state.marks);
        cx.commands.extend(unsaved);
    }

    /// Keeps what was typed, if it differs from what is known.
    pub(super) fn unsaved(&mut self, marks: &Marks) -> Option<Command> {
        let mark = self.of.take()?;
        let comment = std::mem::take(&mut self.draft);
        let before = std::mem::take(&mut self.before);
        let known = marks.get(&mark)?;
        let is_new = [&known.comment, &before]
            .iter()
            .any(|old| *old != comment.trim());
        is_new.then_some(Command::Mark(MarkCommand::SetComment {
            mark,
            comment,
            before,
        }))
    }
}

fn pressed_beside(ui: &Ui, card: Rect) -> bool {
    ui.input(|input| {
        let at = input.pointer.interact_pos();
        input.pointer.any_pressed() && at.is_some_and(|at| !card.contains(at))
    })
}

/// Below the words, above them where there is no room, in the corner where they are not in view.
fn place(rows: Option<(Rect, Rect)>, window: Rect) -> Pos2 {
    let Some((first, last)) = rows else {
        return window.right_top() + vec2(-WIDTH - 60.0, space::SECTION);
    };
    let below = last.bottom() + 6.0;
    let y = if below + HEIGHT < window.bottom() {
        below
    } else {
        (first.top() - HEIGHT - 6.0).max(window.top())
    };
    Pos2::new(
        (last.left() - WIDTH / 2.0).max(window.left() + space::SMALL),
        y,
    )
}
