//! Opens the window.

use std::path::PathBuf;
use std::process::ExitCode;

use super::{Common, environment};
use crate::base::io_reason::io_reason;
use crate::base::text::sentence;
use crate::shell::env::Launch;
use crate::shell::window;

pub(super) fn run(common: &Common, offers: Vec<PathBuf>) -> anyhow::Result<ExitCode> {
    let mut complaints = Vec::new();
    let mut there = Vec::new();
    for path in offers {
        match std::fs::symlink_metadata(&path) {
            Ok(_) => there.push(path),
            Err(error) => complaints.push(format!(
                "\"{}\" cannot be opened: {}",
                path.display(),
                io_reason(&error)
            )),
        }
    }
    if let Some(first) = complaints.first().filter(|_| there.is_empty()) {
        anyhow::bail!("{first}");
    }
    let env = environment::real(common)?;
    let launch = Launch {
        route: None,
        offers: there,
        notices: complaints.iter().map(|words| sentence(words)).collect(),
    };
    window::open(&env, &launch)?;
    Ok(ExitCode::SUCCESS)
}
