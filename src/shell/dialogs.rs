//! The system's dialogs for files and folders, driven on a thread of their own.
//!
//! Created on the window's thread (macOS asks for that), waited for on another, so that the
//! window goes on drawing.

use std::path::PathBuf;
use std::sync::mpsc::Sender;

use crate::import::source::NOTE_EXTENSIONS;

/// Asks for files, or for a folder; what was chosen is sent to `chosen`, nothing if cancelled.
pub(super) fn pick(
    folder: bool,
    chosen: Sender<Vec<PathBuf>>,
    wake: impl Fn() + Send + 'static,
) -> std::io::Result<()> {
    let dialog = rfd::AsyncFileDialog::new().set_title("Import notes");
    let paths = |handles: Vec<rfd::FileHandle>| {
        handles
            .iter()
            .map(|handle| handle.path().to_owned())
            .collect()
    };
    let work: Box<dyn FnOnce() -> Vec<PathBuf> + Send> = if folder {
        let picked = dialog.pick_folders();
        Box::new(move || pollster::block_on(picked).map(paths).unwrap_or_default())
    } else {
        let picked = dialog
            .add_filter("Notes", NOTE_EXTENSIONS)
            .add_filter("All files", &["*"])
            .pick_files();
        Box::new(move || pollster::block_on(picked).map(paths).unwrap_or_default())
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
