//! Draws the blocks of documents: notes, questions, slides are all set by this one typesetter.
//!
//! Knows documents and the look; knows no library and changes no state. What the reader does (following
//! a link, copying code) comes back as [`ProseAction`]s. Directives are drawn by the caller.

mod block;
mod breaks;
mod callout;
mod code;
mod containers;
mod drawing;
mod embed;
mod folds;
mod footnote;
mod formula;
mod grounds;
mod inline;
mod link_tip;
mod lit;
mod picture;
mod pieces;
mod table;
mod ties;

use std::sync::Arc;

use egui::Ui;

use crate::app::command::PictureAct;
use crate::app::pictures::KnownPicture;
use crate::diagrams::mermaid::Drawing;
use crate::markdown::document::{Block, Document, Link};
use crate::markdown::highlight::Highlight;
use crate::ui_kit::layout;
use crate::ui_kit::look::Look;
use crate::ui_kit::tokens::{Tokens, measure, type_size};

pub use block::{estimated_height, space_above};
pub use drawing::{drawing_of_height_ui, stage_ui};
pub use embed::embedded_blocks;
pub use folds::Folds;
pub use inline::inline_ui;
pub(in crate::ui) use inline::row_rects;
pub use lit::Lit;
pub use picture::{is_meant_for, picture_in_ui};
use pieces::Letters;
pub use pieces::{MarkedStretch, Selecting, TextPiece};
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
    /// Height of a line by size of its type.
    pub leading: f32,
}

impl ProseStyle {
    /// Notes and questions.
    pub const READING: Self = Self {
        body: type_size::BODY,
        selectable: true,
        widest_table: 0.0,
        leading: type_size::LINE_HEIGHT,
    };

    /// The text of a note, with room on both sides of its column.
    pub const NOTE: Self = Self {
        widest_table: measure::WIDE,
        ..Self::READING
    };

    /// The same with its lines as far apart as the person chose. A [`ProseContext`] does this by
    /// itself.
    #[must_use]
    pub fn as_chosen(self, ctx: &egui::Context) -> Self {
        Self {
            leading: Look::of(ctx).line_height(),
            ..self
        }
    }

    /// Size in points relative to body text of 16.
    pub fn scaled(self, size: f32) -> f32 {
        (size * self.body / type_size::BODY * 2.0).round() / 2.0
    }

    /// The distance of two lines of text of `size`, on whole points.
    pub fn line_height(self, size: f32) -> f32 {
        let factor = if size > self.body * 1.2 {
            1.3
        } else {
            self.leading
        };
        (size * factor).round()
    }
}

/// What the reader did.
#[derive(Debug, Clone, PartialEq)]
pub enum ProseAction {
    /// Clicked a link.
    Follow(Arc<Link>),
    /// Clicked a link in a note that is embedded in this one.
    FollowIn {
        /// The note in which the link stands.
        note: Arc<str>,
        /// The link.
        link: Arc<Link>,
    },
    /// Folds or unfolds the callout of this number.
    Fold(u32),
    /// Goes back from a footnote to the first place that refers to it.
    BackToReference {
        /// The footnote's label.
        label: Arc<str>,
    },
    /// Wants this text on the clipboard.
    Copy(String),
    /// Wants the drawing with this text in the whole window.
    OpenDrawing(Arc<str>),
}

/// What the typesetter needs besides the block.
#[derive(Debug)]
pub struct ProseContext<'a> {
    /// The colors.
    pub tokens: &'static Tokens,
    /// How text is set.
    pub style: ProseStyle,
    /// What the document takes from outside.
    pub resources: &'a dyn Resources,
    /// Which callouts are open; without it all are, for good.
    pub folds: Option<&'a Folds>,
    /// What is selected in the note, where a view of it selects by places of the document.
    pub selecting: Option<Selecting>,
    /// The words that a search led to, if one did.
    pub lit: Option<Lit<'a>>,
    /// The notes in which the text stands that is being drawn, beside its own.
    pub embedding: Vec<Arc<str>>,
    /// How many blocks were drawn of the notes that stand in the outermost of those.
    embedded_blocks: usize,
    /// The height of the first line of the block that is being drawn, once it is set.
    first_line: Option<f32>,
    /// What the reader did, in order.
    pub actions: Vec<ProseAction>,
}

/// What a document takes from outside: its pictures, its footnotes, the notes it embeds.
pub trait Resources: std::fmt::Debug {
    /// What is known of the picture at `destination`.
    fn image(&self, destination: &str) -> ImageState;

    /// Asks for something with the picture at `destination`.
    fn wish(&self, _destination: &str, _act: PictureAct) {}

    /// Asks for an address to be opened in the browser.
    fn open_web(&self, _address: &str) {}

    /// The words of a piece of code by role, once they are known.
    fn code(&self, _language: &str, _text: &str) -> Option<Arc<Highlight>> {
        None
    }

    /// What is known of the drawing with this text.
    fn drawing(&self, _source: &Arc<str>) -> DrawingState {
        DrawingState::Absent("A drawing is not shown here.".to_owned())
    }

    /// The note, or the section of one, that stands in the place of `![[destination]]`; or why
    /// there is none, in a sentence.
    fn embed(&self, destination: &str) -> Result<Embedded<'_>, String> {
        Err(format!("\u{201c}{destination}\u{201d} is not shown here"))
    }

    /// Whether a link leads nowhere.
    fn is_broken(&self, _link: &Link) -> bool {
        false
    }

    /// Where a link leads, for whoever points at it; nothing where that is not told.
    fn lead(&self, _link: &Link) -> Option<Lead<'_>> {
        None
    }

    /// The document itself, where its footnotes are to be shown beside their marks.
    fn document(&self) -> Option<&Document> {
        None
    }
}

/// Where a link leads.
#[derive(Debug)]
pub enum Lead<'a> {
    /// To a note, or to a section of one.
    Note {
        /// What it is called, with the section.
        title: String,
        /// The topic it stands in; empty if it is that of the link.
        chapter: String,
        /// One sentence about it; may be empty.
        summary: String,
        /// What is read there, once the note is open.
        text: Option<Embedded<'a>>,
    },
    /// To an address outside, as it is written.
    Web(String),
    /// To something else, or nowhere: a sentence.
    Other(String),
}

/// A note, or a part of one, that stands in another.
#[derive(Debug)]
pub struct Embedded<'a> {
    /// Its identity.
    pub note: Arc<str>,
    /// What it is called.
    pub title: String,
    /// Its text.
    pub document: Arc<Document>,
    /// The blocks that are shown.
    pub range: std::ops::Range<usize>,
    /// What it takes from outside itself.
    pub resources: Box<dyn Resources + 'a>,
}

impl Embedded<'_> {
    /// The blocks that are shown.
    pub fn blocks(&self) -> &[Block] {
        self.document
            .blocks
            .get(self.range.clone())
            .unwrap_or_default()
    }
}

impl ProseAction {
    /// The action as the note sees it in which `note` is embedded.
    fn within(self, note: &Arc<str>) -> Self {
        match self {
            Self::Follow(link) => Self::FollowIn {
                note: Arc::clone(note),
                link,
            },
            other => other,
        }
    }
}

/// What is known of a picture.
#[derive(Debug, Clone)]
pub enum ImageState {
    /// Nobody asked for it yet.
    Unread,
    /// It is being read.
    Loading,
    /// It was read.
    Ready(KnownPicture),
    /// It cannot be shown.
    Absent {
        /// Why, in a sentence without a full stop.
        reason: String,
        /// Where the browser finds it.
        address: Option<String>,
    },
}

/// What is known of a drawing.
#[derive(Debug, Clone)]
pub enum DrawingState {
    /// It is being laid out.
    Loading,
    /// It is there.
    Ready(Arc<Drawing>),
    /// It cannot be shown; the sentence says why.
    Absent(String),
}

/// For texts that take nothing from outside.
#[derive(Debug)]
pub struct NoResources;

impl Resources for NoResources {
    fn image(&self, destination: &str) -> ImageState {
        ImageState::Absent {
            reason: format!("{destination} is not shown here"),
            address: None,
        }
    }
}

impl<'a> ProseContext<'a> {
    /// A context for the look of `ui`.
    pub fn new(ui: &Ui, style: ProseStyle, resources: &'a dyn Resources) -> Self {
        Self {
            tokens: Tokens::of(ui),
            style: style.as_chosen(ui),
            resources,
            folds: None,
            selecting: None,
            lit: None,
            embedding: Vec::new(),
            embedded_blocks: 0,
            first_line: None,
            actions: Vec::new(),
        }
    }

    /// What text senses of the pointer: nothing where the view around it selects.
    fn text_sense(&self) -> egui::Sense {
        if self.style.selectable && self.selecting.is_none() {
            egui::Sense::click_and_drag() - egui::Sense::FOCUSABLE
        } else {
            egui::Sense::hover()
        }
    }

    /// Scrolls what is seen of `ui` sideways while the pointer selects beyond its edge.
    fn follow_pointer_ui(&self, ui: &Ui) {
        let pointer = self.selecting.as_ref().and_then(|now| now.pointer);
        let seen = ui.clip_rect();
        let Some(at) = pointer.filter(|at| seen.y_range().contains(at.y)) else {
            return;
        };
        let step = layout::pull(at.x, seen.x_range());
        if step != 0.0 {
            ui.scroll_with_delta(egui::vec2(step, 0.0));
            ui.request_repaint();
        }
    }

    /// Draws a laid-out text: selectable, if texts of this context are.
    fn text_ui(
        &mut self,
        ui: &egui::Ui,
        response: &egui::Response,
        (letters, galley): (Letters, &Arc<egui::Galley>),
        origin: egui::Pos2,
        color: egui::Color32,
    ) {
        if let Some(selecting) = &mut self.selecting {
            selecting.add_ui(ui, letters, response.rect, origin, galley);
        } else if self.style.selectable {
            let (galley, stroke) = (Arc::clone(galley), egui::Stroke::NONE);
            egui::text_selection::LabelSelectionState::label_text_selection(
                ui, response, origin, galley, color, stroke,
            );
            return;
        }
        ui.painter().galley(origin, Arc::clone(galley), color);
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
