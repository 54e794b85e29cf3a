//! Buttons: the main one, the ordinary one, the quiet one, and icons alone.
//!
//! Text buttons are named by their text; an icon button must be given its name, which is also
//! its tooltip together with its key.

use std::sync::Arc;

use egui::{
    Color32, CornerRadius, Galley, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
};

use super::copied;
use super::fonts::Face;
use super::tokens::{Tokens, measure, space, type_size};

/// How much a button asks to be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    /// The one thing to do here.
    Main,
    /// One of several things.
    Ordinary,
    /// Something beside the point; no frame until the pointer is there.
    Quiet,
}

/// A button with a word, and an icon before it if given.
#[derive(Debug, Clone)]
pub struct Button<'a> {
    label: &'a str,
    icon: Option<char>,
    key: &'a str,
    rank: Rank,
    full_width: bool,
    shortened: bool,
    enabled: bool,
}

impl<'a> Button<'a> {
    /// How far its words stand within its edges, in points.
    pub const INSET: f32 = AROUND / 2.0;

    /// The main button of a place.
    pub fn main(label: &'a str) -> Self {
        Self::new(label, Rank::Main)
    }

    /// An ordinary button.
    pub fn ordinary(label: &'a str) -> Self {
        Self::new(label, Rank::Ordinary)
    }

    /// A button without a frame.
    pub fn quiet(label: &'a str) -> Self {
        Self::new(label, Rank::Quiet)
    }

    fn new(label: &'a str, rank: Rank) -> Self {
        Self {
            label,
            icon: None,
            key: "",
            rank,
            full_width: false,
            shortened: false,
            enabled: true,
        }
    }

    /// Puts an icon before the word.
    #[must_use]
    pub fn icon(mut self, icon: char) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Shows the key that does the same, quietly after the word.
    #[must_use]
    pub fn key(mut self, key: &'a str) -> Self {
        self.key = key;
        self
    }

    /// Takes the whole width.
    #[must_use]
    pub fn full_width(mut self) -> Self {
        self.full_width = true;
        self
    }

    /// Cuts the word off with an ellipsis where the row is narrower. Its name stays whole.
    #[must_use]
    pub fn shortened(mut self) -> Self {
        self.shortened = true;
        self
    }

    /// Greys the button out when `enabled` is false.
    #[must_use]
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let Self { enabled, .. } = self;
        ui.add_enabled_ui(enabled, |ui| self.paint(ui)).inner
    }

    /// How wide it is where nothing is cut off.
    pub fn width(&self, ui: &Ui) -> f32 {
        let [(_, icon), (_, key)] = self.beside_label(ui);
        let label = one_line(ui, self.label.to_owned(), Face::Medium, type_size::UI);
        icon + label.size().x + key + AROUND
    }

    /// The icon and the key, each with the width that it takes.
    fn beside_label(&self, ui: &Ui) -> [(Option<Arc<Galley>>, f32); 2] {
        let icon = |icon: char| one_line(ui, icon.to_string(), Face::Regular, 17.0);
        let key = || one_line(ui, self.key.to_owned(), Face::Regular, type_size::SMALL);
        let with_width = |galley: Option<Arc<Galley>>, gap: f32| {
            let width = galley.as_ref().map_or(0.0, |galley| galley.size().x + gap);
            (galley, width)
        };
        [
            with_width(self.icon.map(icon), ICON_GAP),
            with_width((!self.key.is_empty()).then(key), space::SMALL),
        ]
    }

    fn paint(self, ui: &mut Ui) -> Response {
        let tokens = Tokens::of(ui);
        let [(icon, icon_width), (key, key_width)] = self.beside_label(ui);
        let label = if self.shortened {
            let beside = icon_width + key_width + AROUND;
            elided(ui, self.label, (ui.max_rect().width() - beside).max(24.0))
        } else {
            one_line(ui, self.label.to_owned(), Face::Medium, type_size::UI)
        };
        let content = icon_width + label.size().x + key_width;
        let wanted = content + AROUND;
        let width = if self.full_width {
            ui.available_width().max(wanted)
        } else {
            wanted
        };
        let (rect, response) =
            ui.allocate_exact_size(Vec2::new(width, measure::BUTTON), Sense::click());
        response
            .widget_info(|| WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), self.label));
        if ui.is_rect_visible(rect) {
            let look = self.look(tokens, &response);
            look.paint(ui, rect, &response, tokens);
            let mut x = if self.full_width {
                rect.center().x - content / 2.0
            } else {
                rect.left() + space::MEDIUM + 1.0
            };
            let middle = rect.center().y;
            if let Some(galley) = icon {
                let at = egui::pos2(x, middle - galley.size().y / 2.0);
                ui.painter().galley(at, galley, look.text);
            }
            x += icon_width;
            let at = egui::pos2(x, middle - label.size().y / 2.0);
            x += label.size().x + space::SMALL;
            ui.painter().galley(at, label, look.text);
            if let Some(galley) = key {
                let at = egui::pos2(x, middle - galley.size().y / 2.0);
                ui.painter().galley(at, galley, look.key);
            }
        }
        response
    }

    fn look(&self, tokens: &Tokens, response: &Response) -> Look {
        let hovered = response.hovered() || response.has_focus();
        match self.rank {
            Rank::Main if self.enabled => Look {
                fill: if hovered {
                    tokens.accent_fill_hover
                } else {
                    tokens.accent_fill
                },
                line: Color32::TRANSPARENT,
                text: tokens.on_accent,
                key: tokens.on_accent,
            },
            Rank::Ordinary | Rank::Main => Look {
                fill: state_fill(tokens, response, tokens.raised),
                line: tokens.line_strong,
                text: tokens.ink,
                // What is greyed out is pale enough.
                key: if self.enabled {
                    tokens.ink_soft
                } else {
                    tokens.ink
                },
            },
            Rank::Quiet => Look {
                fill: state_fill(tokens, response, Color32::TRANSPARENT),
                line: Color32::TRANSPARENT,
                text: tokens.ink,
                key: tokens.ink_soft,
            },
        }
    }
}

/// Between the icon and the label.
const ICON_GAP: f32 = space::TIGHT + 2.0;
/// Left and right of what stands in a button, with its line.
const AROUND: f32 = 2.0 * space::MEDIUM + 2.0;

fn one_line(ui: &Ui, text: String, face: Face, size: f32) -> Arc<Galley> {
    ui.fonts_mut(|fonts| fonts.layout_no_wrap(text, face.at(size), Color32::PLACEHOLDER))
}

/// A label on one line, cut off with an ellipsis where it is wider.
fn elided(ui: &Ui, label: &str, width: f32) -> Arc<Galley> {
    let font = Face::Medium.at(type_size::UI);
    let mut job =
        egui::text::LayoutJob::simple(label.to_owned(), font, Color32::PLACEHOLDER, width);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// A square button with an icon; `name` says what it does, `key` how else to do it.
pub fn icon_button(ui: &mut Ui, icon: char, name: &str, key: &str) -> Response {
    toggle_icon_button(ui, icon, name, key, false)
}

/// An icon button that shows whether what it switches is on.
pub fn toggle_icon_button(ui: &mut Ui, icon: char, name: &str, key: &str, on: bool) -> Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(32.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), name));
    if ui.is_rect_visible(rect) {
        let rest = if on {
            tokens.accent_soft
        } else {
            Color32::TRANSPARENT
        };
        let fill = state_fill(tokens, &response, rest);
        let text = match (ui.is_enabled(), on) {
            (false, _) => tokens.line_strong,
            (true, true) => tokens.accent,
            (true, false) => tokens.ink_soft,
        };
        let look = Look {
            fill,
            line: Color32::TRANSPARENT,
            text,
            key: text,
        };
        look.paint(ui, rect, &response, tokens);
        ui.painter().text(
            rect.center(),
            egui::Align2::CENTER_CENTER,
            copied::icon_of(ui, icon, &response),
            Face::Regular.at(19.0),
            text,
        );
    }
    let hint = if key.is_empty() {
        name.to_owned()
    } else {
        format!("{name}  ({key})")
    };
    response.on_hover_text(hint)
}

/// A small button at a place of its own: beside code, above a table. Not more than a word or an
/// icon; `name` says what it does.
#[derive(Debug, Clone, Copy)]
pub struct SmallButton<'a> {
    face: SmallFace<'a>,
    name: &'a str,
    on: Option<bool>,
}

#[derive(Debug, Clone, Copy)]
enum SmallFace<'a> {
    Icon(char),
    Word(&'a str),
}

impl<'a> SmallButton<'a> {
    /// With an icon.
    pub fn icon(icon: char, name: &'a str) -> Self {
        let face = SmallFace::Icon(icon);
        Self {
            face,
            name,
            on: None,
        }
    }

    /// With a word.
    pub fn word(word: &'a str, name: &'a str) -> Self {
        let face = SmallFace::Word(word);
        Self {
            face,
            name,
            on: None,
        }
    }

    /// Makes it a switch that is on or off.
    #[must_use]
    pub fn on(mut self, on: bool) -> Self {
        self.on = Some(on);
        self
    }

    /// Draws it over `rect`. Where it is not `shown` it can still be reached by the keyboard and
    /// by screen readers, and is painted while it has the focus.
    pub fn show(self, ui: &Ui, rect: egui::Rect, shown: bool) -> Response {
        let tokens = Tokens::of(ui);
        let response = ui.interact(rect, ui.scope_id().with(self.name), Sense::click());
        response.widget_info(|| match self.on {
            Some(on) => WidgetInfo::selected(egui::Role::Switch, ui.is_enabled(), on, self.name),
            None => WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), self.name),
        });
        if shown || response.has_focus() {
            let (rest, text) = if self.on == Some(true) {
                (tokens.accent_soft, tokens.accent)
            } else {
                (Color32::TRANSPARENT, tokens.ink_soft)
            };
            let fill = state_fill(tokens, &response, rest);
            let look = Look {
                fill,
                line: Color32::TRANSPARENT,
                text,
                key: text,
            };
            look.paint(ui, rect, &response, tokens);
            let (words, font) = match self.face {
                SmallFace::Icon(icon) => {
                    let icon = copied::icon_of(ui, icon, &response);
                    (icon.to_string(), Face::Regular.at(17.0))
                }
                SmallFace::Word(word) => (word.to_owned(), Face::Medium.at(type_size::SMALL)),
            };
            let middle = egui::Align2::CENTER_CENTER;
            ui.painter().text(rect.center(), middle, words, font, text);
        }
        response.on_hover_text(self.name)
    }
}

struct Look {
    fill: Color32,
    line: Color32,
    text: Color32,
    key: Color32,
}

impl Look {
    fn paint(&self, ui: &Ui, rect: egui::Rect, response: &Response, tokens: &Tokens) {
        let radius = CornerRadius::same(measure::RADIUS);
        ui.painter().rect(
            rect,
            radius,
            self.fill,
            Stroke::new(1.0, self.line),
            StrokeKind::Inside,
        );
        if response.has_focus() {
            focus_ring(ui, rect, tokens);
        }
    }
}

/// The ring around what has the keyboard's focus.
pub fn focus_ring(ui: &Ui, rect: egui::Rect, tokens: &Tokens) {
    let stroke = Stroke::new(tokens.ring, tokens.accent);
    ui.painter().rect_stroke(
        rect,
        CornerRadius::same(measure::RADIUS),
        stroke,
        StrokeKind::Inside,
    );
}

fn state_fill(tokens: &Tokens, response: &Response, rest: Color32) -> Color32 {
    if response.is_pointer_button_down_on() {
        tokens.pressed
    } else if response.hovered() || response.has_focus() {
        tokens.hover
    } else {
        rest
    }
}
