//! Two sets of inputs side by side: what was kept when the comparison began, and the inputs as
//! they are now. One bar moves both; each picture keeps its own zoom.

use egui::{Id, Label, Ui, UiBuilder, vec2};

use super::{DiagramView, stage};
use crate::diagrams::params::Params;
use crate::ui_kit::scene_painter::Fit;
use crate::ui_kit::text;
use crate::ui_kit::tokens::{Tokens, space};

/// From this width on, in points, the two stand beside each other.
const BESIDE: f32 = 900.0;

/// How many differing inputs are named.
const NAMED: usize = 4;

impl DiagramView {
    /// Whether two sets of inputs are shown.
    pub fn is_comparing(&self) -> bool {
        self.kept.is_some()
    }

    /// The picture that has the focus: the present one, or the kept one while comparing.
    pub(super) fn focused_stage(&self, focused: Option<Id>) -> Option<&Self> {
        let here = focused.is_some() && focused == self.stage;
        if here {
            return Some(self);
        }
        self.kept.as_ref()?.focused_stage(focused)
    }

    /// Keeps the present inputs to compare others with, or ends the comparison.
    pub fn toggle_comparing(&mut self) {
        if self.kept.take().is_none() {
            let params = self.playback.params().clone();
            let mut kept = Self::new(self.kind, params, self.playback.position());
            kept.playback.set_asking(false);
            self.kept = Some(Box::new(kept));
        }
    }
}

/// The picture with its figures, or both of them while comparing.
pub(super) fn pictures_ui(ui: &mut Ui, view: &mut DiagramView, fit: Fit) {
    let Some(mut kept) = view.kept.take() else {
        stage::stage_ui(ui, view, view.kind.title, fit);
        stage::counters_ui(ui, view);
        return;
    };
    follow(&mut kept, view);
    let tokens = Tokens::of(ui);
    let words = differences(kept.playback.params(), view.playback.params());
    ui.add(Label::new(text::soft(words, tokens)).wrap());
    let area = ui.available_rect_before_wrap();
    if area.width() >= BESIDE {
        let gap = space::LARGE;
        let (left, right) = area.split_left_right_at_x(area.center().x);
        let left = left.with_max_x(left.right() - gap / 2.0);
        let right = right.with_min_x(right.left() + gap / 2.0);
        let one = half_ui(ui, left, "Kept", &mut kept, fit);
        let other = half_ui(ui, right, "Now", view, fit);
        let height = one.max(other);
        ui.advance_cursor_after_rect(egui::Rect::from_min_size(
            area.min,
            vec2(area.width(), height),
        ));
    } else {
        titled_ui(ui, "Kept", &mut kept, fit);
        ui.add_space(space::MEDIUM);
        titled_ui(ui, "Now", view, fit);
    }
    view.kept = Some(kept);
}

/// Takes the kept run to the same step; the end of one goes with the end of the other.
fn follow(kept: &mut DiagramView, view: &DiagramView) {
    let step = view.playback.position();
    if view.playback.at_end() && step > 0 {
        kept.playback.to_end();
    } else {
        kept.playback.to(step);
    }
}

/// One of two pictures beside each other; says how high it is, in points.
fn half_ui(ui: &mut Ui, room: egui::Rect, title: &str, view: &mut DiagramView, fit: Fit) -> f32 {
    let mut half = ui.new_child(UiBuilder::new().max_rect(room).id_salt(title));
    half.set_width(room.width());
    titled_ui(&mut half, title, view, fit);
    half.min_rect().height()
}

fn titled_ui(ui: &mut Ui, title: &str, view: &mut DiagramView, fit: Fit) {
    let tokens = Tokens::of(ui);
    ui.push_id(title, |ui| {
        ui.add(Label::new(text::caption(title, tokens)));
        let name = format!("{title}: {}", view.kind.title);
        stage::stage_ui(ui, view, &name, fit);
        stage::counters_ui(ui, view);
    });
}

/// `Object size: 20 KB, now 200 KB. Versioning: no, now yes.`
fn differences(kept: &Params, now: &Params) -> String {
    let specs = now.specs().iter();
    let changed: Vec<String> = specs
        .filter(|spec| kept.value(spec.key) != now.value(spec.key))
        .map(|spec| {
            let (was, is) = (kept.value(spec.key), now.value(spec.key));
            format!(
                "{}: {}, now {}.",
                spec.label,
                spec.kind.shown(was),
                spec.kind.shown(is)
            )
        })
        .collect();
    match changed.len() {
        0 => "Both are the same yet. Change an input or choose another example.".to_owned(),
        count if count > NAMED => format!("{count} inputs differ."),
        _ => changed.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagrams::registry::KINDS;

    #[test]
    fn differences_are_named_in_the_words_of_the_controls() {
        let kind = &KINDS[0];
        let kept = Params::defaults(kind.params);
        let mut now = kept.clone();
        assert!(differences(&kept, &now).starts_with("Both are the same"));
        now.set_text("size", "123 KB").expect("a size");
        let words = differences(&kept, &now);
        assert!(words.ends_with(", now 123 KB."), "{words}");
    }

    #[test]
    fn kept_run_follows_the_bar_to_its_end() {
        let mut view = DiagramView::of_kind(&KINDS[0]);
        view.toggle_comparing();
        let mut kept = view.kept.take().expect("it compares");
        view.go_to(3);
        follow(&mut kept, &view);
        assert_eq!(kept.playback.position(), 3);
        view.go_to_end();
        follow(&mut kept, &view);
        assert!(kept.playback.at_end());
    }
}
