//! Presenting: from the note to its slides and back to the place that was shown.

use std::time::Duration;

use egui::{Key, Role, ViewportId};

use crate::common::window::Window;
use crate::common::world::World;

#[test]
fn note_opens_at_the_slide_that_was_shown_last() {
    let world = World::small();
    let mut window = Window::open(&world, "note:storage/buckets");
    window.press(Key::F5);
    assert_eq!(window.route(), "present:storage/buckets");
    window.press(Key::End);
    window.press(Key::Escape);
    assert_eq!(window.route(), "note:storage/buckets");
    let place = window.state().nav.current().place.clone().unwrap();
    assert!(place.block > 0, "{place:?}");
}

#[test]
fn presentation_that_was_only_opened_leaves_the_place_in_the_note_alone() {
    let world = World::small();
    let mut window = Window::open(&world, "note:storage/buckets");
    let before = window.state().nav.current().place.clone();
    window.press(Key::F5);
    window.press(Key::Escape);
    assert_eq!(window.state().nav.current().place, before);
}

#[test]
fn presentation_opens_at_the_slide_of_its_route() {
    let world = World::small();
    let window = Window::open(&world, "present:storage/buckets@1");
    let names = window.names(Role::Label);
    assert!(
        names.iter().any(|name| name.starts_with("Slide 2 of ")),
        "{names:?}"
    );
}

#[test]
fn note_that_is_gone_leads_home() {
    let world = World::small();
    let mut window = Window::open(&world, "present:storage/gone");
    window.click(Role::Button, "Back");
    assert_eq!(window.route(), "home");
}

#[test]
fn slide_at_rest_asks_for_no_frame() {
    let world = World::small();
    let mut window = Window::open(&world, "present:storage/buckets");
    for _ in 0..3 {
        world.pass(Duration::from_secs(30));
        window.harness.run_steps(20);
    }
    let output = window.harness.output();
    assert_eq!(
        output.viewport_output[&ViewportId::ROOT].repaint_delay,
        Duration::MAX
    );
}
