//! Placing: centered columns, cards, hairlines.

use egui::scroll_area::ScrollBarVisibility;
use egui::{Frame, Margin, Rangef, Rect, ScrollArea, Stroke, Ui, UiBuilder};

use super::tokens::{Tokens, measure, space};

/// Where so little of what scrolls sideways is in view, its bar would lie on the text above it.
const LEAST_UNDER_BAR: f32 = 64.0;

/// A pointer that selects scrolls when it comes this near to an edge, in points.
const EDGE: f32 = 24.0;

/// How far what is seen in `range` scrolls in a frame while a pointer that selects is at `at`: the
/// more the farther it is beyond an edge.
pub fn pull(at: f32, range: Rangef) -> f32 {
    let inner = Rangef::new(range.min + EDGE, range.max - EDGE);
    let beyond = (at - inner.max).max(0.0) - (inner.min - at).max(0.0);
    -(beyond * 0.35).clamp(-40.0, 40.0)
}

/// What is wider than its place and scrolls sideways. The bar stands at the lower edge of what is
/// seen of it.
pub fn sideways(ui: &Ui, name: &str) -> ScrollArea {
    let seen = ui.clip_rect().bottom() - ui.cursor().top();
    let bar = if seen > LEAST_UNDER_BAR {
        ScrollBarVisibility::VisibleWhenNeeded
    } else {
        ScrollBarVisibility::AlwaysHidden
    };
    ScrollArea::horizontal()
        .id_salt(name)
        .scroll_bar_visibility(bar)
        .auto_shrink([false, true])
}

/// A column at most `width` wide in the middle of the available room, with margins that shrink
/// with it.
pub fn column_ui<T>(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui) -> T) -> T {
    let available = ui.available_width();
    let margin = if available < 560.0 {
        space::LARGE
    } else {
        space::SECTION
    };
    let column = (available - 2.0 * margin).min(width).max(120.0);
    let left = ((available - column) / 2.0).max(0.0).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(left);
        ui.vertical(|ui| {
            ui.set_width(column);
            ui.spacing_mut().item_spacing = egui::vec2(space::SMALL, space::SMALL);
            content(ui)
        })
        .inner
    })
    .inner
}

/// What is wider than its column is so by at least so much, in points: edges that stand right
/// beside those of the column look like a mistake.
pub const LEAST_GROWTH: f32 = 48.0;

/// How wide something may become that stands in a column of text, margins kept, in points.
pub fn room_beside_column(ui: &Ui) -> f32 {
    let column = ui.available_width();
    let visible = ui.clip_rect().width() - 2.0 * space::SECTION;
    if visible < column + LEAST_GROWTH {
        column
    } else {
        visible
    }
}

/// From where to where something `width` points wide stands that is wider than its column.
pub fn wide_range(ui: &Ui, width: f32) -> egui::Rangef {
    let column = ui.available_rect_before_wrap();
    let clip = ui.clip_rect();
    let width = width.max(column.width());
    let left = (column.center().x - width / 2.0)
        .min(clip.right() - space::SECTION - width)
        .max(clip.left() + space::SECTION)
        .min(column.left());
    egui::Rangef::new(left, left + width)
}

/// Something `width` points wide in the middle of a narrower column, which stays as it is.
pub fn wider_than_column_ui<T>(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui) -> T) -> T {
    let column = ui.available_rect_before_wrap();
    let wide = Rect::from_x_y_ranges(wide_range(ui, width), column.y_range());
    let mut wide = ui.new_child(UiBuilder::new().max_rect(wide).id_salt("wide"));
    let inner = content(&mut wide);
    let drawn = Rect::from_x_y_ranges(column.x_range(), wide.min_rect().y_range());
    ui.advance_cursor_after_rect(drawn);
    inner
}

/// Two columns of equal width, or one where the room is below `least` points: then the second is
/// not there and its content belongs below the first's.
pub fn two_columns_ui<T>(
    ui: &mut Ui,
    least: f32,
    content: impl FnOnce(&mut Ui, Option<&mut Ui>) -> T,
) -> T {
    let room = ui.available_rect_before_wrap();
    if room.width() < least {
        return content(ui, None);
    }
    let gap = space::LARGE;
    let width = ((room.width() - gap) / 2.0).floor();
    let column = |left: f32| {
        egui::Rect::from_min_size(
            egui::pos2(left, room.top()),
            egui::vec2(width, f32::INFINITY),
        )
    };
    let layout = egui::Layout::top_down(egui::Align::Min);
    let child = |ui: &mut Ui, salt: &str, rect: egui::Rect| {
        let mut child = ui.new_child(
            egui::UiBuilder::new()
                .max_rect(rect)
                .layout(layout)
                .id_salt(salt),
        );
        child.set_width(width);
        child
    };
    let mut first = child(ui, "first column", column(room.left()));
    let mut second = child(ui, "second column", column(room.right() - width));
    let result = content(&mut first, Some(&mut second));
    let bottom = first.min_rect().bottom().max(second.min_rect().bottom());
    let used = egui::Rect::from_min_max(room.min, egui::pos2(room.right(), bottom));
    ui.allocate_rect(used, egui::Sense::hover());
    result
}

/// A card: raised ground, hairline, round corners.
pub fn card_ui<T>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> T) -> T {
    let tokens = Tokens::of(ui);
    card_frame(tokens)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            content(ui)
        })
        .inner
}

/// The frame of a card.
pub fn card_frame(tokens: &Tokens) -> Frame {
    Frame::new()
        .fill(tokens.raised)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(measure::RADIUS_LARGE)
        .inner_margin(Margin::same(space::LARGE as i8))
}

/// A hairline over the available width.
pub fn hairline_ui(ui: &mut Ui) {
    let tokens = Tokens::of(ui);
    let (rect, _) =
        ui.allocate_exact_size(egui::vec2(ui.available_width(), 1.0), egui::Sense::hover());
    ui.painter().hline(
        rect.x_range(),
        rect.center().y,
        Stroke::new(1.0, tokens.line),
    );
}
