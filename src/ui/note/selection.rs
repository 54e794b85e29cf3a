//! Selecting text in a note: by pointer and keys, across any blocks, by places in the document.
//!
//! The selection is kept as two places, so it stays whatever scrolls by, and what is copied comes
//! from the document, not from the screen.

use std::ops::Range;

use egui::text_selection::LabelSelectionState;
use egui::{Event, Key, Modifiers, Pos2, Rect, Response, Sense, Ui};
use unicode_segmentation::UnicodeSegmentation as _;

use super::copying::{Form, Source};
use super::edge::share_of_letters;
use super::extent::{Extent, Spot};
use super::seek::To;
use super::steps::{Step, Texts, spot_at};
use crate::app::command::Command;
use crate::base::ids::NoteId;
use crate::library::anchor::Place;
use crate::markdown::document::Document;
use crate::markdown::excerpt::TextSpot;
use crate::ui::prose::TextPiece;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::layout::pull;

/// So often the end of a selection is gone to that keys moved: its block, its line, and again when
/// heights came out otherwise.
const TRIES: u8 = 5;
/// So much of the text stands beyond that end, in points.
const BEYOND: f32 = 40.0;

/// What is selected in a note.
#[derive(Debug, Default, Clone)]
pub(super) struct TextSelection {
    /// Where it began, and where it goes to now.
    ends: Option<(TextSpot, TextSpot)>,
    /// What a press took at least: a word or a text, for drags after a second or third click.
    least: Option<Range<TextSpot>>,
    /// Whether the pointer is pressed and selects.
    is_under_way: bool,
    /// What a key asked for, until the text around the end is laid out.
    step: Option<Step>,
    /// So often the end is still brought into view.
    tries: u8,
}

impl TextSelection {
    /// The selected stretch, if there is a character in it.
    pub(super) fn range(&self) -> Option<Range<TextSpot>> {
        let (a, b) = self.ends?;
        (a != b).then(|| a.min(b)..a.max(b))
    }

    /// Moves the selection over to a new version of the text; lets go of what is gone.
    pub(super) fn follow(&mut self, note: &NoteId, old: &Document, new: &Document) {
        let moved = |spot: TextSpot| TextSpot {
            block: Place::of(old, note, spot.block).resolve(new),
            ..spot
        };
        let words = self
            .range()
            .and_then(|range| Place::of_stretch(old, note, &range));
        self.ends = match words.map(|words| words.find(new)) {
            Some(found) => found
                .is_there()
                .then_some((found.range.start, found.range.end)),
            None => self.ends.map(|(anchor, head)| (moved(anchor), moved(head))),
        };
        self.least = None;
    }

    /// The ground behind the text that takes the pointer. To be called before the text is drawn.
    pub(super) fn ground_ui(ui: &Ui, room: egui::Rect) -> Response {
        let sense = Sense::click_and_drag() - Sense::FOCUSABLE;
        ui.interact(room, ui.scope_id().with("text"), sense)
    }

    /// Takes what pointer and keys did, once the texts on screen are known. Returns the place of a
    /// plain click on a text.
    pub(super) fn obey_ui(
        &mut self,
        ui: &mut Ui,
        ground: &Response,
        texts: Texts<'_>,
        source: Source<'_>,
        cx: &mut ViewCtx<'_>,
    ) -> Option<TextSpot> {
        let pieces = texts.pieces;
        // In a note that stands in this one words are selected by themselves.
        let has_selection = |labels: &mut LabelSelectionState| labels.has_selection();
        if ui.with_plugin(has_selection) == Some(true) {
            self.ends = None;
        }
        self.is_under_way = ground.is_pointer_button_down_on();
        self.obey_pointer(ui, ground, pieces);
        let busy =
            ui.memory(|memory| memory.focused().is_some() || memory.top_modal_layer().is_some());
        if !busy && ui.is_enabled() && cx.listens {
            self.obey_keys(ui, texts, source, cx);
        }
        self.take_step(texts);
        self.menu_ui(ground, texts, source, cx);
        let clicked = ground.clicked() && self.range().is_none();
        let at = ground.interact_pointer_pos().filter(|_| clicked)?;
        let piece = pieces.iter().find(|piece| piece.rect.contains(at))?;
        Some(piece.spot_at(at))
    }

    /// The selected stretch once the pointer was let go.
    pub(super) fn made(&self) -> Option<Range<TextSpot>> {
        self.range().filter(|_| !self.is_under_way)
    }

    /// Nothing is selected any more.
    pub(super) fn let_go(&mut self) {
        *self = Self::default();
    }

    fn obey_pointer(&mut self, ui: &mut Ui, ground: &Response, pieces: &[TextPiece]) {
        let pointer = ui.input(|input| input.pointer.latest_pos());
        if ground.contains_pointer()
            && pointer.is_some_and(|at| pieces.iter().any(|piece| piece.rect.contains(at)))
        {
            ui.set_cursor_icon(egui::CursorIcon::Text);
        }
        let pressed = ui.input(|input| input.pointer.primary_pressed());
        if pressed && ground.is_pointer_button_down_on() {
            (self.step, self.tries) = (None, 0);
            // The keys are for the text now.
            ui.memory_mut(|memory| memory.focused().map(|id| memory.surrender_focus(id)));
        }
        // In one frame the pointer may have been pressed and gone on.
        let origin = ui.input(|input| input.pointer.press_origin());
        let origin = origin.filter(|_| pressed);
        let Some(at) = origin.or_else(|| ground.interact_pointer_pos()) else {
            return;
        };
        let Some((piece, spot)) = spot_at(pieces, at) else {
            return;
        };
        if ground.triple_clicked_by(egui::PointerButton::Primary) {
            self.take(whole(piece));
        } else if ground.double_clicked_by(egui::PointerButton::Primary) {
            self.take(word(piece, spot));
        } else if pressed && ground.is_pointer_button_down_on() || ground.clicked() {
            let extends = ui.input(|input| input.modifiers.shift);
            self.least = None;
            self.ends = match self.ends {
                Some((anchor, _)) if extends => Some((anchor, spot)),
                _ => Some((spot, spot)),
            };
        } else if ground.dragged_by(egui::PointerButton::Primary) {
            self.reach(piece, spot);
            scroll_at_edge(ui, ground.rect, at);
        }
    }

    fn take(&mut self, stretch: Range<TextSpot>) {
        self.ends = Some((stretch.start, stretch.end));
        self.least = Some(stretch);
    }

    /// The selection goes to `spot`: by words or texts if it began with one.
    fn reach(&mut self, piece: &TextPiece, spot: TextSpot) {
        let Some((anchor, _)) = self.ends else { return };
        self.ends = Some(match &self.least {
            None => (anchor, spot),
            Some(least) if spot < least.start => (least.end, word(piece, spot).start),
            Some(least) => (least.start, least.end.max(word(piece, spot).end)),
        });
    }

    fn obey_keys(
        &mut self,
        ui: &mut Ui,
        texts: Texts<'_>,
        source: Source<'_>,
        cx: &mut ViewCtx<'_>,
    ) {
        let copies = ui.input(|input| {
            input
                .events
                .iter()
                .any(|event| matches!(event, Event::Copy))
        });
        if copies && let Some(text) = self.copied(source, Form::Text) {
            cx.push(Command::Copy(text));
        }
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::COMMAND, Key::A) {
            self.ends = Some((TextSpot::default(), texts.end()));
        }
        if self.range().is_some() && pressed(Modifiers::NONE, Key::Escape) {
            self.ends = None;
        }
        let Some((anchor, _)) = self.ends else {
            return;
        };
        for (key, end) in [(Key::Home, TextSpot::default()), (Key::End, texts.end())] {
            if pressed(Modifiers::SHIFT | Modifiers::COMMAND, key) {
                self.ends = Some((anchor, end));
                self.tries = TRIES;
            }
        }
        let moves = [
            (
                Modifiers::SHIFT | Modifiers::COMMAND,
                Key::ArrowLeft,
                Step::Word(false),
            ),
            (
                Modifiers::SHIFT | Modifiers::COMMAND,
                Key::ArrowRight,
                Step::Word(true),
            ),
            (Modifiers::SHIFT, Key::ArrowLeft, Step::Char(false)),
            (Modifiers::SHIFT, Key::ArrowRight, Step::Char(true)),
            (Modifiers::SHIFT, Key::ArrowUp, Step::Line(false)),
            (Modifiers::SHIFT, Key::ArrowDown, Step::Line(true)),
            (Modifiers::SHIFT, Key::Home, Step::Text(false)),
            (Modifiers::SHIFT, Key::End, Step::Text(true)),
        ];
        for (modifiers, key, step) in moves {
            if pressed(modifiers, key) {
                self.step = Some(step);
                self.tries = TRIES;
                return;
            }
        }
    }

    /// Takes the step that waits, once the text around the end is laid out. A text that is in no
    /// view is passed over.
    fn take_step(&mut self, texts: Texts<'_>) {
        let Some(((anchor, head), step)) = self.ends.zip(self.step) else {
            return;
        };
        let past = || (self.tries <= 1).then(|| texts.beside(head, step.is_forward()));
        let to = texts.moved(head, step).or_else(|| past().flatten());
        if let Some(to) = to {
            (self.step, self.least, self.tries) = (None, None, TRIES);
            self.ends = Some((anchor, to));
        }
    }

    /// Where to scroll for the end that keys moved to be in view, now that the note was drawn in a
    /// `window`; nothing once it is.
    pub(super) fn way_to_head(
        &mut self,
        pieces: &[TextPiece],
        window: Rect,
        extent: &Extent,
    ) -> Option<To> {
        let left = self.tries.checked_sub(1)?;
        let (_, head) = self.ends?;
        self.tries = left;
        let Some(piece) = pieces.iter().find(|piece| piece.has(head)) else {
            return Some(To::Block(about(head, extent, window.height())));
        };
        let line = piece.cursor_rect(head.at);
        let beyond = BEYOND.min(window.height() / 4.0);
        let below = (line.bottom() + beyond - window.bottom()).max(0.0);
        let above = (line.top() - beyond - window.top()).min(0.0);
        let down = f64::from(below + above);
        if down == 0.0 {
            self.tries = 0;
            return None;
        }
        Some(To::Down(down))
    }

    fn menu_ui(
        &mut self,
        ground: &Response,
        texts: Texts<'_>,
        source: Source<'_>,
        cx: &mut ViewCtx<'_>,
    ) {
        let range = self.range();
        ground.context_menu(|ui| {
            ui.set_min_width(180.0);
            let forms = [
                ("Copy", Form::Text),
                ("Copy as Markdown", Form::Markdown),
                ("Copy as HTML", Form::Html),
            ];
            for (words, form) in forms {
                let button = ui.add_enabled(range.is_some(), egui::Button::new(words));
                if button.clicked() {
                    cx.commands.extend(self.copy(source, form));
                    ui.close();
                }
            }
            if ui.button("Select all").clicked() {
                self.ends = Some((TextSpot::default(), texts.end()));
                ui.close();
            }
        });
    }

    fn copy(&self, source: Source<'_>, form: Form) -> Option<Command> {
        let copied = self.copied(source, form)?;
        Some(match form {
            Form::Text | Form::Markdown => Command::Copy(copied),
            Form::Html => Command::CopyHtml {
                html: copied,
                text: self.copied(source, Form::Text)?,
            },
        })
    }

    /// What is selected, as text.
    pub(super) fn text(&self, source: Source<'_>) -> Option<String> {
        self.copied(source, Form::Text)
    }

    /// Where the pointer is while it selects.
    pub(super) fn pointer_ui(&self, ui: &Ui) -> Option<Pos2> {
        let pointer = ui.input(|input| input.pointer.latest_pos());
        pointer.filter(|_| self.is_under_way && self.range().is_some())
    }

    fn copied(&self, source: Source<'_>, form: Form) -> Option<String> {
        Some(source.written(self.range()?, form))
    }
}

/// About where a place is that is not laid out: in the middle of a window of this `height`.
fn about(spot: TextSpot, extent: &Extent, height: f32) -> Spot {
    let block = extent.document.blocks.get(spot.block);
    let share = block.map_or(0.0, |block| share_of_letters(block, spot).min(1.0));
    let item = spot.block + 1;
    Spot {
        item,
        offset: share * extent.height(item) - height / 2.0,
    }
}

fn whole(piece: &TextPiece) -> Range<TextSpot> {
    let end = TextSpot {
        at: piece.text.len(),
        ..piece.spot
    };
    piece.spot..end
}

/// The word (or the space) around a place.
fn word(piece: &TextPiece, spot: TextSpot) -> Range<TextSpot> {
    let mut words = piece.text.split_word_bound_indices();
    let found = words.find(|(start, word)| spot.at < start + word.len());
    let (start, end) = found.map_or((spot.at, spot.at), |(start, word)| {
        (start, start + word.len())
    });
    TextSpot { at: start, ..spot }..TextSpot { at: end, ..spot }
}

/// Scrolls while the pointer selects at, or beyond, the upper or lower edge.
fn scroll_at_edge(ui: &Ui, room: egui::Rect, at: Pos2) {
    let step = pull(at.y, room.y_range());
    if step != 0.0 {
        ui.scroll_with_delta(egui::vec2(0.0, step));
        ui.request_repaint();
    }
}
