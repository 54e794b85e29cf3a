//! The line at the bottom of a slide: the note's title, the count, how far it is, and for a few
//! seconds after the mouse moved the keys, which are buttons too.

use egui::{Align2, CornerRadius, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::input::Intent;
use super::stage::Stage;
use crate::present::cursor::Cursor;
use crate::ui_kit::fonts::Face;
use crate::ui_kit::icons;
use crate::ui_kit::tokens::{Tokens, measure, motion, space, type_size};

/// How long the keys stay after the mouse moved.
const HINT_SECS: f64 = 3.0;

/// Since when the mouse has rested.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Rest {
    /// When it moved last; `None` before the first frame.
    moved_secs: Option<f64>,
}

impl Rest {
    /// Looks at the mouse; whether the keys are shown. Asks for the frame in which they go.
    pub(super) fn hints_shown(&mut self, ui: &Ui) -> bool {
        let (now, moves) =
            ui.input(|input| (input.time, input.pointer.delta() != egui::Vec2::ZERO));
        let moved = self.moved_secs.filter(|_| !moves).unwrap_or(now);
        self.moved_secs = Some(moved);
        let left = HINT_SECS - (now - moved);
        if left > 0.0 {
            ui.request_repaint_after(std::time::Duration::from_secs_f64(left + 0.01));
        }
        left > 0.0
    }

    /// Shows the keys again.
    pub(super) fn wake(&mut self) {
        self.moved_secs = None;
    }
}

/// What the footer says.
#[derive(Debug)]
pub(super) struct Footer<'a> {
    pub(super) stage: &'a Stage,
    pub(super) title: &'a str,
    pub(super) cursor: Cursor,
    /// Whether the number of slides is known by now.
    pub(super) counted: bool,
    pub(super) hints_shown: bool,
}

impl Footer<'_> {
    /// Draws it; returns what was clicked.
    pub(super) fn show(&self, ui: &mut Ui) -> Option<Intent> {
        self.progress_ui(ui);
        let count = self.count_ui(ui);
        let time = if ui.style().animation_time > 0.0 {
            motion::STEP
        } else {
            0.0
        };
        let id = ui.scope_id().with("hints");
        let share = ui.animate_bool_with_time(id, self.hints_shown, time);
        let room = Rect::from_min_max(
            self.stage.footer.min,
            pos2(count.left() - space::SECTION, self.stage.footer.bottom()),
        );
        self.title_ui(ui, room, 1.0 - share);
        if share > 0.0 {
            self.hints_ui(ui, room, share)
        } else {
            None
        }
    }

    fn progress_ui(&self, ui: &Ui) {
        let tokens = Tokens::of(ui);
        let window = self.stage.window;
        let line = Rect::from_min_max(pos2(window.left(), window.bottom() - 3.0), window.max);
        ui.painter().rect_filled(line, 0.0, tokens.line);
        let share = (self.cursor.slide() + 1) as f32 / self.cursor.total().max(1) as f32;
        let done =
            Rect::from_min_size(line.min, vec2(line.width() * share.min(1.0), line.height()));
        ui.painter().rect_filled(done, 0.0, tokens.accent);
    }

    /// "4 / 17", or the number that is being typed.
    fn count_ui(&self, ui: &Ui) -> Rect {
        let tokens = Tokens::of(ui);
        let more = if self.counted { "" } else { "+" };
        let total = format!("{}{more}", self.cursor.total());
        let number = self.cursor.slide() + 1;
        let (shown, color) = match self.cursor.typed() {
            Some(typed) => (format!("{typed} / {total}"), tokens.accent),
            None => (format!("{number} / {total}"), tokens.ink_soft),
        };
        let at = self.stage.footer.right_center();
        let font = Face::Figures.at(self.stage.small());
        let rect = ui
            .painter()
            .text(at, Align2::RIGHT_CENTER, shown, font, color);
        let response = ui.interact(rect, ui.scope_id().with("count"), Sense::hover());
        response.widget_info(|| {
            WidgetInfo::labeled(
                egui::Role::Label,
                true,
                format!("Slide {number} of {total}"),
            )
        });
        rect
    }

    fn title_ui(&self, ui: &Ui, room: Rect, opacity: f32) {
        if opacity <= 0.0 || self.cursor.slide() == 0 {
            return;
        }
        let tokens = Tokens::of(ui);
        let font = Face::Regular.at(self.stage.small());
        let color = tokens.ink_faint.gamma_multiply(opacity);
        let mut job = egui::text::LayoutJob::simple_singleline(self.title.to_owned(), font, color);
        job.wrap = egui::text::TextWrapping::truncate_at_width(room.width().max(1.0));
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        ui.painter().galley(
            pos2(room.left(), room.center().y - galley.size().y / 2.0),
            galley,
            color,
        );
    }

    /// As many of the keys as there is room for, the way out always.
    fn hints_ui(&self, ui: &mut Ui, room: Rect, opacity: f32) -> Option<Intent> {
        let size = (self.stage.small() * 0.85).max(type_size::SMALL);
        let mut left = room.left() - space::SMALL;
        let mut clicked = None;
        ui.scope(|ui| {
            ui.multiply_opacity(opacity);
            for hint in &HINTS {
                let width = hint.width(ui, size);
                if left + width > room.right() && hint.intent != Intent::Leave {
                    break;
                }
                let rect = Rect::from_min_size(
                    pos2(left, room.center().y - size * 1.1),
                    vec2(width, size * 2.2),
                );
                if hint.show(ui, rect, size) {
                    clicked = Some(hint.intent);
                }
                left += width + space::TIGHT;
            }
        });
        clicked
    }
}

/// A key, what it does, and what a click on it does.
struct Hint {
    key: &'static str,
    icon: Option<char>,
    word: &'static str,
    name: &'static str,
    intent: Intent,
}

/// By how much they are needed.
const HINTS: [Hint; 6] = [
    Hint {
        key: "Esc",
        icon: None,
        word: "End",
        name: "End the presentation",
        intent: Intent::Leave,
    },
    Hint {
        key: "",
        icon: Some(icons::ARROW_LEFT),
        word: "Back",
        name: "Previous slide",
        intent: Intent::Previous,
    },
    Hint {
        key: "",
        icon: Some(icons::ARROW_RIGHT),
        word: "Next",
        name: "Next slide",
        intent: Intent::Next,
    },
    Hint {
        key: "B",
        icon: None,
        word: "Black",
        name: "Black screen",
        intent: Intent::Black,
    },
    Hint {
        key: "Home",
        icon: None,
        word: "First",
        name: "First slide",
        intent: Intent::First,
    },
    Hint {
        key: "End",
        icon: None,
        word: "Last",
        name: "Last slide",
        intent: Intent::Last,
    },
];

impl Hint {
    fn cap(&self) -> String {
        self.icon.map_or_else(|| self.key.to_owned(), String::from)
    }

    fn galleys(&self, ui: &Ui, size: f32) -> [std::sync::Arc<egui::Galley>; 2] {
        let tokens = Tokens::of(ui);
        let face = if self.icon.is_some() {
            Face::Regular
        } else {
            Face::Medium
        };
        [(self.cap(), face), (self.word.to_owned(), Face::Regular)].map(|(text, face)| {
            let font = face.at(size);
            ui.fonts_mut(|fonts| fonts.layout_no_wrap(text, font, tokens.ink_soft))
        })
    }

    fn width(&self, ui: &Ui, size: f32) -> f32 {
        let [cap, word] = self.galleys(ui, size);
        cap_width(&cap) + word.size().x + space::SMALL * 3.0
    }

    /// Draws it; whether it was clicked.
    fn show(&self, ui: &Ui, rect: Rect, size: f32) -> bool {
        let tokens = Tokens::of(ui);
        let response = ui.interact(
            rect,
            ui.scope_id().with(self.name),
            Sense::click() - Sense::FOCUSABLE,
        );
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, self.name));
        let [cap, word] = self.galleys(ui, size);
        if response.hovered() {
            ui.painter()
                .rect_filled(rect, f32::from(measure::RADIUS), tokens.hover);
        }
        let height = (size * 1.6).round();
        let key = Rect::from_min_size(
            pos2(rect.left() + space::SMALL, rect.center().y - height / 2.0),
            vec2(cap_width(&cap), height),
        );
        let edge = Stroke::new(1.0, tokens.line_strong);
        ui.painter().rect(
            key,
            CornerRadius::same(4),
            tokens.sunken,
            edge,
            StrokeKind::Inside,
        );
        ui.painter()
            .galley(key.center() - cap.size() / 2.0, cap, tokens.ink_soft);
        let at = pos2(
            key.right() + space::SMALL,
            rect.center().y - word.size().y / 2.0,
        );
        ui.painter().galley(at, word, tokens.ink_soft);
        response.clicked()
    }
}

fn cap_width(cap: &egui::Galley) -> f32 {
    (cap.size().x + 10.0).max(20.0)
}
