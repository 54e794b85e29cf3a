//! How the screens look. A picture is replaced with `UPDATE_SNAPSHOTS=1 cargo test screens`, and
//! looked at before it is committed.

use egui::Theme;
use egui::Theme::{Dark, Light};
use egui_kittest::SnapshotResults;
use nephoscope::app::command::{
    Command, ImportCommand, MarkCommand, Overlay, SittingCommand, Words,
};
use nephoscope::app::route::Scope;
use nephoscope::base::ids::NoteId;
use nephoscope::library::marks::Ink;
use nephoscope::markdown::excerpt::TextSpot;

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
                self.take(&mut window, &name(screen, size, theme));
            }
        }
    }

    /// Draws a window as it is.
    fn take(&mut self, window: &mut Window, name: &str) {
        window.harness.snapshot(name);
        self.0.extend_harness(&mut window.harness);
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

const MARKED: &str = "---\ntitle: Storage classes\nsummary: What an object costs depends on its class.\n---\n\n\
    ## Prices\n\nEvery object has a class of its own, and the class says what it costs to store and to read it. \
    The price of storing falls from class to class, and the price of reading rises with it.\n\n\
    - Standard has no fee for reading and no least age.\n- Standard-IA wants thirty days and 128 KB.\n\n\
    ## Archives\n\nGlacier Instant Retrieval opens archives in milliseconds; the other two need minutes or hours, \
    which is cheaper still.\n\n| Class | First byte | Least age |\n|---|---|---|\n\
    | Instant Retrieval | milliseconds | 90 days |\n| Flexible Retrieval | minutes to hours | 90 days |\n\
    | Deep Archive | hours | 180 days |\n\n```\naws s3 cp report.csv s3://bucket/ --storage-class GLACIER_IR\n```\n";

/// Highlights words of the note by the commands of its screen.
fn mark(
    window: &mut Window,
    (block, part): (usize, usize),
    words: std::ops::Range<usize>,
    ink: Ink,
) {
    let spot = |at| TextSpot { block, part, at };
    window.give(Command::Mark(MarkCommand::Highlight {
        ink,
        words: Some(Words {
            note: NoteId::new("classes"),
            spots: spot(words.start)..spot(words.end),
        }),
    }));
}

/// A note with highlights in all inks, a comment, a bookmark and one whose words are gone.
fn marked(size: [f32; 2], theme: Theme) -> (World, Window) {
    let world = World::with_notes(&[("classes.md", MARKED)]);
    let mut window = Window::open_as(&world, "note:classes", size, theme);
    mark(&mut window, (4, 0), 0..64, Ink::Rose);
    let lost = window.state().marked_last.clone().unwrap();
    let mut gone = window.state().marks.get(&lost).unwrap().clone();
    gone.place.quote = String::from("Reduced Redundancy costs more than Standard");
    (gone.place.before, gone.place.after) = (String::new(), String::new());
    gone.comment = String::from("Still in old questions?");
    window.give(Command::Mark(MarkCommand::Restore(Box::new(gone))));
    mark(&mut window, (1, 0), 90..190, Ink::Amber);
    mark(&mut window, (3, 0), 0..38, Ink::Rose);
    mark(&mut window, (6, 3), 0..17, Ink::Green);
    mark(&mut window, (7, 0), 0..10, Ink::Amber);
    mark(&mut window, (5, 0), 0..58, Ink::Green);
    let commented = window.state().marked_last.clone().unwrap();
    window.give(Command::Mark(MarkCommand::SetComment {
        mark: commented,
        comment: "The only archive class that answers at once.".to_owned(),
        before: String::new(),
    }));
    window.give(Command::Mark(MarkCommand::Bookmark(None)));
    for notice in window.state().notices.shown().to_vec() {
        window.give(Command::DismissNotice(notice.id));
    }
    (world, window)
}

#[test]
fn marks_look_as_they_should() {
    let mut pictures = Pictures::default();
    for size in [USUAL, SMALL] {
        for theme in [Light, Dark] {
            let (_world, mut window) = marked(size, theme);
            pictures.take(&mut window, &name("marks", size, theme));
            let last = window.state().marked_last.clone().unwrap();
            window.give(Command::Mark(MarkCommand::Show(last)));
            pictures.take(&mut window, &name("mark-card", size, theme));
            window.give(Command::Open(Overlay::Marks));
            pictures.take(&mut window, &name("marks-page", size, theme));
        }
    }
}

#[test]
fn bar_beside_a_selection_looks_as_it_should() {
    let mut pictures = Pictures::default();
    for theme in [Light, Dark] {
        let (_world, mut window) = marked(SMALL, theme);
        let line = window.rect_of("Standard has no fee for reading and no least age.");
        window.drag(line.left_center(), line.center());
        pictures.take(&mut window, &name("selection", SMALL, theme));
    }
}
