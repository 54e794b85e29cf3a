//! What the program is given from outside: folders, clock, how tasks run.

use std::path::PathBuf;

use crate::app::route::Route;
use crate::base::time::Clock;
use crate::store::device::DeviceSeed;
use crate::store::paths::Paths;
use crate::tasks::worker::TaskMode;

/// The outside world as one instance sees it.
#[derive(Debug, Clone)]
pub struct AppEnv {
    /// Where "now" comes from.
    pub clock: Clock,
    /// The data folder.
    pub paths: Paths,
    /// Makes this installation's name.
    pub device: DeviceSeed,
    /// Whether tasks run on a thread or at once.
    pub tasks: TaskMode,
    /// Where the notes come from.
    pub notes: NotesFrom,
    /// Whether there is a person in front of a window (dialogs may open).
    pub interactive: bool,
}

/// Where the notes of the program come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotesFrom {
    /// Those compiled in.
    Bundled,
    /// A folder, for authors.
    Folder(PathBuf),
}

/// What to open first.
#[derive(Debug, Clone, Default)]
pub struct Launch {
    /// A screen, instead of where the last session ended.
    pub route: Option<Route>,
    /// Files and folders to offer for import.
    pub offers: Vec<PathBuf>,
}
