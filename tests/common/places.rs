//! Long notes, and what of them stands where on screen.

use std::fs;

use egui::Role;
use egui_kittest::kittest::Queryable as _;
use nephoscope::app::command::Command;

use super::window::{Window, name};
use super::world::World;

/// Three hundred lines that are longer and shorter.
pub(crate) fn code() -> String {
    let line = |number: usize| format!("line {number} {}\n", "of code ".repeat(number % 7));
    format!("```\n{}```\n", (1..=300).map(line).collect::<String>())
}

pub(crate) fn prose(words: &str, paragraphs: usize) -> String {
    let one = |number| format!("{words} {number}, {}\n\n", "with some words ".repeat(20));
    (1..=paragraphs).map(one).collect()
}

/// The upper edges of what is on screen, by its first letters.
pub(crate) fn tops(window: &Window) -> Vec<(String, f32)> {
    let labels = window.harness.query_all_by_role(Role::Label);
    let tops = labels.map(|node| {
        let short: String = name(&node).chars().take(40).collect();
        (short, node.rect().top())
    });
    tops.filter(|(name, _)| name.contains(char::is_numeric))
        .collect()
}

/// Says that what is on screen stands where it stood.
#[track_caller]
pub(crate) fn assert_same(before: &[(String, f32)], window: &Window) {
    let after = tops(window);
    let mut shared = 0;
    for (words, top) in before {
        let Some((_, now)) = after.iter().find(|(other, _)| other == words) else {
            continue;
        };
        shared += 1;
        assert!((top - now).abs() <= 1.0, "{words}: {top} became {now}");
    }
    assert!(shared > 0, "nothing of {before:?} is in {after:?}");
}

pub(crate) fn open(text: &str, scroll: f32) -> (World, Window) {
    let world = World::with_notes(&[("a.md", text), ("b.md", "# B\n\nOther words.\n")]);
    let mut window = Window::open(&world, "note:a");
    window.scroll(scroll);
    (world, window)
}

pub(crate) fn save(world: &World, window: &mut Window, text: &str) {
    fs::write(world.notes_folder().join("a.md"), text).unwrap();
    window.give(Command::LookForChanges);
}

/// Closes the window, and goes back in another one to where it was.
pub(crate) fn open_again(world: &World, mut window: Window) -> Window {
    window.harness.state_mut().close();
    drop(window);
    let mut again = Window::open(world, "home");
    again.give(Command::Back);
    again
}
