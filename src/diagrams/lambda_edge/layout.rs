//! Where everything stands on the picture, wide and narrow.
//!
//! Requests travel on the upper (wide) or left (narrow) side, answers come back on the other;
//! the cache lies between. Areas only, no content.

use super::functions::Hook;
use crate::diagrams::scene::{Area, Shape};

/// Places of all parts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    pub(super) viewer: Area,
    pub(super) entry: Area,
    pub(super) cache: Area,
    pub(super) origin: Area,
    pub(super) edge_group: Area,
    pub(super) regional_group: Area,
    viewer_request: Area,
    origin_request: Area,
    origin_response: Area,
    viewer_response: Area,
    pub(super) request_table: Area,
    pub(super) cache_table: Area,
    /// Lower end without a note.
    pub(super) height: f32,
}

const WIDE: Layout = Layout {
    viewer: Area::new(8.0, 146.0, 112.0, 88.0),
    edge_group: Area::new(136.0, 8.0, 352.0, 352.0),
    viewer_request: Area::new(148.0, 40.0, 178.0, 88.0),
    entry: Area::new(148.0, 154.0, 178.0, 72.0),
    viewer_response: Area::new(148.0, 256.0, 178.0, 88.0),
    cache: Area::new(356.0, 146.0, 122.0, 88.0),
    regional_group: Area::new(504.0, 8.0, 198.0, 352.0),
    origin_request: Area::new(514.0, 40.0, 178.0, 88.0),
    origin_response: Area::new(514.0, 256.0, 178.0, 88.0),
    origin: Area::new(722.0, 146.0, 130.0, 88.0),
    request_table: Area::new(8.0, 380.0, 410.0, 200.0),
    cache_table: Area::new(434.0, 380.0, 418.0, 200.0),
    height: 588.0,
};

const NARROW: Layout = Layout {
    viewer: Area::new(120.0, 8.0, 160.0, 88.0),
    edge_group: Area::new(4.0, 112.0, 392.0, 344.0),
    entry: Area::new(12.0, 144.0, 182.0, 72.0),
    viewer_request: Area::new(12.0, 244.0, 182.0, 88.0),
    viewer_response: Area::new(206.0, 244.0, 182.0, 88.0),
    cache: Area::new(120.0, 358.0, 160.0, 88.0),
    regional_group: Area::new(4.0, 472.0, 392.0, 132.0),
    origin_request: Area::new(12.0, 504.0, 182.0, 88.0),
    origin_response: Area::new(206.0, 504.0, 182.0, 88.0),
    origin: Area::new(120.0, 626.0, 160.0, 88.0),
    request_table: Area::new(6.0, 734.0, 388.0, 200.0),
    cache_table: Area::new(6.0, 950.0, 388.0, 200.0),
    height: 1_158.0,
};

/// A line of a note is that high.
const NOTE_LINE: f32 = 18.0;
const NOTE_MARGIN: f32 = 8.0;
/// Room that the frame of a note takes from its width.
const NOTE_FRAME: f32 = 24.0;
const CHARACTER: f32 = 7.0;

impl Layout {
    /// The places for a shape.
    pub(super) fn of(shape: Shape) -> Self {
        match shape {
            Shape::Wide => WIDE,
            Shape::Narrow => NARROW,
        }
    }

    /// The card of a hook.
    pub(super) fn hook(&self, hook: Hook) -> Area {
        match hook {
            Hook::ViewerRequest => self.viewer_request,
            Hook::OriginRequest => self.origin_request,
            Hook::OriginResponse => self.origin_response,
            Hook::ViewerResponse => self.viewer_response,
        }
    }
}

/// The area of a note below everything, high enough for its text.
pub(super) fn note_area(shape: Shape, top: f32, text: &str) -> Area {
    let width = shape.width() - 2.0 * NOTE_MARGIN;
    let per_line = (width - NOTE_FRAME) / CHARACTER;
    // One line more than the count asks for, since lines break at words.
    let lines = (text.chars().count() as f32 / per_line).ceil() + 1.0;
    Area::new(NOTE_MARGIN, top, width, lines * NOTE_LINE)
}
