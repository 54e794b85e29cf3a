//! The system's dialogs for files and folders, driven on a thread of their own.
//!
//! Created on the window's thread (macOS asks for that), waited for on another, so that the
//! window goes on drawing.

use std::path::PathBuf;
use std::sync::mpsc::Sender;

use crate::import::source::NOTE_EXTENSIONS;

/// What a dialog answered: the paths that were chosen, none if it was cancelled.
/// Nothing where the system has no dialog.
pub(super) type Chosen = Option<Vec<PathBuf>>;

/// Asks for files, or for a folder; what was chosen is sent to `chosen`.
pub(super) fn pick(
    folder: bool,
    chosen: Sender<Chosen>,
    wake: impl Fn() + Send + 'static,
) -> std::io::Result<()> {
    let dialog = rfd::AsyncFileDialog::new().set_title("Import notes");
    let work: Box<dyn FnOnce() -> Chosen + Send> = if folder {
        let picked = dialog.pick_folders();
        Box::new(move || answer(pollster::block_on(picked)))
    } else {
        let picked = dialog
            .add_filter("Notes", NOTE_EXTENSIONS)
            .add_filter("All files", &["*"])
            .pick_files();
        Box::new(move || answer(pollster::block_on(picked)))
    };
    std::thread::Builder::new()
        .name("file dialog".to_owned())
        .spawn(move || {
            // The program may have gone meanwhile; then nobody listens.
            if chosen.send(work()).is_ok() {
                wake();
            }
        })?;
    Ok(())
}

/// Where dialogs belong to the system there always is one, and nothing means that it was
/// cancelled. On Linux a dialog that is cancelled answers with no files, and nothing means that
/// neither the desktop's portal nor a program for it is there.
fn answer(handles: Option<Vec<rfd::FileHandle>>) -> Chosen {
    let paths = |handles: Vec<rfd::FileHandle>| {
        let paths = handles.iter().map(|handle| handle.path().to_owned());
        paths.collect()
    };
    let cancelled = (!cfg!(target_os = "linux")).then(Vec::new);
    handles.map(paths).or(cancelled)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn dialog_that_is_not_there_is_told_from_one_that_was_cancelled() {
        assert_eq!(answer(None), None);
        assert_eq!(answer(Some(Vec::new())), Some(Vec::new()));
    }
}
