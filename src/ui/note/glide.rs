//! Scrolling by keys as in a browser: smooth unless motion is reduced, and pressing again goes on
//! from where the way was leading.

use egui::{Key, Modifiers, Ui};

use crate::ui_kit::look::Look;
use crate::ui_kit::tokens::type_size;

/// What an arrow scrolls, in points.
const FEW_LINES: f64 = 60.0;
/// Lines of the old page that are seen on the new one.
const OVERLAP_LINES: f32 = 2.0;
/// Seconds in which all but a third of the way is made.
const PACE: f64 = 0.07;
/// The rest of a way that is made at once, in points.
const NEARLY_THERE: f64 = 1.0;
/// So often the end is gone to at most.
const END_TRIES: u8 = 6;
/// Frames in which a way that leads beyond the end waits for what stands there to grow.
const END_WAITS: u8 = 4;

/// The way that is still to be scrolled.
#[derive(Debug, Default)]
pub(super) struct Glide {
    /// In points; down is positive.
    left: f64,
    /// Frames that a way beyond the end still waits.
    waits: u8,
    /// So often the end is still gone to: heights near it are estimates until they were drawn.
    end_tries: u8,
}

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Asked {
    /// So many points on; back, if negative.
    By(f64),
    /// To the beginning.
    Beginning,
    /// To the end.
    End,
}

impl Glide {
    /// Goes on by so many points from where the way was leading; a turn begins here.
    pub(super) fn push(&mut self, by: f64) {
        let turns = self.left * by < 0.0;
        self.left = if turns { by } else { self.left + by };
        self.waits = END_WAITS;
    }

    /// Whoever takes the wheel or goes elsewhere ends the way.
    pub(super) fn stop(&mut self) {
        self.left = 0.0;
        self.end_tries = 0;
    }

    /// Sets out for the end.
    pub(super) fn seek_end(&mut self) {
        self.left = 0.0;
        self.end_tries = END_TRIES;
    }

    /// Whether the end is being sought.
    pub(super) fn seeks(&self) -> bool {
        self.end_tries > 0
    }

    /// Whether the end is sought in this frame: for a few frames, because what stands there may
    /// still grow once it is drawn.
    pub(super) fn seeks_end(&mut self) -> bool {
        let seeks = self.end_tries > 0;
        self.end_tries = self.end_tries.saturating_sub(1);
        seeks
    }

    /// Whether there is a way to go.
    pub(super) fn goes_on(&self) -> bool {
        self.left != 0.0
    }

    /// How far to scroll in a frame of `secs` seconds, standing at `offset` of at most `end`:
    /// heights near the end are estimates until they were drawn.
    pub(super) fn step(&mut self, secs: f64, still: bool, offset: f64, end: f64) -> Option<f64> {
        let way = self.left.clamp(-offset.max(0.0), (end - offset).max(0.0));
        if way == 0.0 {
            let is_beyond_end = self.left > 0.0 && self.waits > 0;
            self.waits = self.waits.saturating_sub(1);
            if !is_beyond_end {
                self.left = 0.0;
            }
            return None;
        }
        let share = if still || way.abs() <= NEARLY_THERE {
            1.0
        } else {
            1.0 - (-secs / PACE).exp()
        };
        let least = NEARLY_THERE.min(way.abs()) * way.signum();
        let step = way * share;
        let step = if step.abs() < least.abs() {
            least
        } else {
            step
        };
        self.left -= step;
        Some(step)
    }
}

/// What the keys of this frame ask for, where nothing else wants them. Whoever has the focus on a
/// button or a row keeps all keys but those of whole pages.
pub(super) fn asked_ui(ui: &Ui, height: f32) -> Vec<Asked> {
    let (focused, covered) =
        ui.memory(|memory| (memory.focused(), memory.top_modal_layer().is_some()));
    if covered || !ui.is_enabled() || ui.text_edit_focused() {
        return Vec::new();
    }
    let line = (type_size::BODY * Look::of(ui).line_height()).round();
    let page = f64::from((height - OVERLAP_LINES * line).max(line));
    let pages = [
        (Modifiers::NONE, Key::PageUp, Asked::By(-page)),
        (Modifiers::NONE, Key::PageDown, Asked::By(page)),
        (Modifiers::COMMAND, Key::Home, Asked::Beginning),
        (Modifiers::COMMAND, Key::End, Asked::End),
    ];
    let others = [
        (Modifiers::SHIFT, Key::Space, Asked::By(-page)),
        (Modifiers::NONE, Key::Space, Asked::By(page)),
        (Modifiers::NONE, Key::ArrowUp, Asked::By(-FEW_LINES)),
        (Modifiers::NONE, Key::ArrowDown, Asked::By(FEW_LINES)),
        (Modifiers::NONE, Key::Home, Asked::Beginning),
        (Modifiers::NONE, Key::End, Asked::End),
    ];
    let others = others.into_iter().filter(|_| focused.is_none());
    pages
        .into_iter()
        .chain(others)
        .flat_map(|(modifiers, key, asked)| {
            let times = ui.input_mut(|input| input.count_and_consume_key(modifiers, key));
            std::iter::repeat_n(asked, times)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: f64 = 1.0 / 60.0;

    /// Where a way ends that begins at 0, and in how many frames.
    fn end_of(glide: &mut Glide, still: bool) -> (f64, usize) {
        let (mut offset, mut frames) = (0.0, 0);
        while let Some(step) = glide.step(FRAME, still, offset, 10_000.0) {
            offset += step;
            frames += 1;
            assert!(frames < 200, "never ends");
        }
        (offset, frames)
    }

    #[test]
    fn way_ends_exactly_where_it_was_leading_within_a_second() {
        let mut glide = Glide::default();
        glide.push(600.0);
        let (end, frames) = end_of(&mut glide, false);
        assert!((end - 600.0).abs() < 1e-6, "{end}");
        assert!((10..60).contains(&frames), "{frames} frames");
        assert!(!glide.goes_on());
    }

    #[test]
    fn reduced_motion_is_there_in_one_frame() {
        let mut glide = Glide::default();
        glide.push(600.0);
        assert_eq!(end_of(&mut glide, true), (600.0, 1));
    }

    #[test]
    fn keys_that_are_pressed_on_the_way_add_up() {
        let mut glide = Glide::default();
        glide.push(600.0);
        let first = glide.step(FRAME, false, 0.0, 10_000.0).unwrap();
        glide.push(600.0);
        let mut offset = first;
        while let Some(step) = glide.step(FRAME, false, offset, 10_000.0) {
            offset += step;
        }
        assert!((offset - 1_200.0).abs() < 1e-6, "{offset}");
    }

    #[test]
    fn turn_begins_where_one_is() {
        let mut glide = Glide::default();
        glide.push(600.0);
        glide.push(-60.0);
        assert_eq!(glide.left, -60.0);
    }

    #[test]
    fn end_is_sought_for_a_few_frames_unless_one_goes_elsewhere() {
        let mut glide = Glide::default();
        assert!(!glide.seeks_end());
        glide.seek_end();
        let frames = (0..10).filter(|_| glide.seeks_end()).count();
        assert_eq!(frames, usize::from(END_TRIES));
        glide.seek_end();
        glide.stop();
        assert!(!glide.seeks_end());
    }

    #[test]
    fn way_does_not_lead_beyond_the_ends() {
        let mut glide = Glide::default();
        glide.push(-60.0);
        assert_eq!(glide.step(FRAME, false, 0.0, 500.0), None);
        assert!(!glide.goes_on());
        glide.push(900.0);
        assert_eq!(glide.step(FRAME, true, 400.0, 500.0), Some(100.0));
    }

    #[test]
    fn way_goes_on_where_the_end_grows_once_it_is_drawn() {
        let mut glide = Glide::default();
        glide.push(900.0);
        assert_eq!(glide.step(FRAME, true, 400.0, 500.0), Some(100.0));
        assert_eq!(glide.step(FRAME, true, 500.0, 500.0), None);
        assert_eq!(glide.step(FRAME, true, 500.0, 700.0), Some(200.0));
        let waited = (0..20).filter(|_| {
            assert_eq!(glide.step(FRAME, true, 700.0, 700.0), None);
            glide.goes_on()
        });
        assert!((1..10).contains(&waited.count()));
        assert_eq!(glide.step(FRAME, true, 700.0, 900.0), None);
    }

    proptest::proptest! {
        #[test]
        fn every_way_ends(ways in proptest::collection::vec(-2_000.0..2_000.0_f64, 1..8), end in 0.0..5_000.0_f64) {
            let mut glide = Glide::default();
            let mut offset = end / 2.0;
            for way in ways {
                glide.push(way);
                if let Some(step) = glide.step(FRAME, false, offset, end) {
                    offset += step;
                }
            }
            let mut frames = 0;
            while let Some(step) = glide.step(FRAME, false, offset, end) {
                offset += step;
                frames += 1;
                proptest::prop_assert!(frames < 300);
            }
            proptest::prop_assert!((-1e-6..=end + 1e-6).contains(&offset));
        }
    }
}
