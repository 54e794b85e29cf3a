//! What a screen reader finds, and the way through the program without a mouse.
//!
//! That every input has a name is checked by the harness itself after every step of every test.

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use nephoscope::app::command::{Command, Overlay, SittingCommand};
use nephoscope::app::menu_command::MenuCommand;
use nephoscope::app::route::Scope;
use nephoscope::base::ids::NoteId;
use nephoscope::quiz::memory::Rating;

use crate::common::window::{SMALL, USUAL, Window, name};
use crate::common::world::World;

/// The headings on screen with their levels.
fn headings(window: &Window) -> Vec<(usize, String)> {
    let nodes = window.harness.query_all_by_role(Role::Heading);
    nodes
        .map(|node| (node.accesskit_node().level().unwrap(), name(&node)))
        .collect()
}

fn owned(headings: &[(usize, &str)]) -> Vec<(usize, String)> {
    headings
        .iter()
        .map(|(level, words)| (*level, (*words).to_owned()))
        .collect()
}

#[test]
fn everything_that_can_be_clicked_has_a_name_on_every_screen() {
    let world = World::small();
    let places = ["home", "note:storage/buckets", "practise", "gallery"];
    let overlays = [
        None,
        Some(Overlay::Jump),
        Some(Overlay::Settings),
        Some(Overlay::Keys),
    ];
    for size in [USUAL, SMALL] {
        for place in places {
            let mut window = Window::open_as(&world, place, size, egui::Theme::Light);
            for overlay in overlays {
                if let Some(overlay) = overlay {
                    window.give(Command::Open(overlay));
                }
                for role in [Role::Button, Role::Link, Role::TreeItem, Role::CheckBox] {
                    for node in window.harness.query_all_by_role(role) {
                        let label = node.accesskit_node().label().unwrap_or_default();
                        assert!(!label.trim().is_empty(), "{role:?} on {place} {overlay:?}");
                        assert!(
                            label.chars().any(char::is_alphanumeric),
                            "\"{label}\" is no name: {role:?} on {place}"
                        );
                    }
                }
                window.give(Command::CloseOverlay);
            }
        }
    }
}

#[test]
fn note_is_read_out_with_its_headings_and_their_levels() {
    let world = World::small();
    let window = Window::open(&world, "note:queues/messages");
    let expected = owned(&[
        (1, "Messages"),
        (2, "Sending"),
        (2, "Receiving"),
        (2, "Deleting"),
    ]);
    assert_eq!(headings(&window), expected);
}

#[test]
fn every_screen_has_one_title() {
    let world = World::small();
    for place in ["home", "note:storage/buckets", "practise", "gallery"] {
        let window = Window::open(&world, place);
        let titles: Vec<_> = headings(&window)
            .into_iter()
            .filter(|(level, _)| *level == 1)
            .collect();
        assert_eq!(titles.len(), 1, "{place}: {titles:?}");
    }
}

#[test]
fn links_of_a_note_are_links_with_their_words() {
    let world = World::small();
    let mut window = Window::open(&world, "note:storage/buckets");
    for words in ["storage classes", "the prices", "the manual"] {
        assert!(window.shows(Role::Link, words), "{words}");
    }
    window.click(Role::Link, "storage classes");
    assert_eq!(window.route(), "note:storage/classes");
}

#[test]
fn footnote_link_leads_to_the_footnote() {
    let filler = "Some words to fill the page with.\n\n".repeat(80);
    let text = format!("# Long\n\nA remark.[^one]\n\n{filler}\n[^one]: Here it stands.\n");
    let world = World::with_notes(&[("long.md", &text)]);
    let mut window = Window::open(&world, "note:long");
    assert!(!window.says("Here it stands."));
    window.click(Role::Link, "1");
    assert!(window.says("Here it stands."));
    window.press_with(Modifiers::ALT, Key::ArrowLeft);
    assert!(window.says("A remark."));
}

#[test]
fn back_returns_to_what_was_on_screen() {
    let paragraphs = (1..=200)
        .map(|number| format!("Paragraph {number}.\n\n"))
        .collect::<Vec<_>>()
        .concat();
    let text = format!("# Long\n\n{paragraphs}");
    let world = World::with_notes(&[("long.md", &text), ("other.md", "# Other\n")]);
    let mut window = Window::open(&world, "note:long");
    for _ in 0..5 {
        window.press(Key::Space);
    }
    let seen = |window: &Window| -> Vec<String> {
        let labels = window.harness.query_all_by_role(Role::Label);
        labels
            .map(|node| name(&node))
            .filter(|name| name.starts_with("Paragraph"))
            .collect()
    };
    let before = seen(&window);
    assert!(!before.contains(&"Paragraph 1.".to_owned()), "{before:?}");
    window.give(Command::Go("note:other".parse().unwrap()));
    window.press_with(Modifiers::ALT, Key::ArrowLeft);
    let after = seen(&window);
    let place = |names: &[String]| names.iter().position(|name| *name == before[8]);
    let moved = place(&after).map(|now| now.abs_diff(place(&before).unwrap()));
    assert!(
        moved.is_some_and(|moved| moved <= 1),
        "{before:?} {after:?}"
    );
}

/// The tree's items, without what is said behind the name.
fn tree(window: &Window) -> Vec<String> {
    let names = window.names(Role::TreeItem).into_iter();
    names
        .map(|name| name.split(',').next().unwrap_or_default().to_owned())
        .collect()
}

/// Gives the tree the focus, as Tab does.
fn focus_tree(window: &mut Window) {
    window.harness.get_by_role(Role::Tree).focus();
    window.harness.run();
}

#[test]
fn tree_is_walked_with_the_keyboard() {
    let world = World::small();
    let mut window = Window::open(&world, "home");
    assert_eq!(tree(&window), ["Storage", "Queues"]);
    focus_tree(&mut window);
    window.press(Key::ArrowRight);
    assert_eq!(
        tree(&window),
        ["Storage", "Buckets", "Storage classes", "Queues"]
    );
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    assert_eq!(window.route(), "note:storage/buckets");

    focus_tree(&mut window);
    window.press(Key::End);
    window.press(Key::ArrowRight);
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    assert_eq!(window.route(), "note:queues/messages");

    focus_tree(&mut window);
    window.press(Key::ArrowLeft);
    window.press(Key::ArrowLeft);
    assert_eq!(
        tree(&window),
        ["Storage", "Buckets", "Storage classes", "Queues"]
    );
    window.press(Key::Home);
    window.press(Key::ArrowLeft);
    assert_eq!(tree(&window), ["Storage", "Queues"]);
}

#[test]
fn typing_in_the_tree_jumps_to_a_name() {
    let world = World::small();
    let mut window = Window::open(&world, "home");
    window.give(Command::UnfoldAll);
    focus_tree(&mut window);
    window.type_text("m");
    window.press(Key::Enter);
    assert_eq!(window.route(), "note:queues/messages");
    world.pass(std::time::Duration::from_secs(5));
    focus_tree(&mut window);
    window.type_text("s");
    window.type_text("t");
    window.type_text("orage c");
    window.press(Key::Enter);
    assert_eq!(window.route(), "note:storage/classes");
}

#[test]
fn filter_narrows_the_tree() {
    let world = World::small();
    let mut window = Window::open(&world, "home");
    window
        .harness
        .get_by_role_and_label(Role::TextInput, "Filter notes")
        .focus();
    window.harness.run();
    window.type_text("class");
    assert_eq!(tree(&window), ["Storage", "Storage classes"]);
    window.type_text("xyz");
    assert!(tree(&window).is_empty());
    assert!(window.says("No note or topic has \"classxyz\" in its name."));
    window.click(Role::Button, "Show all notes");
    assert_eq!(tree(&window), ["Storage", "Queues"]);
}

#[test]
fn jump_box_opens_a_note_by_a_few_letters() {
    let world = World::small();
    let mut window = Window::open(&world, "home");
    window.press_with(Modifiers::COMMAND, Key::K);
    assert!(window.shows(Role::Dialog, "Search or jump"));
    window.type_text("storcla");
    window.press(Key::Enter);
    assert_eq!(window.route(), "note:storage/classes");
    assert_eq!(window.state().overlay, None);
}

#[test]
fn jump_box_does_actions_after_an_angle_bracket() {
    let world = World::small();
    let mut window = Window::open(&world, "home");
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_text(">larger");
    window.press(Key::Enter);
    assert_eq!(window.state().settings.text_percent, 110);
}

#[test]
fn escape_closes_every_dialog() {
    let world = World::small();
    let mut window = Window::open(&world, "home");
    escape_closes_dialogs(&mut window);
}

fn escape_closes_dialogs(window: &mut Window) {
    for overlay in [Overlay::Jump, Overlay::Settings, Overlay::Keys] {
        window.give(Command::Open(overlay));
        window.press(Key::Escape);
        assert_eq!(window.state().overlay, None, "{overlay:?}");
    }
}

#[test]
fn escape_closes_every_dialog_on_the_practise_screen_and_nothing_beneath() {
    let world = World::small();
    let mut window = Window::open(&world, "practise");
    escape_closes_dialogs(&mut window);
    answer_first(&mut window);
    escape_closes_dialogs(&mut window);
    assert!(window.state().practice.as_ref().unwrap().summary.is_none());
    window.press(Key::Escape);
    assert!(window.state().practice.as_ref().unwrap().summary.is_some());
    escape_closes_dialogs(&mut window);
    assert!(window.state().practice.is_some());
}

/// Practises a note with two questions to choose from, up to the second.
fn answer_first(window: &mut Window) {
    let note = Scope::Note(NoteId::new("storage/buckets"));
    for command in [
        SittingCommand::Start(note),
        SittingCommand::GiveUp,
        SittingCommand::Rate(Rating::Good),
    ] {
        window.give(Command::Sitting(command));
    }
}

#[test]
fn keys_neither_answer_nor_undo_beneath_a_dialog() {
    let world = World::small();
    let mut window = Window::open(&world, "practise");
    answer_first(&mut window);
    let showing = |window: &Window| {
        let practice = window.state().practice.as_ref().unwrap();
        practice.sitting.current().cloned().unwrap()
    };
    let before = showing(&window);
    window.press(Key::F1);
    for key in [Key::Num1, Key::Z, Key::R, Key::Num0, Key::Space, Key::Enter] {
        window.press(key);
        assert_eq!(showing(&window), before, "{key:?}");
        assert_eq!(window.route(), "practise:note:storage/buckets", "{key:?}");
    }
}

#[test]
fn page_of_keys_names_every_key_that_works_everywhere() {
    let world = World::small();
    let mut window = Window::open_as(&world, "home", [1280.0, 1600.0], egui::Theme::Light);
    window.press(Key::F1);
    for command in MenuCommand::ALL {
        if !command.chords().is_empty() {
            let words = command.label().trim_end_matches('…');
            assert!(window.says(words), "{words}");
        }
    }
}

#[test]
fn keys_work_everywhere_but_not_while_typing() {
    let world = World::small();
    let mut window = Window::open(&world, "home");
    window.press(Key::F1);
    assert_eq!(window.state().overlay, Some(Overlay::Keys));
    window.press(Key::Escape);
    window.press_with(Modifiers::COMMAND, Key::B);
    assert!(!window.state().tree_shown);
    window.press_with(Modifiers::COMMAND, Key::Plus);
    assert_eq!(window.state().settings.text_percent, 110);
    window.press_with(Modifiers::COMMAND, Key::Num0);
    assert_eq!(window.state().settings.text_percent, 100);
    window.press_with(Modifiers::COMMAND, Key::B);
    window
        .harness
        .get_by_role_and_label(Role::TextInput, "Filter notes")
        .focus();
    window.harness.run();
    window.press(Key::Questionmark);
    assert_eq!(window.state().overlay, None);
}

#[test]
fn narrow_window_keeps_the_tree_in_a_drawer() {
    let world = World::small();
    let mut window = Window::open_as(&world, "home", SMALL, egui::Theme::Light);
    assert!(tree(&window).is_empty());
    window.click(Role::Button, "Notes");
    assert_eq!(tree(&window), ["Storage", "Queues"]);
    window.press(Key::Escape);
    assert!(tree(&window).is_empty());
}
