//! What is read stays where it is while something above it changes, and is where it was left when the
//! reader leaves while the text still moves.

use std::fs;

use egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Role, TouchPhase, vec2};
use nephoscope::app::command::Command;

use crate::common::places::{assert_same, code, open, open_again, prose, save, tops};
use crate::common::window::Window;
use crate::common::world::World;

/// Turns the wheel and lets only a few frames pass.
fn flick(window: &mut Window, points: f32) {
    let middle = window.harness.ctx.content_rect().center();
    window.harness.event(Event::PointerMoved(middle));
    window.harness.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -points),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    for _ in 0..5 {
        window.harness.step();
    }
}

/// Where the code stands.
fn lines(window: &Window) -> Vec<(String, f32)> {
    let mut lines = tops(window);
    lines.retain(|(words, _)| words.contains("of code"));
    lines
}

/// A note of long code, read on from where it was told of to a line far below.
fn flicked() -> (World, Window) {
    let text = format!("# A\n\n{}\n{}", code(), prose("Below", 30));
    let world = World::with_notes(&[("a.md", &text), ("b.md", "# B\n\nOther words.\n")]);
    let mut window = Window::open(&world, "note:b");
    window.give(Command::Go("note:a".parse().unwrap()));
    window.scroll(1_000.0);
    flick(&mut window, 3_000.0);
    (world, window)
}

#[test]
fn line_of_long_code_is_found_again_when_the_note_was_left_while_it_moved() {
    let (_world, mut window) = flicked();
    // In the very frame in which the key is pressed.
    window.harness.input_mut().events.push(Event::Key {
        key: Key::ArrowLeft,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::ALT,
    });
    window.harness.step();
    let before = lines(&window);
    window.harness.run();
    assert!(window.says("Other words."));
    window.give(Command::Forward);
    assert_same(&before, &window);
}

#[test]
fn line_of_long_code_is_found_again_when_the_window_closed_while_it_moved() {
    let (world, window) = flicked();
    let before = lines(&window);
    assert_same(&before, &open_again(&world, window));
}

#[test]
fn text_stays_when_a_callout_is_unfolded_in_a_note_that_repeats_its_title() {
    let callout = "> [!tip]- More\n> Words within.\n\n";
    let (above, below) = (prose("Above", 8), prose("Below", 30));
    let (_world, mut window) = open(&format!("# A\n\n{above}{callout}{below}"), 600.0);
    let mut before = tops(&window);
    before.retain(|(words, _)| words.starts_with("Above"));
    window.click(Role::Button, "Unfold More");
    assert!(window.says("Words within."));
    assert_same(&before, &window);
}

#[test]
fn text_stays_in_every_frame_when_two_notes_above_it_grow_at_once() {
    let (above, below) = (prose("Above", 8), prose("Below", 30));
    let text = format!("# A\n\n{above}![[b]]\n\n![[c]]\n\n{below}");
    let notes = [
        ("a.md", text.as_str()),
        ("b.md", "Words of b."),
        ("c.md", "Words of c."),
    ];
    let world = World::with_notes(&notes);
    let mut window = Window::open(&world, "note:a");
    window.scroll(600.0);
    let bottom = window.rect_of("Words of c.").bottom();
    window.scroll(bottom - 20.0);
    let before = tops(&window);
    for name in ["b.md", "c.md"] {
        let words = format!("Words of {name}.\n\n").repeat(4);
        fs::write(world.notes_folder().join(name), words).unwrap();
    }
    window.harness.state_mut().command(Command::LookForChanges);
    for _ in 0..12 {
        window.harness.step();
        assert_same(&before, &window);
    }
    window.scroll(-200.0);
    assert!(window.says("Words of c.md."));
}

#[test]
fn diagram_in_a_note_is_the_one_that_the_note_asks_for_now() {
    const LIFECYCLE: &str = "```diagram s3-lifecycle\npreset = access-logs\n```\n";
    const EDGE: &str = "```diagram lambda-edge\npreset = cached-page\n```\n";
    let titles = [
        "S3 storage classes and lifecycle rules",
        "The four hooks of Lambda@Edge",
    ];
    let (world, mut window) = open(&format!("# A\n\n{LIFECYCLE}"), 0.0);
    assert_eq!(titles.map(|title| window.says(title)), [true, false]);
    save(&world, &mut window, &format!("# A\n\n{EDGE}"));
    assert_eq!(titles.map(|title| window.says(title)), [false, true]);
}
