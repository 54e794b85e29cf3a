//! Read marks, and what notes show that takes longer than a frame: pictures, code, drawings.

use std::any::Any;
use std::path::Path;
use std::sync::Arc;

use super::apply_import::spawn;
use super::command::{Command, Overlay, PictureAct};
use super::effect::Effect;
use super::highlights::CodeKey;
use super::pictures::{PictureKey, web_address};
use super::running::Purpose;
use super::state::{AppState, EnlargedPicture, NoteDrawing};
use crate::base::ids::NoteId;
use crate::diagrams::mermaid::{self, Drawing};
use crate::library::Note;
use crate::markdown::highlight::{Highlight, highlight};
use crate::quiz::card::Place;
use crate::quiz::history::Happening;
use crate::store::journal::What;
use crate::tasks::job::Job;
use crate::tasks::picture::{self, Folder, Picture};

pub(super) fn apply(state: &mut AppState, command: Command) -> Vec<Effect> {
    match command {
        Command::MarkRead { note, read: true } => vec![Effect::append(What::NoteRead { note })],
        Command::MarkRead { note, read: false } => vec![Effect::append(What::NoteUnread { note })],
        Command::SectionRead { note, section } => section_read(state, note, section),
        Command::Picture { picture, act } => match act {
            PictureAct::Read(room) => read_picture(state, picture, room),
            PictureAct::Shown => {
                state.pictures.shown(&picture);
                Vec::new()
            }
            PictureAct::Enlarge { alt } => {
                state.enlarged = Some(EnlargedPicture {
                    note: picture.note,
                    destination: picture.destination,
                    alt,
                });
                state.overlay = Some(Overlay::Picture);
                Vec::new()
            }
        },
        Command::ReadCode { language, text } => read_code(state, language, text),
        Command::LayOutDrawing(source) => lay_out(state, source),
        Command::OpenDrawing(source) => {
            state.open_drawing = Some(source);
            state.overlay = Some(Overlay::Drawing);
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Writes down that a section was read, once.
fn section_read(state: &AppState, note: NoteId, section: Option<Arc<str>>) -> Vec<Effect> {
    let place = Place { note, section };
    if state.progress.history.is_section_read(&place) {
        return Vec::new();
    }
    vec![Effect::append(What::from(Happening::SectionRead { place }))]
}

/// Takes up what was read in the background.
pub(super) fn take(state: &mut AppState, result: Box<dyn Any + Send>) {
    let result = match result.downcast::<PictureRead>() {
        Ok(read) => return state.pictures.take(read.key, read.picture),
        Err(result) => result,
    };
    let result = match result.downcast::<CodeRead>() {
        Ok(read) => return state.highlights.take(read.key, read.words),
        Err(result) => result,
    };
    if let Ok(laid_out) = result.downcast::<DrawingLaidOut>() {
        let ready = |drawing| NoteDrawing::Ready(Arc::new(drawing));
        let drawing = laid_out.drawing.map_or_else(NoteDrawing::Absent, ready);
        state.drawings.insert(laid_out.source, drawing);
    }
}

/// A picture that was read, or why it is not shown.
struct PictureRead {
    key: PictureKey,
    picture: Result<Picture, String>,
}

fn read_picture(state: &mut AppState, key: PictureKey, room: [u32; 2]) -> Vec<Effect> {
    if web_address(&key.destination).is_some() {
        let reason = "A picture from the web is not fetched: nothing leaves this machine";
        state.pictures.refuse(key, reason.to_owned());
        return Vec::new();
    }
    if !state.pictures.begin(&key) {
        return Vec::new();
    }
    let folder = folder_of(state, &key.note);
    let job = Job::Custom {
        name: "read a picture",
        work: Box::new(move |_| {
            let picture = picture::load(folder.as_ref(), &key.destination, room);
            Ok(Box::new(PictureRead { key, picture }))
        }),
    };
    vec![spawn(state, Purpose::ReadPicture, job)]
}

fn folder_of(state: &AppState, note: &NoteId) -> Option<Folder> {
    let note = state.library.note(note)?;
    Some(Folder {
        note: Note::file(note)?.parent().map(Path::to_owned)?,
        root: note.root()?.to_path_buf(),
    })
}

/// Code that was read.
struct CodeRead {
    key: CodeKey,
    words: Highlight,
}

fn read_code(state: &mut AppState, language: Arc<str>, text: Arc<str>) -> Vec<Effect> {
    let key = CodeKey::of(&language, &text);
    if !state.highlights.begin(key) {
        return Vec::new();
    }
    let job = Job::Custom {
        name: "read code",
        work: Box::new(move |reporter| {
            let mut go_on = || !reporter.is_cancelled();
            let words = highlight(&language, &text, &mut go_on);
            Ok(Box::new(CodeRead { key, words }))
        }),
    };
    vec![spawn(state, Purpose::ReadCode, job)]
}

/// Drawings are forgotten, and laid out again when they are shown, beyond so many.
const MOST_DRAWINGS: usize = 200;

/// A drawing that was laid out, or why it is not shown.
struct DrawingLaidOut {
    source: Arc<str>,
    drawing: Result<Drawing, String>,
}

fn lay_out(state: &mut AppState, source: Arc<str>) -> Vec<Effect> {
    if state.drawings.contains_key(&source) {
        return Vec::new();
    }
    if state.drawings.len() >= MOST_DRAWINGS {
        state.drawings.clear();
    }
    state
        .drawings
        .insert(Arc::clone(&source), NoteDrawing::Loading);
    let job = Job::Custom {
        name: "lay out a drawing",
        work: Box::new(move |_| {
            let drawing = mermaid::draw(&source);
            Ok(Box::new(DrawingLaidOut { source, drawing }))
        }),
    };
    vec![spawn(state, Purpose::LayOutDrawing, job)]
}
