//! Brings the lit place that is looked at into view, with something to read above it.
//!
//! A place that is in view already stays where it is. One that is not is gone to by its share of its
//! block, and then by its line: a block may be higher than the window, of which the rest is not laid
//! out, and heights are estimates until they were drawn.

use egui::Rect;

use super::extent::Spot;
use crate::app::search::LitNote;

/// So much of the view stands above the place.
const ABOVE: f32 = 0.3;
/// The upper edge of the view that the bar of the search may cover, in points.
const COVERED: f32 = 60.0;
/// So often the place is gone to: block, line, and once more when heights came out otherwise.
const TRIES: u8 = 4;

/// The way to a lit place.
#[derive(Debug, Default)]
pub(super) struct Seek {
    step: Option<u64>,
    tries: u8,
}

/// Where to scroll.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum To {
    /// To a block of the note.
    Block(Spot),
    /// So many points down from here; up, if negative.
    Down(f64),
}

impl To {
    /// The place, if `below` knows that so far down from here.
    pub(super) fn spot(self, below: impl FnOnce(f64) -> Spot) -> Spot {
        match self {
            Self::Block(spot) => spot,
            Self::Down(by) => below(by),
        }
    }
}

impl Seek {
    /// Sets out for a new place. Where the note is being opened at it (`arrives`), it is gone to
    /// at once. `height_of` knows how high an item is.
    pub(super) fn arrive(
        &mut self,
        lit: Option<&LitNote>,
        arrives: bool,
        height: f32,
        height_of: impl Fn(usize) -> f32,
    ) -> Option<Spot> {
        let step = lit.map(|lit| lit.step);
        if self.step == step {
            return None;
        }
        self.step = step;
        self.tries = TRIES;
        let lit = lit.filter(|_| arrives)?;
        share_of_block(lit, height, height_of)
    }

    /// Whether the place may not be in view yet.
    pub(super) fn goes_on(&self) -> bool {
        self.tries > 0
    }

    /// Where to go on, now that the note was drawn with the place at `seen` in a `window`.
    pub(super) fn next(
        &mut self,
        lit: Option<&LitNote>,
        seen: Option<Rect>,
        window: Rect,
        height_of: impl Fn(usize) -> f32,
    ) -> Option<To> {
        if self.tries == 0 {
            return None;
        }
        self.tries -= 1;
        let to = match seen {
            Some(rect) if is_in_view(rect, window) => None,
            Some(rect) => {
                let wanted = window.top() + window.height() * ABOVE;
                Some(To::Down(f64::from(rect.top() - wanted)))
            }
            None => share_of_block(lit?, window.height(), height_of).map(To::Block),
        };
        if to.is_none() {
            self.tries = 0;
        }
        to
    }
}

fn share_of_block(lit: &LitNote, height: f32, height_of: impl Fn(usize) -> f32) -> Option<Spot> {
    let place = lit.lights.place(lit.current)?;
    Some(Spot {
        item: place.item,
        offset: place.share * height_of(place.item) - height * ABOVE,
    })
}

fn is_in_view(rect: Rect, window: Rect) -> bool {
    rect.top() >= window.top() + COVERED && rect.bottom() <= window.bottom() - 8.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{pos2, vec2};

    const WINDOW: Rect = Rect {
        min: pos2(0.0, 50.0),
        max: pos2(600.0, 550.0),
    };

    fn at(y: f32) -> Rect {
        Rect::from_min_size(pos2(10.0, y), vec2(50.0, 20.0))
    }

    fn seeking() -> Seek {
        Seek {
            step: Some(1),
            tries: TRIES,
        }
    }

    #[test]
    fn place_in_view_stays_where_it_is() {
        let mut seek = seeking();
        assert_eq!(seek.next(None, Some(at(300.0)), WINDOW, |_| 0.0), None);
        assert_eq!(
            seek.next(None, Some(at(9_000.0)), WINDOW, |_| 0.0),
            None,
            "the reader scrolled on"
        );
    }

    #[test]
    fn place_out_of_view_is_brought_to_the_upper_third() {
        assert_eq!(
            seeking().next(None, Some(at(900.0)), WINDOW, |_| 0.0),
            Some(To::Down(700.0))
        );
        assert_eq!(
            seeking().next(None, Some(at(60.0)), WINDOW, |_| 0.0),
            Some(To::Down(-140.0))
        );
    }

    #[test]
    fn seeking_comes_to_an_end() {
        let mut seek = seeking();
        let ways = (0..20).filter(|_| seek.next(None, Some(at(900.0)), WINDOW, |_| 0.0).is_some());
        assert_eq!(ways.count(), usize::from(TRIES));
    }
}
