//! What the person asks for, as data. Screens emit commands; [`super::apply()`] carries them out.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::pictures::PictureKey;
use super::route::{Route, Scope};
use super::settings::Change;
use crate::base::ids::{CardId, MarkId, NoteId, TopicId};
use crate::library::anchor::Place;
use crate::library::marks::{Ink, Mark};
use crate::markdown::document::Link;
use crate::markdown::excerpt::TextSpot;
use crate::quiz::memory::Rating;

/// One intent.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Go to a screen; the present place is kept for "back".
    Go(Route),
    /// Go to an exact place in a note.
    GoToPlace(Place),
    /// Follow a link that stands in a note.
    Follow {
        /// The note it stands in.
        from: NoteId,
        /// The link.
        link: Arc<Link>,
    },
    /// Something with the pane beside.
    Pane(PaneCommand),
    /// To the place before.
    Back,
    /// To the place that was left by going back.
    Forward,
    /// The reader is here now.
    RememberPlace {
        /// Here.
        place: Place,
        /// The arrival ([`super::nav::Nav::arrivals`]) after which it was seen: if another one came
        /// between, it is the place of another stop. None is the present stop, whichever it is.
        arrival: Option<u64>,
    },
    /// Opens a dialog.
    Open(Overlay),
    /// Closes the dialog that is open.
    CloseOverlay,
    /// Shows or hides the tree.
    ToggleTree,
    /// Hands the keyboard to a part of the window.
    TurnTo(Part),
    /// Into focus mode, or out of it.
    ToggleFocus,
    /// Folds or unfolds a topic.
    ToggleFold(TopicId),
    /// Folds all topics.
    FoldAll,
    /// Unfolds all topics.
    UnfoldAll,
    /// Marks a note as read, or as not read.
    MarkRead {
        /// Which.
        note: NoteId,
        /// What it becomes.
        read: bool,
    },
    /// Files may have changed: looks at the folders of the notes.
    LookForChanges,
    /// A note is to be shown that is not open: it stands in another, or is asked for once more.
    OpenNote(NoteId),
    /// A section was read.
    SectionRead {
        /// The note.
        note: NoteId,
        /// Its anchor; none for what stands above the first heading.
        section: Option<Arc<str>>,
    },
    /// Something with a bookmark or a highlight.
    Mark(MarkCommand),
    /// Something in a run of questions.
    Sitting(SittingCommand),
    /// Something with a question that stands in a note.
    Question {
        /// Which question.
        card: CardId,
        /// What.
        act: QuestionAct,
    },
    /// A prediction was made in a diagram.
    Predict(Prediction),
    /// Something about searching.
    Search(SearchCommand),
    /// Something about finding in the open note.
    Find(FindCommand),
    /// Looks for notes that name this one without a link.
    LookForMentions(NoteId),
    /// Opens a note where it names the open one, with the name lit.
    OpenMention {
        /// The note.
        note: NoteId,
        /// The block.
        block: usize,
    },
    /// Something with notes from outside.
    Import(ImportCommand),
    /// A setting.
    Change(Change),
    /// Takes a message away.
    DismissNotice(u64),
    /// Stops a running task.
    CancelTask(u64),
    /// Something with a picture of a note.
    Picture {
        /// Which.
        picture: PictureKey,
        /// What.
        act: PictureAct,
    },
    /// Reads a piece of code word by word.
    ReadCode {
        /// As its fence calls it.
        language: Arc<str>,
        /// The code.
        text: Arc<str>,
    },
    /// Lays out a drawing of a note, from its text.
    LayOutDrawing(Arc<str>),
    /// Shows a drawing in the whole window.
    OpenDrawing(Arc<str>),
    /// Opens an address in the browser.
    OpenWeb(String),
    /// Puts a text on the clipboard.
    Copy(String),
    /// The same for programs that take formatted text, with the text for those that do not.
    CopyHtml {
        /// The formatted text.
        html: String,
        /// The plain one.
        text: String,
    },
    /// Whole screen or window.
    ToggleFullscreen,
    /// Goes on writing with the records there are, though many are missing.
    WriteAgain,
    /// Ends the program.
    Quit,
}

impl Command {
    /// Whether it belongs to the pane in which it was given.
    pub fn is_of_pane(&self) -> bool {
        let is_of_note = matches!(
            self,
            Self::RememberPlace { .. }
                | Self::Find(_)
                | Self::Search(SearchCommand::Next | SearchCommand::Previous | SearchCommand::End)
                | Self::Mark(MarkCommand::Bookmark(_))
        );
        is_of_note || self.moves()
    }

    /// Has it carried out in the pane beside.
    pub fn move_beside(&mut self) {
        let inner = std::mem::replace(self, Self::CloseOverlay);
        *self = Self::Pane(PaneCommand::Within(Box::new(inner)));
    }

    /// Whether it leads to another screen or place.
    pub fn navigates(&self) -> bool {
        let opens = matches!(
            self,
            Self::Search(SearchCommand::Open { .. })
                | Self::OpenMention { .. }
                | Self::Mark(MarkCommand::Open(_))
        );
        opens || self.moves()
    }

    /// Whether it names another stop, or one on the way back or forward.
    fn moves(&self) -> bool {
        matches!(
            self,
            Self::Go(_) | Self::GoToPlace(_) | Self::Follow { .. } | Self::Back | Self::Forward
        )
    }
}

/// A part of the window that takes the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The filter of the tree.
    TreeFilter,
    /// The text of the note.
    Text,
    /// "On this page", beside the note or in a drawer.
    OnThisPage,
}

/// With the pane beside.
#[derive(Debug, Clone, PartialEq)]
pub enum PaneCommand {
    /// Opens a note or a diagram there.
    Open(Route),
    /// Does something there: follows a link, goes back.
    Within(Box<Command>),
    /// Opens it with what is open now, or closes it.
    Toggle,
    /// Exchanges what the two show.
    Swap,
    /// Closes it.
    Close,
}

/// A dialog above the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlay {
    /// Search or jump.
    Jump,
    /// The settings.
    Settings,
    /// All keys.
    Keys,
    /// What an import would do.
    Import,
    /// A picture of a note, as large as the window.
    Picture,
    /// A drawing in the whole window.
    Drawing,
    /// The bookmarks and highlights of all notes.
    Marks,
}

/// With a bookmark or a highlight. The screen of the note fills in the words that are selected.
#[derive(Debug, Clone, PartialEq)]
pub enum MarkCommand {
    /// Bookmarks the words, or without any where the reader is; takes a bookmark away that is there.
    Bookmark(Option<Words>),
    /// Highlights the words.
    Highlight {
        /// The color.
        ink: Ink,
        /// Which words.
        words: Option<Words>,
    },
    /// Highlights the words in the color used last, and asks for a comment.
    Comment(Option<Words>),
    /// Gives a highlight another color.
    Recolor {
        /// Which.
        mark: MarkId,
        /// The color.
        ink: Ink,
    },
    /// Keeps what is being typed as the comment of a highlight.
    Draft {
        /// Which.
        mark: MarkId,
        /// What.
        comment: String,
    },
    /// Says something to a highlight; nothing takes the comment away.
    SetComment {
        /// Which.
        mark: MarkId,
        /// What.
        comment: String,
        /// What it said before the typing began.
        before: String,
    },
    /// Removes a mark.
    Remove(MarkId),
    /// Makes a mark again what it was.
    Restore(Box<Mark>),
    /// Gives a mark other words.
    Attach {
        /// Which.
        mark: MarkId,
        /// The words.
        words: Option<Words>,
    },
    /// Goes to a mark; a highlight shows its card.
    Open(MarkId),
    /// Shows the card of a highlight.
    Show(MarkId),
    /// Closes the card of this highlight, if it is still the one that is open.
    Close(MarkId),
}

/// Words of a note, from one place to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The note.
    pub note: NoteId,
    /// From where to where.
    pub spots: Range<TextSpot>,
}

/// With a picture of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureAct {
    /// Reads it, to fit into so many pixels of width and height.
    Read([u32; 2]),
    /// It came into view.
    Shown,
    /// Shows it over the whole window.
    Enlarge {
        /// What it shows.
        alt: Arc<str>,
    },
}

/// In a run of questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SittingCommand {
    /// Begins one with what waits today.
    Start(Scope),
    /// Begins one with everything, whether it waits or not.
    StartBeyond(Scope),
    /// Ticks or unticks an option, by its place on screen.
    Toggle(usize),
    /// Writes the answer.
    Write(String),
    /// Gives the answer.
    Submit,
    /// Shows the answer without giving one.
    GiveUp,
    /// Rates how well it was known, and goes on.
    Rate(Rating),
    /// Takes the last rating back.
    Undo,
    /// Ends it and shows the summary.
    End,
    /// Leaves the summary.
    Close,
    /// Goes to the section that the question belongs to.
    ReadAbout,
}

/// With a question that stands in a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionAct {
    /// Ticks or unticks an option, by its place on screen.
    Toggle(usize),
    /// Writes the answer.
    Write(String),
    /// Gives the answer.
    Submit,
    /// Shows the answer without giving one.
    GiveUp,
    /// Rates how well it was known.
    Rate(Rating),
    /// Takes the rating back.
    Undo,
    /// Asks again.
    Retry,
}

/// About searching.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SearchCommand {
    /// This is typed now; the newest answer counts.
    Ask(String),
    /// Opens a place that was found, with what was sought lit in its note.
    Open {
        /// The note.
        note: NoteId,
        /// The block.
        block: usize,
    },
    /// Shows more of what is found.
    More,
    /// To the next lit place.
    Next,
    /// To the lit place before.
    Previous,
    /// Puts the lights out.
    End,
}

/// About finding in the open note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindCommand {
    /// Opens the bar, or takes the keyboard back to it; looks for these words if some are
    /// selected.
    Open(Option<Words>),
    /// This is typed now.
    Write(String),
    /// Turns a switch.
    Flip(FindSwitch),
    /// Closes the bar and puts the lights out.
    Close,
}

/// How something is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindSwitch {
    /// A is not a.
    MatchCase,
    /// No letters beside it.
    WholeWords,
    /// A regular expression is typed.
    Regex,
}

/// A prediction that was made in a diagram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prediction {
    /// Which one.
    pub card: CardId,
    /// The option that was chosen, by its place.
    pub option: usize,
    /// Milliseconds from the question to the answer.
    pub took_ms: u64,
}

/// With notes from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportCommand {
    /// Files and folders were dropped, picked or named.
    Offer(Vec<PathBuf>),
    /// A text was pasted that may name files.
    OfferText(String),
    /// Opens the dialog for files.
    PickFiles,
    /// Opens the dialog for a folder.
    PickFolder,
    /// Takes a file of the plan in or out.
    Include {
        /// Its place in the plan.
        item: usize,
        /// In or out.
        included: bool,
    },
    /// Cuts a long file into notes, or keeps it whole.
    Split {
        /// Its place in the plan.
        item: usize,
        /// Cut or whole.
        split: bool,
    },
    /// Carries the plan out.
    Confirm,
    /// Drops the plan.
    Cancel,
    /// Takes the import with this name back.
    Undo(String),
}
