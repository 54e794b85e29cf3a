//! Another note's text inside a note, in a frame that names it and leads to it.

use std::sync::Arc;

use egui::{Frame, Margin, Stroke, Ui};

use super::{Embedded, ProseAction, ProseContext, Resources, block_ui};
use crate::markdown::document::{Block, BlockKind, Link};
use crate::ui_kit::tokens::{measure, space};
use crate::ui_kit::{icons, text};

/// So many blocks of the other note are shown, those of notes within it counted; the rest is read
/// there.
const MAX_BLOCKS: usize = 80;
/// A block counts once more for each of so many bytes of its text.
const BLOCK_BYTES: usize = 1 << 10;
/// Notes stand in each other at most this deep.
const MAX_DEPTH: usize = 3;

/// Draws the note that `link` names.
pub(super) fn show(ui: &mut Ui, link: &Arc<Link>, cx: &mut ProseContext<'_>) {
    let resources = cx.resources;
    let frame = Frame::new()
        .stroke(Stroke::new(1.0, cx.tokens.line))
        .fill(cx.tokens.paper)
        .corner_radius(measure::RADIUS_LARGE)
        .inner_margin(Margin::symmetric(space::MEDIUM as i8, space::SMALL as i8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        match resources.embed(&link.destination) {
            Err(reason) => {
                ui.add(egui::Label::new(text::soft(reason, cx.tokens)).wrap());
            }
            Ok(embedded) => embedded_ui(ui, link, &embedded, cx),
        }
    });
}

fn embedded_ui(ui: &mut Ui, link: &Arc<Link>, embedded: &Embedded<'_>, cx: &mut ProseContext<'_>) {
    let title = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        ui.label(text::icon(icons::FILE_TEXT, 17.0, cx.tokens.ink_soft));
        let title = text::strong(&embedded.title, cx.tokens).color(cx.tokens.accent);
        ui.add(egui::Link::new(title))
            .on_hover_text("Open this note")
    });
    if title.inner.clicked() {
        cx.actions.push(ProseAction::Follow(Arc::clone(link)));
    }
    let again = cx.embedding.contains(&embedded.note);
    if again || cx.embedding.len() >= MAX_DEPTH {
        let why = if again {
            "This note already stands around this place"
        } else {
            "Notes within notes are shown three deep"
        };
        ui.add(egui::Label::new(text::soft(why, cx.tokens)).wrap());
        return;
    }
    if cx.embedding.is_empty() {
        cx.embedded_blocks = 0;
    }
    let mut embedding = cx.embedding.clone();
    embedding.push(embedded.note.clone());
    let mut inner = ProseContext {
        tokens: cx.tokens,
        style: cx.style,
        resources: &*embedded.resources,
        folds: None,
        selecting: None,
        lit: None,
        embedding,
        embedded_blocks: cx.embedded_blocks,
        first_line: None,
        actions: Vec::new(),
    };
    ui.add_space(space::TIGHT);
    let mut previous: Option<&Block> = None;
    let mut is_cut = false;
    for (index, block) in embedded.blocks().iter().enumerate() {
        if inner.embedded_blocks >= MAX_BLOCKS {
            is_cut = true;
            break;
        }
        inner.embedded_blocks += weight(block);
        ui.push_id(index, |ui| part_ui(ui, previous, block, &mut inner));
        previous = Some(block);
    }
    let actions = std::mem::take(&mut inner.actions).into_iter();
    cx.embedded_blocks = inner.embedded_blocks;
    cx.actions
        .extend(actions.map(|action| action.within(&embedded.note)));
    if is_cut {
        ui.add_space(space::SMALL);
        ui.label(text::soft("The rest is in the note itself", cx.tokens));
    }
}

/// The blocks that `link` puts into a note, as they are drawn, those of notes within it too.
/// Nothing where no note is shown.
pub fn embedded_blocks(link: &Link, resources: &dyn Resources) -> Option<Vec<Block>> {
    let mut blocks = Vec::new();
    let is_shown = collect(link, resources, &mut Vec::new(), &mut 0, &mut blocks);
    is_shown.then_some(blocks)
}

/// Adds the blocks of the note that `link` names. Whether it is shown.
fn collect(
    link: &Link,
    resources: &dyn Resources,
    around: &mut Vec<Arc<str>>,
    counted: &mut usize,
    blocks: &mut Vec<Block>,
) -> bool {
    let Ok(embedded) = resources.embed(&link.destination) else {
        return false;
    };
    if around.contains(&embedded.note) || around.len() >= MAX_DEPTH {
        return false;
    }
    around.push(Arc::clone(&embedded.note));
    for block in embedded.blocks() {
        if *counted >= MAX_BLOCKS {
            break;
        }
        *counted += weight(block);
        let is_shown = match &block.kind {
            BlockKind::Embed { link } => {
                collect(link, &*embedded.resources, around, counted, blocks)
            }
            _ => false,
        };
        if !is_shown {
            blocks.push(block.clone());
        }
    }
    around.pop();
    true
}

/// How much a block counts.
fn weight(block: &Block) -> usize {
    1 + text_bytes(block) / BLOCK_BYTES
}

/// How much text is laid out for a block whether it is in view or not.
fn text_bytes(block: &Block) -> usize {
    match &block.kind {
        BlockKind::Heading { text, .. }
        | BlockKind::Paragraph(text)
        | BlockKind::CalloutTitle(text) => text.text.len(),
        _ => 0,
    }
}

/// Questions and diagrams are for their own note: here they are named.
fn part_ui(ui: &mut Ui, previous: Option<&Block>, block: &Block, cx: &mut ProseContext<'_>) {
    if let BlockKind::Directive(directive) = &block.kind {
        ui.add_space(space::SMALL);
        let what = match directive.name {
            crate::markdown::document::DirectiveName::Quiz => "A question stands here",
            crate::markdown::document::DirectiveName::Diagram => "A diagram stands here",
        };
        ui.label(text::soft(what, cx.tokens));
    } else {
        block_ui(ui, previous, block, cx);
    }
}
