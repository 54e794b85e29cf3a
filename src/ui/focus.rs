//! Focus mode: the text of a note, and around it nothing but its paper.
//!
//! Bars, tree and side column keep their room, so that the text stays where it is; they fade, and
//! each comes back while the pointer or the keyboard's focus is in it. A menu that was opened from
//! one keeps it shown.

use egui::{Color32, Context, Frame, Id, Key, Modifiers, Rect, Ui};

use super::view_ctx::ViewCtx;
use crate::app::command::Command;

/// Seconds in which a part fades, unless motion is reduced.
const FADE: f32 = 0.35;

/// A part of the window that steps back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The bar at the top.
    Top,
    /// The bar at the bottom.
    Bottom,
    /// The tree.
    Tree,
    /// "On this page".
    Aside,
}

/// Where the parts were in the last frame.
#[derive(Debug, Default)]
pub struct FocusView {
    places: [Option<Rect>; 4],
    shown: [bool; 4],
}

/// How much of a part is seen in this frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct Veil {
    part: Part,
    seen: f32,
}

impl Veil {
    /// `frame` with its ground `fill`, or the paper around the text as far as the part is gone.
    pub(super) fn frame(self, frame: Frame, fill: Color32, cx: &ViewCtx<'_>) -> Frame {
        frame.fill(cx.tokens.paper.lerp_to_gamma(fill, self.seen))
    }

    /// Whether the line at the part's edge is drawn.
    pub(super) fn has_edge(self) -> bool {
        self.seen >= 1.0
    }

    /// Makes what is drawn into `ui` as visible as the part is, and remembers where that is.
    pub(super) fn cover(self, ui: &mut Ui, view: &mut FocusView) {
        if self.seen < 1.0 {
            ui.set_opacity(self.seen);
        }
        if let Some(place) = view.places.get_mut(self.part as usize) {
            *place = Some(ui.max_rect());
        }
    }
}

/// Whether a note is being read in focus mode now.
pub(super) fn is_on(cx: &ViewCtx<'_>) -> bool {
    cx.state.focusing && cx.state.nav.route().note_id().is_some()
}

/// How much focus mode has come, from 0 to 1.
pub(super) fn strength(ctx: &Context, cx: &ViewCtx<'_>) -> f32 {
    let time = time(ctx);
    ctx.animate_bool_with_time(Id::unique("focus mode"), is_on(cx), time)
}

/// How much of `part` is to be seen in this frame.
pub(super) fn veil(ctx: &Context, view: &mut FocusView, part: Part, cx: &ViewCtx<'_>) -> Veil {
    let place = view.places.get(part as usize).copied().flatten();
    let Some(shown) = view.shown.get_mut(part as usize) else {
        return Veil { part, seen: 1.0 };
    };
    // An open menu covers its part, and takes the pointer out of it.
    let holds = *shown && egui::Popup::is_any_open(ctx);
    *shown = !is_on(cx) || holds || place.is_some_and(|place| is_asked_for(ctx, place));
    let id = Id::unique(("focus mode", part as usize));
    let seen = ctx.animate_bool_with_time(id, *shown, time(ctx));
    Veil { part, seen }
}

/// Whether the pointer or the keyboard's focus is in `place`.
fn is_asked_for(ctx: &Context, place: Rect) -> bool {
    let pointed = ctx
        .pointer_latest_pos()
        .is_some_and(|at| place.contains(at));
    let focused = ctx.memory(egui::Memory::focused);
    let focused = focused.and_then(|id| ctx.read_response(id));
    pointed || focused.is_some_and(|widget| place.contains(widget.rect.center()))
}

fn time(ctx: &Context) -> f32 {
    if ctx.global_style().animation_time > 0.0 {
        FADE
    } else {
        0.0
    }
}

/// Esc leaves focus mode, if nothing else wanted it.
pub(super) fn leave_by_key(ctx: &Context, cx: &mut ViewCtx<'_>) {
    let is_free = is_on(cx) && cx.state.overlay.is_none() && !ctx.text_edit_focused();
    if is_free && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        cx.push(Command::ToggleFocus);
    }
}
