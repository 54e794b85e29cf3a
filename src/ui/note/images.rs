//! The pictures of a note, as the typesetter asks for them.

use std::sync::Arc;

use crate::app::state::{AppState, NoteImage};
use crate::base::ids::NoteId;
use crate::ui::prose::{ImageSource, ImageState};

/// The pictures of one note.
#[derive(Debug)]
pub(crate) struct NoteImages<'a> {
    /// The state that holds them.
    pub state: &'a AppState,
    /// The note.
    pub note: &'a NoteId,
}

impl ImageSource for NoteImages<'_> {
    fn image(&self, destination: &str) -> ImageState {
        let key = (self.note.clone(), Arc::from(destination));
        match self.state.images.get(&key) {
            None | Some(NoteImage::Loading) => ImageState::Loading,
            Some(NoteImage::Absent(reason)) => ImageState::Absent(reason.clone()),
            Some(NoteImage::Ready(bytes)) => ImageState::Ready {
                uri: format!("bytes://{}/{destination}#{}", self.note, bytes.len()),
                bytes: Arc::clone(bytes),
            },
        }
    }
}
