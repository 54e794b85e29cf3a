//! Draws one screen: title, heading with blocks, question or diagram.
//!
//! Everything is set by the same typesetter that measured it, so what fitted fits.

use egui::{Align, Label, Layout, Rect, RichText, Ui, UiBuilder, pos2, vec2};

use super::stage::Stage;
use crate::markdown::document::{Block, BlockKind, Inline, Picture, Span, Style};
use crate::present::deck::{PICTURES_ON_LINE, Slide};
use crate::ui::prose::{self, ImageState, ProseContext, ProseStyle, Resources};
use crate::ui_kit::fonts::Face;
use crate::ui_kit::tokens::{Tokens, space, type_size};

/// The title of the note relative to body type.
const TITLE: f32 = 2.3;
/// Share of the room that a picture takes when it does not stand alone.
const PICTURE_SHARE: f32 = 0.55;

/// How blocks are set on a slide with body type of `size` points.
pub(super) fn style(size: f32) -> ProseStyle {
    ProseStyle {
        body: (size * 2.0).round() / 2.0,
        selectable: false,
        ..ProseStyle::READING
    }
}

/// A `Ui` in `rect` that lays out downwards and takes the width as it is.
pub(super) fn column(ui: &mut Ui, rect: Rect, salt: &str) -> Ui {
    let builder = UiBuilder::new()
        .id_salt(salt)
        .max_rect(rect)
        .layout(Layout::top_down(Align::Min));
    let mut column = ui.new_child(builder);
    column.spacing_mut().item_spacing = egui::Vec2::ZERO;
    column
}

/// The lines above the content: what the heading belongs to, and the heading with its part.
pub(super) fn heading_ui(
    ui: &mut Ui,
    slide: &Slide,
    part: Option<(usize, usize)>,
    stage: &Stage,
    images: &dyn Resources,
) {
    if let Some(over) = &slide.over {
        over_ui(ui, over, stage);
    }
    let text = with_part(&slide.heading, part);
    heading_text_ui(ui, text, stage.heading(), images);
    ui.add_space(stage.gap());
}

/// A single small line above content that speaks for itself.
pub(super) fn over_ui(ui: &mut Ui, text: &str, stage: &Stage) {
    let tokens = Tokens::of(ui);
    let text = RichText::new(text)
        .font(Face::Medium.at(stage.over()))
        .color(tokens.accent);
    ui.add(Label::new(text).wrap());
    ui.add_space((stage.body * 0.4).round());
}

fn heading_text_ui(ui: &mut Ui, text: Inline, size: f32, images: &dyn Resources) {
    let kind = BlockKind::Heading {
        level: 1,
        text,
        anchor: "".into(),
    };
    let block = Block {
        kind,
        range: 0..0,
        containers: Vec::new(),
    };
    let [largest, ..] = type_size::HEADINGS;
    let style = style(size * type_size::BODY / largest);
    let mut cx = ProseContext::new(ui, style, images);
    prose::block_ui(ui, None, &block, &mut cx);
}

/// "Heading (2/3)".
fn with_part(heading: &Inline, part: Option<(usize, usize)>) -> Inline {
    let Some((number, of)) = part else {
        return heading.clone();
    };
    let text = format!("{} ({number}/{of})", heading.text);
    let mut spans = heading.spans.clone();
    spans.push(Span::new(
        heading.text.len()..text.len(),
        Style::default(),
        None,
    ));
    Inline {
        text: text.into(),
        spans,
    }
}

/// The title of the note, or a heading without text, for itself.
pub(super) fn title_ui(
    ui: &mut Ui,
    slide: &Slide,
    scale: f32,
    stage: &Stage,
    images: &dyn Resources,
) {
    let tokens = Tokens::of(ui);
    if let Some(over) = &slide.over {
        let size = (stage.over() * 1.1 * scale).round();
        let text = RichText::new(&**over)
            .font(Face::Medium.at(size))
            .color(tokens.accent);
        ui.add(Label::new(text).wrap());
        ui.add_space((stage.body * 0.4 * scale).round());
    }
    heading_text_ui(
        ui,
        slide.heading.clone(),
        stage.body * TITLE * scale,
        images,
    );
    for block in &slide.blocks {
        ui.add_space((stage.body * 0.8 * scale).round());
        let size = (stage.body * 1.05 * scale).round();
        let text = RichText::new(block.plain_text())
            .font(Face::Regular.at(size))
            .line_height(Some((size * 1.45).round()))
            .color(tokens.ink_soft);
        ui.add(Label::new(text).wrap());
    }
}

/// Blocks below each other; pictures are made to fit into `room`.
pub(super) fn blocks_ui(ui: &mut Ui, blocks: &[Block], room: f32, cx: &mut ProseContext<'_>) {
    blocks_until(ui, blocks, room, f32::INFINITY, cx);
}

/// The height of the blocks, or infinity as soon as it exceeds `room`.
pub(super) fn blocks_height(
    ui: &mut Ui,
    blocks: &[Block],
    room: f32,
    cx: &mut ProseContext<'_>,
) -> f32 {
    if blocks_until(ui, blocks, room, room, cx) {
        ui.min_rect().height()
    } else {
        f32::INFINITY
    }
}

fn blocks_until(
    ui: &mut Ui,
    blocks: &[Block],
    room: f32,
    limit: f32,
    cx: &mut ProseContext<'_>,
) -> bool {
    ui.spacing_mut().item_spacing.y = 0.0;
    for (index, block) in blocks.iter().enumerate() {
        let previous = index.checked_sub(1).and_then(|before| blocks.get(before));
        ui.push_id(index, |ui| match &block.kind {
            BlockKind::Pictures(pictures) if block.containers.is_empty() => {
                ui.add_space(prose::space_above(previous, block, cx.style));
                let room = if blocks.len() == 1 {
                    room
                } else {
                    room * PICTURE_SHARE
                };
                pictures_ui(ui, block, pictures, room, cx);
            }
            BlockKind::Drawing(source) if block.containers.is_empty() => {
                ui.add_space(prose::space_above(previous, block, cx.style));
                let share = if blocks.len() == 1 {
                    1.0
                } else {
                    PICTURE_SHARE
                };
                prose::drawing_of_height_ui(ui, source, (room - 1.0) * share, cx);
            }
            _ => prose::block_ui(ui, previous, block, cx),
        });
        if ui.min_rect().height() > limit {
            return false;
        }
    }
    true
}

/// Pictures beside each other, as large as the room allows; their places are the same while they
/// are being read.
fn pictures_ui(
    ui: &mut Ui,
    block: &Block,
    pictures: &[Picture],
    room: f32,
    cx: &mut ProseContext<'_>,
) {
    let dark = cx.tokens.dark;
    let pictures = pictures.iter().filter(|one| prose::is_meant_for(one, dark));
    let pictures: Vec<&Picture> = pictures.collect();
    if let [only] = pictures.as_slice()
        && let ImageState::Absent { .. } = cx.resources.image(&only.destination)
    {
        return prose::block_ui(ui, None, block, cx);
    }
    let lines = pictures.len().div_ceil(PICTURES_ON_LINE).max(1);
    let height = (room - 1.0) / lines as f32;
    for line in pictures.chunks(pictures.len().div_ceil(lines).max(1)) {
        let size = vec2(ui.available_width(), height.max(1.0));
        let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
        let width = size.x / line.len() as f32;
        for (picture, column) in line.iter().zip(0_u16..) {
            let left = rect.left() + width * f32::from(column);
            let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width, size.y));
            picture_ui(ui, picture, place.shrink2(vec2(space::SMALL, 0.0)), cx);
        }
    }
}

/// A picture with its caption within `place`; for one that is not there its words, and why.
fn picture_ui(ui: &mut Ui, picture: &Picture, place: Rect, cx: &ProseContext<'_>) {
    let caption = if picture.title.is_empty() {
        0.0
    } else {
        cx.style.line_height(cx.style.body)
    };
    let height = (place.height() - caption).max(1.0);
    let (rect, below) = place.split_top_bottom_at_y(place.top() + height);
    if let ImageState::Absent { reason, .. } = cx.resources.image(&picture.destination) {
        let words = [&*picture.alt, &*reason];
        let said = words.into_iter().filter(|words| !words.is_empty());
        words_ui(ui, &said.collect::<Vec<_>>().join(": "), rect, cx);
    } else {
        prose::picture_in_ui(ui, rect, &picture.destination, &picture.alt, cx);
    }
    words_ui(ui, &picture.title, below, cx);
}

/// A line in the middle of `place`, shortened to its width.
fn words_ui(ui: &Ui, words: &str, place: Rect, cx: &ProseContext<'_>) {
    let (font, ink) = (
        Face::Regular.at(cx.style.scaled(type_size::UI)),
        cx.tokens.ink_soft,
    );
    let mut job = egui::text::LayoutJob::simple_singleline(words.to_owned(), font, ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(place.width());
    let line = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = place.center() - line.size() / 2.0;
    ui.painter().galley(at, line, ink);
}
