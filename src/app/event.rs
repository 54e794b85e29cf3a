//! What comes from outside: records that were written or not, results of tasks.

use std::any::Any;
use std::path::PathBuf;

use super::apply_search;
use super::command::{Command, ImportCommand, Overlay};
use super::documents::{Begun, Opened};
use super::effect::{Effect, RatedIn};
use super::find::FoundInNote;
use super::import_review::ImportReview;
use super::kept_notes::Kept;
use super::load_library::Loaded;
use super::marks::MarksFound;
use super::mentions::Mentioned;
use super::notices::Gravity;
use super::running::Purpose;
use super::search::{Answered, Indexed};
use super::settings::SystemLook;
use super::state::{AppState, Saving};
use super::{
    apply, apply_documents, apply_find, apply_library, apply_marks, apply_reading, kept_notes,
    mentions,
};
use crate::base::ids::NoteId;
use crate::base::text::count;
use crate::base::time::{Day, Moment};
use crate::import::batch::{UndoError, UndoReport};
use crate::import::execute::{Ending, Report};
use crate::import::plan::Plan;
use crate::library::marks::Marking;
use crate::quiz::history::Happening;
use crate::store::journal::{Record, What};
use crate::tasks::job::Outcome;
use crate::tasks::progress::Progress;

/// One result from outside.
#[derive(Debug)]
pub enum Event {
    /// A record is on disk.
    Recorded {
        /// As written.
        record: Record,
        /// Where the rating was given, if it is one.
        rated: Option<RatedIn>,
    },
    /// The records of moved notes are on disk.
    AllRecorded,
    /// A record could not be written.
    NotRecorded {
        /// What happened and what was kept.
        message: String,
        /// Where the rating was given, if it is one.
        rated: Option<RatedIn>,
        /// What it says of a mark, if it concerns one.
        marking: Option<Marking>,
    },
    /// Something else could not be saved.
    NotSaved(String),
    /// A task said how far it is.
    Progress {
        /// Which task.
        task: u64,
        /// How far.
        progress: Progress,
    },
    /// A task is over.
    Done {
        /// Which task.
        task: u64,
        /// What came of it.
        outcome: Outcome,
    },
    /// Files of the notes changed, whoever changed them.
    FilesChanged {
        /// Whether pictures may have changed too.
        pictures: bool,
    },
    /// The person chose files in a dialog.
    Picked(Vec<PathBuf>),
    /// There is no dialog to choose files in.
    NoDialog,
    /// A new day began.
    Day(Day),
    /// The system asks for another look.
    SystemLook(SystemLook),
}

/// Changes `state` as `event` says, and returns what has to be done outside.
pub fn handle(state: &mut AppState, event: Event, now: Moment) -> Vec<Effect> {
    let mut effects = take(state, event, now);
    effects.extend(apply_documents::follow_route(state));
    effects
}

fn take(state: &mut AppState, event: Event, now: Moment) -> Vec<Effect> {
    match event {
        Event::Recorded { record, rated } => return recorded(state, &record, rated.as_ref()),
        Event::AllRecorded => return kept_notes::keep(state, true, now).into_iter().collect(),
        Event::NotRecorded {
            message,
            rated,
            marking,
        } => {
            fails(state, &message);
            take_rating_back(state, rated.as_ref(), now);
            if let Some(marking) = marking {
                apply_marks::not_written(state, marking);
            }
            state.notices.push(Gravity::Error, message, now);
        }
        Event::NotSaved(message) => {
            fails(state, &message);
            state.notices.push(Gravity::Error, message, now);
        }
        Event::Progress { task, progress } => state.running.report(task, progress),
        Event::Done { task, outcome } => return done(state, task, outcome, now),
        Event::FilesChanged { pictures } => {
            state.pictures_changed |= pictures;
            return apply_library::look_for_changes(state);
        }
        Event::Picked(paths) => {
            return apply(state, Command::Import(ImportCommand::Offer(paths)), now);
        }
        Event::NoDialog => {
            let message = "The file dialog could not be opened. Drop files on the window instead, \
                or name them on the command line.";
            state.notices.push(Gravity::Warning, message, now);
        }
        Event::SystemLook(look) => {
            state.system_look = look;
            return vec![Effect::ApplyLook];
        }
        Event::Day(day) => state.progress.recount(&state.library, &state.bank, day),
    }
    Vec::new()
}

/// A write failed; where nothing may be written, that is known already.
fn fails(state: &mut AppState, message: &str) {
    if !matches!(state.saving, Saving::ReadOnly(_)) {
        state.saving = Saving::Failing(message.to_owned());
    }
}

fn recorded(state: &mut AppState, record: &Record, rated: Option<&RatedIn>) -> Vec<Effect> {
    if matches!(state.saving, Saving::Failing(_)) {
        state.saving = Saving::Saved;
    }
    if let Some(marking) = record.marking() {
        let mark = marking.mark.clone();
        let place = |state: &AppState| Some(state.marks.get(&mark)?.place.clone());
        let before = place(state);
        state.marks.apply(record.stamp(), marking);
        let is_moved = before != place(state);
        let shows_all = state.overlay == Some(Overlay::Marks);
        let look = (is_moved && shows_all).then(|| apply_marks::find_all(state));
        return look.into_iter().collect();
    }
    let Some(record) = record.happening() else {
        return Vec::new();
    };
    let id = record.stamp.id();
    let read = NotesRead::by(&record.what);
    state.progress.history.apply(record);
    match rated {
        Some(RatedIn::Practice) => {
            if let Some(practice) = &mut state.practice {
                practice.sitting.recorded(id);
            }
        }
        Some(RatedIn::Note(card)) => {
            if let Some(question) = state.note_questions.get_mut(card) {
                question.sitting.recorded(id);
            }
        }
        None => {}
    }
    let today = state.today();
    match read {
        NotesRead::None => {}
        NotesRead::One(note) => state.progress.recount_reading_of(&state.library, &note),
        NotesRead::Any => state.progress.recount_reading(&state.library),
    }
    state.progress.recount(&state.library, &state.bank, today);
    Vec::new()
}

/// Which notes may be read, or no longer, after something happened.
enum NotesRead {
    None,
    One(NoteId),
    Any,
}

impl NotesRead {
    fn by(what: &Happening) -> Self {
        match what {
            Happening::SectionRead { place } => Self::One(place.note.clone()),
            Happening::NoteRead { note } | Happening::NoteUnread { note } => {
                Self::One(note.clone())
            }
            Happening::Undone { .. } => Self::Any,
            Happening::Reviewed { .. } | Happening::Suspended { .. } => Self::None,
        }
    }
}

/// A rating that is not on disk never happened: its question is judged and not rated again.
fn take_rating_back(state: &mut AppState, rated: Option<&RatedIn>, now: Moment) {
    match rated {
        Some(RatedIn::Practice) => {
            if let Some(practice) = &mut state.practice {
                practice.sitting.undo(now);
                practice.summary = None;
            }
        }
        Some(RatedIn::Note(card)) => {
            if let Some(question) = state.note_questions.get_mut(card) {
                question.rated = None;
                question.sitting.undo(now);
            }
        }
        None => {}
    }
}

fn done(state: &mut AppState, task: u64, outcome: Outcome, now: Moment) -> Vec<Effect> {
    let Some(purpose) = state.running.end(task) else {
        return Vec::new();
    };
    match outcome {
        Outcome::Custom(result) => return custom(state, task, result, now),
        Outcome::Planned(plan) => import_planned(state, plan, now),
        Outcome::Imported(report) => return imported(state, &report, now),
        Outcome::Undone(undone) => return import_undone(state, undone, now),
        Outcome::Cancelled if purpose == Purpose::Index => {}
        Outcome::Cancelled => {
            state
                .notices
                .push(Gravity::Info, "Stopped. Nothing was changed.", now);
        }
        Outcome::Panicked { .. } if purpose == Purpose::Search => {
            return apply_search::failed(state);
        }
        Outcome::Panicked { job, message } => {
            let message = format!("The program failed to {job}: {message}. Nothing was changed.");
            state.notices.push(Gravity::Error, message, now);
        }
        Outcome::Loaded(_) | Outcome::Recovered(_) => {}
    }
    if purpose == Purpose::LoadLibrary {
        return apply_library::stopped(state);
    }
    Vec::new()
}

/// What came of a job of the program's own kind.
fn custom(
    state: &mut AppState,
    task: u64,
    result: Box<dyn Any + Send>,
    now: Moment,
) -> Vec<Effect> {
    let taken = result
        .downcast::<Loaded>()
        .map(|loaded| loaded_library(state, *loaded, now))
        .or_else(|other| {
            let kept = other.downcast::<Kept>();
            kept.map(|kept| {
                kept_notes::take(state, &kept);
                Vec::new()
            })
        })
        .or_else(|other| {
            let opened = other.downcast::<Opened>();
            opened.map(|opened| apply_documents::opened(state, *opened, now))
        })
        .or_else(|other| {
            let begun = other.downcast::<Begun>();
            begun.map(|begun| apply_documents::begun(state, *begun))
        })
        .or_else(|other| {
            let answered = other.downcast::<Answered>();
            answered.map(|answered| apply_search::answered(state, task, *answered))
        })
        .or_else(|other| {
            let found = other.downcast::<FoundInNote>();
            found.map(|found| {
                apply_find::found(state, task, *found);
                Vec::new()
            })
        })
        .or_else(|other| {
            let mentioned = other.downcast::<Mentioned>();
            mentioned.map(|mentioned| {
                mentions::take(state, *mentioned);
                Vec::new()
            })
        })
        .or_else(|other| {
            let indexed = other.downcast::<Indexed>();
            indexed.map(|indexed| apply_search::indexed(state, *indexed, now))
        })
        .or_else(|other| {
            let found = other.downcast::<MarksFound>();
            found.map(|found| {
                apply_marks::found(state, *found);
                Vec::new()
            })
        });
    taken.unwrap_or_else(|other| {
        apply_reading::take(state, other);
        Vec::new()
    })
}

fn loaded_library(state: &mut AppState, loaded: Loaded, now: Moment) -> Vec<Effect> {
    let mut effects = apply_library::library_loaded(state, loaded, now);
    if state.overlay == Some(Overlay::Marks) {
        effects.push(apply_marks::find_all(state));
    }
    effects
}

fn import_planned(state: &mut AppState, plan: Plan, now: Moment) {
    if plan.items.is_empty() {
        let message = plan.notices.first().cloned();
        let message = message.unwrap_or_else(|| "There are no notes in what was given.".to_owned());
        state.notices.push(Gravity::Warning, message, now);
        return;
    }
    state.import = Some(ImportReview::new(plan));
    state.overlay = Some(Overlay::Import);
}

fn imported(state: &mut AppState, report: &Report, now: Moment) -> Vec<Effect> {
    let mut effects = Vec::new();
    match &report.ending {
        Ending::Done => {
            let undo = report.undo.as_ref();
            let action = undo.map(|undo| {
                let command = Command::Import(ImportCommand::Undo(undo.batch.clone()));
                ("Undo".to_owned(), Box::new(command))
            });
            state
                .notices
                .push_with(Gravity::Done, import_summary(report), action, now);
            if let Some(undo) = undo {
                let what = What::Imported {
                    batch: undo.batch.clone(),
                    name: undo.name.clone(),
                    files: undo.files,
                };
                effects.push(Effect::append(what));
            }
            state.pictures_changed = true;
            effects.extend(apply_library::look_for_changes(state));
        }
        Ending::Cancelled => {
            state.notices.push(
                Gravity::Info,
                "The import was stopped. Nothing was changed.",
                now,
            );
        }
        Ending::Failed(message) => state.notices.push(Gravity::Error, message.clone(), now),
    }
    if let Some(first) = report.skipped.first() {
        let files = count(report.skipped.len(), "file");
        let name = first
            .source
            .file_name()
            .unwrap_or_default()
            .to_string_lossy();
        let message = format!(
            "{files} could not be imported. \"{name}\": {}.",
            first.reason
        );
        state.notices.push(Gravity::Warning, message, now);
    }
    effects
}

/// `12 notes and 3 pictures imported, 2 of them converted from Windows-1252.`
fn import_summary(report: &Report) -> String {
    let notes = report.imported.iter().filter(|file| file.is_note()).count();
    let pictures = report.imported.len() - notes;
    let files = match (notes, pictures) {
        (notes, 0) => count(notes, "note"),
        (0, pictures) => count(pictures, "picture"),
        (notes, pictures) => format!(
            "{} and {}",
            count(notes, "note"),
            count(pictures, "picture")
        ),
    };
    let converted: Vec<&str> = report
        .imported
        .iter()
        .filter_map(|file| file.converted_from)
        .collect();
    match converted.first() {
        None => format!("{files} imported."),
        Some(encoding) => format!(
            "{files} imported, {} of them converted from {encoding} to UTF-8.",
            converted.len()
        ),
    }
}

fn import_undone(
    state: &mut AppState,
    undone: Result<UndoReport, UndoError>,
    now: Moment,
) -> Vec<Effect> {
    match undone {
        Ok(report) => {
            let mut message = "The import was taken back.".to_owned();
            if let Some(kept) = report.kept.first() {
                let files = count(report.kept.len(), "file");
                message = format!(
                    "The import was taken back, but {files} stayed: \"{}\": {}.",
                    kept.target, kept.reason
                );
            }
            state.notices.push(Gravity::Done, message, now);
            state.pictures_changed = true;
            apply_library::look_for_changes(state)
        }
        Err(error) => {
            state.notices.push(
                Gravity::Error,
                format!("Nothing was taken back: {error}."),
                now,
            );
            Vec::new()
        }
    }
}
