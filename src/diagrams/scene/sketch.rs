//! Free shapes: what a drawing is made of that someone else laid out.
//!
//! Unlike cards and edges they bring their own outlines; colors stay meanings as far as they can,
//! so that one drawing suits every theme.

use super::{Align, Area, Tone};

/// Shapes that belong together and are one thing to pointer, keyboard and screen reader.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sketch {
    /// The room they take.
    pub area: Area,
    /// In the order in which they are painted.
    pub shapes: Vec<SketchShape>,
}

/// One shape.
#[derive(Debug, Clone, PartialEq)]
pub enum SketchShape {
    /// A rectangle with round corners.
    Panel {
        /// Where.
        area: Area,
        /// Radius of the corners, in units.
        radius: f32,
        /// What it is filled with.
        fill: Option<Paint>,
        /// Its border.
        line: Option<SketchLine>,
    },
    /// An outline that ends where it begins.
    Outline {
        /// Its corners; a curve has many.
        points: Vec<(f32, f32)>,
        /// What it is filled with.
        fill: Option<Paint>,
        /// Its border.
        line: Option<SketchLine>,
    },
    /// An open line.
    Stroke {
        /// Its corners; a curve has many.
        points: Vec<(f32, f32)>,
        /// How it is drawn.
        line: SketchLine,
    },
    /// Words, around the height of `at`.
    Words(SketchWords),
}

/// A line of a sketch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SketchLine {
    /// Its color.
    pub paint: Paint,
    /// Its width in units.
    pub width: f32,
    /// Whether it is dashed.
    pub dashed: bool,
}

/// Words of a sketch; line breaks part their lines.
#[derive(Debug, Clone, PartialEq)]
pub struct SketchWords {
    /// The middle of their height; their left edge, middle or right edge by `align`.
    pub at: (f32, f32),
    /// What they say.
    pub text: String,
    /// Size of their type in units.
    pub size: f32,
    /// Whether they are strong.
    pub strong: bool,
    /// How they are set.
    pub align: Align,
    /// Their color, unless it cannot be read on its ground.
    pub paint: Paint,
    /// What they stand on.
    pub ground: Option<Paint>,
    /// They are set smaller if they are wider than this, in units.
    pub room: Option<f32>,
}

/// What something is painted with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Paint {
    /// By what it is; the theme says which color.
    Part(Part),
    /// One of several things told apart by their colors, strong or as a soft ground.
    Tone {
        /// Which.
        tone: Tone,
        /// Whether it is a ground.
        soft: bool,
    },
    /// The author's own color: red, green, blue and how much it covers.
    Own([u8; 4]),
}

/// What something in a sketch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The ground of a box.
    Box,
    /// The border of a box.
    BoxLine,
    /// Words.
    Words,
    /// Words of less weight.
    QuietWords,
    /// A line from one thing to another.
    Way,
    /// The ground of a word on a line.
    WayLabel,
    /// The ground of a frame around things.
    Frame,
    /// The border of a frame.
    FrameLine,
    /// The ground of a remark.
    Remark,
    /// The border of a remark.
    RemarkLine,
    /// What is at work.
    Active,
    /// Lines that only guide the eye.
    Grid,
    /// A solid mark: where something begins or ends.
    Mark,
}
