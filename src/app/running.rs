//! What is running in the background: what each task is for, and how far it is.

use std::collections::BTreeMap;

use crate::tasks::progress::Progress;

/// The running tasks by number.
#[derive(Debug, Default)]
pub struct Running {
    tasks: BTreeMap<u64, Task>,
    next: u64,
}

/// One running task.
#[derive(Debug, Clone)]
pub struct Task {
    /// What it is for, so that its result is understood.
    pub purpose: Purpose,
    /// How far it is, once it said so.
    pub progress: Option<Progress>,
}

/// What a task is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Reads the notes.
    LoadLibrary,
    /// Keeps what is known of the notes.
    KeepNotes,
    /// Looks at what an import would do.
    PlanImport,
    /// Imports.
    Import,
    /// Takes an import back.
    UndoImport,
    /// Reads a note that is to be shown.
    OpenNote,
    /// Reads a picture of a note.
    ReadPicture,
    /// Reads a piece of code word by word.
    ReadCode,
    /// Brings the index of the notes up to date.
    Index,
    /// Looks for something in the notes.
    Search,
    /// Looks for something in the open note.
    Find,
    /// Looks for notes that name the open one.
    Mentions,
    /// Lays out a drawing of a note.
    LayOutDrawing,
    /// Looks which marks have lost their words.
    FindMarks,
}

impl Running {
    /// Adds a task and returns its number.
    pub fn start(&mut self, purpose: Purpose) -> u64 {
        self.next += 1;
        self.tasks.insert(
            self.next,
            Task {
                purpose,
                progress: None,
            },
        );
        self.next
    }

    /// A task said how far it is.
    pub fn report(&mut self, task: u64, progress: Progress) {
        if let Some(task) = self.tasks.get_mut(&task) {
            task.progress = Some(progress);
        }
    }

    /// A task is over. `None` if it was not known any more: its result is stale.
    pub fn end(&mut self, task: u64) -> Option<Purpose> {
        self.tasks.remove(&task).map(|task| task.purpose)
    }

    /// The tasks, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = (u64, &Task)> {
        self.tasks.iter().map(|(id, task)| (*id, task))
    }

    /// How far the task for this is, if one is running and said so.
    pub fn progress(&self, purpose: Purpose) -> Option<&Progress> {
        let mut tasks = self.tasks.values().filter(|task| task.purpose == purpose);
        tasks.find_map(|task| task.progress.as_ref())
    }

    /// Whether a task for this is running.
    pub fn any(&self, purpose: Purpose) -> bool {
        self.tasks.values().any(|task| task.purpose == purpose)
    }
}

impl Purpose {
    /// What the status bar says; nothing for what is over in a moment.
    pub fn label(self) -> Option<&'static str> {
        match self {
            Self::LoadLibrary => Some("Reading notes"),
            Self::PlanImport => Some("Looking at the files"),
            Self::Import => Some("Importing"),
            Self::UndoImport => Some("Taking the import back"),
            // Of the index, the jump box tells how far it is.
            Self::KeepNotes
            | Self::OpenNote
            | Self::ReadPicture
            | Self::ReadCode
            | Self::LayOutDrawing
            | Self::Index
            | Self::Search
            | Self::Find
            | Self::Mentions
            | Self::FindMarks => None,
        }
    }
}
