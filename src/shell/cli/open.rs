//! Opens the window.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;

use super::{Common, environment};
use crate::shell::env::Launch;
use crate::shell::window;

pub(super) fn run(common: &Common, offers: Vec<PathBuf>) -> anyhow::Result<ExitCode> {
    for path in &offers {
        std::fs::symlink_metadata(path)
            .with_context(|| format!("cannot be opened: \"{}\"", path.display()))?;
    }
    let env = environment::real(common)?;
    window::open(
        &env,
        &Launch {
            route: None,
            offers,
        },
    )?;
    Ok(ExitCode::SUCCESS)
}
