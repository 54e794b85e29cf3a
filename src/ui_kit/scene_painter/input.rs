//! What wheel, pinch, drag, clicks and keys do to a picture.

use egui::{EventFilter, Key, Modifiers, Response, Ui, Vec2};

use super::geometry::View;
use super::interact::{self, Marks, Touch};
use super::travel::{self, Direction};
use super::{LARGEST_ZOOM, SceneOptions, ScenePainter};
use crate::diagrams::scene::ElementKind;
use crate::ui_kit::wheel;

impl ScenePainter {
    pub(super) fn zoom_and_pan(
        &mut self,
        ui: &Ui,
        response: &Response,
        size: Vec2,
        fit_scale: f32,
    ) {
        let pointer = ui.input(|input| input.pointer.hover_pos());
        if let Some(pointer) = pointer
            && ui.rect_contains_pointer(response.rect)
        {
            let factor = wheel::take_zoom(ui);
            if factor != 1.0 {
                self.zoom_by(factor, pointer - response.rect.center());
            }
        }
        if self.is_zoomed() && response.dragged() {
            self.pan += response.drag_delta();
            ui.set_cursor_icon(egui::CursorIcon::Grabbing);
        }
        let beyond = (size * fit_scale * self.zoom - response.rect.size()).max(Vec2::ZERO) / 2.0;
        self.pan = self.pan.clamp(-beyond, beyond);
    }

    /// Zooms around a point given from the middle of the stage.
    fn zoom_by(&mut self, factor: f32, around: Vec2) {
        let before = self.zoom;
        self.zoom = (self.zoom * factor).clamp(1.0, LARGEST_ZOOM);
        self.pan = around + (self.pan - around) * (self.zoom / before);
    }

    pub(super) fn keys(&mut self, ui: &Ui, response: &Response, options: &SceneOptions<'_>) {
        if !response.has_focus() {
            self.cursor = None;
            return;
        }
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: self.is_traveling(),
            tab: false,
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if ui.input(|input| input.key_pressed(Key::Plus) || input.key_pressed(Key::Equals)) {
            self.zoom_by(1.25, Vec2::ZERO);
        }
        if pressed(Key::Minus) {
            self.zoom_by(0.8, Vec2::ZERO);
        }
        if pressed(Key::Num0) {
            self.fit();
        }
        if self.is_traveling() {
            self.travel(ui, &pressed);
        } else {
            let steps = [Key::ArrowLeft, Key::ArrowRight, Key::Home, Key::End];
            let starts = [Key::ArrowUp, Key::ArrowDown, Key::Enter];
            let begun = starts.into_iter().any(pressed)
                || !options.leaves_step_keys && steps.into_iter().any(pressed);
            if begun {
                self.cursor = self.first_stop();
            }
        }
    }

    /// Where travel begins: what is inspected, what acts, or the first thing.
    fn first_stop(&self) -> Option<String> {
        let (picture, layout) = self.tween.at_rest();
        let elements = || picture.drawn.iter().map(|drawn| &drawn.element);
        let selected = self.selected.as_deref();
        elements()
            .find(|element| selected == Some(element.id.as_str()))
            .or_else(|| {
                elements()
                    .find(|element| matches!(&element.kind, ElementKind::Node(node) if node.active))
            })
            .map(|element| element.id.clone())
            .or_else(|| travel::end(picture, layout, false).map(str::to_owned))
    }

    fn travel(&mut self, ui: &Ui, pressed: &impl Fn(Key) -> bool) {
        let Some(here) = self.cursor.clone() else {
            return;
        };
        let (picture, layout) = self.tween.at_rest();
        let ways = [
            (Key::ArrowLeft, Direction::Left),
            (Key::ArrowRight, Direction::Right),
            (Key::ArrowUp, Direction::Up),
            (Key::ArrowDown, Direction::Down),
        ];
        let arrow = ways.into_iter().find(|(key, _)| pressed(*key));
        let target = if let Some((_, direction)) = arrow {
            travel::next(picture, layout, &here, direction)
        } else if pressed(Key::Home) {
            travel::end(picture, layout, false)
        } else if pressed(Key::End) {
            travel::end(picture, layout, true)
        } else {
            None
        };
        if let Some(target) = target {
            self.cursor = Some(target.to_owned());
            ui.request_repaint();
        } else if pressed(Key::Enter) {
            self.toggle(&here);
        } else if pressed(Key::Escape) {
            self.cursor = None;
        }
    }

    fn toggle(&mut self, id: &str) {
        self.selected = (self.selected.as_deref() != Some(id)).then(|| id.to_owned());
    }

    pub(super) fn touch(
        &mut self,
        ui: &mut Ui,
        response: &Response,
        view: View,
        options: &SceneOptions<'_>,
    ) -> Touch {
        if !options.interactive {
            return Touch::default();
        }
        let marks = Marks {
            selected: self.selected.as_deref(),
            cursor: self.cursor.as_deref(),
        };
        let touch = interact::elements(ui, response, view, self.tween.at_rest(), marks);
        let by_pointer = ui.input(|input| input.pointer.any_click());
        if let Some(clicked) = &touch.clicked {
            self.toggle(clicked);
            response.request_focus();
        } else if response.clicked() && by_pointer {
            self.selected = None;
            response.request_focus();
        }
        touch
    }
}
