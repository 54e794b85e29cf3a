//! The links of the open note: which notes lead here, where it leads, and which notes name it
//! without a link.

use std::sync::Arc;

use egui::Ui;

use super::aside::{Label, caption_ui, entry_ui};
use crate::app::command::Command;
use crate::app::route::Route;
use crate::base::ids::NoteId;
use crate::base::text::count;
use crate::library::Note;
use crate::search::results::{NoteHits, Results};
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::tokens::space;

/// More notes of a list are only counted.
const MOST: usize = 100;

/// Draws the three lists; those that are empty are left out.
pub(super) fn show(ui: &mut Ui, note: &NoteId, cx: &mut ViewCtx<'_>) {
    let library = &cx.state.library;
    let Some(open) = library.note(note) else {
        return;
    };
    let known =
        |ids: &[NoteId]| -> Vec<&Note> { ids.iter().filter_map(|id| library.note(id)).collect() };
    let mut from = known(library.linked_from(note));
    // The nearest first; pages that collect what others teach link to everything.
    from.sort_by_key(|other| (other.is_overview(), is_elsewhere(other, open)));
    notes_ui(ui, "Linked from", &from, open, cx);
    notes_ui(ui, "Links to", &known(library.links_to(note)), open, cx);
    mentions_ui(ui, open, cx);
}

fn is_elsewhere(other: &Note, here: &Note) -> bool {
    other.topic() != here.topic()
}

fn notes_ui(ui: &mut Ui, caption: &str, notes: &[&Note], here: &Note, cx: &mut ViewCtx<'_>) {
    if notes.is_empty() {
        return;
    }
    caption_ui(ui, caption, cx);
    for other in notes.iter().take(MOST) {
        let words = called(other, here, cx);
        if entry_ui(ui, &Label::plain(&words), cx).clicked() {
            cx.push(Command::Go(Route::note(other.id().clone())));
        }
    }
    let more = notes.len().saturating_sub(MOST);
    if more > 0 {
        caption_ui(ui, &format!("and {}", count(more, "more note")), cx);
    }
    ui.add_space(space::LARGE);
}

/// What a note is called here: with its chapter if that is another.
fn called(other: &Note, here: &Note, cx: &ViewCtx<'_>) -> String {
    let chapter = cx.state.library.topic(other.topic());
    let chapter =
        chapter.filter(|topic| is_elsewhere(other, here) && topic.title != *other.title());
    match chapter {
        Some(topic) => format!("{}: {}", topic.title, other.title()),
        None => other.title().to_string(),
    }
}

/// Notes that name this one, those of its chapter first, in the order of the tree; a click opens
/// them there.
fn mentions_ui(ui: &mut Ui, open: &Note, cx: &mut ViewCtx<'_>) {
    let mentions = &cx.state.mentions;
    if cx.state.search.ready && !mentions.are_asked_for(open.id()) {
        cx.push(Command::LookForMentions(open.id().clone()));
    }
    let Some(results) = mentions
        .of(open.id())
        .filter(|found| !found.notes.is_empty())
    else {
        return;
    };
    let results: Arc<Results> = Arc::clone(results);
    let library = &cx.state.library;
    let known = results.notes.iter();
    let known = known.filter_map(|found| Some((library.note(&found.note)?, found)));
    let mut known: Vec<(&Note, &NoteHits)> = known.collect();
    if known.is_empty() {
        return;
    }
    caption_ui(ui, "Named in, without a link", cx);
    known.sort_by_key(|(note, _)| (is_elsewhere(note, open), library.position(note.id())));
    for (note, found) in known {
        let words = called(note, open, cx);
        mention_ui(ui, &words, found, cx);
    }
    ui.add_space(space::LARGE);
}

fn mention_ui(ui: &mut Ui, words: &str, found: &NoteHits, cx: &mut ViewCtx<'_>) {
    let Some(place) = found.places.first() else {
        return;
    };
    let row = entry_ui(ui, &Label::plain(words), cx);
    if row.on_hover_text(&place.excerpt.text).clicked() {
        cx.push(Command::OpenMention {
            note: found.note.clone(),
            block: place.block,
        });
    }
}
