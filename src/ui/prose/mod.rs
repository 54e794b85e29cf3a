//! Draws the blocks of documents: notes, questions, slides are all set by this one typesetter.
//!
//! Knows documents and the look; knows no library and no state. What the reader does (following
//! a link, copying code) comes back as [`ProseAction`]s. Directives are drawn by the caller.

mod block;
mod code;
mod containers;
mod inline;
mod table;

use std::sync::Arc;

use egui::Ui;

use crate::markdown::document::{Block, Link};
use crate::ui_kit::tokens::{Tokens, measure, type_size};

pub use block::{estimated_height, space_above};
pub use inline::inline_ui;
pub use table::least_table_width;

/// How text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProseStyle {
    /// Size of body text in points; headings and code follow.
    pub body: f32,
    /// Whether text can be selected and copied.
    pub selectable: bool,
    /// How wide a table may become that does not fit the column, in points, where the window
    /// has room for it.
    pub widest_table: f32,
}

impl ProseStyle {
    /// Notes and questions.
    pub const READING: Self = Self {
        body: type_size::BODY,
        selectable: true,
        widest_table: 0.0,
    };

    /// The text of a note, with room on both sides of its column.
    pub const NOTE: Self = Self {
        widest_table: measure::WIDE,
        ..Self::READING
    };

    /// Size in points relative to body text of 16.
    pub fn scaled(self, size: f32) -> f32 {
        (size * self.body / type_size::BODY * 2.0).round() / 2.0
    }

    /// The distance of two lines of text of `size`, on whole points.
    pub fn line_height(self, size: f32) -> f32 {
        let factor = if size > self.body * 1.2 {
            1.3
        } else {
            type_size::LINE_HEIGHT
        };
        (size * factor).round()
    }
}

/// What the reader did.
#[derive(Debug, Clone, PartialEq)]
pub enum ProseAction {
    /// Clicked a link.
    Follow(Arc<Link>),
    /// Wants this text on the clipboard.
    Copy(String),
}

/// What the typesetter needs besides the block.
#[derive(Debug)]
pub struct ProseContext<'a> {
    /// The colors.
    pub tokens: &'static Tokens,
    /// How text is set.
    pub style: ProseStyle,
    /// Where the document's images are found.
    pub images: &'a dyn ImageSource,
    /// What the reader did, in order.
    pub actions: Vec<ProseAction>,
}

/// Where the pictures of a document come from.
pub trait ImageSource: std::fmt::Debug {
    /// What is known of the picture at `destination`.
    fn image(&self, destination: &str) -> ImageState;
}

/// What is known of a picture.
#[derive(Debug, Clone)]
pub enum ImageState {
    /// It is being read.
    Loading,
    /// Its bytes, under an address that is unique in the program.
    Ready {
        /// `bytes://…`, unique for this content.
        uri: String,
        /// The encoded picture.
        bytes: Arc<[u8]>,
    },
    /// It cannot be shown; the sentence says why.
    Absent(String),
}

/// For texts without pictures of their own.
#[derive(Debug)]
pub struct NoImages;

impl ImageSource for NoImages {
    fn image(&self, destination: &str) -> ImageState {
        ImageState::Absent(format!("{destination} is not shown here"))
    }
}

impl<'a> ProseContext<'a> {
    /// A context for the theme of `ui`.
    pub fn new(ui: &Ui, style: ProseStyle, images: &'a dyn ImageSource) -> Self {
        Self {
            tokens: Tokens::of(ui),
            style,
            images,
            actions: Vec::new(),
        }
    }
}

/// Draws consecutive blocks from the top of `ui`, with the right spaces between them.
pub fn blocks_ui(ui: &mut Ui, blocks: &[Block], cx: &mut ProseContext<'_>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    for (index, block) in blocks.iter().enumerate() {
        let previous = index.checked_sub(1).and_then(|before| blocks.get(before));
        ui.push_id(index, |ui| block_ui(ui, previous, block, cx));
    }
}

/// Draws one block under the block before it, space above included.
pub fn block_ui(ui: &mut Ui, previous: Option<&Block>, block: &Block, cx: &mut ProseContext<'_>) {
    block::show(ui, previous, block, cx);
}
