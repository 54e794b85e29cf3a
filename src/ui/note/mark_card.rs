//! The card of a highlight: its color, what the reader says to it, copy and remove.
//!
//! The window has one, which stands in the pane of its words. What is typed is kept when the card
//! is not shown any more, however that comes about, and as a draft after each pause in the typing.

use std::time::Duration;

use egui::{Id, Key, Modifiers, Pos2, Rect, ScrollArea, TextEdit, Ui, vec2};

use super::ink_buttons;
use super::marks::NoteMarks;
use super::selection_bar::rows_of;
use crate::app::command::{Command, MarkCommand};
use crate::app::panes::Pane;
use crate::app::state::AppState;
use crate::base::ids::MarkId;
use crate::base::time::Moment;
use crate::library::marks::{Mark, to_markdown};
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

/// View-only state of the card.
#[derive(Debug, Default)]
pub struct MarkCard {
    draft: Option<Draft>,
    /// Whether something lies over the notes.
    is_covered: bool,
    /// Whether it was drawn in this frame.
    is_drawn: bool,
}

/// What is being typed.
#[derive(Debug)]
struct Draft {
    of: MarkId,
    text: String,
    /// What the comment was when the card opened.
    before: String,
    /// Whether anything else was sent since.
    is_sent: bool,
    /// When it is to be kept.
    due: Option<Moment>,
    wants_focus: bool,
    /// How high the field was in the last frame, in points.
    height: f32,
}

impl MarkCard {
    /// Says whether something lies over the notes: then the card waits.
    pub fn begin_frame(&mut self, is_covered: bool) {
        self.is_covered = is_covered;
    }

    /// Draws the card of the highlight that is open, beside its words, if these stand in the pane
    /// that is drawn. The pane beside has it while keys are meant for that.
    pub(super) fn show(
        &mut self,
        ui: &Ui,
        window: Rect,
        marks: &NoteMarks,
        pieces: &[TextPiece],
        cx: &mut ViewCtx<'_>,
    ) {
        let state = cx.state;
        let is_elsewhere = self.is_drawn || (cx.pane == Pane::Beside && !cx.listens);
        let open = state.open_mark.as_ref().and_then(|id| marks.get(id));
        let Some(open) = open.filter(|_| !self.is_covered && !is_elsewhere) else {
            return;
        };
        self.is_drawn = true;
        let mark = &open.mark;
        let rows = rows_of(&open.found.range, pieces, window);
        let at = place(rows.filter(|_| open.found.is_there()), window);
        let width = WIDTH.min(window.width() - 56.0);
        let draft = self.draft_of(mark, cx);
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
                    draft.content_ui(ui, mark, cx)
                })
            });
        draft.keep_after_pause_ui(ui, cx);
        let closed = shown.inner.inner || pressed_beside(ui, shown.response.rect);
        if closed {
            self.keep(cx);
            cx.push(Command::Mark(MarkCommand::Close(mark.id.clone())));
        }
    }

    /// The draft of the comment on `mark`; that on another one is kept.
    fn draft_of(&mut self, mark: &Mark, cx: &mut ViewCtx<'_>) -> &mut Draft {
        if self.draft.as_ref().is_some_and(|draft| draft.of != mark.id) {
            self.keep(cx);
        }
        self.draft
            .get_or_insert_with(|| Draft::begin(mark, cx.state))
    }

    /// Keeps what was typed if the card was not drawn in this frame, and closes it unless it waits.
    pub fn end_frame(&mut self, cx: &mut ViewCtx<'_>) {
        if std::mem::take(&mut self.is_drawn) {
            return;
        }
        self.keep(cx);
        if let Some(mark) = &cx.state.open_mark
            && !self.is_covered
            && !waits_for_note(mark, cx.state)
        {
            cx.push(Command::Mark(MarkCommand::Close(mark.clone())));
        }
    }

    fn keep(&mut self, cx: &mut ViewCtx<'_>) {
        cx.commands.extend(self.unsaved());
    }

    /// Keeps what was typed, if anything was.
    pub fn unsaved(&mut self) -> Option<Command> {
        self.draft.take()?.as_comment()
    }
}

/// Whether the note of a mark is on screen and still being read.
fn waits_for_note(mark: &MarkId, state: &AppState) -> bool {
    let note = state.marks.get(mark).map(|mark| &mark.place.note);
    let Some(note) = note.filter(|note| state.library.note(note).is_some()) else {
        return false;
    };
    let mut panes = [Some(&state.nav), state.beside.as_ref()]
        .into_iter()
        .flatten();
    let is_on_screen = panes.any(|nav| nav.route().note_id() == Some(note));
    let is_read = state.documents.get(note).is_some() || state.documents.failure(note).is_some();
    is_on_screen && !is_read
}

impl Draft {
    /// Begins with what the comment is, or with what could not be written of it.
    fn begin(mark: &Mark, state: &AppState) -> Self {
        let unwritten = state.unwritten_comments.get(&mark.id);
        Self {
            of: mark.id.clone(),
            text: unwritten.unwrap_or(&mark.comment).clone(),
            before: mark.comment.clone(),
            is_sent: unwritten.is_some(),
            due: None,
            wants_focus: true,
            height: 0.0,
        }
    }

    /// Whether the card is to be closed.
    fn content_ui(&mut self, ui: &mut Ui, mark: &Mark, cx: &mut ViewCtx<'_>) -> bool {
        ui.spacing_mut().item_spacing.y = space::SMALL;
        let closed = ui.horizontal(|ui| self.buttons_ui(ui, mark, cx)).inner;
        let entered = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        self.field_ui(ui, cx);
        let left = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        closed || entered || left
    }

    /// Whether the card is to be closed.
    fn buttons_ui(&self, ui: &mut Ui, mark: &Mark, cx: &mut ViewCtx<'_>) -> bool {
        ui.spacing_mut().item_spacing.x = 0.0;
        if let Some(ink) = ink_buttons::show(ui, mark.ink()) {
            let mark = mark.id.clone();
            cx.push(Command::Mark(MarkCommand::Recolor { mark, ink }));
        }
        let from_the_right = egui::Layout::right_to_left(egui::Align::Center);
        let row = ui.with_layout(from_the_right, |ui| {
            let closed = button::icon_button(ui, icons::X, "Close", "Esc").clicked();
            if button::icon_button(ui, icons::TRASH, "Remove the highlight", "").clicked() {
                cx.commands.extend(self.as_comment());
                cx.push(Command::Mark(MarkCommand::Remove(mark.id.clone())));
            }
            if button::icon_button(ui, icons::COPY, "Copy with its citation", "").clicked() {
                let said = Mark {
                    comment: self.text.clone(),
                    ..mark.clone()
                };
                cx.push(Command::Copy(to_markdown(&cx.state.library, [&said])));
            }
            closed
        });
        row.inner
    }

    fn field_ui(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) {
        let edit = TextEdit::multiline(&mut self.text)
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
    }

    /// Keeps the draft once its time has come, or asks for a frame then.
    fn keep_after_pause_ui(&mut self, ui: &Ui, cx: &mut ViewCtx<'_>) {
        let Some(due) = self.due else { return };
        if cx.now < due {
            ui.request_repaint_after(due.since(cx.now));
            return;
        }
        self.due = None;
        self.is_sent = true;
        let (mark, comment) = (self.of.clone(), self.text.clone());
        cx.push(Command::Mark(MarkCommand::Draft { mark, comment }));
    }

    /// What was typed as the comment, if it was changed here: only then it is newer than what is
    /// known.
    fn as_comment(&self) -> Option<Command> {
        let is_changed = self.is_sent || self.text.trim() != self.before;
        is_changed.then(|| {
            Command::Mark(MarkCommand::SetComment {
                mark: self.of.clone(),
                comment: self.text.clone(),
                before: self.before.clone(),
            })
        })
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
