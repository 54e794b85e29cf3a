//! One item of the reader: the header, a block (with its question or diagram), or the footer.

use std::ops::Range;
use std::sync::Arc;

use egui::{Pos2, Rangef, Response, Sense, Ui, UiBuilder, vec2};

use super::diagrams::Diagrams;
use super::marks::NoteMarks;
use super::resources::{NoteResources, Wanted};
use super::{bar, find_bar, lit_bar, question, remarks};
use crate::app::command::Command;
use crate::app::route::{Route, Scope};
use crate::base::ids::{CardId, NoteId};
use crate::base::text::{LONGEST_MESSAGE, beginning};
use crate::diagrams::scene::Tone;
use crate::library::{Library, Note};
use crate::markdown::document::{
    Block, BlockKind, Directive, DirectiveName, Document, Inline, LinkKind,
};
use crate::markdown::excerpt::TextSpot;
use crate::search::lights::{Light, Lights};
use crate::ui::diagram::{DiagramAction, Room, diagram_ui};
use crate::ui::prose::{
    Folds, Lit, ProseAction, ProseContext, ProseStyle, Selecting, TextPiece, block_ui, space_above,
};
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::button::Button;
use crate::ui_kit::tokens::{Tokens, measure, space, type_size};
use crate::ui_kit::{icons, layout, status, text};

/// What an item needs.
pub(super) struct ItemCtx<'a, 'b> {
    /// The note.
    pub note: &'a Note,
    /// Its text.
    pub document: &'a Arc<Document>,
    /// Which of its callouts are open.
    pub folds: &'a mut Folds,
    /// What is selected.
    pub selected: Option<std::ops::Range<TextSpot>>,
    /// Where the pointer is while it selects.
    pub pointer: Option<Pos2>,
    /// What is bookmarked and highlighted.
    pub marks: &'a NoteMarks,
    /// The texts that were drawn.
    pub pieces: Vec<TextPiece>,
    /// The words that a search led to, if one did.
    pub lit: Option<Lit<'a>>,
    /// The block to scroll to, if an item asks for it.
    pub go_to: Option<usize>,
    /// The diagrams inside notes.
    pub diagrams: &'a mut Diagrams,
    /// State and commands.
    pub cx: &'a mut ViewCtx<'b>,
}

/// Draws the item with this number.
pub(super) fn show(ui: &mut Ui, item: usize, items: &mut ItemCtx<'_, '_>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let Some(index) = item.checked_sub(1) else {
        header_ui(ui, items);
        return;
    };
    let document = Arc::clone(items.document);
    let Some(block) = document.blocks.get(index) else {
        // Below a beginning there is more to come.
        if items.cx.state.documents.get(items.note.id()).is_some() {
            footer_ui(ui, items);
        }
        return;
    };
    if !is_shown(&document, index, items.note, items.folds) {
        return;
    }
    let previous = index
        .checked_sub(1)
        .and_then(|before| document.blocks.get(before));
    if let BlockKind::Directive(directive) = &block.kind {
        ui.add_space(space_above(previous, block, ProseStyle::READING));
        directive_ui(ui, index, directive, items);
    } else {
        prose_ui(ui, previous, (index, block), items);
    }
}

fn prose_ui(
    ui: &mut Ui,
    previous: Option<&Block>,
    (index, block): (usize, &Block),
    items: &mut ItemCtx<'_, '_>,
) {
    let wanted = Wanted::default();
    let resources = NoteResources {
        state: items.cx.state,
        note: items.note.id(),
        document: Some(items.document),
        wanted: &wanted,
    };
    let mut prose = ProseContext::new(ui, ProseStyle::NOTE, &resources);
    prose.folds = Some(items.folds);
    prose.selecting = Some(Selecting {
        block: index,
        selected: items.selected.clone(),
        pointer: items.pointer,
        marked: items.marks.in_block(index, items.cx.tokens),
        ..Selecting::default()
    });
    prose.lit = items.lit;
    let top = ui.cursor().top() + space_above(previous, block, prose.style);
    block_ui(ui, previous, block, &mut prose);
    selected_picture_ui(ui, top, (index, block), items.selected.as_ref());
    let actions = std::mem::take(&mut prose.actions);
    let pieces = prose.selecting.take().map(|selecting| selecting.pieces);
    drop(prose);
    items.pieces.extend(pieces.into_iter().flatten());
    items.cx.commands.extend(wanted.into_inner());
    for action in actions {
        act(action, items);
    }
}

/// Shows that a block without letters of its own is selected.
fn selected_picture_ui(
    ui: &Ui,
    top: f32,
    (index, block): (usize, &Block),
    selected: Option<&Range<TextSpot>>,
) {
    let has_letters = !matches!(
        block.kind,
        BlockKind::Pictures(_)
            | BlockKind::Embed { .. }
            | BlockKind::Drawing(_)
            | BlockKind::Math(_)
    );
    let is_within = |range: &&Range<TextSpot>| {
        (range.start.block..=range.end.block).contains(&index)
            && (range.start.block, range.end.block) != (index, index)
    };
    if has_letters || selected.as_ref().is_none_or(|range| !is_within(range)) {
        return;
    }
    let room = Rangef::new(top, ui.min_rect().bottom());
    let rect = egui::Rect::from_x_y_ranges(ui.max_rect().x_range(), room);
    ui.painter().rect_filled(rect, 2.0, Tokens::of(ui).selected);
}

/// Does, or asks for, what the reader did with the text of the note.
fn act(action: ProseAction, items: &mut ItemCtx<'_, '_>) {
    let command = match action {
        ProseAction::Follow(link) => Command::Follow {
            from: items.note.id().clone(),
            link,
        },
        ProseAction::FollowIn { note, link } => Command::Follow {
            from: NoteId::new(&*note),
            link,
        },
        ProseAction::Copy(text) => Command::Copy(text),
        ProseAction::OpenDrawing(source) => Command::OpenDrawing(source),
        ProseAction::Fold(callout) => {
            items.folds.turn(callout);
            return;
        }
        ProseAction::BackToReference { label } => {
            items.go_to = first_reference(items.document, &label);
            return;
        }
    };
    items.cx.push(command);
}

/// The first block that refers to a footnote.
fn first_reference(document: &Document, label: &str) -> Option<usize> {
    let refers = |text: &Inline| {
        text.spans.iter().any(|span| {
            matches!(&span.link, Some(link) if link.kind == LinkKind::Footnote && *link.destination == *label)
        })
    };
    let mut blocks = document.blocks.iter();
    blocks.position(|block| block.inlines().any(refers))
}

/// Whether a block is drawn at all.
pub(super) fn is_shown(document: &Document, index: usize, note: &Note, folds: &Folds) -> bool {
    let block = document.blocks.get(index);
    block.is_some_and(|block| !(index == 0 && repeats_title(block, note) || folds.hide(block)))
}

/// A first heading that says the title again is not drawn: the header shows it.
pub(super) fn repeats_title(block: &Block, note: &Note) -> bool {
    matches!(&block.kind, BlockKind::Heading { text, .. } if *text.text == **note.title())
}

fn header_ui(ui: &mut Ui, items: &mut ItemCtx<'_, '_>) {
    let tokens = items.cx.tokens;
    // A bar over the note is not to cover its title.
    let has_bar = find_bar::is_shown(items.cx) || lit_bar::is_shown(items.cx);
    ui.add_space(space::WIDE + if has_bar { bar::HEIGHT } else { 0.0 });
    let title = text::read_title(items.note.title().as_ref(), tokens);
    let title = label_ui(ui, title, Lights::of_title, type_size::TITLE, items.lit);
    text::as_heading(&title, 1);
    if !items.note.summary().is_empty() {
        ui.add_space(space::SMALL);
        let summary = text::read(ui, items.note.summary(), tokens).color(tokens.ink_soft);
        label_ui(ui, summary, Lights::of_summary, type_size::BODY, items.lit);
    }
    remarks::head_ui(ui, items.document);
    ui.add_space(space::LARGE);
    layout::hairline_ui(ui);
    ui.add_space(space::SECTION);
}

/// A label of the head, with what is lit in it.
fn label_ui(
    ui: &mut Ui,
    text: egui::RichText,
    lights: impl Fn(&Lights) -> &[Light],
    size: f32,
    lit: Option<Lit<'_>>,
) -> egui::Response {
    let lights = lit.map_or(&[][..], |lit| lights(lit.lights));
    match lit {
        Some(lit) if !lights.is_empty() => lit.label_ui(ui, text, lights, size),
        _ => ui.add(egui::Label::new(text).wrap()),
    }
}

fn footer_ui(ui: &mut Ui, items: &mut ItemCtx<'_, '_>) {
    let tokens = items.cx.tokens;
    ui.add_space(space::WIDE);
    layout::hairline_ui(ui);
    ui.add_space(space::LARGE);
    let id = items.note.id().clone();
    let read = items.cx.state.is_read(&id);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::SMALL, space::SMALL);
        let (label, icon) = if read {
            ("Read", icons::CHECK)
        } else {
            ("Mark as read", icons::CIRCLE)
        };
        if Button::ordinary(label).icon(icon).show(ui).clicked() {
            items.cx.push(Command::MarkRead {
                note: id.clone(),
                read: !read,
            });
        }
        let questions = items.cx.state.progress.of_note(&id).cards;
        if questions > 0
            && Button::ordinary("Practise this note")
                .icon(icons::CARDS)
                .show(ui)
                .clicked()
        {
            let start = crate::app::command::SittingCommand::Start(Scope::Note(id.clone()));
            items.cx.push(Command::Sitting(start));
        }
        if let Some(next) = items.cx.state.library.note_after(&id) {
            let label = next_label(items.note, next, &items.cx.state.library);
            let button = Button::quiet(&label).icon(icons::ARROW_RIGHT).shortened();
            let hint = format!("Next: {}", next.title());
            let response = if ui.available_size_before_wrap().x < button.width(ui) {
                ui.end_row();
                hanging_ui(ui, button)
            } else {
                button.show(ui)
            };
            if response.on_hover_text(hint).clicked() {
                items.cx.push(Command::Go(Route::note(next.id().clone())));
            }
        }
    });
    if let Some(date) = &items.document.front_matter.facts_as_of {
        ui.add_space(space::MEDIUM);
        ui.label(text::caption(format!("Facts as of {date}"), tokens));
    }
    ui.add_space(space::WIDE + space::WIDE);
}

/// A button whose words stand at the edge at which those of the text do: what is around them hangs
/// out.
fn hanging_ui(ui: &mut Ui, button: Button<'_>) -> Response {
    let size = vec2(button.width(ui).min(ui.max_rect().width()), measure::BUTTON);
    let (place, _) = ui.allocate_exact_size(size, Sense::hover());
    let outside = place.translate(vec2(-Button::INSET, 0.0));
    let builder = UiBuilder::new().max_rect(outside).id_salt("hanging");
    button.show(&mut ui.new_child(builder))
}

/// "Next: Buckets"; "Next chapter: SQS" where the next note begins another.
fn next_label(note: &Note, next: &Note, library: &Library) -> String {
    let chapter = |note: &Note| {
        library
            .topics_above(note)
            .first()
            .map(|topic| topic.id.clone())
    };
    let (here, there) = (chapter(note), chapter(next));
    match there
        .as_ref()
        .filter(|_| here != there)
        .and_then(|id| library.topic(id))
    {
        Some(topic) => format!("Next chapter: {}", topic.title),
        None => format!("Next: {}", next.title()),
    }
}

fn directive_ui(ui: &mut Ui, index: usize, directive: &Directive, items: &mut ItemCtx<'_, '_>) {
    match directive.name {
        DirectiveName::Diagram => {
            let top = ui.cursor().top();
            let room = layout::room_beside_column(ui).min(measure::WIDE);
            let wide = layout::wide_range(ui, room);
            note_diagram_ui(ui, index, directive, items);
            let down = egui::Rangef::new(top, ui.min_rect().bottom());
            let area = egui::Rect::from_x_y_ranges(wide, down);
            lit_frame_ui(ui, area, index, items.lit);
        }
        DirectiveName::Quiz => match items
            .cx
            .state
            .documents
            .shown(items.note.id())
            .and_then(|open| open.card_at(index))
        {
            Some(card) => {
                let id = CardId::clone(&card.id);
                question::show(ui, &id, items.lit, items.cx);
            }
            None => broken_ui(ui, index, "This question cannot be asked", items),
        },
    }
}

fn note_diagram_ui(ui: &mut Ui, index: usize, directive: &Directive, items: &mut ItemCtx<'_, '_>) {
    let view = match items.diagrams.at(items.note.id(), index, directive) {
        Ok(view) => view,
        Err(message) => {
            let message = message.clone();
            broken_ui(ui, index, &message, items);
            return;
        }
    };
    match diagram_ui(ui, view, Room::InNote) {
        Some(DiagramAction::OpenFull) => {
            let (kind, query) = view.citation();
            items.cx.push(Command::Go(Route::Diagram {
                kind: kind.into(),
                query: query.into(),
            }));
        }
        Some(DiagramAction::CopyLink(link)) => items.cx.push(Command::Copy(link)),
        Some(DiagramAction::BackToNote(note)) => {
            items
                .cx
                .push(Command::Go(Route::note(crate::base::ids::NoteId::new(
                    note,
                ))));
        }
        Some(DiagramAction::Predicted(prediction)) => {
            items.cx.push(Command::Predict(prediction));
        }
        None => {}
    }
}

/// A diagram that was found is framed as a whole.
fn lit_frame_ui(ui: &Ui, area: egui::Rect, block: usize, lit: Option<Lit<'_>>) {
    let is_it = |lit: &Lit<'_>| {
        let place = lit.lights.place(lit.current);
        place.is_some_and(|place| place.item == block + 1)
    };
    let lit = lit.filter(is_it);
    if let Some(lit) = lit.filter(|_| ui.is_rect_visible(area)) {
        let stroke = egui::Stroke::new(2.0, Tokens::of(ui).highlight_strong);
        let radius = f32::from(measure::RADIUS_LARGE) + 4.0;
        let kind = egui::StrokeKind::Outside;
        ui.painter()
            .rect_stroke(area.expand(4.0), radius, stroke, kind);
        let height = area.height().min(120.0);
        let head = egui::Rect::from_min_size(area.min, egui::vec2(area.width(), height));
        lit.seen.set(Some(head));
    }
}

/// A card that says why a question or diagram cannot be shown, with its line.
fn broken_ui(ui: &mut Ui, index: usize, message: &str, items: &mut ItemCtx<'_, '_>) {
    let tokens = items.cx.tokens;
    let line = items.diagrams.line_of(index, items.document);
    let issue = items.note.issues().iter().find(|issue| issue.line >= line);
    layout::card_ui(ui, |ui| {
        ui.horizontal(|ui| {
            status::badge_ui(ui, &format!("Line {line}"), Tone::Warn);
            let message = text::strong(beginning(message, LONGEST_MESSAGE), tokens);
            ui.add(egui::Label::new(message).wrap());
        });
        if let Some(issue) = issue {
            ui.add_space(space::TIGHT);
            let message = beginning(&issue.message, LONGEST_MESSAGE);
            ui.add(egui::Label::new(text::soft(message, tokens)).wrap());
        }
    });
}
