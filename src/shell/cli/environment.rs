//! The outside world for an instance that was started from the command line.

use anyhow::Context as _;

use super::Common;
use crate::base::time::Clock;
use crate::shell::env::{AppEnv, NotesFrom, SystemLooks};
use crate::store::device::{DeviceSeed, machine_name};
use crate::store::paths::Paths;
use crate::tasks::worker::TaskMode;

/// The variable that names the data folder where `--data-dir` does not.
const DATA_VARIABLE: &str = "NEPHOSCOPE_DATA";

/// An environment with the real clock, worker thread and data folder.
pub(super) fn real(common: &Common) -> anyhow::Result<AppEnv> {
    let from_environment = std::env::var_os(DATA_VARIABLE);
    let paths = Paths::resolve(common.data_dir.clone(), from_environment)
        .context("there is no place for the program's data")?;
    Ok(AppEnv {
        clock: Clock::System,
        paths,
        device: DeviceSeed {
            random: fastrand::u64(..),
            machine: machine_name(
                std::env::var("HOSTNAME")
                    .or_else(|_| std::env::var("COMPUTERNAME"))
                    .ok(),
            ),
        },
        tasks: TaskMode::Threaded,
        notes: notes(common)?,
        system_look: SystemLooks::Desktop,
        interactive: true,
    })
}

/// Where the notes come from; a folder must be one.
pub(super) fn notes(common: &Common) -> anyhow::Result<NotesFrom> {
    match &common.notes {
        None => Ok(NotesFrom::Bundled),
        Some(folder) => {
            anyhow::ensure!(
                folder.is_dir(),
                "the notes folder does not exist: \"{}\"",
                folder.display()
            );
            // Its whole path ends with its name, also where it was given as "." or "..".
            let whole = match folder.file_name() {
                Some(_) => std::path::absolute(folder),
                None => std::fs::canonicalize(folder),
            };
            Ok(NotesFrom::Folder(whole.unwrap_or_else(|_| folder.clone())))
        }
    }
}
