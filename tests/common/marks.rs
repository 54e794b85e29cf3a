//! A note with words to highlight, and how a person does that.

use std::fs;

use egui::Role;
use nephoscope::library::marks::Mark;

use super::window::Window;
use super::world::World;

pub(crate) const NOTE: &str = "---\ntitle: Classes\n---\n\n## Prices\n\nThe price falls with the time of access.\n\n\
    ## Times\n\nGlacier Instant Retrieval opens archives in milliseconds.\n";
pub(crate) const PRICE: &str = "The price falls with the time of access.";
pub(crate) const GLACIER: &str = "Glacier Instant Retrieval opens archives in milliseconds.";

/// What stands where [`GLACIER`] stood.
pub(crate) const OTHER: &str = "Something else stands here now.";

pub(crate) fn world() -> World {
    World::with_notes(&[
        ("classes.md", NOTE),
        ("other.md", "# Other\n\nNothing here.\n"),
    ])
}

pub(crate) fn open(world: &World) -> Window {
    Window::open(world, "note:classes")
}

/// Selects all words of a line.
pub(crate) fn select(window: &mut Window, line: &str) {
    let rect = window.rect_of(line);
    window.drag(
        rect.left_center(),
        rect.right_center() + egui::vec2(20.0, 0.0),
    );
}

pub(crate) fn highlight(window: &mut Window, line: &str, ink: &str) {
    select(window, line);
    window.click(Role::Button, &format!("Highlight in {ink}"));
}

/// Says something to all words of a line; the card stays open.
pub(crate) fn comment(window: &mut Window, line: &str, words: &str) {
    select(window, line);
    window.click(Role::Button, "Comment");
    window.type_text(words);
}

pub(crate) fn marks(window: &Window) -> Vec<Mark> {
    window.state().marks.all().cloned().collect()
}

pub(crate) fn edit(world: &World, text: &str) {
    fs::write(world.notes_folder().join("classes.md"), text).unwrap();
}

pub(crate) fn told(window: &Window) -> String {
    let shown = window.state().notices.shown();
    shown
        .last()
        .map(|notice| notice.message.clone())
        .unwrap_or_default()
}

/// A window on the note, of which highlighted words are gone meanwhile.
pub(crate) fn open_with_words_lost(world: &World, ink: &str) -> Window {
    let mut window = open(world);
    highlight(&mut window, GLACIER, ink);
    drop(window);
    edit(world, &NOTE.replace(GLACIER, OTHER));
    open(world)
}
