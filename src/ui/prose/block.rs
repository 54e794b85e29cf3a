//! One block of a document: its kind decides how it is set, its containers where.

use egui::{Align, Ui};

use super::inline::{Setting, set_ui};
use super::{
    ProseContext, ProseStyle, callout, code, containers, drawing, embed, formula, picture, table,
};
use crate::markdown::document::{Block, BlockKind, Container, Inline, Marker};
use crate::ui_kit::text;
use crate::ui_kit::tokens::type_size;

/// A paragraph that is not longer belongs to the table below it, in bytes.
const CAPTION: usize = 70;

/// Draws `block` below `previous`.
pub(super) fn show(
    ui: &mut Ui,
    previous: Option<&Block>,
    block: &Block,
    cx: &mut ProseContext<'_>,
) {
    let above = space_above(previous, block, cx.style);
    containers::show(ui, previous, block, above, cx, |ui, cx| {
        content_ui(ui, block, cx);
    });
}

fn content_ui(ui: &mut Ui, block: &Block, cx: &mut ProseContext<'_>) {
    match &block.kind {
        BlockKind::Heading { level, text, .. } => {
            heading_ui(ui, *level, text, containers::alignment(block), cx);
        }
        BlockKind::Paragraph(inline) => {
            let align = containers::alignment(block);
            set_ui(ui, inline, body(align, cx), cx);
        }
        BlockKind::CalloutTitle(title) => callout::title_ui(ui, block, title, cx),
        BlockKind::Pictures(pictures) => {
            picture::show(ui, pictures, containers::alignment(block), cx);
        }
        BlockKind::Embed { link } => embed::show(ui, link, cx),
        BlockKind::Math(tex) => formula::display_ui(ui, tex, cx),
        BlockKind::Drawing(source) => drawing::show(ui, source, cx),
        BlockKind::Code { language, text } => code::show(ui, language, text, cx),
        BlockKind::Table(cells) => table::show(ui, cells, cx),
        BlockKind::Rule => rule_ui(ui, cx),
        BlockKind::Directive(directive) => {
            code::show(ui, &directive.arguments, &directive.body, cx);
        }
    }
}

fn body(align: Align, cx: &ProseContext<'_>) -> Setting {
    Setting {
        size: cx.style.body,
        strong: false,
        color: cx.tokens.ink,
        align,
    }
}

fn heading_ui(ui: &mut Ui, level: u8, inline: &Inline, align: Align, cx: &mut ProseContext<'_>) {
    let size = cx.style.scaled(heading_size(level));
    let color = if level <= 4 {
        cx.tokens.ink
    } else {
        cx.tokens.ink_soft
    };
    let response = set_ui(
        ui,
        inline,
        Setting {
            size,
            strong: true,
            color,
            align,
        },
        cx,
    );
    text::as_heading(&response, usize::from(level));
}

fn heading_size(level: u8) -> f32 {
    let index = usize::from(level.clamp(1, 6)) - 1;
    type_size::HEADINGS
        .get(index)
        .copied()
        .unwrap_or(type_size::BODY)
}

fn rule_ui(ui: &mut Ui, cx: &ProseContext<'_>) {
    let (rect, _) =
        ui.allocate_exact_size(egui::vec2(ui.available_width(), 1.0), egui::Sense::hover());
    ui.painter().hline(
        rect.x_range(),
        rect.center().y,
        egui::Stroke::new(1.0, cx.tokens.line_strong),
    );
}

/// The space above a block, by what it is and what it follows.
pub fn space_above(previous: Option<&Block>, block: &Block, style: ProseStyle) -> f32 {
    let Some(previous) = previous else { return 0.0 };
    let points = match (&previous.kind, &block.kind) {
        (BlockKind::Heading { level: above, .. }, BlockKind::Heading { level, .. })
            if level > above =>
        {
            12.0
        }
        (_, BlockKind::Heading { level: 1 | 2, .. }) => 40.0,
        (_, BlockKind::Heading { level: 3, .. }) => 28.0,
        (_, BlockKind::Heading { .. }) => 22.0,
        (BlockKind::Heading { level: 1 | 2, .. }, _) => 12.0,
        (BlockKind::Heading { .. }, _) => 8.0,
        _ if containers::begins_footnotes(Some(previous), block) => 36.0,
        _ if defines(block) => 4.0,
        (BlockKind::CalloutTitle(_), _) if is_inside_same_callout(previous, block) => 0.0,
        (BlockKind::Rule, _) | (_, BlockKind::Rule) => 24.0,
        _ if block.shares_tight_list(previous) => 5.0,
        (BlockKind::Paragraph(text), BlockKind::Table(_)) if is_caption(text) => 10.0,
        (BlockKind::Table(_), BlockKind::Table(_)) => 28.0,
        (BlockKind::Table(_), _) => 20.0,
        _ if is_framed(previous) || is_framed(block) => 18.0,
        (_, BlockKind::CalloutTitle(_)) => 18.0,
        _ if leaves_callout(previous, block) => 18.0,
        _ => 12.0,
    };
    style.scaled(points) - containers::room_below(previous, block)
}

/// Whether a text names the table below it: a few words that are no sentence.
fn is_caption(text: &Inline) -> bool {
    let is_sentence = text.text.trim_end().ends_with(['.', ':', '!', '?', ';']);
    text.text.len() <= CAPTION && !is_sentence
}

fn is_framed(block: &Block) -> bool {
    matches!(
        block.kind,
        BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Directive(_)
            | BlockKind::Pictures(_)
            | BlockKind::Embed { .. }
            | BlockKind::Drawing(_)
    )
}

/// Whether the block begins what a term means.
fn defines(block: &Block) -> bool {
    matches!(
        block.containers.last(),
        Some(Container::Item {
            marker: Marker::Definition,
            first: true,
            ..
        })
    )
}

fn leaves_callout(previous: &Block, block: &Block) -> bool {
    let left = previous.containers.iter();
    let mut left = left.skip(containers::shared_depth(previous, block));
    left.any(|container| matches!(container, Container::Callout { .. }))
}

fn is_inside_same_callout(previous: &Block, block: &Block) -> bool {
    let depth = previous.containers.len();
    block.containers.get(..depth) == Some(previous.containers.as_slice())
}

/// About how high the block will be at `width`, before it was ever laid out.
pub fn estimated_height(
    previous: Option<&Block>,
    block: &Block,
    width: f32,
    style: ProseStyle,
) -> f32 {
    let per_line = (width / (style.body * 0.48)).max(8.0);
    let line = style.line_height(style.body);
    let lines = |text: &str, per_line: f32| (text.len() as f32 / per_line).ceil().max(1.0);
    let rows = |text: &str| text.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let content = match &block.kind {
        BlockKind::Heading { level, text, .. } => {
            let size = style.scaled(heading_size(*level));
            lines(&text.text, per_line * style.body / size) * style.line_height(size)
        }
        BlockKind::Paragraph(inline) => lines(&inline.text, per_line) * line,
        BlockKind::Pictures(pictures) => {
            let heights = pictures.iter().filter_map(|picture| picture.size.height);
            heights.max().map_or(240.0, f32::from)
        }
        BlockKind::CalloutTitle(_) => line + 20.0,
        BlockKind::Embed { .. } => 3.0 * line,
        BlockKind::Code { text, language } => code::height(rows(text), language, style),
        BlockKind::Math(tex) => (tex.matches("\\\\").count() + 2) as f32 * line,
        BlockKind::Drawing(_) => 240.0,
        BlockKind::Table(table) => (table.rows.len() + 1) as f32 * (line + 14.0),
        BlockKind::Rule => 1.0,
        BlockKind::Directive(_) => 420.0,
    };
    space_above(previous, block, style) + content + containers::tails(block).sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse;

    fn gaps(source: &str) -> Vec<f32> {
        let blocks = parse(source).blocks;
        let pairs = blocks.windows(2);
        let gap = |pair: &[Block]| space_above(pair.first(), &pair[1], ProseStyle::READING);
        pairs.map(gap).collect()
    }

    #[test]
    fn tight_list_within_a_loose_one_is_tight() {
        let gaps = gaps("- a\n\n- b\n  - c\n  - d\n\n- e\n");
        assert_eq!(gaps, [12.0, 12.0, 5.0, 12.0]);
    }

    #[test]
    fn only_a_caption_stands_close_to_its_table() {
        let table = "\n\n| a |\n|---|\n| b |\n";
        assert_eq!(gaps(&format!("Durations{table}")), [10.0]);
        assert_eq!(gaps(&format!("These last:{table}")), [18.0]);
        assert_eq!(gaps(&format!("- an item.{table}")), [18.0]);
    }

    #[test]
    fn callout_keeps_the_distance_of_other_boxes() {
        let [above, _, below] = gaps("a\n\n> [!tip]\n> b\n\nc\n")[..] else {
            panic!("a callout between paragraphs");
        };
        let [code, _] = gaps("a\n\n```\nb\n```\n\nc\n")[..] else {
            panic!("code between paragraphs");
        };
        assert_eq!((above, below), (code, code));
    }
}
