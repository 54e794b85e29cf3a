//! What is shown beside a link that is pointed at or has the focus: the beginning of the note that
//! it leads to, or the very address, whatever the link itself says.

use egui::{Response, Ui};

use super::{Embedded, Lead, ProseContext, ProseStyle, block_ui};
use crate::base::address::{host, legible, spelled};
use crate::base::text::beginning;
use crate::markdown::document::{Block, BlockKind, Link};
use crate::ui_kit::text;
use crate::ui_kit::tokens::{Tokens, space};

/// Width of the text, in points.
const WIDTH: f32 = 400.0;
/// No block begins below this.
const HEIGHT: f32 = 190.0;
/// So many blocks are looked at.
const BLOCKS: usize = 8;
/// Longer addresses are cut in the middle, in characters.
const LONGEST_ADDRESS: usize = 300;

/// Shows where `link` leads, while its `mark` is pointed at for a moment or has the focus.
pub(super) fn show(mark: &Response, link: &Link, cx: &ProseContext<'_>) {
    let asks = mark.hovered() || mark.has_focus();
    if !asks || !cx.style.selectable {
        return; // on slides there is no room for it
    }
    let mut tooltip = egui::Tooltip::for_enabled(mark);
    if mark.has_focus() {
        tooltip.popup = tooltip.popup.open(true);
    }
    tooltip.popup = tooltip.popup.width(WIDTH);
    tooltip.show(|ui| {
        if let Some(lead) = cx.resources.lead(link) {
            ui.set_max_width(WIDTH);
            lead_ui(ui, &lead, cx.tokens);
        }
    });
}

fn lead_ui(ui: &mut Ui, lead: &Lead<'_>, tokens: &Tokens) {
    match lead {
        Lead::Other(sentence) => {
            ui.label(text::soft(sentence, tokens));
        }
        Lead::Web(address) => {
            ui.label(text::strong(opens(address), tokens));
            ui.label(text::soft(legible(address, LONGEST_ADDRESS), tokens));
            if let Some(spelled) = host(address).and_then(spelled) {
                let spelled = beginning(&spelled, LONGEST_ADDRESS);
                let letters = format!("Not all letters of the name are plain: {spelled}");
                ui.label(text::soft(letters, tokens));
            }
        }
        Lead::Note {
            title,
            chapter,
            summary,
            text,
        } => {
            ui.spacing_mut().item_spacing.y = 2.0;
            if !chapter.is_empty() {
                ui.label(text::caption(chapter, tokens));
            }
            ui.label(text::strong(title, tokens));
            if !summary.is_empty() {
                ui.label(text::soft(summary, tokens));
            }
            if let Some(embedded) = text {
                beginning_ui(ui, embedded);
            }
        }
    }
}

fn opens(address: &str) -> String {
    match host(address) {
        Some(host) => format!("Opens {} in the browser", legible(host, LONGEST_ADDRESS)),
        None => "Writes to this address".to_owned(),
    }
}

/// The first blocks; a question or a diagram ends them.
fn beginning_ui(ui: &mut Ui, embedded: &Embedded<'_>) {
    let style = ProseStyle {
        body: ProseStyle::READING.body - 1.5,
        selectable: false,
        widest_table: 0.0,
        ..ProseStyle::READING
    };
    let mut inner = ProseContext::new(ui, style, &*embedded.resources);
    let top = ui.cursor().top();
    let mut previous: Option<&Block> = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    let blocks = embedded.blocks().iter().take(BLOCKS).enumerate();
    for (index, block) in blocks.skip_while(|(_, block)| says_title(block, embedded)) {
        let is_text = !matches!(
            block.kind,
            BlockKind::Directive(_) | BlockKind::Embed { .. } | BlockKind::Table(_)
        );
        if !is_text || ui.cursor().top() - top > HEIGHT {
            break;
        }
        if previous.is_none() {
            ui.add_space(space::SMALL);
        }
        ui.push_id(index, |ui| block_ui(ui, previous, block, &mut inner));
        previous = Some(block);
    }
}

/// The heading that only says the title again.
fn says_title(block: &Block, embedded: &Embedded<'_>) -> bool {
    matches!(&block.kind, BlockKind::Heading { text, .. } if *text.text == *embedded.title)
}
