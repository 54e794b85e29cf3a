//! Prints a note as a screen reader gets it.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::anyhow;

use crate::import::convert::read_note;
use crate::markdown;

pub(super) fn run(path: &Path) -> anyhow::Result<ExitCode> {
    let note = read_note(path).map_err(|reason| anyhow!("{reason}: \"{}\"", path.display()))?;
    let document = markdown::parse(note.text);
    let mut out = std::io::stdout().lock();
    // A reader that closes early (`| head`) is no error.
    let written = writeln!(out, "{}", markdown::plain::to_text(&document));
    Ok(if written.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
