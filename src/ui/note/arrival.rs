//! Where a note begins when it is opened: the place that was left, the section that was named, or
//! its top.

use std::sync::Arc;

use super::extent::{Extent, Spot};
use super::view::NoteView;
use crate::app::route::Route;
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
        view.card.keep(cx);
        *view = NoteView::of(note.id().clone());
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
        let here = view
            .extent
            .as_ref()
            .map(|extent| extent.spot_at(view.offset));
        let kept = match (here, same_source) {
            (Some(spot), true) => Some(spot),
            _ => cx
                .nav
                .current()
                .place
                .as_ref()
                .map(|place| spot_of(place, document)),
        };
        if let Some(old) = view.extent.take().filter(|_| !same_text) {
            view.selection.follow(note.id(), &old.document, document);
        }
        let style = ProseStyle::NOTE.as_chosen(ctx);
        view.extent = Some(Extent::new(Arc::clone(document), width, style, &view.folds));
        view.goto = kept.or(view.goto);
    }
    let arrivals = cx.nav.arrivals();
    let is_there = view.is_whole || cx.nav.current().is_at_top();
    if view.arrivals != Some(arrivals) && is_there {
        view.arrivals = Some(arrivals);
        view.goto = Some(arrival(document, cx));
        view.glide.stop();
        view.told = None;
    }
}

/// Where to begin: the remembered place, the named section, or the top.
fn arrival(document: &Document, cx: &ViewCtx<'_>) -> Spot {
    let stop = cx.nav.current();
    if let Some(place) = &stop.place {
        return spot_of(place, document);
    }
    let Route::Note {
        section: Some(section),
        ..
    } = &stop.route
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

/// The spot of a remembered place; the top if it is in the first block.
fn spot_of(place: &Place, document: &Document) -> Spot {
    let block = place.resolve(document);
    if block == 0 {
        Spot::default()
    } else {
        Spot {
            item: block + 1,
            offset: 0.0,
        }
    }
}
