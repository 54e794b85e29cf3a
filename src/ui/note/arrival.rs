//! Where a note begins when it is opened: the place that was left, the section that was named, or
//! its top.

use std::sync::Arc;

use super::edge::Edge;
use super::extent::{Extent, Spot};
use super::view::NoteView;
use crate::app::command::Command;
use crate::app::route::Route;
use crate::base::ids::NoteId;
use crate::library::Note;
use crate::library::anchor::Place;
use crate::markdown::document::{Container, Document};
use crate::ui::prose::ProseStyle;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::look::Look;
use crate::ui_kit::tokens::space;

/// Takes up a new note, a new place in it, or another width or type.
pub(super) fn arrive(
    ctx: &egui::Context,
    view: &mut NoteView,
    note: &Note,
    document: &Arc<Document>,
    width: f32,
    cx: &mut ViewCtx<'_>,
) {
    let changed = view.note.as_ref() != Some(note.id());
    if changed {
        turn_to(view, note.id());
    }
    view.is_whole = cx.state.documents.get(note.id()).is_some();
    let is_as = |same: &dyn Fn(&Extent) -> bool| view.extent.as_ref().is_some_and(same);
    let same_text = is_as(&|extent| Arc::ptr_eq(&extent.document, document));
    // The whole of a note begins as its beginning did.
    let same_source = is_as(&|extent| Arc::ptr_eq(&extent.document.source, &document.source));
    let same_width = is_as(&|extent| (extent.width - width).abs() < 0.5);
    let reading = Look::of(ctx).reading;
    let same_type = std::mem::replace(&mut view.reading, reading) == reading;
    if !(same_text && same_width && same_type) {
        let old = view.extent.take();
        if !same_text {
            if let Some(old) = &old {
                view.folds.leave(note.id(), &old.document);
            }
            view.folds.enter(document);
        }
        let style = ProseStyle::NOTE.as_chosen(ctx);
        let extent = Extent::new(Arc::clone(document), width, style, &view.folds);
        view.extent = Some(extent);
        if let Some(old) = old.filter(|_| !same_text) {
            view.selection.follow(note.id(), &old.document, document);
            if !same_source {
                let place = left(view, note.id(), &old.document, cx);
                go_to_place(view, place.as_ref(), document, true);
            }
        }
        if same_source && let Some(edge) = view.hold.edge() {
            view.seek(edge, false);
        }
    }
    let arrivals = cx.nav.arrivals();
    let is_there = view.is_whole || cx.nav.current().is_at_top();
    if view.arrivals != Some(arrivals) && is_there {
        view.arrivals = Some(arrivals);
        view.glide.stop();
        let stop = cx.nav.current();
        view.go_to(named_section(&stop.route, document));
        go_to_place(view, stop.place.as_ref(), document, false);
    }
}

/// Begins with another note: of the one before, what was folded by hand is kept.
fn turn_to(view: &mut NoteView, note: &NoteId) {
    let mut left = std::mem::take(view);
    if let (Some(note), Some(extent)) = (left.note, left.extent) {
        left.folds.leave(&note, &extent.document);
        if !left.folds.is_empty() {
            left.folds_left.insert(note, left.folds);
        }
    }
    *view = NoteView::of(note.clone());
    view.folds = left.folds_left.remove(note).unwrap_or_default();
    view.folds_left = left.folds_left;
}

/// The place that the reader left in a text that changed: if need be, it is told of first.
fn left(
    view: &NoteView,
    note: &NoteId,
    document: &Document,
    cx: &mut ViewCtx<'_>,
) -> Option<Place> {
    let Some(edge) = view.hold.untold() else {
        return cx.nav.current().place.clone();
    };
    let place = edge.place(document, note);
    cx.push(Command::RememberPlace {
        place: place.clone(),
        arrival: view.arrivals,
    });
    Some(place)
}

/// Goes to a place, if there is one; `renew` has it told anew once it is reached.
fn go_to_place(view: &mut NoteView, place: Option<&Place>, document: &Document, renew: bool) {
    if let Some((edge, is_there)) = place.map(|place| Edge::of(place, document)) {
        view.seek(edge, renew && is_there);
    }
}

/// The spot of the section that is named, or the top.
fn named_section(route: &Route, document: &Document) -> Spot {
    let Route::Note {
        section: Some(section),
        ..
    } = route
    else {
        return Spot::default();
    };
    document
        .block_at_anchor(section)
        .or_else(|| footnote(section, document))
        .map_or_else(Spot::default, |block| Spot {
            item: block + 1,
            offset: -space::SMALL,
        })
}

/// The first block of the footnote that `footnote-LABEL` names.
fn footnote(section: &str, document: &Document) -> Option<usize> {
    let wanted = section.strip_prefix("footnote-")?;
    document.blocks.iter().position(|block| {
        let mut around = block.containers.iter();
        around.any(|container| matches!(container, Container::Footnote { label, .. } if **label == *wanted))
    })
}
