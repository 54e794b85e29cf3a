//! One row of a list or tree: an icon, a text that shortens, and marks at the right.
//!
//! The row is a single widget with one name; roving focus and selection are its list's business.

use egui::{Color32, CornerRadius, Rect, Response, Sense, Ui, Vec2, WidgetInfo, pos2};

use super::fonts::Face;
use super::icons;
use super::tokens::{Tokens, measure, space, type_size};

/// What a row shows.
#[derive(Debug, Clone, Default)]
pub struct ListRow<'a> {
    /// The text.
    pub label: &'a str,
    /// Before the text.
    pub icon: Option<char>,
    /// Levels of indentation.
    pub depth: usize,
    /// For rows that fold: whether open.
    pub open: Option<bool>,
    /// A quiet word at the right.
    pub trailing: &'a str,
    /// The color of the word at the right; soft ink if none.
    pub trailing_color: Option<Color32>,
    /// How much of it is done, as a ring at the right, 0 to 1; a check mark for all.
    pub share: Option<f32>,
    /// Whether it is the current place.
    pub selected: bool,
    /// In a list that takes the keyboard as one, whether its cursor is on the row; none for a row
    /// that takes the keyboard itself.
    pub cursor: Option<bool>,
    /// Whether the label is set strong.
    pub strong: bool,
    /// Parts of the label to light up (fuzzy matches): byte ranges.
    pub lit: &'a [std::ops::Range<usize>],
    /// What a screen reader says; the label if empty.
    pub name: &'a str,
    /// What it is to a screen reader; a list item if none.
    pub role: Option<egui::Role>,
}

impl ListRow<'_> {
    /// Draws the row over the available width.
    pub fn show(&self, ui: &mut Ui) -> Response {
        let tokens = Tokens::of(ui);
        let size = Vec2::new(ui.available_width(), measure::ROW);
        let sense = match self.cursor {
            Some(_) => Sense::CLICK,
            None => Sense::click(),
        };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        let name = if self.name.is_empty() {
            self.label
        } else {
            self.name
        };
        let role = self.role.unwrap_or(egui::Role::ListItem);
        response.widget_info(|| WidgetInfo::selected(role, ui.is_enabled(), self.selected, name));
        if ui.is_rect_visible(rect) {
            self.paint(ui, rect.shrink2(Vec2::new(6.0, 1.0)), &response, tokens);
        }
        response
    }

    fn paint(&self, ui: &Ui, rect: Rect, response: &Response, tokens: &Tokens) {
        let fill = match (self.selected, response.hovered()) {
            (true, _) => tokens.accent_soft,
            (false, true) => tokens.hover,
            (false, false) => Color32::TRANSPARENT,
        };
        ui.painter()
            .rect_filled(rect, CornerRadius::same(measure::RADIUS), fill);
        if self.cursor == Some(true) || response.has_focus() {
            super::button::focus_ring(ui, rect, tokens);
        }
        let ink = if self.selected {
            tokens.accent
        } else {
            tokens.ink
        };
        let mut x = rect.left() + space::SMALL + self.depth as f32 * 16.0;
        if let Some(open) = self.open {
            let icon = if open {
                icons::CARET_DOWN
            } else {
                icons::CARET_RIGHT
            };
            Self::paint_icon(ui, x, rect, icon, tokens.ink_soft, 13.0);
        }
        if self.open.is_some() || self.depth > 0 && self.icon.is_none() {
            x += 18.0;
        }
        if let Some(icon) = self.icon {
            Self::paint_icon(
                ui,
                x,
                rect,
                icon,
                if self.selected { ink } else { tokens.ink_soft },
                16.0,
            );
            x += 16.0 + space::SMALL;
        }
        let right = self.paint_trailing(ui, rect, tokens);
        self.paint_label(
            ui,
            Rect::from_min_max(pos2(x, rect.top()), pos2(right, rect.bottom())),
            ink,
            tokens,
        );
    }

    fn paint_icon(ui: &Ui, x: f32, rect: Rect, icon: char, color: Color32, size: f32) {
        let at = pos2(x, rect.center().y);
        ui.painter().text(
            at,
            egui::Align2::LEFT_CENTER,
            icon,
            Face::Regular.at(size),
            color,
        );
    }

    fn paint_trailing(&self, ui: &Ui, rect: Rect, tokens: &Tokens) -> f32 {
        let mut right = rect.right() - space::SMALL;
        if let Some(share) = self.share {
            right = ring(ui, pos2(right, rect.center().y), share, tokens) - space::SMALL;
        }
        if self.trailing.is_empty() {
            return right;
        }
        let color = self.trailing_color.unwrap_or(tokens.ink_soft);
        let at = pos2(right, rect.center().y);
        let font = Face::Figures.at(type_size::SMALL);
        let drawn = ui
            .painter()
            .text(at, egui::Align2::RIGHT_CENTER, self.trailing, font, color);
        drawn.left() - space::SMALL
    }

    fn paint_label(&self, ui: &Ui, rect: Rect, ink: Color32, tokens: &Tokens) {
        let face = if self.strong || self.selected {
            Face::Medium
        } else {
            Face::Regular
        };
        let format = |lit: bool| egui::TextFormat {
            font_id: if lit { Face::Strong } else { face }.at(type_size::UI),
            color: if lit { tokens.accent } else { ink },
            ..Default::default()
        };
        let mut job = egui::text::LayoutJob::default();
        let mut from = 0;
        for range in self.lit {
            let (Some(before), Some(hit)) = (
                self.label.get(from..range.start),
                self.label.get(range.clone()),
            ) else {
                continue;
            };
            job.append(before, 0.0, format(false));
            job.append(hit, 0.0, format(true));
            from = range.end;
        }
        job.append(
            self.label.get(from..).unwrap_or_default(),
            0.0,
            format(false),
        );
        job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width().max(0.0));
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, ink);
    }
}

/// Paints how much is done, left of `at`; returns its left edge.
fn ring(ui: &Ui, at: egui::Pos2, share: f32, tokens: &Tokens) -> f32 {
    if share >= 1.0 {
        let font = Face::Figures.at(type_size::SMALL);
        let right = egui::Align2::RIGHT_CENTER;
        let drawn = ui
            .painter()
            .text(at, right, icons::CHECK, font, tokens.good);
        return drawn.left();
    }
    let radius = 5.0;
    let center = at - Vec2::new(radius + 1.0, 0.0);
    ui.painter()
        .circle_stroke(center, radius, egui::Stroke::new(2.0, tokens.line_strong));
    let steps = (share.clamp(0.05, 1.0) * 32.0).ceil() as usize;
    let turn = share.clamp(0.05, 1.0) * std::f32::consts::TAU / steps as f32;
    let arc = (0..=steps).map(|step| {
        let angle = step as f32 * turn - std::f32::consts::FRAC_PI_2;
        center + radius * Vec2::angled(angle)
    });
    let stroke = egui::Stroke::new(2.0, tokens.good);
    ui.painter().line(arc.collect(), stroke);
    center.x - radius - 1.0
}
