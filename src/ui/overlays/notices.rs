//! Shows the messages as toasts above the status bar.

use crate::app::command::Command;
use crate::app::notices::Gravity;
use crate::diagrams::scene::Tone;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::toast::{ToastAnswer, toast_ui};

/// At most this many are shown at a time, the latest.
const SHOWN: usize = 4;

/// Draws the messages.
pub fn show(ctx: &egui::Context, cx: &mut ViewCtx<'_>) {
    let notices = cx.state.notices.shown();
    for (slot, notice) in notices.iter().rev().take(SHOWN).enumerate() {
        let action = notice.action.as_ref().map(|(label, _)| label.as_str());
        match toast_ui(
            ctx,
            notice.id,
            slot,
            &notice.message,
            tone(notice.gravity),
            action,
        ) {
            Some(ToastAnswer::Action) => {
                if let Some((_, command)) = &notice.action {
                    cx.commands.push((**command).clone());
                }
                cx.commands.push(Command::DismissNotice(notice.id));
            }
            Some(ToastAnswer::Dismissed) => cx.commands.push(Command::DismissNotice(notice.id)),
            None => {}
        }
    }
    if let Some(wait) = cx.state.notices.next_expiry(cx.now) {
        ctx.request_repaint_after(wait + std::time::Duration::from_millis(20));
    }
}

fn tone(gravity: Gravity) -> Tone {
    match gravity {
        Gravity::Done => Tone::Good,
        Gravity::Info => Tone::Accent,
        Gravity::Warning => Tone::Warn,
        Gravity::Error => Tone::Bad,
    }
}
