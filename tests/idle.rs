//! Idle means idle: a window that rests asks for no frame.

use std::time::Duration;

use egui::ViewportId;
use nephoscope::app::command::{Command, FindCommand, Overlay, SittingCommand};
use nephoscope::app::route::Scope;

use crate::common::program::SESSION_IS_WRITTEN;
use crate::common::window::Window;
use crate::common::world::World;

/// How long the window would sleep now, by itself.
fn sleeps(window: &Window) -> Duration {
    window.harness.output().viewport_output[&ViewportId::ROOT].repaint_delay
}

/// Lets everything pass that has an end: messages, the writing of the session.
fn rest(world: &World, window: &mut Window) {
    for _ in 0..3 {
        world.pass(SESSION_IS_WRITTEN);
        world.pass(Duration::from_secs(10));
        window.harness.run();
    }
}

#[track_caller]
fn check(world: &World, window: &mut Window) {
    rest(world, window);
    assert_eq!(sleeps(window), Duration::MAX);
}

#[test]
fn screens_at_rest_ask_for_no_frame() {
    for route in ["home", "note:storage/buckets", "practise", "gallery"] {
        let world = World::small();
        let mut window = Window::open(&world, route);
        rest(&world, &mut window);
        assert_eq!(sleeps(&window), Duration::MAX, "{route}");
    }
}

#[test]
fn running_question_asks_for_no_frame() {
    let world = World::small();
    let mut window = Window::open(&world, "home");
    window.give(Command::Sitting(SittingCommand::Start(Scope::Everything)));
    check(&world, &mut window);
    window.give(Command::Sitting(SittingCommand::GiveUp));
    check(&world, &mut window);
}

#[test]
fn dialogs_at_rest_ask_for_no_frame() {
    for overlay in [Overlay::Settings, Overlay::Keys] {
        let world = World::small();
        let mut window = Window::open(&world, "home");
        window.give(Command::Open(overlay));
        rest(&world, &mut window);
        assert_eq!(sleeps(&window), Duration::MAX, "{overlay:?}");
    }
}

#[test]
fn unsaved_place_asks_for_a_frame_to_be_written_in() {
    let world = World::small();
    let mut window = Window::open(&world, "home");
    rest(&world, &mut window);
    window.give(Command::Go("note:storage/buckets".parse().unwrap()));
    let sleeps = sleeps(&window);
    assert!(sleeps <= SESSION_IS_WRITTEN, "{sleeps:?}");
}

#[test]
fn open_field_to_find_in_a_note_asks_for_a_frame_only_to_blink() {
    let world = World::small();
    let mut window = Window::open(&world, "note:storage/buckets");
    window.give(Command::Find(FindCommand::Open(None)));
    window.give(Command::Find(FindCommand::Write("bucket".to_owned())));
    rest(&world, &mut window);
    assert!(sleeps(&window) >= Duration::from_millis(100));
    window.give(Command::Find(FindCommand::Close));
    check(&world, &mut window);
}
