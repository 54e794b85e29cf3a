//! The jump box: names and text below each other, how they are walked through and opened, and what
//! is lit then.

use egui::{Key, Modifiers, Role};
use nephoscope::app::command::Command;
use nephoscope::base::ids::NoteId;

use crate::common::window::{SMALL, Window};
use crate::common::world::World;

fn ask(window: &mut Window, query: &str) {
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_text(query);
}

/// The rows that the box shows for `query`.
fn rows(window: &mut Window, query: &str) -> Vec<String> {
    ask(window, query);
    window.names(Role::ListBoxOption)
}

#[test]
fn text_is_found_opened_lit_stepped_through_and_put_out() {
    let world = World::small();
    let mut window = Window::open(&world, "home");
    let hits = rows(&mut window, "object class");
    let place = "Storage classes, Storage classes: What an object costs depends on its class.";
    assert!(hits.iter().any(|hit| hit == place), "{hits:?}");
    window.click(Role::ListBoxOption, place);
    assert_eq!(window.route(), "note:storage/classes");
    assert!(window.shows(Role::Toolbar, "Hits in this note"));
    assert!(window.says("1 of 3"), "the title");
    window.press(Key::F3);
    window.press(Key::F3);
    assert!(window.says("3 of 3"));
    window.press_with(Modifiers::COMMAND, Key::G);
    assert!(window.says("1 of 3"), "around at the end, to the title");
    window.press_with(Modifiers::SHIFT, Key::F3);
    assert!(window.says("3 of 3"));
    window.click(Role::Button, "Previous hit");
    assert!(window.says("2 of 3"));
    window.press(Key::N);
    assert!(window.says("3 of 3"));
    window.press_with(Modifiers::SHIFT, Key::N);
    assert!(window.says("2 of 3"));
    let (query, count) = (window.rect_of("object class"), window.rect_of("2 of 3"));
    assert!(query.right() <= count.left(), "{query} and {count}");
    window.press(Key::Escape);
    assert!(!window.shows(Role::Toolbar, "Hits in this note"));
    assert!(window.state().search.seeking.lit.is_none());
    assert_eq!(window.route(), "note:storage/classes");
}

#[test]
fn arrows_walk_from_names_into_text_and_enter_opens() {
    let world = World::small();
    let mut window = Window::open(&world, "home");
    let hits = rows(&mut window, "messages");
    let names = hits.iter().position(|hit| hit.contains(": ")).unwrap();
    assert!(names > 0, "names stand first: {hits:?}");
    for _ in 0..names {
        window.press(Key::ArrowDown);
    }
    window.press(Key::Enter);
    assert_eq!(window.route(), "note:queues/messages");
    assert!(window.shows(Role::Toolbar, "Hits in this note"));
}

#[test]
fn box_takes_the_search_up_again_in_the_note_that_it_led_to() {
    let world = World::small();
    let mut window = Window::open(&world, "home");
    ask(&mut window, "\"costs depends\"");
    window.press(Key::Enter);
    assert_eq!(window.route(), "note:storage/classes");
    window.press_with(Modifiers::COMMAND, Key::K);
    assert_eq!(window.names(Role::ListBoxOption).len(), 1);
    window.type_text("names");
    assert!(
        window.says("Names, Buckets"),
        "typing replaces what stood there"
    );
}

#[test]
fn note_is_found_by_every_name_that_it_has_and_named_once() {
    let world = World::with_notes(&[
        (
            "2026-11-14.md",
            "---\naliases: [First frost, A good dark night]\n---\n# A good night\n\nNo wind.\n",
        ),
        ("03-other_words.md", "# Other words\n\nText.\n"),
    ]);
    let mut window = Window::open(&world, "home");
    for (query, first) in [
        ("2026-11-14", "2026-11-14, A good night"),
        ("first frost", "First frost, A good night"),
        ("good night", "A good night"),
        ("other words", "Other words"),
    ] {
        let names = rows(&mut window, query);
        assert_eq!(names.first().map(String::as_str), Some(first), "{query}");
        let of_note = |name: &&String| name.contains("A good night") && !name.contains("wind");
        assert!(
            names.iter().filter(of_note).count() <= 1,
            "{query}: {names:?}"
        );
        window.press(Key::Escape);
    }
}

#[test]
fn letters_that_stand_somewhere_in_a_name_are_no_hit() {
    let world = World::vault();
    let mut window = Window::open(&world, "home");
    for (query, weak) in [
        ("cafe", "S3 storage classes and lifecycle rules"),
        ("strasse", "S3 storage classes and lifecycle rules"),
        ("moon", "Import files"),
        ("moon", "CommonMark"),
        ("lamdba", "Errors, logs and metrics"),
    ] {
        let hits = rows(&mut window, query);
        assert!(
            !hits.iter().any(|hit| hit.contains(weak)),
            "{query}: {hits:?}"
        );
        window.press(Key::Escape);
    }
    ask(&mut window, "s3lc");
    window.press(Key::Enter);
    assert_eq!(window.route(), "diagram:s3-lifecycle");
}

#[test]
fn name_that_may_be_meant_stands_below_a_text_with_the_very_word() {
    let world = World::with_notes(&[
        ("a.md", "# Most of the other nights\n\nDark.\n"),
        ("b.md", "# Sky\n\nNo moon.\n"),
        ("c.md", "# Monochrome\n\nOnly gray.\n"),
    ]);
    let mut window = Window::open(&world, "home");
    let hits = rows(&mut window, "moon");
    let place = "Sky, Sky: No moon.";
    assert_eq!(hits[0], place, "{hits:?}");
    assert!(hits[1].starts_with("Most of the other nights"), "{hits:?}");
    assert!(window.says("By some of their letters"));
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    assert_eq!(window.route(), "note:a");
    let hits = rows(&mut window, "mochrome");
    assert_eq!(hits[0], "Monochrome", "no text has it: {hits:?}");
}

#[test]
fn more_of_what_is_found_is_shown_when_it_is_asked_for() {
    let notes: Vec<(String, String)> = (10..30)
        .map(|at| (format!("n{at}.md"), format!("# Note {at}\n\nA needle.\n")))
        .collect();
    let notes: Vec<(&str, &str)> = notes.iter().map(|(a, b)| (&**a, &**b)).collect();
    let world = World::with_notes(&notes);
    let mut window = Window::open(&world, "home");
    ask(&mut window, "needle");
    assert!(window.says("In the text: the best 12 of 20 places"));
    window.press(Key::ArrowUp);
    window.press(Key::Enter);
    assert!(window.says("In the text: 20 places"));
    let hits = window.names(Role::ListBoxOption);
    assert_eq!(hits.len(), 20, "{hits:?}");
    window.press(Key::Enter);
    assert!(window.route().starts_with("note:n"), "the cursor stays");
}

#[test]
fn operator_that_is_not_understood_says_what_there_is() {
    let world = World::small();
    let mut window = Window::open(&world, "home");
    ask(&mut window, "in:xyz");
    assert!(window.says("No chapter is called \"xyz\". There are: Storage, Queues."));
    assert!(!window.says("Nothing is found"));
    window.press(Key::Escape);
    ask(&mut window, "is:foo");
    assert!(window.says("There are is:text, is:question and is:diagram"));
    assert!(window.says("phrase"));
    window.press(Key::Escape);
    ask(&mut window, ">larger");
    assert!(!window.says("phrase"), "actions have no operators");
}

#[test]
fn actions_are_found_by_other_words() {
    let world = World::small();
    let mut window = Window::open(&world, "note:storage/buckets");
    for (query, action) in [
        (">dark", "Switch day and night"),
        (">theme", "Switch day and night"),
        (">font", "Larger text"),
        (">preferences", "Settings"),
        (">read", "Mark as read, or as not read"),
    ] {
        let hits = rows(&mut window, query);
        assert!(hits[0].starts_with(action), "{query}: {hits:?}");
        window.press(Key::Escape);
    }
    let note = NoteId::new("storage/buckets");
    for read in [true, false] {
        ask(&mut window, ">mark as read");
        window.press(Key::Enter);
        assert_eq!(window.state().is_read(&note), read);
    }
}

#[test]
fn box_that_is_opened_again_stands_on_the_place_that_was_opened() {
    let world = World::small();
    let mut window = Window::open(&world, "home");
    ask(&mut window, "\"message\"");
    window.press(Key::ArrowDown);
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    let block = |window: &Window| {
        let lit = window.state().search.seeking.lit.as_ref().unwrap();
        lit.search.as_ref().unwrap().block
    };
    let opened = block(&window);
    window.press_with(Modifiers::COMMAND, Key::K);
    window.press(Key::Enter);
    assert_eq!(block(&window), opened);
    window.press_with(Modifiers::COMMAND, Key::K);
    window.press(Key::ArrowUp);
    window.press(Key::Enter);
    assert_ne!(block(&window), opened, "another row");
}

#[test]
fn lights_go_out_on_the_way_to_another_note_and_stay_on_the_way_back() {
    let world = World::small();
    let mut window = Window::open(&world, "home");
    ask(&mut window, "\"costs depends\"");
    window.press(Key::Enter);
    window.give(Command::Go("practise".parse().unwrap()));
    assert!(!window.shows(Role::Toolbar, "Hits in this note"));
    window.give(Command::Back);
    assert!(window.shows(Role::Toolbar, "Hits in this note"));
    window.give(Command::Go("note:storage/buckets".parse().unwrap()));
    window.give(Command::Back);
    assert!(!window.shows(Role::Toolbar, "Hits in this note"));
}

#[test]
fn hit_far_down_a_long_note_is_brought_into_view() {
    let words = "Some words that fill a line, and some more of them.\n\n".repeat(60);
    let text =
        format!("# Long\n\nThe needle first.\n\n{words}Here is the needle again.\n\n{words}");
    let folded = format!("{text}> [!tip]- Folded\n> The last needle.\n");
    let world = World::with_notes(&[("01-notes/01-long.md", &folded)]);
    let mut window = Window::open_as(&world, "home", SMALL, egui::Theme::Light);
    ask(&mut window, "\"needle first\"");
    window.press(Key::Enter);
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_text("needle");
    let first = window.names(Role::ListBoxOption);
    assert_eq!(first.len(), 1, "{first:?}");
    window.press(Key::Enter);
    assert!(window.says("1 of 3"));
    assert!(window.says("The needle first."));
    assert!(!window.says("Here is the needle again."));
    window.press(Key::F3);
    assert!(window.says("Here is the needle again."));
    assert!(!window.says("The last needle."));
    window.press(Key::F3);
    assert!(window.says("The last needle."), "folded text is unfolded");
    window.press(Key::F3);
    assert!(window.says("The needle first."));
}

#[test]
fn question_is_opened_in_its_note_with_its_words_lit() {
    let world = World::small();
    let mut window = Window::open(&world, "home");
    let hits = rows(&mut window, "is:question space");
    assert_eq!(hits.len(), 1, "{hits:?}");
    assert!(
        hits[0].starts_with("Question: In how large a space"),
        "{hits:?}"
    );
    window.press(Key::Enter);
    assert_eq!(window.route(), "note:storage/buckets");
    assert!(window.says("1 of 1"));
}

#[test]
fn nothing_found_is_said() {
    let world = World::small();
    let mut window = Window::open(&world, "home");
    ask(&mut window, "\"no such words\"");
    assert!(window.says("Nothing is found for: \"no such words\""));
    window.press(Key::Enter);
    assert_eq!(window.route(), "home");
}
