//! What the program is given from outside: folders, clock, how tasks run.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use crate::app::route::Route;
use crate::app::settings::SystemLook;
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
    /// Where the look comes from that the system asks for.
    pub system_look: SystemLooks,
    /// Whether there is a person in front of a window (dialogs may open).
    pub interactive: bool,
}

/// Where the look comes from that the system asks for.
#[derive(Debug, Clone)]
pub enum SystemLooks {
    /// From the desktop, as far as it tells.
    Desktop,
    /// From a value that tests and pictures set.
    ByHand(Arc<Mutex<SystemLook>>),
}

impl SystemLooks {
    /// A system that asks for nothing.
    pub fn silent() -> Self {
        Self::ByHand(Arc::default())
    }
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
    /// Sentences to begin with.
    pub notices: Vec<String>,
}
