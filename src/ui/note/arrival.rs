//! Where a note begins when it is opened: the place that was left, the section that was named, or
//! its top.

use super::extent::Spot;
use crate::app::route::Route;
use crate::library::anchor::Place;
use crate::markdown::document::{Container, Document};
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::tokens::space;

/// Where to begin: the remembered place, the named section, or the top.
pub(super) fn arrival(document: &Document, cx: &ViewCtx<'_>) -> Spot {
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
pub(super) fn spot_of(place: &Place, document: &Document) -> Spot {
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
