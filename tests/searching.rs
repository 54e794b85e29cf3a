//! Searching everything: what is found, how it is opened, what is lit, and what survives.

use std::fs;
use std::path::PathBuf;

use egui::{Key, Modifiers, Role};
use nephoscope::app::command::{Command, ImportCommand, SearchCommand};
use nephoscope::base::ids::NoteId;
use nephoscope::search::results::Results;

use crate::common::program::Program;
use crate::common::window::{SMALL, Window};
use crate::common::world::World;

/// What is found for `query`.
fn found(program: &mut Program, query: &str) -> Results {
    program.give(Command::Search(SearchCommand::Ask(query.to_owned())));
    let results = program.state().search.results.as_deref().cloned();
    let results = results.unwrap_or_default();
    assert!(!program.state().search.is_waiting(), "{query}");
    results
}

fn notes(results: &Results) -> Vec<&str> {
    let notes = results.notes.iter();
    notes.map(|note| note.note.as_str()).collect()
}

#[test]
fn bundled_notes_are_ranked_as_a_reader_expects() {
    let world = World::bundled();
    let mut program = world.start();
    let mut check = |query: &str, note: &str| {
        let results = found(&mut program, query);
        let notes = notes(&results);
        assert_eq!(notes.first(), Some(&note), "{query}: {notes:?}");
    };
    check("visibility timeout", "sqs/visibility-timeout");
    check("visibilty", "sqs/visibility-timeout");
    check("visiblity timout", "sqs/visibility-timeout");
    check("in:sqs visibil", "sqs/visibility-timeout");
    check("is:question visibility timeout", "sqs/visibility-timeout");
    check("lifecycle is:diagram", "s3/lifecycle");
    check("dead letter queue", "sqs/dead-letter-queues");
}

#[test]
fn what_is_found_has_lit_words_and_names_its_place() {
    let world = World::small();
    let mut program = world.start();
    let results = found(&mut program, "price access");
    let (note, place) = results.place(0).unwrap();
    assert_eq!(
        (&*note.title, &*note.chapter),
        ("Storage classes", "Storage")
    );
    assert_eq!(&*place.heading, "Prices");
    let lit = place
        .excerpt
        .lit
        .iter()
        .map(|range| &place.excerpt.text[range.clone()]);
    assert_eq!(lit.collect::<Vec<_>>(), ["price", "access"]);
}

#[test]
fn hit_in_a_title_or_a_summary_opens_the_note_at_its_top() {
    let far = "Other words.\n\n".repeat(60);
    let text = format!(
        "---\ntitle: Queues\nsummary: What a buffer is for.\n---\n\n{far}## Far\n\nA queue is a buffer.\n"
    );
    let world = World::with_notes(&[("a.md", &text)]);
    for query in ["queue", "buffer"] {
        let mut program = world.start();
        let results = found(&mut program, query);
        let places = &results.notes[0].places;
        let head = places.iter().find(|place| place.heading.is_empty());
        program.give(Command::Search(SearchCommand::Open {
            note: NoteId::new("a"),
            block: head.unwrap().block,
        }));
        let lit = program.state().search.lit.as_ref().unwrap();
        let current = lit.lights.place(lit.current).unwrap();
        assert_eq!((lit.current, current.item), (0, 0), "{query}");
        assert_eq!(program.place().map(|place| place.block), Some(0));
    }
}

#[test]
fn answers_of_questions_are_not_found() {
    let world = World::small();
    let mut program = world.start();
    assert_eq!(
        notes(&found(&mut program, "is:question account")),
        ["storage/buckets"]
    );
    for hidden in [
        "\"two accounts cannot share\"",
        "\"belongs to one bucket only\"",
        "\"up to a day\"",
    ] {
        assert_eq!(
            notes(&found(&mut program, hidden)),
            Vec::<&str>::new(),
            "{hidden}"
        );
    }
}

#[test]
fn any_text_may_be_asked() {
    let world = World::small();
    let mut program = world.start();
    for query in [
        "\"",
        "-",
        "in:",
        "is:",
        "((",
        "a AND OR",
        "*",
        "~",
        "\\",
        "[x TO",
        "\u{0}",
        "é\u{301}\u{301}",
        "-\"",
        "in:\"",
        ":",
    ] {
        found(&mut program, query);
    }
    assert!(program.told().is_empty());
}

/// The files of the index that hold words, by name.
fn kept(world: &World) -> Vec<PathBuf> {
    let folder = world.paths().cache().join("search");
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries
        .filter(|path| path.extension().is_some_and(|ending| ending == "term"))
        .collect();
    files.sort();
    files
}

#[test]
fn restart_uses_the_index_that_was_kept() {
    let world = World::small();
    world.start().close();
    let before = kept(&world);
    assert!(!before.is_empty());
    let mut again = world.start();
    assert_eq!(kept(&world), before);
    assert_eq!(
        notes(&found(&mut again, "\"names are unique\"")),
        ["storage/buckets"]
    );
}

#[test]
fn damaged_index_is_built_again_without_a_word() {
    let world = World::small();
    world.start().close();
    for file in kept(&world) {
        fs::write(file, "no words").unwrap();
    }
    let mut again = world.start();
    assert_eq!(
        notes(&found(&mut again, "\"names are unique\"")),
        ["storage/buckets"]
    );
    assert!(again.told().is_empty(), "{:?}", again.told());
    assert!(again.state().search.index.is_on_disk());
}

#[test]
fn second_window_on_the_same_folder_searches_in_memory() {
    let world = World::small();
    let first = world.start();
    let mut second = world.start();
    assert!(first.state().search.index.is_on_disk());
    assert!(!second.state().search.index.is_on_disk());
    assert_eq!(
        notes(&found(&mut second, "\"names are unique\"")),
        ["storage/buckets"]
    );
}

#[test]
fn imported_notes_are_found_until_they_are_taken_back() {
    let world = World::small();
    let mut program = world.start();
    let file = world.file("travel.md", "# Travel\n\nBy night train to Kyōto.\n");
    program.give(Command::Import(ImportCommand::Offer(vec![file])));
    program.give(Command::Import(ImportCommand::Confirm));
    assert_eq!(notes(&found(&mut program, "kyoto")), ["my/travel"]);
    let undo = program.state().notices.shown().iter().find_map(|notice| {
        let (_, command) = notice.action.clone()?;
        Some(*command)
    });
    program.give(undo.unwrap());
    assert_eq!(notes(&found(&mut program, "kyoto")), Vec::<&str>::new());
}

/// Opens the box and types.
fn ask(window: &mut Window, query: &str) {
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_text(query);
}

#[test]
fn text_is_found_opened_lit_stepped_through_and_put_out() {
    let world = World::small();
    let mut window = Window::open(&world, "home");
    ask(&mut window, "object class");
    let hits = window.names(Role::ListBoxOption);
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
    assert!(window.state().search.lit.is_none());
    assert_eq!(window.route(), "note:storage/classes");
}

#[test]
fn arrows_walk_from_names_into_text_and_enter_opens() {
    let world = World::small();
    let mut window = Window::open(&world, "home");
    ask(&mut window, "messages");
    let hits = window.names(Role::ListBoxOption);
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
        ask(&mut window, query);
        let names = window.names(Role::ListBoxOption);
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
        ask(&mut window, query);
        let hits = window.names(Role::ListBoxOption);
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
    ask(&mut window, "moon");
    let hits = window.names(Role::ListBoxOption);
    let place = "Sky, Sky: No moon.";
    assert_eq!(hits[0], place, "{hits:?}");
    assert!(hits[1].starts_with("Most of the other nights"), "{hits:?}");
    assert!(window.says("By some of their letters"));
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    assert_eq!(window.route(), "note:a");
    ask(&mut window, "mochrome");
    let hits = window.names(Role::ListBoxOption);
    assert_eq!(hits[0], "Monochrome", "no text has it: {hits:?}");
}

#[test]
fn question_is_shown_by_what_it_asks() {
    let world = World::small();
    let mut program = world.start();
    let results = found(&mut program, "is:question region");
    let (_, place) = results.place(0).unwrap();
    let asked = "In how large a space is the name of a bucket unique?";
    assert_eq!(place.excerpt.text, asked);
    assert!(place.excerpt.lit.is_empty());
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
        ask(&mut window, query);
        let hits = window.names(Role::ListBoxOption);
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
        let lit = window.state().search.lit.as_ref().unwrap();
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
    ask(&mut window, "is:question space");
    let hits = window.names(Role::ListBoxOption);
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

#[test]
fn lit_words_follow_the_notes_when_they_are_read_again() {
    let world = World::small();
    let mut program = world.start();
    found(&mut program, "\"names are unique\"");
    let note = NoteId::new("storage/buckets");
    program.give(Command::Search(SearchCommand::Open {
        note: note.clone(),
        block: 3,
    }));
    assert_eq!(
        program
            .state()
            .search
            .lit_in(&note)
            .map(|lit| lit.lights.len()),
        Some(1)
    );
    let file = world.file("travel.md", "# Travel\n");
    program.give(Command::Import(ImportCommand::Offer(vec![file])));
    program.give(Command::Import(ImportCommand::Confirm));
    let document = program.state().documents.document(&note).unwrap();
    let lit = program.state().search.lit_in(&note).unwrap();
    assert!(lit.lights.are_of(document));
}
