//! The state at the beginning: what was saved, with the notes still to be read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::apply_import;
use super::command::Command;
use super::documents::Documents;
use super::effect::Effect;
use super::highlights::Highlights;
use super::kept_notes::KeptNotes;
use super::load_library::{self, Sources};
use super::mentions::Mentions;
use super::moved::{Identities, touched};
use super::notices::{Gravity, Notices};
use super::pictures::Pictures;
use super::progress::Progress;
use super::running::{Purpose, Running};
use super::saved;
use super::saved_settings;
use super::search::Search;
use super::settings::SystemLook;
use super::state::{AppState, Saving};
use crate::base::time::Moment;
use crate::import::batch::ImportPlaces;
use crate::index::NoteIndex;
use crate::library::marks::{Ink, Marks};
use crate::store::Opened;
use crate::store::journal::Record;

/// Takes up what was saved, and asks for the notes to be read.
pub fn state(
    opened: Opened,
    places: ImportPlaces,
    index: NoteIndex,
    cache: PathBuf,
    notes_folder: Option<PathBuf>,
    zone: TimeZone,
    now: Moment,
) -> (AppState, Vec<Effect>) {
    let settings = saved_settings::settings_from(&opened.settings);
    let records = opened
        .records
        .iter()
        .filter_map(Record::happening)
        .collect();
    let progress = Progress::new(records, &settings, &zone, now.day(&zone));
    let marks = marks_in(&opened.records);
    let notices = notices(&opened, now);
    let identities = Arc::new(Identities::of(opened.records.iter()));
    let folded = saved::folded_from(&opened.session);
    let refusal = opened.read_only.or(opened.frozen);
    let sources = Sources {
        folder: notes_folder.clone(),
        places: places.clone(),
        recover: refusal.is_none(),
        identities: Arc::clone(&identities),
        gone: Vec::new(),
        touched: Arc::new(touched(&progress.history, &marks)),
        known: Arc::default(),
        kept: cache,
    };
    let mut state = AppState {
        library: Arc::default(),
        library_loading: true,
        documents: Documents::default(),
        kept_notes: KeptNotes {
            folder: sources.kept.clone(),
            may_save: refusal.is_none(),
            ..KeptNotes::default()
        },
        missing_folders: Vec::new(),
        unread_told: None,
        identities,
        gone: Vec::new(),
        pictures_changed: false,
        look_again: false,
        bank: Arc::default(),
        progress,
        nav: saved::nav_from(&opened.session),
        beside: saved::beside_from(&opened.session),
        focusing: false,
        focus_told: false,
        tree_shown: !opened.session.tree_hidden,
        fold_all_once: folded.is_none(),
        folded: folded.unwrap_or_default().into_iter().collect(),
        overlay: None,
        practice: None,
        note_questions: BTreeMap::new(),
        import: None,
        place_unproven: false,
        search: Search::new(index),
        mentions: Mentions::default(),
        running: Running::default(),
        pictures: Pictures::default(),
        enlarged: None,
        highlights: Highlights::default(),
        drawings: BTreeMap::new(),
        open_drawing: None,
        marks,
        lost_marks: BTreeSet::new(),
        open_mark: None,
        unwritten_comments: BTreeMap::new(),
        marked_last: None,
        ink: Ink::default(),
        notices,
        saving: refusal.map_or(Saving::Saved, Saving::ReadOnly),
        settings,
        system_look: SystemLook::default(),
        places,
        notes_folder,
        zone,
        seed: 0,
    };
    let load = apply_import::spawn(&mut state, Purpose::LoadLibrary, load_library::job(sources));
    (state, vec![Effect::ApplyLook, load])
}

/// What is to be said of the data folder, with a way on where much is missing.
fn notices(opened: &Opened, now: Moment) -> Notices {
    let mut notices = Notices::default();
    for sentence in &opened.notices {
        notices.push(Gravity::Warning, sentence.as_str(), now);
    }
    if let Some(question) = &opened.frozen {
        let label = "Go on with what is there".to_owned();
        let go_on = (label, Box::new(Command::WriteAgain));
        let action = opened.read_only.is_none().then_some(go_on);
        notices.push_with(Gravity::Warning, question.as_str(), action, now);
    }
    notices
}

/// The bookmarks and highlights that the records tell of.
fn marks_in(records: &[Record]) -> Marks {
    let mut marks = Marks::default();
    for record in records {
        if let Some(marking) = record.marking() {
            marks.apply(record.stamp(), marking);
        }
    }
    marks
}
