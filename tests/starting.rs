//! The first moments: the window is painted before anything is read.

use egui::{Context, RawInput};
use nephoscope::shell::env::Launch;
use nephoscope::shell::study_app::StudyApp;

use crate::common::program::Program;
use crate::common::world::World;

#[test]
fn first_frame_is_painted_before_a_note_is_read() {
    let world = World::small();
    let ctx = Context::default();
    let mut app = StudyApp::new(&ctx, world.env(), Launch::default()).unwrap();
    let frame = |app: &mut StudyApp| {
        app.logic(&ctx);
        let output = ctx.run_ui(RawInput::default(), |ui| app.show(ui));
        let shapes = output.shapes.len();
        output.drop_without_applying_deltas();
        shapes
    };
    assert!(frame(&mut app) > 0, "the bars are there");
    assert!(app.state().library.notes().is_empty());
    assert!(app.state().library_loading);
    frame(&mut app);
    frame(&mut app);
    assert!(!app.state().library.notes().is_empty());
}

#[test]
fn files_named_at_the_start_are_planned_once_the_notes_are_read() {
    let world = World::small();
    let file = world.file("travel.md", "# Travel\n\nBy train.\n");
    let launch = Launch {
        offers: vec![file],
        ..Launch::default()
    };
    let program = Program::start(world.env(), launch);
    assert!(!program.state().library.notes().is_empty());
    let review = program.state().import.as_ref().unwrap();
    assert_eq!(review.plan.items.len(), 1);
}
