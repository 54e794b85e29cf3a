//! What is said to a highlight is kept, wherever its card stands and however it closes.

use egui::{Key, Modifiers, Rect, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use nephoscope::app::command::{Command, MarkCommand, PaneCommand};
use nephoscope::app::state::Saving;
use nephoscope::base::ids::MarkId;
use nephoscope::library::marks::Ink;

use crate::common::marks::{
    GLACIER, NOTE, OTHER, PRICE, comment, highlight, marks, open, open_with_words_lost, select,
    told, world,
};
use crate::common::window::Window;
use crate::common::world::World;

const WIDE: [f32; 2] = [1500.0, 800.0];

fn open_wide(world: &World, route: &str) -> Window {
    Window::open_as(world, route, WIDE, egui::Theme::Light)
}

/// Where a line stands in each pane, from the left to the right.
fn places_of(window: &Window, line: &str) -> Vec<Rect> {
    let found = window
        .harness
        .query_all_by_role_and_label(Role::Label, line);
    let mut places: Vec<Rect> = found.map(|node| node.rect()).collect();
    places.sort_by(|one, other| one.left().total_cmp(&other.left()));
    places
}

/// Opens the card of the highlighted line that stands the farthest to the right.
fn open_card_beside(window: &mut Window, line: &str) {
    let place = *places_of(window, line).last().unwrap();
    window.click_at(place.left_center() + egui::vec2(60.0, 0.0));
    assert!(shows_card(window));
}

fn shows_card(window: &Window) -> bool {
    window.shows(Role::Dialog, "Highlight")
}

fn said(window: &Window) -> String {
    marks(window)[0].comment.clone()
}

/// A window with the highlighted note beside another, its card open there.
fn commenting_beside(world: &World) -> Window {
    let mut window = open_wide(world, "note:classes");
    highlight(&mut window, GLACIER, "amber");
    window.give(Command::Go("note:other".parse().unwrap()));
    let route = "note:classes".parse().unwrap();
    window.give(Command::Pane(PaneCommand::Open(route)));
    open_card_beside(&mut window, GLACIER);
    window.type_text("A");
    window
}

#[test]
fn comment_that_was_begun_beside_does_not_replace_what_was_said_later() {
    let world = world();
    let mut window = open_wide(&world, "note:classes");
    highlight(&mut window, GLACIER, "amber");
    window.press_with(Modifiers::COMMAND, Key::Backslash);
    assert_eq!(places_of(&window, GLACIER).len(), 2);
    open_card_beside(&mut window, GLACIER);
    window.type_text("A");
    window.press_with(Modifiers::COMMAND, Key::Backslash);
    assert!(shows_card(&window), "it stands in the pane that is left");
    window.type_text("B");
    window.press(Key::Escape);
    assert!(said(&window).contains('B'));
    window.harness.state_mut().close();
    let said = said(&window);
    assert!(said.contains('A') && said.contains('B'), "{said}");
}

#[test]
fn comment_is_kept_when_the_pane_closes_in_which_it_is_typed() {
    let world = world();
    let mut window = commenting_beside(&world);
    window.press_with(Modifiers::COMMAND, Key::Backslash);
    assert_eq!(said(&window), "A");
    assert_eq!(window.state().open_mark, None);
}

#[test]
fn comment_is_kept_when_the_window_has_no_room_for_two_panes_any_more() {
    let world = world();
    let mut window = commenting_beside(&world);
    window.harness.set_size(egui::vec2(720.0, 480.0));
    window.harness.run();
    assert_eq!(said(&window), "A");
    assert_eq!(window.state().open_mark, None);
}

#[test]
fn comment_is_kept_when_a_key_leads_to_a_screen_without_a_note() {
    let keys = [
        (Modifiers::ALT, Key::Home, "home"),
        (Modifiers::COMMAND | Modifiers::SHIFT, Key::P, "practise"),
        (Modifiers::NONE, Key::F5, "present:classes"),
    ];
    for (modifiers, key, screen) in keys {
        let world = world();
        let mut window = open(&world);
        comment(&mut window, GLACIER, "Half a thou");
        window.press_with(modifiers, key);
        assert!(window.route().starts_with(screen), "{}", window.route());
        assert_eq!(said(&window), "Half a thou", "{screen}");
    }
}

#[test]
fn card_is_closed_by_a_click_into_the_other_pane() {
    let world = world();
    let mut window = open_wide(&world, "note:classes");
    let route = "note:other".parse().unwrap();
    window.give(Command::Pane(PaneCommand::Open(route)));
    comment(&mut window, GLACIER, "Ask why.");
    let beside = window.rect_of("Nothing here.");
    window.click_at(beside.left_center());
    assert_eq!(said(&window), "Ask why.");
    assert_eq!(window.state().open_mark, None);
    select(&mut window, PRICE);
    assert!(window.shows(Role::Toolbar, "Selected words"));
}

#[test]
fn card_that_cannot_be_shown_is_in_nobodys_way() {
    let world = world();
    let mut window = open(&world);
    let nobody = MarkId::new("nobody");
    window.give(Command::Mark(MarkCommand::Show(nobody)));
    assert_eq!(window.state().open_mark, None);
    highlight(&mut window, GLACIER, "amber");
    let mark = marks(&window)[0].id.clone();
    window.give(Command::Go("note:other".parse().unwrap()));
    window.give(Command::Mark(MarkCommand::Show(mark)));
    assert_eq!(window.state().open_mark, None, "its note is not on screen");
}

#[test]
fn card_waits_beneath_a_dialog_and_until_its_note_is_read() {
    let many = "Some words to fill the page with.\n\n".repeat(12_000);
    let world = World::with_notes(&[("classes.md", &format!("{NOTE}\n{many}"))]);
    let mut window = open(&world);
    comment(&mut window, GLACIER, "Half a thou");
    window.press_with(Modifiers::COMMAND, Key::K);
    assert!(!shows_card(&window));
    assert_eq!(said(&window), "Half a thou");
    window.give(Command::CloseOverlay);
    assert!(shows_card(&window));
    drop(window);

    let mut window = Window::open(&world, "home");
    let mark = marks(&window)[0].id.clone();
    window.give(Command::Mark(MarkCommand::Open(mark)));
    assert!(shows_card(&window));
}

#[test]
fn key_that_closes_the_card_leaves_focus_mode_as_it_is() {
    let world = world();
    let mut window = open(&world);
    comment(&mut window, GLACIER, "Ask why.");
    window.press(Key::F9);
    assert!(window.state().focusing && shows_card(&window));
    window.press(Key::Escape);
    assert!(!shows_card(&window));
    assert!(window.state().focusing);
    window.press(Key::Escape);
    assert!(!window.state().focusing);
}

#[test]
fn undo_is_offered_only_while_nothing_else_was_done_to_the_mark() {
    let world = world();
    let mut window = open_with_words_lost(&world, "rose");
    select(&mut window, OTHER);
    window.click(Role::Button, "Attach");
    assert!(told(&window).starts_with("Attached to"));
    comment(&mut window, OTHER, "Ask why.");
    window.press(Key::Escape);
    assert!(!window.shows(Role::Button, "Undo"));
    assert_eq!(said(&window), "Ask why.");

    comment(&mut window, OTHER, " Or not.");
    window.press(Key::Escape);
    assert!(told(&window).starts_with("Comment changed."));
    let mark = marks(&window)[0].id.clone();
    let ink = Ink::Green;
    window.give(Command::Mark(MarkCommand::Recolor { mark, ink }));
    assert!(!window.shows(Role::Button, "Undo"));
}

/// A window that can write nothing, beside the one that can.
fn open_without_disk(world: &World) -> (Window, Window) {
    let mut first = open(world);
    comment(&mut first, GLACIER, "Ask why.");
    first.press(Key::Escape);
    let second = open(world);
    assert!(matches!(second.state().saving, Saving::ReadOnly(_)));
    (first, second)
}

#[test]
fn comment_that_could_not_be_written_stands_in_its_card_again() {
    let world = world();
    let (_first, mut window) = open_without_disk(&world);
    let mark = marks(&window)[0].id.clone();
    let open_card = Command::Mark(MarkCommand::Show(mark));
    window.give(open_card.clone());
    window.type_text(" Or not.");
    window.press(Key::Escape);
    assert_eq!(said(&window), "Ask why.");
    let offered = window.state().notices.shown();
    assert!(offered.iter().all(|notice| notice.action.is_none()));

    window.give(open_card.clone());
    assert_eq!(typed(&window), "Ask why. Or not.");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text("Ask why.");
    window.press(Key::Escape);
    window.give(open_card);
    assert_eq!(typed(&window), "Ask why.", "what was written off is gone");
}

/// What stands in the field of the card.
fn typed(window: &Window) -> String {
    let field = window
        .harness
        .get_by_role_and_label(Role::MultilineTextInput, "Comment");
    field.accesskit_node().value().unwrap_or_default()
}

#[test]
fn nothing_is_called_done_that_could_not_be_written() {
    let world = world();
    let (_first, mut window) = open_without_disk(&world);
    window.press_with(Modifiers::COMMAND, Key::D);
    let mark = marks(&window)[0].id.clone();
    window.give(Command::Mark(MarkCommand::Remove(mark)));
    assert_eq!(marks(&window).len(), 1);
    let told = window.state().notices.shown();
    let done = |notice: &&nephoscope::app::notices::Notice| {
        notice.message.starts_with("Bookmarked") || notice.message.contains("removed")
    };
    assert!(!told.iter().any(|notice| done(&notice)), "{told:?}");
    select(&mut window, PRICE);
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    assert_eq!(window.state().open_mark, None, "there is nothing to open");
}
