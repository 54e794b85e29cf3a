//! How the screens look. A picture is replaced with `UPDATE_SNAPSHOTS=1 cargo test screens`, and
//! looked at before it is committed.

use egui::Theme;
use egui::Theme::{Dark, Light};
use egui_kittest::SnapshotResults;
use nephoscope::app::command::{Command, ImportCommand, Overlay, SittingCommand};
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
    /// Draws `route` by day and by night, usual and small, after `commands`.
    fn check(&mut self, screen: &str, route: &str, commands: &[Command]) {
        for size in [USUAL, SMALL] {
            for theme in [Light, Dark] {
                let world = World::bundled();
                let mut window = Window::open_as(&world, route, size, theme);
                for command in commands {
                    window.give(command.clone());
                }
                window.harness.snapshot(name(screen, size, theme));
                self.0.extend_harness(&mut window.harness);
            }
        }
    }
}

/// Draws one screen as it opens.
fn check(screen: &str, route: &str) {
    Pictures::default().check(screen, route, &[]);
}

#[test]
fn home_looks_as_it_should() {
    check("home", "home");
}

#[test]
fn note_looks_as_it_should() {
    check("note", NOTE);
}

#[test]
fn gallery_looks_as_it_should() {
    check("gallery", "gallery");
}

#[test]
fn diagrams_look_as_they_should() {
    let mut pictures = Pictures::default();
    for (screen, route) in [
        (
            "lifecycle",
            "diagram:s3-lifecycle?preset=access-logs&step=120",
        ),
        ("lambda-edge", "diagram:lambda-edge?step=4"),
    ] {
        pictures.check(screen, route, &[]);
    }
}

#[test]
fn topics_to_practise_look_as_they_should() {
    check("topics", "practise");
}

#[test]
fn slide_looks_as_it_should() {
    check("slide", "present:sqs/visibility-timeout@3");
}

#[test]
fn question_looks_as_it_should_before_and_after_its_answer() {
    let start = Command::Sitting(SittingCommand::Start(Scope::Everything));
    let pick = Command::Sitting(SittingCommand::Toggle(0));
    let submit = Command::Sitting(SittingCommand::Submit);
    let mut pictures = Pictures::default();
    pictures.check("question", "home", &[start.clone(), pick.clone()]);
    pictures.check("answer", "home", &[start, pick, submit]);
}

#[test]
fn dialogs_look_as_they_should() {
    let mut pictures = Pictures::default();
    for (screen, overlay) in [
        ("settings", Overlay::Settings),
        ("keys", Overlay::Keys),
        ("jump", Overlay::Jump),
    ] {
        pictures.check(screen, "home", &[Command::Open(overlay)]);
    }
}

#[test]
fn plan_of_an_import_looks_as_it_should() {
    let mut pictures = Pictures::default();
    let outside = World::small();
    let section = "## A part\n\nSome words about it, and some more of them.\n\n".repeat(60);
    let files = [
        outside.file("notes/travel.md", "# Travel\n\nBy train.\n"),
        outside.file("notes/long.md", format!("# The long one\n\n{section}")),
        outside.file("notes/photo.heic", [0_u8; 64]),
    ];
    let offer = Command::Import(ImportCommand::Offer(files.to_vec()));
    pictures.check("import", "home", &[offer]);
}
