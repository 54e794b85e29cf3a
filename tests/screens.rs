//! How the screens look. A picture is replaced with `UPDATE_SNAPSHOTS=1 cargo test screens`, and
//! looked at before it is committed.

use egui::Theme;
use egui::Theme::{Dark, Light};
use egui_kittest::SnapshotResults;
use nephoscope::app::command::{Command, Overlay, SittingCommand};
use nephoscope::app::route::Scope;

use crate::common::window::{SMALL, USUAL, Window};
use crate::common::world::World;

const NOTE: &str = "note:sqs/visibility-timeout";

/// The name of a picture: `home-day-small`.
fn name(screen: &str, size: [f32; 2], theme: Theme) -> String {
    let light = if theme == Light { "day" } else { "night" };
    let room = if size == USUAL { "usual" } else { "small" };
    format!("{screen}-{light}-{room}")
}

/// One test's pictures; all are drawn before the first that differs is told.
#[derive(Default)]
struct Pictures(SnapshotResults);

impl Pictures {
    fn check(&mut self, screen: &str, route: &str, look: Look, commands: &[Command]) {
        let Look(size, theme) = look;
        let world = World::bundled();
        let mut window = Window::open_as(&world, route, size, theme);
        for command in commands {
            window.give(command.clone());
        }
        window.harness.snapshot(name(screen, size, theme));
        self.0.extend_harness(&mut window.harness);
    }
}

/// Size and theme.
#[derive(Clone, Copy)]
struct Look([f32; 2], Theme);

#[test]
fn home_looks_as_it_should() {
    let mut pictures = Pictures::default();
    for size in [USUAL, SMALL] {
        for theme in [Light, Dark] {
            pictures.check("home", "home", Look(size, theme), &[]);
        }
    }
}

#[test]
fn note_looks_as_it_should() {
    let mut pictures = Pictures::default();
    pictures.check("note", NOTE, Look(USUAL, Light), &[]);
    pictures.check("note", NOTE, Look(SMALL, Dark), &[]);
}

#[test]
fn question_looks_as_it_should_before_and_after_its_answer() {
    let start = Command::Sitting(SittingCommand::Start(Scope::Everything));
    let pick = Command::Sitting(SittingCommand::Toggle(0));
    let submit = Command::Sitting(SittingCommand::Submit);
    let asked = [start.clone()];
    let picked = [start.clone(), pick.clone()];
    let judged = [start, pick, submit];
    let mut pictures = Pictures::default();
    pictures.check("practise", "home", Look(USUAL, Light), &asked);
    pictures.check("practise", "home", Look(SMALL, Dark), &picked);
    pictures.check("answer", "home", Look(USUAL, Dark), &judged);
    pictures.check("answer", "home", Look(SMALL, Light), &judged);
}

#[test]
fn dialogs_look_as_they_should() {
    let mut pictures = Pictures::default();
    for (screen, overlay) in [
        ("settings", Overlay::Settings),
        ("keys", Overlay::Keys),
        ("jump", Overlay::Jump),
    ] {
        let open = [Command::Open(overlay)];
        pictures.check(screen, "home", Look(USUAL, Light), &open);
        pictures.check(screen, NOTE, Look(SMALL, Dark), &open);
    }
}
