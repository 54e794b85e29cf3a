//! Read marks, and the pictures that stand in notes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::apply_import::spawn;
use super::command::Command;
use super::effect::Effect;
use super::running::Purpose;
use super::state::{AppState, NoteImage};
use crate::base::ids::NoteId;
use crate::library::Note;
use crate::store::journal::What;
use crate::tasks::job::Job;
use crate::tasks::picture;

pub(super) fn apply(state: &mut AppState, command: Command) -> Vec<Effect> {
    match command {
        Command::MarkRead { note, read: true } => vec![Effect::append(What::NoteRead { note })],
        Command::MarkRead { note, read: false } => vec![Effect::append(What::NoteUnread { note })],
        Command::LoadImage { note, destination } => {
            let key = (note.clone(), destination.clone());
            if let Some(reason) = refusal(&destination) {
                state.images.insert(key, NoteImage::Absent(reason));
                return Vec::new();
            }
            let file = state.library.note(&note).and_then(Note::file);
            let Some(folder) = file.as_deref().and_then(Path::parent).map(Path::to_owned) else {
                let reason = "A picture beside a bundled note cannot be shown.".to_owned();
                state.images.insert(key, NoteImage::Absent(reason));
                return Vec::new();
            };
            state.images.insert(key, NoteImage::Loading);
            vec![spawn(
                state,
                Purpose::ReadPicture,
                picture_job(note, destination, folder),
            )]
        }
        _ => Vec::new(),
    }
}

/// Pictures from elsewhere are never fetched.
fn refusal(destination: &str) -> Option<String> {
    let remote = destination.starts_with("http:")
        || destination.starts_with("https:")
        || destination.starts_with("//");
    remote.then(|| "A picture from the web is not fetched: nothing leaves this machine.".to_owned())
}

/// A picture that was read, or why it is not shown.
#[derive(Debug)]
pub(super) struct PictureRead {
    /// The note it stands in.
    pub note: NoteId,
    /// As written there.
    pub destination: Arc<str>,
    /// Its encoded bytes.
    pub bytes: Result<Arc<[u8]>, String>,
}

fn picture_job(note: NoteId, destination: Arc<str>, folder: PathBuf) -> Job {
    Job::Custom {
        name: "read a picture",
        work: Box::new(move |_| {
            let bytes = picture::read(&folder, &destination);
            Ok(Box::new(PictureRead {
                note,
                destination,
                bytes,
            }))
        }),
    }
}
