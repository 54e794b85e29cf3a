//! What has to be done outside after a state change; `shell::effects` does it.

use std::path::PathBuf;

use crate::base::ids::CardId;
use crate::store::journal::What;
use crate::tasks::job::Job;

/// One thing to do outside.
#[derive(Debug)]
pub enum Effect {
    /// Write this to the journal before the next frame is drawn.
    Append {
        /// What happened.
        what: What,
        /// Where the rating was given, if it is one.
        rated: Option<RatedIn>,
    },
    /// Write all of this to the journal at once; nothing that the learner did.
    AppendAll(Vec<What>),
    /// Run this in the background under this number.
    Spawn {
        /// The task's number in [`super::state::AppState::running`].
        task: u64,
        /// What to do.
        job: Job,
    },
    /// Run this before the next frame is drawn: it takes a millisecond or two.
    DoNow {
        /// The task's number in [`super::state::AppState::running`].
        task: u64,
        /// What to do.
        job: Job,
    },
    /// Run this in the background on a thread of its own: it may take a minute.
    SpawnLong {
        /// The task's number in [`super::state::AppState::running`].
        task: u64,
        /// What to do.
        job: Job,
    },
    /// Run this at once, beside what is running in the background: it is over in a moment.
    SpawnBeside {
        /// The task's number in [`super::state::AppState::running`].
        task: u64,
        /// What to do.
        job: Job,
    },
    /// See to it that changes in these folders are told; once is enough.
    WatchFolders(Vec<PathBuf>),
    /// Stop the task with this number.
    CancelTask(u64),
    /// Write the settings.
    SaveSettings,
    /// Write where we are, soon.
    SaveSession,
    /// Show theme, text size and motion as the settings say.
    ApplyLook,
    /// Open an address in the browser.
    OpenWeb(String),
    /// Put a text on the clipboard.
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
    /// Ask the person for files, or for a folder.
    PickFiles {
        /// A folder instead of files.
        folder: bool,
    },
    /// Write again, though many records are missing.
    WriteAgain,
    /// End the program.
    Quit,
}

/// Where a rating was given, so that it can be taken back there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RatedIn {
    /// On the practise screen.
    Practice,
    /// At the question inside its note.
    Note(CardId),
}

impl Effect {
    /// Writes something that no run of questions has to take back when it fails.
    pub fn append(what: What) -> Self {
        Self::Append { what, rated: None }
    }
}
