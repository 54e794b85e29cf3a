//! All that the program knows. Screens read it; [`super::apply()`] and [`super::event`] change it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::command::Overlay;
use super::documents::Documents;
use super::highlights::Highlights;
use super::import_review::ImportReview;
use super::kept_notes::KeptNotes;
use super::mentions::Mentions;
use super::moved::{Gone, Identities};
use super::nav::Nav;
use super::notices::Notices;
use super::panes::Pane;
use super::pictures::Pictures;
use super::progress::{Progress, TopicFigures};
use super::question_bank::QuestionBank;
use super::route::Route;
use super::running::Running;
use super::search::Search;
use super::settings::{Settings, SystemLook};
use super::sittings::{NoteQuestion, Practice};
use crate::base::ids::{CardId, MarkId, NoteId, TopicId};
use crate::base::time::Day;
use crate::diagrams::mermaid::Drawing;
use crate::diagrams::registry;
use crate::import::batch::ImportPlaces;
use crate::library::Library;
use crate::library::marks::{Ink, Marks};

/// The state of the whole program.
#[derive(Debug)]
pub struct AppState {
    /// All notes.
    pub library: Arc<Library>,
    /// Whether the notes are still being read.
    pub library_loading: bool,
    /// The notes that are open.
    pub documents: Documents,
    /// What is kept on disk of all notes.
    pub kept_notes: KeptNotes,
    /// Folders of notes that are not there; their notes are shown as they were known.
    pub missing_folders: Vec<PathBuf>,
    /// What was said of notes that could not be read.
    pub(super) unread_told: Option<String>,
    /// The identities of notes that were moved.
    pub(super) identities: Arc<Identities>,
    /// Notes that went in this run: perhaps they are found again.
    pub(super) gone: Vec<Gone>,
    /// Whether pictures may have changed since the notes were read.
    pub(super) pictures_changed: bool,
    /// Whether files changed while the notes were being read.
    pub(super) look_again: bool,
    /// All questions.
    pub bank: Arc<QuestionBank>,
    /// What the learner did.
    pub progress: Progress,
    /// What the person chose.
    pub settings: Settings,
    /// What the system is known to ask for.
    pub system_look: SystemLook,
    /// Where we are.
    pub nav: Nav,
    /// Where we are in the pane beside, if there is one.
    pub beside: Option<Nav>,
    /// Whether all but the text of a note steps back.
    pub focusing: bool,
    /// Whether the person was told how to leave that.
    pub focus_told: bool,
    /// Whether the tree is shown (wide windows).
    pub tree_shown: bool,
    /// The topics that are folded.
    pub folded: BTreeSet<TopicId>,
    /// The dialog that is open.
    pub overlay: Option<Overlay>,
    /// The run of questions that is under way, or its summary.
    pub practice: Option<Practice>,
    /// The questions that are open inside notes.
    pub note_questions: BTreeMap<CardId, NoteQuestion>,
    /// The import that is being reviewed.
    pub import: Option<ImportReview>,
    /// Whether the words of the place that was returned to are still to be looked for, because
    /// its note is not open yet.
    pub(super) place_unproven: bool,
    /// Searching: the index, what is found, what is lit.
    pub search: Search,
    /// The notes that name the open one without a link.
    pub mentions: Mentions,
    /// What is running in the background, by number.
    pub running: Running,
    /// The pictures of notes.
    pub pictures: Pictures,
    /// The picture that is enlarged, while [`Overlay::Picture`] is open.
    pub enlarged: Option<EnlargedPicture>,
    /// The code that was read word by word.
    pub highlights: Highlights,
    /// The drawings of notes, by their texts.
    pub drawings: BTreeMap<Arc<str>, NoteDrawing>,
    /// The text of the drawing in the whole window.
    pub open_drawing: Option<Arc<str>>,
    /// Bookmarks and highlights.
    pub marks: Marks,
    /// The marks of all notes whose words are gone, as far as that was looked for.
    pub lost_marks: BTreeSet<MarkId>,
    /// The highlight whose card is open.
    pub open_mark: Option<MarkId>,
    /// What was said to highlights and could not be written; their cards have it again.
    pub unwritten_comments: BTreeMap<MarkId, String>,
    /// The highlight that was made last.
    pub marked_last: Option<MarkId>,
    /// The color that was used last.
    pub ink: Ink,
    /// Messages to the person.
    pub notices: Notices,
    /// Whether what the learner does is being kept.
    pub saving: Saving,
    /// Where the person's own notes lie, and the backups of imports.
    pub places: ImportPlaces,
    /// A folder instead of the notes compiled in, for authors.
    pub notes_folder: Option<PathBuf>,
    /// On a first start all topics are folded once the notes are there.
    pub fold_all_once: bool,
    /// Days begin and end here.
    pub zone: TimeZone,
    /// Makes runs of questions differ; changes with every one.
    pub seed: u64,
}

/// Whether what the learner does is being kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saving {
    /// All is on disk.
    Saved,
    /// Nothing can be written; why.
    ReadOnly(String),
    /// The last write failed; why.
    Failing(String),
}

/// A picture that is shown over the whole window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnlargedPicture {
    /// The note it stands in.
    pub note: NoteId,
    /// As written there.
    pub destination: Arc<str>,
    /// What it shows.
    pub alt: Arc<str>,
}

/// A drawing that stands in a note.
#[derive(Debug, Clone)]
pub enum NoteDrawing {
    /// It is being laid out.
    Loading,
    /// It is there.
    Ready(Arc<Drawing>),
    /// Why it is not shown.
    Absent(String),
}

impl AppState {
    /// The study day.
    pub fn today(&self) -> Day {
        self.progress.today()
    }

    /// Whether a note is read: marked as a whole, or section by section.
    pub fn is_read(&self, note: &NoteId) -> bool {
        self.progress.is_read(note)
    }

    /// What a note is called, or was before it went.
    pub fn title_of(&self, note: &NoteId) -> String {
        let gone = || self.gone.iter().find(|gone| gone.note == *note);
        match self.library.note(note) {
            Some(note) => note.title().to_string(),
            None => gone().map_or_else(
                || Library::name_of(note),
                |gone| gone.was.digest().title().to_string(),
            ),
        }
    }

    /// The way of a pane; none if there is nothing beside.
    pub fn nav_of(&self, pane: Pane) -> Option<&Nav> {
        match pane {
            Pane::Main => Some(&self.nav),
            Pane::Beside => self.beside.as_ref(),
        }
    }

    /// What a screen is called.
    pub fn title_of_screen(&self, route: &Route) -> String {
        match route {
            Route::Home => "Nephoscope".to_owned(),
            Route::Gallery => "All diagrams".to_owned(),
            Route::Practise(_) => "Practise".to_owned(),
            Route::Diagram { kind, .. } => {
                registry::kind(kind).map_or_else(|_| kind.to_string(), |kind| kind.title.to_owned())
            }
            Route::Note { id, .. } | Route::Present { id, .. } => self.title_of(id),
        }
    }

    /// What is known of a topic with its subtopics.
    pub fn topic_figures(&self, topic: &TopicId) -> TopicFigures {
        self.progress.of_topic(topic)
    }

    /// Whether a note stands in a topic or one of its subtopics.
    pub fn is_in_topic(&self, note: &NoteId, topic: &TopicId) -> bool {
        let note = self.library.note(note);
        note.is_some_and(|note| note.topic().is_within(topic))
    }

    /// A new seed for what should come out differently each time.
    pub(super) fn next_seed(&mut self) -> u64 {
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.seed
    }
}
