//! Opens the native window, or says in a sentence why it cannot.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::anyhow;
use eframe::{NativeOptions, Renderer};
use egui::{Context, IconData, ViewportBuilder, ViewportCommand, ViewportId};

use super::env::{AppEnv, Launch};
use super::study_app::StudyApp;
use crate::app::route::Route;
use crate::app::state::AppState;
use crate::store::files;

/// The name under which desktops know the program (`.desktop` file, Wayland's app id).
const APP_ID: &str = "org.nephoscope.Nephoscope";

/// What people call the program.
const PROGRAM: &str = "Nephoscope";

/// What a window is called that shows `state`.
pub fn title(state: &AppState) -> String {
    match state.nav.route() {
        Route::Home => PROGRAM.to_owned(),
        route => format!("{} – {PROGRAM}", state.title_of_screen(route)),
    }
}

/// Runs the program in a window until it is closed.
pub fn open(env: &AppEnv, launch: &Launch) -> anyhow::Result<()> {
    let last = files::last_window(&env.paths.session());
    let opened = run(env, launch, last, Renderer::Glow);
    #[cfg(windows)]
    let opened = opened.or_else(|_no_opengl| run(env, launch, last, Renderer::Wgpu));
    opened.map_err(|error| {
        anyhow!(
            "no window could be opened: {error}. Without a display, \
             \"nephoscope shot OUT.png\" writes a picture of any screen"
        )
    })
}

fn run(
    env: &AppEnv,
    launch: &Launch,
    last: Option<files::Window>,
    renderer: Renderer,
) -> Result<(), String> {
    let options = NativeOptions {
        renderer,
        ..options(last)
    };
    let (env, launch) = (env.clone(), launch.clone());
    let is_open = Arc::new(AtomicBool::new(false));
    let opened = Arc::clone(&is_open);
    let create: eframe::AppCreator<'_> = Box::new(move |cc| {
        close_when_told(&cc.egui_ctx);
        let app = StudyApp::new(&cc.egui_ctx, env, launch)?;
        opened.store(true, Ordering::Relaxed);
        Ok(Box::new(app))
    });
    // winit panics rather than fails on some systems without a display.
    let ran = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        eframe::run_native(PROGRAM, options, create)
    }));
    match ran {
        Ok(result) => result.map_err(|error| error.to_string()),
        // What fails once the window is there is told as what it is.
        Err(panic) if is_open.load(Ordering::Relaxed) => std::panic::resume_unwind(panic),
        Err(_panic) => Err("the window system gave up".to_owned()),
    }
}

/// Whoever ends the program from outside (a session that ends, `kill`, Ctrl+C in its terminal)
/// closes the window as the person would, so that nothing is lost.
fn close_when_told(ctx: &Context) {
    let ctx = ctx.clone();
    // Where nothing can be heard, the system ends the program at once, as it does any other.
    let _unheard = ctrlc::set_handler(move || {
        ctx.send_viewport_cmd_to(ViewportId::ROOT, ViewportCommand::Close);
        ctx.request_repaint();
    });
}

/// How the window opens: as it was `last`, or as new.
pub fn options(last: Option<files::Window>) -> NativeOptions {
    NativeOptions {
        viewport: viewport(last),
        // `shell::system_fonts` begins later.
        system_font_fallback: false,
        ..Default::default()
    }
}

fn viewport(last: Option<files::Window>) -> ViewportBuilder {
    let builder = ViewportBuilder::default()
        .with_title(PROGRAM)
        .with_app_id(APP_ID)
        .with_icon(Arc::new(icon()))
        .with_min_inner_size([360.0, 320.0])
        .with_inner_size([1280.0, 800.0]);
    let Some(window) = last else { return builder };
    let (width, height) = window.size;
    let builder = if width >= 360.0 && height >= 320.0 {
        builder.with_inner_size([width.min(16_000.0), height.min(16_000.0)])
    } else {
        builder
    };
    let builder = match window.position {
        Some((x, y)) => builder.with_position([x, y]),
        None => builder,
    };
    builder.with_maximized(window.maximized)
}

fn icon() -> IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icons/nephoscope.png"))
        .unwrap_or_default()
}
