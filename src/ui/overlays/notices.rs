//! Shows the messages as toasts above the status bar.

use crate::app::command::Command;
use crate::app::notices::Gravity;
use crate::app::route::Route;
use crate::diagrams::scene::Tone;
use crate::ui::question::answer_bar_height;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::toast::{Toast, ToastAnswer, toast_ui};
use crate::ui_kit::tokens::{measure, space};

/// At most this many are shown at a time, the latest.
const SHOWN: usize = 4;

/// Draws the messages.
pub fn show(ctx: &egui::Context, cx: &mut ViewCtx<'_>) {
    let notices = cx.state.notices.shown();
    let mut lift = measure::STATUS_BAR + space::LARGE + bar_height(ctx, cx);
    for notice in notices.iter().rev().take(SHOWN) {
        let toast = Toast {
            id: notice.id,
            message: &notice.message,
            tone: tone(notice.gravity),
            action: notice.action.as_ref().map(|(label, _)| label.as_str()),
        };
        let (answer, height) = toast_ui(ctx, &toast, lift);
        lift += height + space::SMALL;
        match answer {
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

/// How high the bar with the buttons of a question is, which must stay in reach, in points.
fn bar_height(ctx: &egui::Context, cx: &ViewCtx<'_>) -> f32 {
    let practises = matches!(cx.state.nav.route(), Route::Practise(_));
    let asks = cx
        .state
        .practice
        .as_ref()
        .is_some_and(|practice| practice.sitting.current().is_some());
    if !practises || !asks {
        return 0.0;
    }
    let column = ctx.content_rect().width().min(measure::COLUMN);
    answer_bar_height(column) + 2.0 * space::MEDIUM
}

fn tone(gravity: Gravity) -> Tone {
    match gravity {
        Gravity::Done => Tone::Good,
        Gravity::Info => Tone::Accent,
        Gravity::Warning => Tone::Warn,
        Gravity::Error => Tone::Bad,
    }
}
