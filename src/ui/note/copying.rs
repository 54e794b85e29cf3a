//! What is selected in a note, as it leaves the program.

use std::ops::Range;

use super::resources::{NoteResources, Wanted};
use crate::app::state::AppState;
use crate::base::ids::NoteId;
use crate::markdown::document::{Block, BlockKind, Document};
use crate::markdown::excerpt::{TextSpot, excerpt, put_into};
use crate::markdown::plain::blocks_to_text;
use crate::markdown::written::{to_html, to_markdown};
use crate::ui::prose::embedded_blocks;

/// In which form it is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As it is read.
    Text,
    /// As it could be written.
    Markdown,
    /// For programs that set text.
    Html,
}

/// The text of which something is selected.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    /// The note.
    pub note: &'a NoteId,
    /// Its text.
    pub document: &'a Document,
    /// Where the notes are that stand in it.
    pub state: &'a AppState,
}

impl Source<'_> {
    /// What stands between two places. Markdown names the notes that stand in this one, the other
    /// forms have their text.
    pub(super) fn written(self, spots: Range<TextSpot>, form: Form) -> String {
        let blocks = excerpt(self.document, spots);
        let text = match form {
            Form::Text => blocks_to_text(&self.with_embedded(blocks)),
            Form::Markdown => to_markdown(&blocks),
            Form::Html => to_html(&self.with_embedded(blocks)),
        };
        text.trim_end().to_owned()
    }

    fn with_embedded(self, blocks: Vec<Block>) -> Vec<Block> {
        let wanted = Wanted::default();
        let resources = NoteResources {
            state: self.state,
            note: self.note,
            document: None,
            wanted: &wanted,
        };
        let whole = blocks.into_iter().flat_map(|block| {
            let embedded = match &block.kind {
                BlockKind::Embed { link } => embedded_blocks(link, &resources),
                _ => None,
            };
            match embedded {
                Some(embedded) => put_into(&block.containers, embedded),
                None => vec![block],
            }
        });
        whole.collect()
    }
}
