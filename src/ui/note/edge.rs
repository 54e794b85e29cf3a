//! What stands at the upper edge of the view, so that it stands there again when the note is
//! opened again, read anew or set anew.
//!
//! That is the first line of letters, and how the edge cuts it; of what has no lines, a share of
//! its height. It is gone to by its share of the block, and then by its line: heights are
//! estimates until they were drawn, and the block may have changed. Until the reader moves, what
//! was meant stays meant, wherever it could be shown.

use egui::{Rect, Ui};

use super::extent::{Extent, HEADER, Spot};
use crate::base::ids::NoteId;
use crate::library::anchor::{Cut, Place};
use crate::markdown::document::{Block, BlockKind, Document};
use crate::markdown::excerpt::TextSpot;
use crate::ui::prose::TextPiece;

/// So often the place is gone to: by its share, by its line, and again when heights came out
/// otherwise.
const TRIES: u8 = 8;
/// What is out of view is at least so much of the view away.
const LEAST_STEP: f32 = 0.25;
/// A table may move in so many frames after it was gone to.
const FRAMES_OF_TABLE: u8 = 2;
/// So near it is there, in points.
const NEAR: f64 = 0.5;
/// What has no lines counts as passed when less of it is left in view, in points.
const PASSED: f64 = 24.0;

/// What stands at the upper edge. The default is the top of the note.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Edge {
    item: usize,
    /// So much of the item's height stands above the edge.
    share: f32,
    line: Option<Line>,
}

/// A line of letters.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Line {
    /// Its first letter.
    spot: TextSpot,
    /// So much of its height stands above the edge.
    share: f32,
}

/// The note as it was drawn.
#[derive(Clone, Copy)]
pub(super) struct Drawn<'a> {
    /// How high its items are.
    pub extent: &'a Extent,
    /// Its texts on screen.
    pub pieces: &'a [TextPiece],
    /// Where it is seen.
    pub window: Rect,
    /// How far it was scrolled.
    pub offset: f64,
    /// How far it is scrolled from now on: by whoever scrolled meanwhile, and by tables whose rows
    /// came out otherwise.
    pub now: f64,
    /// How far it can be scrolled.
    pub most: f64,
}

/// Keeps hold of what stands at the upper edge.
#[derive(Debug, Default)]
pub(super) struct Hold {
    edge: Edge,
    /// Where the view stood when this was at its edge, and how high the item there was.
    seen: Option<(Spot, f32)>,
    /// The edge that was told of last.
    told: Option<Edge>,
    tries: u8,
    /// Drawn since the last try.
    frames: u8,
    /// Whether to tell of the place again once it is reached: the words around it changed.
    renew: bool,
}

impl Edge {
    /// Where a place is now, and whether its words are still there.
    pub(super) fn of(place: &Place, document: &Document) -> (Self, bool) {
        let found = place.find(document);
        let (spot, is_there) = (found.range.start, found.is_there());
        let cut = if is_there { place.cut } else { Cut::default() };
        if spot.block == 0 && cut.is_none() {
            return (Self::default(), is_there);
        }
        let edge = Self {
            item: spot.block + 1,
            share: cut.block(),
            line: cut.line().map(|share| Line { spot, share }),
        };
        (edge, is_there)
    }

    /// The same as a place that can be kept.
    pub(super) fn place(&self, document: &Document, note: &NoteId) -> Place {
        if let Some(line) = self.line {
            let cut = Cut::of(self.share, Some(line.share));
            return Place::of_line(document, note, line.spot, cut);
        }
        let block = self.item.saturating_sub(1);
        let is_block = self.item > HEADER && block < document.blocks.len();
        let share = if is_block { self.share } else { 0.0 };
        Place {
            cut: Cut::of(share, None),
            ..Place::of(document, note, block)
        }
    }

    /// About where to scroll for it.
    pub(super) fn spot(&self, extent: &Extent) -> Spot {
        Spot {
            item: self.item,
            offset: self.share * extent.height(self.item),
        }
    }

    fn seen(drawn: Drawn<'_>) -> Self {
        let Drawn { extent, offset, .. } = drawn;
        if offset < NEAR {
            return Self::default();
        }
        let share_of = |item| ((offset - extent.top(item)) as f32) / extent.height(item).max(1.0);
        let item = extent.item_at(offset);
        let left = extent.top(item + 1) - offset;
        let line = first_line(drawn).filter(|_| left < PASSED || has_lines(extent, item));
        let item = line.map_or(item, |(spot, _)| spot.block + 1);
        Self {
            item,
            share: share_of(item),
            line: line.map(|(spot, rect)| Line {
                spot,
                share: (drawn.window.top() - rect.top()) / rect.height().max(1.0),
            }),
        }
    }

    /// Whether it stays at the edge when its item grows or shrinks: in a question that is answered
    /// what is above the answer stays instead.
    fn is_anchored(&self, extent: &Extent) -> bool {
        let block = self.item.checked_sub(1);
        let block = block.and_then(|block| extent.document.blocks.get(block));
        let is_picture =
            |block: &Block| matches!(block.kind, BlockKind::Pictures(_) | BlockKind::Drawing(_));
        self.line.is_some() || block.is_some_and(is_picture)
    }

    /// How far down from here the view has to go for this to stand at its edge; nothing if that
    /// cannot be told.
    fn off(&self, drawn: Drawn<'_>) -> Option<f64> {
        let extent = drawn.extent;
        let top = drawn.window.top();
        let Some(Line { spot, share }) = self.line else {
            return Some(extent.y_of(self.spot(extent)) - drawn.offset);
        };
        let of_block = drawn.pieces.iter();
        let of_block = of_block.filter(|piece| piece.spot.block == spot.block);
        let mut of_part = of_block
            .clone()
            .filter(|piece| piece.spot.part == spot.part);
        if let Some(rect) = of_part.find_map(|piece| piece.line_of(spot.at)) {
            return Some(f64::from(rect.top() + share * rect.height() - top));
        }
        // It is not laid out, so it is out of view: as many letters away as it is.
        let lines = of_block.filter_map(|piece| piece.line_at(top));
        let (here, rect) = lines.min_by_key(|(here, _)| here.part.abs_diff(spot.part))?;
        let block = extent.document.blocks.get(spot.block)?;
        let away = share_of_letters(block, spot) - share_of_letters(block, here);
        let away = rect.top() - top + away * extent.height(self.item);
        let least = drawn.window.height() * LEAST_STEP;
        let away = if spot < here {
            away.min(-least)
        } else {
            away.max(least)
        };
        Some(f64::from(away))
    }
}

impl Hold {
    /// Sets out for what is meant to stand at the edge.
    pub(super) fn seek(&mut self, edge: Edge, renew: bool) {
        *self = Self {
            edge,
            renew,
            tries: TRIES,
            ..Self::default()
        };
    }

    /// The view goes elsewhere: what will stand there is not known yet.
    pub(super) fn let_go(&mut self) {
        *self = Self::default();
    }

    /// Whether the place may not be at the edge yet.
    pub(super) fn seeks(&self) -> bool {
        self.tries > 0
    }

    /// What stands at the edge, or is on its way there.
    pub(super) fn edge(&self) -> Option<Edge> {
        (self.seeks() || self.seen.is_some()).then_some(self.edge)
    }

    /// What stands at the edge, if nobody was told of it.
    pub(super) fn untold(&self) -> Option<Edge> {
        let edge = self.seen.map(|_| self.edge);
        edge.filter(|edge| self.told != Some(*edge))
    }

    /// Brings what is meant to stand at the upper edge there, unless the view goes to somewhere
    /// else, or takes up what does. Whether the reader moved on.
    pub(super) fn keep_ui(&mut self, ui: &Ui, goto: &mut Option<Spot>, drawn: Drawn<'_>) -> bool {
        if goto.is_some() {
            return false;
        }
        let moves = !self.seeks() && self.follow(drawn);
        *goto = self.next(drawn);
        if goto.is_some() {
            ui.request_discard("the place that is sought stands elsewhere");
        }
        if self.seeks() {
            ui.request_repaint();
        }
        moves
    }

    /// Where to go on, now that the note was drawn.
    fn next(&mut self, drawn: Drawn<'_>) -> Option<Spot> {
        if !self.is_at_rest(drawn) {
            return None;
        }
        self.tries = self.tries.checked_sub(1)?;
        let off = self.edge.off(drawn);
        let to = (drawn.now + off.unwrap_or(0.0)).clamp(0.0, drawn.most);
        if self.seeks() && (to - drawn.offset).abs() > NEAR {
            self.frames = 0;
            return Some(drawn.extent.spot_at(to));
        }
        self.tries = 0;
        self.seen = Some(drawn.at_edge());
        let is_there = off.is_some_and(|off| off.abs() <= NEAR);
        self.told = (!self.renew || !is_there).then_some(self.edge);
        None
    }

    /// Whether the view stands where it will stand: rows of a table move by what they came out
    /// higher, some frames later.
    fn is_at_rest(&mut self, drawn: Drawn<'_>) -> bool {
        let block = self.edge.item.checked_sub(1);
        let block = block.and_then(|block| drawn.extent.document.blocks.get(block));
        let is_table = block.is_some_and(|block| matches!(block.kind, BlockKind::Table(_)));
        self.frames = self.frames.saturating_add(1);
        !drawn.springs() && (!is_table || self.frames > FRAMES_OF_TABLE)
    }

    /// Takes up where the reader is. Whether that is elsewhere than before.
    fn follow(&mut self, drawn: Drawn<'_>) -> bool {
        let (here, height) = drawn.at_edge();
        let is_here = |seen: Spot| {
            seen.item == here.item && f64::from((seen.offset - here.offset).abs()) <= NEAR
        };
        match self.seen {
            _ if drawn.springs() => false,
            Some((seen, known)) if is_here(seen) => {
                if (known - height).abs() > 1.0 && self.edge.is_anchored(drawn.extent) {
                    self.tries = TRIES;
                    self.renew = false;
                }
                false
            }
            _ => {
                self.edge = Edge::seen(drawn);
                self.seen = Some((here, height));
                true
            }
        }
    }

    /// Tells of a place that nobody was told of: while the reader `moves` only of another block.
    pub(super) fn tell(&mut self, moves: bool) -> Option<Edge> {
        let edge = self.untold()?;
        let is_near = self.told.is_some_and(|told| told.item == edge.item);
        if moves && is_near {
            return None;
        }
        self.told = Some(edge);
        Some(edge)
    }
}

impl Drawn<'_> {
    /// Whether the view is beyond the end, and on its way back.
    fn springs(self) -> bool {
        self.offset > self.most + NEAR
    }

    /// The spot at the upper edge, and how high its item is.
    fn at_edge(self) -> (Spot, f32) {
        let spot = self.extent.spot_at(self.offset);
        (spot, self.extent.height(spot.item))
    }
}

/// The first line of letters on screen, that of a table's header last: it may stand over rows that
/// are read.
fn first_line(drawn: Drawn<'_>) -> Option<(TextSpot, Rect)> {
    let blocks = &drawn.extent.document.blocks;
    let is_header = |spot: TextSpot| match blocks.get(spot.block).map(|block| &block.kind) {
        Some(BlockKind::Table(table)) => spot.part < table.header.len(),
        _ => false,
    };
    let edge = drawn.window.top() + 1.0;
    let below = drawn.pieces.iter();
    let below = below.filter(|piece| piece.rect.bottom() > edge);
    let lines = below.filter_map(|piece| piece.line_at(edge));
    lines.min_by(|(a, a_rect), (b, b_rect)| {
        let by_kind = is_header(*a).cmp(&is_header(*b));
        by_kind.then(a_rect.top().total_cmp(&b_rect.top()))
    })
}

/// Whether an item is made of lines of letters, or has none that matter: the header.
fn has_lines(extent: &Extent, item: usize) -> bool {
    let block = item.checked_sub(1);
    let block = block.map(|block| extent.document.blocks.get(block).map(|block| &block.kind));
    !matches!(
        block,
        Some(
            None | Some(
                BlockKind::Pictures(_)
                    | BlockKind::Embed { .. }
                    | BlockKind::Drawing(_)
                    | BlockKind::Directive(_)
                    | BlockKind::Rule
            )
        )
    )
}

/// How far down in its block a place is, from 0 to 1, by the letters before it.
pub(super) fn share_of_letters(block: &Block, spot: TextSpot) -> f32 {
    let code = match &block.kind {
        BlockKind::Code { text, .. } => Some(text.len()),
        _ => None,
    };
    let texts = block.inlines().map(|inline| inline.text.len());
    let (mut before, mut all) = (spot.at, 0);
    for (part, letters) in code.into_iter().chain(texts).enumerate() {
        all += letters;
        if part < spot.part {
            before += letters;
        }
    }
    before as f32 / all.max(1) as f32
}
