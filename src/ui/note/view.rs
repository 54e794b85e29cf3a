//! The scrolling view of a note: from a scroll place to the items on screen.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

use egui::scroll_area::State as ScrollState;
use egui::{Id, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::above::{above_ui, beside_words_ui, bring_head_ui, select_ui};
use super::arrival::arrive;
use super::diagrams::Diagrams;
use super::edge::{Drawn, Edge, Hold};
use super::extent::{Extent, Spot};
use super::find_bar::FindField;
use super::glide::{self, Asked, Glide};
use super::item;
use super::mark_card::MarkCard;
use super::marks::{NoteMarks, fill_in};
use super::read_time::ReadTime;
use super::report::{report_ui, tell_ui};
use super::seek::Seek;
use super::selection::TextSelection;
use super::spotlight::Spotlight;
use crate::app::command::Words;
use crate::app::search::LitNote;
use crate::base::ids::NoteId;
use crate::base::reading::Reading;
use crate::library::Note;
use crate::ui::prose::{Folds, Lit, TextPiece};
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::look::Look;
use crate::ui_kit::tokens::space;

/// Items this far beyond the edges are laid out too.
const OVERSCAN: f64 = 120.0;

/// View-only state of the reader.
#[derive(Debug, Default)]
pub struct NoteView {
    pub(super) note: Option<NoteId>,
    pub(super) arrivals: Option<u64>,
    pub(super) extent: Option<Extent>,
    pub(super) reading: Reading,
    scroll_id: Option<Id>,
    pub(super) offset: f64,
    /// The largest offset of the last frame.
    most: f64,
    pub(super) goto: Option<Spot>,
    /// What stands at the upper edge.
    pub(super) hold: Hold,
    pub(super) folds: Folds,
    /// Those of notes that were read before.
    pub(super) folds_left: BTreeMap<NoteId, Folds>,
    pub(super) selection: TextSelection,
    seek: Seek,
    pub(super) find: FindField,
    pub(super) read_time: ReadTime,
    pub(super) glide: Glide,
    /// The bookmarks and highlights of the note.
    pub marks: NoteMarks,
    /// The entry of the outline that is being read.
    pub section: Option<usize>,
    /// Whether all of the note is there, not only its beginning.
    pub(super) is_whole: bool,
}

impl NoteView {
    /// A note that is not arrived at yet.
    pub(super) fn of(note: NoteId) -> Self {
        Self {
            note: Some(note),
            most: f64::INFINITY,
            ..Default::default()
        }
    }

    /// Scrolls to an entry of the outline.
    pub fn go_to_block(&mut self, block: usize) {
        self.go_to(Spot {
            item: block + 1,
            offset: -space::SMALL,
        });
    }

    /// Scrolls to a spot.
    pub(super) fn go_to(&mut self, spot: Spot) {
        self.hold.let_go();
        self.goto = Some(spot);
    }

    /// Scrolls until `edge` is at the upper edge; `renew` has its place told anew then.
    pub(super) fn seek(&mut self, edge: Edge, renew: bool) {
        self.hold.seek(edge, renew);
        self.goto = self.extent.as_ref().map(|extent| edge.spot(extent));
    }

    /// Fills in what is selected where a command of this frame is about it.
    pub fn fill_in_selection(&mut self, cx: &mut ViewCtx<'_>) {
        let note = self
            .note
            .clone()
            .filter(|note| cx.nav.route().note_id() == Some(note));
        let Some((note, spots)) = note.zip(self.selection.range()) else {
            return;
        };
        if fill_in(cx.commands, &Words { note, spots }) {
            self.selection.let_go();
        }
    }
}

/// Draws `note` over the whole of `ui`.
pub fn show(
    ui: &mut Ui,
    view: &mut NoteView,
    note: &Note,
    diagrams: &mut Diagrams,
    card: &mut MarkCard,
    cx: &mut ViewCtx<'_>,
) {
    let shown = cx.state.documents.shown(note.id());
    let document = shown.map_or_else(Arc::default, |open| Arc::clone(&open.document));
    let available = ui.available_size();
    let look = Look::of(ui);
    let (margin, width) = column(available.x, look);
    arrive(ui, view, note, &document, width, cx);
    let mut marks = std::mem::take(&mut view.marks);
    if view.is_whole {
        marks.follow(note.id(), &document, &cx.state.marks);
    }
    diagrams.follow(note.id(), &document, view.is_whole);
    let left = ui.max_rect().left() + ((available.x - width) / 2.0).max(margin).floor();
    let mut folds = std::mem::take(&mut view.folds);
    let before = folds.clone();
    let found = cx.seeking().lit_in(note.id());
    let found = found.filter(|lit| lit.lights.are_of(&document));
    let extent = view.extent.as_ref();
    let height_of = |item| extent.map_or(0.0, |extent| extent.height(item));
    let arrives = view.goto.is_some();
    if let Some(spot) = view.seek.arrive(found, arrives, available.y, height_of) {
        view.go_to(spot);
    }
    let seen = Cell::new(None);
    let lit = found.map(|lit| Lit {
        lights: &lit.lights,
        current: lit.current,
        is_sought: view.seek.goes_on(),
        seen: &seen,
    });
    let mut items = item::ItemCtx {
        note,
        document: &document,
        folds: &mut folds,
        selected: view.selection.range(),
        pointer: view.selection.pointer_ui(ui),
        marks: &marks,
        pieces: Vec::new(),
        lit,
        go_to: None,
        diagrams,
        cx,
    };

    let Some(mut extent) = view.extent.take() else {
        return; // arriving made one
    };
    let (pieces, offset, window) = scroll_ui(ui, view, &mut extent, left, &mut items);
    go_on_ui(ui, view, &extent, found, seen.get(), window);
    bring_head_ui(ui, view, &extent, &pieces, window);
    let drawn = Drawn {
        extent: &extent,
        pieces: &pieces,
        window,
        offset,
        now: view.offset,
        most: view.most,
    };
    let moves = view.hold.keep_ui(ui, &mut view.goto, drawn);
    if let Some(block) = items.go_to {
        view.go_to_block(block);
        ui.request_repaint();
    }
    if folds != before {
        extent.refold(&folds);
        ui.request_repaint();
    }
    view.folds = folds;
    view.extent = Some(extent);
    view.marks = marks;
    above_ui(ui, view, window, found, cx);
    beside_words_ui(ui, view, window, &pieces, card, cx);
    report_ui(ui, view, note, window, cx);
    tell_ui(ui, view, moves, cx);
}

/// Draws the text, scrolled to where it is to be. Returns what is on screen of it, how far it was
/// scrolled for that, and where it is seen.
fn scroll_ui(
    ui: &mut Ui,
    view: &mut NoteView,
    extent: &mut Extent,
    left: f32,
    items: &mut item::ItemCtx<'_, '_>,
) -> (Vec<TextPiece>, f64, Rect) {
    let height = f64::from(ui.available_height());
    let wanted = measure_visible(ui, view, extent, items, height);
    let output = scroll_area(view, items.note, wanted).show_viewport(ui, |ui, viewport| {
        let pieces = text_ui(ui, view, extent, viewport, left, items);
        (pieces, f64::from(viewport.top()))
    });
    let (pieces, offset) = output.inner;
    view.scroll_id = Some(output.id);
    view.offset = f64::from(output.state.clamped_offset().y);
    let window = output.inner_rect;
    view.most = f64::from((output.content_size.y - window.height()).max(0.0));
    (pieces, offset, window)
}

/// Draws the items in view, and takes what pointer and keys did to them. Returns their texts.
fn text_ui(
    ui: &mut Ui,
    view: &mut NoteView,
    extent: &mut Extent,
    viewport: Rect,
    left: f32,
    items: &mut item::ItemCtx<'_, '_>,
) -> Vec<TextPiece> {
    ui.set_height(extent.total() as f32);
    ui.set_width(ui.available_width());
    let room = viewport.translate(ui.max_rect().min.to_vec2());
    let ground = TextSelection::ground_ui(ui, room);
    items.pieces.clear();
    items_ui(ui, view, extent, viewport, left, items);
    let pieces = std::mem::take(&mut items.pieces);
    select_ui(ui, view, &ground, &pieces, items);
    if items.cx.listens {
        obey_keys_ui(ui, view, viewport.height());
    }
    pieces
}

/// Where the text scrolls, at `wanted` if it is to be elsewhere than it was.
fn scroll_area(view: &NoteView, note: &Note, wanted: Option<f64>) -> ScrollArea {
    let area = ScrollArea::vertical()
        .id_salt(("note", note.id().as_str()))
        .auto_shrink([false; 2]);
    let Some(y) = wanted else { return area };
    // Beyond the end as it was known, the text would be drawn back as by a spring.
    let seeks = view.glide.seeks() || view.hold.seeks();
    let most = if seeks { view.most } else { y };
    area.vertical_scroll_offset(y.min(most) as f32)
}

/// Sets out for what is still sought once the text was drawn: a lit place, or the end.
fn go_on_ui(
    ui: &Ui,
    view: &mut NoteView,
    extent: &Extent,
    found: Option<&LitNote>,
    seen: Option<Rect>,
    window: Rect,
) {
    if view.goto.is_none()
        && let Some(to) = view
            .seek
            .next(found, seen, window, |item| extent.height(item))
    {
        let spot = to.spot(|down| extent.spot_at((view.offset + down).max(0.0)));
        view.go_to(spot);
        ui.request_repaint();
    }
    let left = extent.total() - f64::from(window.height()) - view.offset;
    if view.is_whole && view.glide.seeks_end() {
        let item = extent.footer();
        if view.goto.is_none() && left > 0.5 {
            view.go_to(Spot { item, offset: 0.0 });
        }
        ui.request_repaint();
    }
}

/// The margin beside the column of text, and the width of the column.
fn column(available: f32, look: Look) -> (f32, f32) {
    let margin = if available < 560.0 {
        space::LARGE
    } else {
        space::SECTION + space::SMALL
    };
    let width = (available - 2.0 * margin).clamp(160.0, look.column());
    (margin, width)
}

/// Measures what will be on screen before it is drawn. Returns the scroll place to force.
fn measure_visible(
    ui: &mut Ui,
    view: &mut NoteView,
    extent: &mut Extent,
    items: &mut item::ItemCtx<'_, '_>,
    height: f64,
) -> Option<f64> {
    let width = extent.width;
    let state = view.scroll_id.and_then(|id| ScrollState::load(ui, id));
    let mut offset = state.map_or(view.offset, |state| f64::from(state.clamped_offset().y));
    // What lies beyond the beginning waits for the whole.
    let last = extent.footer();
    let forced = view.goto.take_if(|spot| view.is_whole || spot.item < last);
    if let Some(spot) = forced {
        let block = spot.item.checked_sub(1);
        let block = block.and_then(|block| items.document.blocks.get(block));
        if block.is_some_and(|block| items.folds.reveal(block)) {
            extent.refold(items.folds);
        }
        offset = extent.y_of(spot);
    }
    let step = match forced {
        Some(_) => None,
        None => glide_ui(ui, view, offset, extent.total() - height),
    };
    offset += step.unwrap_or(0.0);
    let moved = extent.measure(
        offset - OVERSCAN,
        offset + height + OVERSCAN,
        offset,
        |item| {
            let at = Rect::from_min_size(ui.max_rect().min, vec2(width, 10_000.0));
            let builder = UiBuilder::new()
                .max_rect(at)
                .id_salt(("measure", item))
                .sizing_pass()
                .invisible();
            let mut probe = ui.new_child(builder);
            probe.set_width(width);
            item::show(&mut probe, item, items);
            probe.min_rect().height()
        },
    );
    match forced {
        Some(spot) => Some(extent.y_of(spot).min((extent.total() - height).max(0.0))),
        None if step.is_some() || moved.abs() > 0.25 => Some(offset + moved),
        None => None,
    }
}

/// The step of this frame on the way that keys set out on.
fn glide_ui(ui: &Ui, view: &mut NoteView, offset: f64, end: f64) -> Option<f64> {
    let secs = ui.input(|input| f64::from(input.stable_dt.min(0.1)));
    let step = view.glide.step(secs, Look::of(ui).still, offset, end);
    if view.glide.goes_on() {
        ui.request_repaint();
    }
    step
}

fn items_ui(
    ui: &mut Ui,
    view: &mut NoteView,
    extent: &mut Extent,
    viewport: Rect,
    left: f32,
    items: &mut item::ItemCtx<'_, '_>,
) {
    let top = ui.max_rect().top();
    let (from, to) = (f64::from(viewport.top()), f64::from(viewport.bottom()));
    let light = Spotlight::in_view(ui, viewport, extent.total(), items.cx);
    let mut moved = 0.0;
    let mut index = extent.item_at((from - OVERSCAN).max(0.0));
    while index < extent.len() && extent.top(index) <= to + OVERSCAN {
        index = extent.past_hidden(index);
        let at = pos2(left, top + extent.top(index) as f32);
        let room = Rect::from_min_size(at, vec2(extent.width, 10_000.0));
        let builder = UiBuilder::new().max_rect(room).id_salt(("item", index));
        let height = ui
            .scope_builder(builder, |ui| {
                ui.set_width(extent.width);
                if let Some(light) = light {
                    let (top, bottom) = (extent.top(index), extent.top(index + 1));
                    ui.set_opacity(light.opacity(top, bottom));
                }
                item::show(ui, index, items);
                ui.min_rect().height()
            })
            .inner;
        moved += extent.set(index, height, from + moved);
        index += 1;
    }
    if moved.abs() > 0.25 {
        view.goto = Some(extent.spot_at(from + moved));
        ui.request_discard("what stands above the view became higher or lower");
        ui.request_repaint();
    }
}

/// Sets out for where the keys lead.
fn obey_keys_ui(ui: &Ui, view: &mut NoteView, height: f32) {
    for asked in glide::asked_ui(ui, height) {
        match asked {
            Asked::By(points) => view.glide.push(points),
            Asked::Beginning => {
                view.glide.stop();
                view.go_to(Spot::default());
            }
            Asked::End => view.glide.seek_end(),
        }
        ui.request_repaint();
    }
    let by_hand =
        ui.input(|input| input.smooth_scroll_delta().y != 0.0 || input.pointer.any_down());
    if by_hand {
        view.glide.stop();
    }
}
