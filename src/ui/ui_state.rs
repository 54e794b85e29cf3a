//! What only the screens need to remember: drafts, scroll places, playbacks, caches.
//!
//! Losing it costs nothing but a glance; what matters lives in the program's state.

use super::beside::BesideView;
use super::diagram::DiagramView;
use super::drawers::Drawers;
use super::focus::FocusView;
use super::note::{Diagrams, MarkCard, NoteView};
use super::overlays::jump::JumpBox;
use super::overlays::marks::MarksPage;
use super::overlays::picture::Lightbox;
use super::panels::tree::TreeView;
use super::screens::gallery::GalleryView;
use super::screens::practise::PractiseView;
use super::screens::present::PresentView;
use super::turn::Turn;
use crate::app::command::Command;

/// View-only state of the window.
#[derive(Debug, Default)]
pub struct UiState {
    /// The tree: filter, cursor, scroll.
    pub tree: TreeView,
    /// The drawers, where there is no room beside the screen.
    pub drawers: Drawers,
    /// Where the keyboard is to go.
    pub turn: Turn,
    /// How far the wheel was turned with Ctrl towards the next size of the text.
    pub wheel: f32,
    /// Where the parts are that step back in focus mode.
    pub focus: FocusView,
    /// The open note.
    pub note: NoteView,
    /// The card of a highlight, in whichever pane it stands.
    pub card: MarkCard,
    /// The diagram on the whole window, with the route text it was made from.
    pub diagram: Option<(String, Result<DiagramView, String>)>,
    /// The pane beside.
    pub beside: BesideView,
    /// The thumbnails of the gallery.
    pub gallery: GalleryView,
    /// The practise screen.
    pub practise: PractiseView,
    /// The slides.
    pub present: Option<PresentView>,
    /// The picture that is enlarged.
    pub lightbox: Lightbox,
    /// The filter of the highlights and bookmarks of all notes.
    pub marks: MarksPage,
    /// The jump box.
    pub jump: JumpBox,
    /// The draft of the exam's date.
    pub exam_draft: String,
    /// The diagrams inside notes.
    pub diagrams: Diagrams,
}

impl UiState {
    /// Says where the reader is, in both panes, if nobody was told of it.
    pub fn untold(&mut self) -> Vec<Command> {
        let places = [self.note.untold(), self.beside.untold()];
        places.into_iter().flatten().collect()
    }

    /// Keeps what was typed and would be lost with the window.
    pub fn unsaved(&mut self) -> Option<Command> {
        self.card.unsaved()
    }
}
