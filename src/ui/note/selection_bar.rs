//! The small bar beside a selection: highlight it, comment on it, bookmark it, copy it.
//!
//! It comes when the pointer is let go, so that it is never in the way of selecting.

use std::ops::Range;

use egui::{Align, Frame, Layout, Margin, Rect, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use super::ink_buttons;
use crate::app::command::{Command, MarkCommand};
use crate::app::menu_command::MenuCommand;
use crate::markdown::excerpt::TextSpot;
use crate::ui::prose::TextPiece;
use crate::ui::shortcuts::key_text;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::tokens::{measure, space};
use crate::ui_kit::{button, icons};

/// Width and height of the bar, in points.
const SIZE: egui::Vec2 = vec2(3.0 * ink_buttons::SIZE + 3.0 * 32.0 + 26.0, 38.0);
/// So far it stays away from the words.
const GAP: f32 = 6.0;

/// Draws the bar for what is `selected`, if the place for it is free. Whether the words are to be
/// copied.
pub(super) fn show(
    ui: &mut Ui,
    window: Rect,
    selected: &Range<TextSpot>,
    pieces: &[TextPiece],
    cx: &mut ViewCtx<'_>,
) -> bool {
    let is_busy = cx.state.overlay.is_some()
        || cx.state.open_mark.is_some()
        || egui::Popup::is_any_open(ui)
        || !ui.is_enabled();
    if is_busy {
        return false;
    }
    let Some((first, last)) = rows_of(selected, pieces, window) else {
        return false;
    };
    let room = Rect::from_min_size(place(first, last, window), SIZE);
    let builder = UiBuilder::new()
        .id_salt("selection bar")
        .max_rect(room)
        .layout(Layout::left_to_right(Align::Center))
        .accessibility_role(egui::Role::Toolbar)
        .accessibility_label("Selected words");
    ui.scope_builder(builder, |ui| {
        // What lies below does not take the pointer.
        ui.interact(
            room,
            ui.scope_id().with("ground"),
            Sense::click_and_drag() - Sense::FOCUSABLE,
        );
        frame(cx).show(ui, |ui| {
            ui.set_min_size(SIZE - vec2(8.0, 4.0));
            buttons_ui(ui, cx)
        })
    })
    .inner
    .inner
}

fn frame(cx: &ViewCtx<'_>) -> Frame {
    Frame::new()
        .fill(cx.tokens.raised)
        .stroke(Stroke::new(1.0, cx.tokens.line_strong))
        .corner_radius(measure::RADIUS_LARGE)
        .shadow(egui::Shadow {
            offset: [0, 2],
            blur: 10,
            spread: 0,
            color: cx.tokens.shadow,
        })
        .inner_margin(Margin::symmetric(4, 2))
}

fn buttons_ui(ui: &mut Ui, cx: &mut ViewCtx<'_>) -> bool {
    ui.spacing_mut().item_spacing.x = 0.0;
    if let Some(ink) = ink_buttons::show(ui, None) {
        let words = None;
        cx.push(Command::Mark(MarkCommand::Highlight { ink, words }));
    }
    ui.add_space(space::SMALL);
    let (line, _) = ui.allocate_exact_size(vec2(1.0, 18.0), Sense::hover());
    let stroke = Stroke::new(1.0, cx.tokens.line);
    ui.painter().vline(line.center().x, line.y_range(), stroke);
    ui.add_space(space::SMALL);
    let others = [
        (icons::NOTE_PENCIL, "Comment", MenuCommand::Comment),
        (icons::BOOKMARK_SIMPLE, "Bookmark", MenuCommand::Bookmark),
    ];
    for (icon, name, command) in others {
        let key = key_text(ui, command);
        if button::icon_button(ui, icon, name, &key).clicked() {
            cx.commands
                .extend(command.resolve(cx.state, cx.tokens.dark));
        }
    }
    let copy = egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, egui::Key::C);
    let key = ui.format_shortcut(&copy);
    button::icon_button(ui, icons::COPY, "Copy", &key).clicked()
}

/// The first and the last row of the selection that are in view.
pub(super) fn rows_of(
    selected: &Range<TextSpot>,
    pieces: &[TextPiece],
    window: Rect,
) -> Option<(Rect, Rect)> {
    let part = |spot: TextSpot| (spot.block, spot.part);
    let touched = pieces.iter().filter(|piece| {
        let here = part(piece.spot);
        (part(selected.start)..=part(selected.end)).contains(&here) && piece.rect.intersects(window)
    });
    let (mut first, mut last) = (None, None);
    for piece in touched {
        let at = |spot: TextSpot, other: usize| {
            let is_here = part(spot) == part(piece.spot);
            piece.cursor_rect(if is_here { spot.at } else { other })
        };
        let from = at(selected.start, 0);
        let to = at(selected.end, piece.text.len());
        first = first.or(Some(from));
        last = Some(to);
    }
    let (first, last) = first.zip(last)?;
    let is_seen = first.top() < window.bottom() && last.bottom() > window.top();
    is_seen.then_some((first, last))
}

/// Above the first row, else below the last, else at the upper edge of the window.
fn place(first: Rect, last: Rect, window: Rect) -> egui::Pos2 {
    let above = first.top() - GAP - SIZE.y;
    let below = last.bottom() + GAP;
    let y = if above >= window.top() + GAP {
        above
    } else if below + SIZE.y <= window.bottom() - GAP {
        below
    } else {
        window.top() + GAP
    };
    let right = (window.right() - SIZE.x - space::LARGE).max(window.left());
    let x = (first.left() - space::MEDIUM).clamp(
        window.left() + space::SMALL,
        right.max(window.left() + space::SMALL),
    );
    pos2(x.floor(), y.floor())
}
