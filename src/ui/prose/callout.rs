//! The title line of a callout: its icon, its words, and the caret of one that folds.

use egui::{Align, Rect, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::inline::{Setting, paint_marked_ui};
use super::{ProseAction, ProseContext, breaks};
use crate::diagrams::scene::{Family, Tone};
use crate::markdown::document::{Block, CalloutKind, Container, Fold, Inline};
use crate::ui_kit::fonts::Face;
use crate::ui_kit::tokens::type_size;
use crate::ui_kit::{button, icons};

const PADDING_Y: f32 = 11.0;
const ICON_ROOM: f32 = 27.0;
const CARET_ROOM: f32 = 24.0;

/// Draws the title of the innermost callout that `block` stands in.
pub(super) fn title_ui(ui: &mut Ui, block: &Block, title: &Inline, cx: &mut ProseContext<'_>) {
    let callout = block
        .containers
        .iter()
        .rev()
        .find_map(|around| match around {
            Container::Callout { id, kind, fold } => Some((*id, *kind, *fold)),
            _ => None,
        });
    let Some((id, kind, fold)) = callout else {
        return;
    };
    let folds = cx.folds.is_some() && fold != Fold::Never;
    let (color, _) = cx.tokens.tone(tone(kind));
    let setting = Setting {
        size: cx.style.scaled(type_size::UI + 1.5),
        strong: true,
        color,
        align: Align::Min,
    };
    let left = icon(kind).map_or(0.0, |_| cx.style.scaled(ICON_ROOM));
    let right = if folds { CARET_ROOM } else { 0.0 };
    let width = ui.available_width();
    let laid = breaks::lay_out(ui, title, setting, width - left - right, cx);
    let size = vec2(width, laid.galley.size().y + 2.0 * PADDING_Y);
    let (rect, response) = ui.allocate_exact_size(
        size,
        if folds {
            Sense::hover()
        } else {
            cx.text_sense()
        },
    );
    let middle = rect.top() + PADDING_Y + cx.style.line_height(setting.size) / 2.0;
    if let Some(icon) = icon(kind) {
        let at = pos2(rect.left() - 1.0, middle);
        let font = Face::Regular.at(cx.style.scaled(18.0));
        let anchor = egui::Align2::LEFT_CENTER;
        ui.painter().text(at, anchor, icon, font, color);
    }
    if folds {
        fold_button_ui(ui, rect, (id, fold), title, color, cx);
    }
    let at = pos2(rect.left() + left, rect.top() + PADDING_Y);
    let words = Rect::from_min_size(at, Vec2::new(width - left - right, laid.galley.size().y));
    let text = (title, &*laid.text);
    paint_marked_ui(ui, text, &laid.galley, words, &response, setting, cx);
}

/// The whole title line opens and closes the callout.
fn fold_button_ui(
    ui: &Ui,
    rect: Rect,
    (id, fold): (u32, Fold),
    title: &Inline,
    color: egui::Color32,
    cx: &mut ProseContext<'_>,
) {
    let open = cx.folds.is_none_or(|folds| folds.is_open(id, fold));
    let response = ui.interact(rect, ui.scope_id().with("fold"), Sense::click());
    let name = format!("{} {}", if open { "Fold" } else { "Unfold" }, title.text);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
    let caret = if open {
        icons::CARET_DOWN
    } else {
        icons::CARET_RIGHT
    };
    let at = pos2(rect.right() - 4.0, rect.center().y);
    let font = Face::Regular.at(16.0);
    ui.painter()
        .text(at, egui::Align2::RIGHT_CENTER, caret, font, color);
    if response.has_focus() {
        button::focus_ring(ui, rect.shrink2(vec2(-6.0, 3.0)), cx.tokens);
    }
    if response
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .clicked()
    {
        cx.actions.push(ProseAction::Fold(id));
    }
}

/// The color of a kind of callout.
pub(super) fn tone(kind: CalloutKind) -> Tone {
    match kind {
        CalloutKind::Note | CalloutKind::Info | CalloutKind::Todo => Tone::Accent,
        CalloutKind::Tip | CalloutKind::Success => Tone::Good,
        CalloutKind::Important | CalloutKind::Example => Tone::Family(Family::Network),
        CalloutKind::Warning | CalloutKind::Question => Tone::Warn,
        CalloutKind::Caution | CalloutKind::Failure | CalloutKind::Bug => Tone::Bad,
        CalloutKind::Abstract | CalloutKind::Quote | CalloutKind::Details => Tone::Muted,
    }
}

fn icon(kind: CalloutKind) -> Option<char> {
    Some(match kind {
        CalloutKind::Note | CalloutKind::Info => icons::INFO,
        CalloutKind::Abstract => icons::TEXT_ALIGN_LEFT,
        CalloutKind::Todo => icons::LIST_CHECKS,
        CalloutKind::Tip => icons::LIGHTBULB,
        CalloutKind::Important => icons::STAR,
        CalloutKind::Success => icons::CHECK_CIRCLE,
        CalloutKind::Question => icons::QUESTION,
        CalloutKind::Warning => icons::WARNING,
        CalloutKind::Caution => icons::WARNING_OCTAGON,
        CalloutKind::Failure => icons::X_CIRCLE,
        CalloutKind::Bug => icons::WARNING_CIRCLE,
        CalloutKind::Example => icons::LIST,
        CalloutKind::Quote => icons::BOOK_OPEN,
        CalloutKind::Details => return None,
    })
}
