//! What can be done in the background, and what comes of it.
//!
//! Jobs are closed values; [`Job::Custom`] is the room for what the layers above compute (building
//! a library, filling an index) without this layer knowing their types.

use std::any::Any;
use std::fmt;
use std::path::PathBuf;

use super::load::{self, ReadNote};
use super::progress::Reporter;
use crate::base::time::Moment;
use crate::import::Cancelled;
use crate::import::batch::{self, ImportPlaces, UndoError, UndoReport};
use crate::import::execute::{self, Report};
use crate::import::plan::{self, ExistingNotes, Plan, Selection};

/// Work of a caller's own: it must tell its steps, so that it can be stopped.
pub type Work = Box<dyn FnOnce(&mut Reporter<'_>) -> Result<Box<dyn Any + Send>, Cancelled> + Send>;

/// What to do.
pub enum Job {
    /// Read all notes of a folder.
    LoadLibrary {
        /// The folder.
        folder: PathBuf,
    },
    /// Find out what an import would do.
    PlanImport {
        /// Files and folders that were given.
        inputs: Vec<PathBuf>,
        /// The folder of the person's notes.
        library: PathBuf,
        /// Names the import.
        now: Moment,
    },
    /// Import what was chosen.
    ExecuteImport {
        /// The plan that was reviewed.
        plan: Plan,
        /// What was chosen.
        selection: Selection,
        /// Where to.
        places: ImportPlaces,
    },
    /// Take an import back.
    UndoImport {
        /// Its name.
        batch: String,
        /// Where it went.
        places: ImportPlaces,
    },
    /// Take back what a killed run left half done. For the start of a run that may write.
    RecoverImports {
        /// Where imports go.
        places: ImportPlaces,
    },
    /// Anything else.
    Custom {
        /// What it is, for messages: "build the library".
        name: &'static str,
        /// The work.
        work: Work,
    },
}

/// What came of a job.
#[derive(Debug)]
pub enum Outcome {
    /// Of [`Job::LoadLibrary`].
    Loaded(Vec<ReadNote>),
    /// Of [`Job::PlanImport`].
    Planned(Plan),
    /// Of [`Job::ExecuteImport`], also when that was stopped or failed.
    Imported(Report),
    /// Of [`Job::UndoImport`].
    Undone(Result<UndoReport, UndoError>),
    /// Of [`Job::RecoverImports`]: one sentence for each import that was taken back.
    Recovered(Vec<String>),
    /// Of [`Job::Custom`].
    Custom(Box<dyn Any + Send>),
    /// The person stopped it; nothing was changed.
    Cancelled,
    /// It broke off by a fault of the program. The program lives on.
    Panicked {
        /// What it was.
        job: &'static str,
        /// What the fault said.
        message: String,
    },
}

impl Job {
    /// What it is, for messages.
    pub fn name(&self) -> &'static str {
        match self {
            Self::LoadLibrary { .. } => "read the notes",
            Self::PlanImport { .. } => "plan the import",
            Self::ExecuteImport { .. } => "import",
            Self::UndoImport { .. } => "undo the import",
            Self::RecoverImports { .. } => "recover imports",
            Self::Custom { name, .. } => name,
        }
    }

    /// Does it, on the calling thread.
    pub fn run(self, reporter: &mut Reporter<'_>) -> Outcome {
        self.try_run(reporter).unwrap_or(Outcome::Cancelled)
    }

    fn try_run(self, reporter: &mut Reporter<'_>) -> Result<Outcome, Cancelled> {
        Ok(match self {
            Self::LoadLibrary { folder } => Outcome::Loaded(load::load(&folder, reporter)?),
            Self::PlanImport {
                inputs,
                library,
                now,
            } => {
                let mut watch = |step: crate::import::Step<'_>| reporter.update(step);
                let existing = ExistingNotes::scan(&library, &mut watch)?;
                Outcome::Planned(plan::plan(&inputs, &existing, now, &mut watch)?)
            }
            Self::ExecuteImport {
                plan,
                selection,
                places,
            } => Outcome::Imported(execute::execute(&plan, &selection, &places, &mut |step| {
                reporter.update(step)
            })),
            Self::UndoImport { batch, places } => {
                Outcome::Undone(batch::undo(&batch, &places, &mut |step| {
                    reporter.update(step)
                }))
            }
            Self::RecoverImports { places } => Outcome::Recovered(batch::recover(&places)),
            Self::Custom { work, .. } => Outcome::Custom(work(reporter)?),
        })
    }
}

impl fmt::Debug for Job {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Job({:?})", self.name())
    }
}
