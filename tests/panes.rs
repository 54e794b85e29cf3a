//! Two panes side by side: opened, read, exchanged, kept.

use egui::{Event, Key, Modifiers, PointerButton, Role};
use egui_kittest::kittest::Queryable as _;
use nephoscope::app::command::{Command, PaneCommand};
use nephoscope::app::panes::Pane;
use nephoscope::app::route::Route;
use nephoscope::base::ids::NoteId;

use crate::common::window::{SMALL, Window};
use crate::common::world::World;

const NOTES: &[(&str, &str)] = &[
    (
        "a.md",
        "---\ntitle: First\n---\n\nWords of the first. See [[Second|another]].\n",
    ),
    (
        "b.md",
        "---\ntitle: Second\n---\n\nWords of the second. On to [[Third]], out to [home](https://example.com).\n",
    ),
    ("c.md", "---\ntitle: Third\n---\n\nWords of the third.\n"),
    (
        "d.md",
        "---\ntitle: Fourth\n---\n\nLeads [[Secon|astray]].\n",
    ),
];

fn world() -> World {
    World::with_notes(NOTES)
}

fn open(world: &World) -> Window {
    Window::open_as(world, "note:a", [1500.0, 800.0], egui::Theme::Light)
}

fn beside(window: &Window) -> Option<String> {
    let nav = window.state().beside.as_ref()?;
    Some(nav.route().to_string())
}

fn open_beside(window: &mut Window, route: &str) {
    let route: Route = route.parse().unwrap();
    window.give(Command::Pane(PaneCommand::Open(route)));
}

/// Clicks with Ctrl held.
fn click_beside(window: &mut Window, link: &str) {
    let at = window
        .harness
        .get_by_role_and_label(Role::Link, link)
        .rect()
        .center();
    let modifiers = Modifiers::COMMAND | Modifiers::CTRL;
    let events = &mut window.harness.input_mut().events;
    events.push(Event::ModifiersChanged(modifiers));
    events.push(Event::PointerMoved(at));
    window.harness.step();
    for pressed in [true, false] {
        window
            .harness
            .input_mut()
            .events
            .push(Event::PointerButton {
                pos: at,
                button: PointerButton::Primary,
                pressed,
                modifiers,
            });
        window.harness.step();
    }
    window
        .harness
        .input_mut()
        .events
        .push(Event::ModifiersChanged(Modifiers::NONE));
    window.harness.run();
}

#[test]
fn link_that_is_clicked_with_ctrl_opens_beside() {
    let world = world();
    let mut window = open(&world);
    click_beside(&mut window, "another");
    assert_eq!(window.route(), "note:a");
    assert_eq!(beside(&window).as_deref(), Some("note:b"));
    assert!(window.says("Words of the first. See another."));
    assert!(window.says("Words of the second. On to Third, out to home."));
}

#[test]
fn what_search_found_opens_beside_by_enter_with_ctrl() {
    let world = world();
    let mut window = open(&world);
    for (typed, there) in [("second", "note:b"), ("of the third", "note:c")] {
        window.press_with(Modifiers::COMMAND, Key::K);
        window.type_text(typed);
        window.press_with(Modifiers::COMMAND, Key::Enter);
        assert_eq!(window.state().overlay, None, "{typed}");
        assert_eq!(window.route(), "note:a", "{typed}");
        assert_eq!(beside(&window).as_deref(), Some(there), "{typed}");
    }
    assert_eq!(sought(&window, Pane::Main), None);
    assert!(sought(&window, Pane::Beside).is_some());
}

#[test]
fn note_that_names_the_open_one_opens_beside_by_click_with_ctrl() {
    let world = world();
    let naming = "---\ntitle: Fifth\n---\n\nIt names the First once.\n";
    std::fs::write(world.notes_folder().join("e.md"), naming).unwrap();
    let mut window = open(&world);
    click_beside(&mut window, "Fifth");
    assert_eq!(window.route(), "note:a");
    assert_eq!(beside(&window).as_deref(), Some("note:e"));
}

#[test]
fn what_was_meant_by_a_broken_link_opens_where_that_was_clicked() {
    let world = world();
    let mut window = open(&world);
    open_beside(&mut window, "note:d");
    window.click(Role::Link, "astray");
    window.click(Role::Button, "Open \u{201c}Second\u{201d}");
    assert_eq!(window.route(), "note:a");
    assert_eq!(beside(&window).as_deref(), Some("note:b"));
}

#[test]
fn each_pane_has_its_own_way() {
    let world = world();
    let mut window = open(&world);
    open_beside(&mut window, "note:b");
    window.click(Role::Link, "Third");
    assert_eq!(window.route(), "note:a");
    assert_eq!(beside(&window).as_deref(), Some("note:c"));
    window.click(Role::Button, "Back in the pane beside");
    assert_eq!(beside(&window).as_deref(), Some("note:b"));
    window.click(Role::Button, "Forward in the pane beside");
    assert_eq!(beside(&window).as_deref(), Some("note:c"));
    window.give(Command::Go("home".parse().unwrap()));
    assert_eq!(beside(&window).as_deref(), Some("note:c"));
    window.give(Command::Back);
    assert_eq!(window.route(), "note:a");
}

#[test]
fn panes_are_opened_exchanged_and_closed_by_keys() {
    let world = world();
    let mut window = open(&world);
    window.press_with(Modifiers::COMMAND, Key::Backslash);
    assert_eq!(beside(&window).as_deref(), Some("note:a"));
    window.give(Command::Go("note:b".parse().unwrap()));
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Backslash);
    assert_eq!(window.route(), "note:a");
    assert_eq!(beside(&window).as_deref(), Some("note:b"));
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Pipe);
    assert_eq!(window.route(), "note:b");
    window.click(Role::Button, "Exchange");
    assert_eq!(window.route(), "note:a");
    window.press_with(Modifiers::COMMAND, Key::Backslash);
    assert_eq!(beside(&window), None);
}

#[test]
fn diagram_stands_beside_a_note() {
    let world = World::small();
    let mut window = Window::open_as(
        &world,
        "note:storage/buckets",
        [1500.0, 800.0],
        egui::Theme::Light,
    );
    open_beside(&mut window, "diagram:s3-lifecycle");
    assert!(window.says("S3 storage classes and lifecycle rules"));
    assert_eq!(window.route(), "note:storage/buckets");
}

#[test]
fn what_cannot_stand_beside_opens_in_the_main_pane() {
    let world = world();
    let mut window = open(&world);
    open_beside(&mut window, "note:b");
    open_beside(&mut window, "home");
    assert_eq!(window.route(), "home");
    assert_eq!(beside(&window).as_deref(), Some("note:b"));
}

#[test]
fn pane_beside_is_there_again_after_a_restart() {
    let world = world();
    let mut program = world.start();
    program.go("note:a");
    program.give(Command::Pane(PaneCommand::Open("note:b".parse().unwrap())));
    program.close();
    let program = world.start();
    let nav = program.state().beside.as_ref().unwrap();
    assert_eq!(nav.route().to_string(), "note:b");
}

#[test]
fn narrow_window_says_what_waits_beside() {
    let world = world();
    let mut window = Window::open_as(&world, "note:a", SMALL, egui::Theme::Light);
    open_beside(&mut window, "note:b");
    assert!(!window.says("Words of the second. On to Third, out to home."));
    window.click(Role::Button, "Exchange");
    assert_eq!(window.route(), "note:b");
    window.click(Role::Button, "Close the pane beside");
    assert_eq!(beside(&window), None);
}

#[test]
fn keys_scroll_the_pane_that_was_clicked_last() {
    let long = |name: &str| {
        let lines = (0..80).map(|at| format!("Line {at} of the {name} note.\n\n"));
        lines.collect::<String>()
    };
    let (a, b) = (long("left"), long("right"));
    let world = World::with_notes(&[("a.md", &a), ("b.md", &b)]);
    let mut window = open(&world);
    open_beside(&mut window, "note:b");
    window.press(Key::End);
    assert!(window.shows(Role::Label, "Line 79 of the left note."));
    assert!(!window.shows(Role::Label, "Line 79 of the right note."));
    let right = window
        .harness
        .get_by_role_and_label(Role::Label, "Line 3 of the right note.")
        .rect();
    window.click_at(right.right_bottom());
    window.press(Key::End);
    assert!(window.shows(Role::Label, "Line 79 of the right note."));
}

/// Opens the second note beside the first and clicks into it.
fn reading_beside(world: &World) -> Window {
    let mut window = open(world);
    open_beside(&mut window, "note:b");
    let text = "Words of the second. On to Third, out to home.";
    let at = window.rect_of(text).left_center();
    window.click_at(at + egui::vec2(2.0, 0.0));
    window
}

fn sought(window: &Window, pane: Pane) -> Option<String> {
    let lit = window.state().search.seeking_in(pane).lit.as_ref()?;
    Some(format!("{}: {}", lit.note, lit.lights.len()))
}

#[test]
fn words_are_found_in_the_pane_that_was_clicked_last() {
    let world = world();
    let mut window = reading_beside(&world);
    window.press_with(Modifiers::COMMAND, Key::F);
    window.type_text("o");
    assert_eq!(sought(&window, Pane::Beside).as_deref(), Some("b: 9"));
    assert_eq!(sought(&window, Pane::Main), None);
    window.press(Key::F3);
    assert!(window.says("2 of 9"));
    let first = window.rect_of("Words of the first. See another.");
    window.click_at(first.left_center() + egui::vec2(2.0, 0.0));
    window.press_with(Modifiers::COMMAND, Key::F);
    window.type_text("words");
    assert_eq!(sought(&window, Pane::Main).as_deref(), Some("a: 1"));
    assert_eq!(sought(&window, Pane::Beside).as_deref(), Some("b: 9"));
    window.press(Key::Escape);
    assert_eq!(sought(&window, Pane::Main), None);
    assert_eq!(sought(&window, Pane::Beside).as_deref(), Some("b: 9"));
    window.give(Command::Pane(PaneCommand::Close));
    assert_eq!(sought(&window, Pane::Beside), None);
}

#[test]
fn keys_of_a_note_are_meant_for_the_pane_that_was_clicked_last() {
    let world = world();
    let mut window = reading_beside(&world);
    window.click(Role::Link, "Third");
    window.press_with(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(beside(&window).as_deref(), Some("note:b"));
    assert_eq!(window.route(), "note:a");
    window.press_with(Modifiers::COMMAND, Key::D);
    let kept = window.state().marks.of_note(&NoteId::new("b"));
    assert_eq!(kept.len(), 1, "the place in the note beside is kept");
    window.press_with(Modifiers::ALT, Key::Home);
    assert_eq!(window.route(), "home");
    assert_eq!(beside(&window).as_deref(), Some("note:b"));
}
