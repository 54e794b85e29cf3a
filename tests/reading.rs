//! Reading: places that are found again, links, the tree's folds, looks.

use std::time::Duration;

use egui::{
    Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Role, TouchPhase, vec2,
};
use egui_kittest::kittest::Queryable as _;
use nephoscope::app::command::{Command, Overlay};
use nephoscope::app::route::Route;
use nephoscope::app::settings::{Change, Motion, ThemeChoice};
use nephoscope::base::ids::{NoteId, TopicId};
use nephoscope::markdown::document::BlockKind;

use crate::common::program::{Program, SESSION_IS_WRITTEN};
use crate::common::window::Window;
use crate::common::world::World;

/// Follows the link in the note on buckets that leads to `destination`.
fn follow(program: &mut Program, destination: &str) {
    let from = NoteId::new("storage/buckets");
    let document = program.state().documents.document(&from).unwrap();
    let spans = document.blocks.iter().flat_map(|block| match &block.kind {
        BlockKind::Paragraph(text) => text.spans.as_slice(),
        _ => &[],
    });
    let link = spans
        .filter_map(|span| span.link.clone())
        .find(|link| *link.destination == *destination)
        .unwrap_or_else(|| panic!("no link to {destination}"));
    program.give(Command::Follow { from, link });
}

fn reading_buckets(world: &World) -> Program {
    let mut program = world.start();
    program.go("note:storage/buckets");
    program
}

#[test]
fn back_and_forward_return_to_the_exact_place() {
    let world = World::small();
    let mut program = reading_buckets(&world);
    let in_buckets = program.read_to("storage/buckets", 3);
    program.go("note:queues/messages");
    let in_messages = program.read_to("queues/messages", 4);
    program.give(Command::Back);
    assert_eq!(program.route(), "note:storage/buckets");
    assert_eq!(program.place(), Some(&in_buckets));
    program.give(Command::Forward);
    assert_eq!(program.place(), Some(&in_messages));
}

#[test]
fn note_opens_where_it_was_left() {
    let world = World::small();
    let mut program = reading_buckets(&world);
    let left_at = program.read_to("storage/buckets", 4);
    program.go("home");
    program.go("note:storage/buckets");
    assert_eq!(program.place(), Some(&left_at));
}

#[test]
fn named_section_wins_over_the_place_that_was_left() {
    let world = World::small();
    let mut program = reading_buckets(&world);
    program.read_to("storage/buckets", 4);
    program.go("note:storage/buckets#names");
    assert_eq!(program.place(), None);
    assert_eq!(program.route(), "note:storage/buckets#names");
}

#[test]
fn going_somewhere_new_ends_the_way_forward() {
    let world = World::small();
    let mut program = reading_buckets(&world);
    program.go("note:queues/messages");
    program.give(Command::Back);
    program.go("note:storage/classes");
    program.give(Command::Forward);
    assert_eq!(program.route(), "note:storage/classes");
}

#[test]
fn back_at_the_beginning_stays() {
    let world = World::small();
    let mut program = world.start();
    program.give(Command::Back);
    assert_eq!(program.route(), "home");
}

#[test]
fn restart_brings_back_place_way_and_folds() {
    let world = World::small();
    let topic = TopicId::new("02-queues");
    let mut program = reading_buckets(&world);
    program.read_to("storage/buckets", 2);
    program.go("note:storage/classes");
    let left_at = program.read_to("storage/classes", 1);
    program.give(Command::UnfoldAll);
    program.give(Command::ToggleFold(topic.clone()));
    program.give(Command::ToggleTree);
    program.close();

    let mut again = world.start();
    assert_eq!(again.route(), "note:storage/classes");
    assert_eq!(again.place(), Some(&left_at));
    assert_eq!(again.state().folded.iter().collect::<Vec<_>>(), [&topic]);
    assert!(!again.state().tree_shown);
    again.give(Command::Back);
    assert_eq!(again.route(), "note:storage/buckets");
    assert_eq!(again.place().map(|place| place.block), Some(2));
}

#[test]
fn place_is_on_disk_soon_after_reading_on() {
    let world = World::small();
    let mut program = reading_buckets(&world);
    let place = program.read_to("storage/buckets", 3);
    world.pass(SESSION_IS_WRITTEN);
    program.settle();
    let (copy, _folder) = world.start_from_copy();
    assert_eq!(copy.place(), Some(&place));
}

#[test]
fn place_survives_an_edit_above_it() {
    let text = |above: &str| format!("# One\n\n{above}first\n\nsecond\n\nthird\n");
    let world = World::with_notes(&[("a.md", &text(""))]);
    let mut program = world.start();
    program.go("note:a");
    program.read_to("a", 2);
    program.close();
    let edited = World::with_notes(&[("a.md", &text("new\n\nnewer\n\n"))]);
    let program = {
        let mut env = world.env();
        env.notes = edited.env().notes;
        Program::start(env, nephoscope::shell::env::Launch::default())
    };
    let place = program.place().unwrap();
    let document = program.state().documents.document(&place.note).unwrap();
    assert_eq!(place.resolve(document), 4);
}

#[test]
fn first_start_folds_all_topics_and_opening_a_note_unfolds_the_way_to_it() {
    let world = World::small();
    let mut program = world.start();
    let topics = program.state().library.topics().len();
    assert_eq!(program.state().folded.len(), topics);
    program.go("note:queues/messages");
    assert!(!program.state().folded.contains(&TopicId::new("02-queues")));
    assert!(program.state().folded.contains(&TopicId::new("01-storage")));
}

#[test]
fn links_between_notes_lead_to_note_and_section() {
    let check = |destination: &str, expected: &str| {
        let world = World::small();
        let mut program = reading_buckets(&world);
        follow(&mut program, destination);
        assert_eq!(program.route(), expected, "{destination}");
        program.give(Command::Back);
        assert_eq!(program.route(), "note:storage/buckets", "{destination}");
    };
    check("02-classes.md", "note:storage/classes");
    check("02-classes.md#prices", "note:storage/classes#prices");
    check("queues/messages", "note:queues/messages");
    check("#names", "note:storage/buckets#names");
}

#[test]
fn web_link_is_handed_to_the_browser_and_changes_nothing_here() {
    let world = World::small();
    let mut program = reading_buckets(&world);
    follow(&mut program, "https://example.com/manual");
    assert_eq!(program.opened_addresses(), ["https://example.com/manual"]);
    assert_eq!(program.route(), "note:storage/buckets");
}

#[test]
fn dangerous_and_broken_links_are_not_followed_and_say_why() {
    for destination in ["javascript:alert", "file:///bin/sh", "missing.md"] {
        let world = World::small();
        let mut program = reading_buckets(&world);
        follow(&mut program, destination);
        assert_eq!(program.route(), "note:storage/buckets", "{destination}");
        assert!(program.opened_addresses().is_empty(), "{destination}");
        let told = program.told();
        assert_eq!(told.len(), 1, "{destination}: {told:?}");
        let sentence = told[0];
        assert!(sentence.ends_with('.'), "{sentence}");
        assert!(
            !sentence.starts_with(char::is_lowercase),
            "a message is a sentence: {sentence}"
        );
    }
}

#[test]
fn note_that_is_gone_is_said_to_be_gone() {
    let world = World::small();
    let window = crate::common::window::Window::open(&world, "note:storage/gone");
    assert!(window.says("is not among the notes"));
}

#[test]
fn looks_come_back_after_a_restart() {
    let world = World::small();
    let mut program = world.start();
    program.give(Command::Change(Change::Theme(ThemeChoice::Night)));
    program.give(Command::Change(Change::TextPercent(150)));
    program.give(Command::Change(Change::Motion(Motion::Reduced)));
    drop(program);
    let again = world.start();
    let settings = &again.state().settings;
    assert_eq!(settings.theme, ThemeChoice::Night);
    assert_eq!(settings.text_percent, 150);
    assert_eq!(settings.motion, Motion::Reduced);
}

#[test]
fn note_is_marked_as_read_for_good_and_unmarked_again() {
    let world = World::small();
    let note = NoteId::new("storage/buckets");
    let mark = |read| Command::MarkRead {
        note: note.clone(),
        read,
    };
    let mut program = world.start();
    program.give(mark(true));
    assert!(program.state().is_read(&note));
    drop(program);
    let mut again = world.start();
    assert!(again.state().is_read(&note));
    again.give(mark(false));
    drop(again);
    assert!(!world.start().state().is_read(&note));
}

#[test]
fn named_screen_wins_over_the_saved_one() {
    let world = World::small();
    let mut program = world.start();
    program.go("gallery");
    program.close();
    let launch = nephoscope::shell::env::Launch {
        route: Some(Route::Home),
        ..Default::default()
    };
    let again = Program::start(world.env(), launch);
    assert_eq!(again.route(), "home");
}

#[test]
fn link_leads_on_though_the_reader_scrolls_in_the_same_moment() {
    let words = "Some words that fill a line, and some more of them.\n\n".repeat(60);
    let text = format!("# Long\n\nOn [to the end](#the-end).\n\n{words}## The end\n\n{words}");
    let world = World::with_notes(&[("01-notes/01-long.md", &text)]);
    let mut window = Window::open(&world, "home");
    let id = window.state().library.notes()[0].id().clone();
    window.give(Command::Go(Route::note(id)));
    let link = window
        .harness
        .get_by_role_and_label(Role::Link, "to the end");
    let at = link.rect().center();
    window.harness.hover_at(at);
    window.harness.run();
    for pressed in [true, false] {
        window.harness.event(Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    window.harness.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -900.0),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    window.harness.run();
    let place = window.state().nav.current().place.clone().unwrap();
    assert_eq!(place.section, "the-end", "{place:?}");
}

#[test]
fn chapter_with_a_page_of_its_own_opens_it_and_folds_when_it_is_shown() {
    let world = World::with_notes(&[
        ("01-trip/index.md", "# Trip\n\nWhere to.\n"),
        ("01-trip/02-japan.md", "# Japan\n\nBy train.\n"),
    ]);
    let mut window = Window::open(&world, "home");
    let row = |window: &Window, words: &str| {
        let names = window.names(Role::TreeItem);
        names.into_iter().find(|name| name.starts_with(words))
    };
    window.give(Command::FoldAll);
    assert_eq!(row(&window, "Japan"), None);
    for (route, japan) in [("note:trip/index", true), ("note:trip/index", false)] {
        let chapter = row(&window, "Trip, topic").unwrap();
        window.click(Role::TreeItem, &chapter);
        assert_eq!(window.route(), route);
        assert_eq!(row(&window, "Japan").is_some(), japan);
    }
}

#[test]
fn jump_box_begins_with_what_was_read_last() {
    let world = World::small();
    let mut window = Window::open(&world, "home");
    for route in ["note:queues/messages", "note:storage/classes", "home"] {
        window.give(Command::Go(route.parse().unwrap()));
    }
    window.give(Command::Open(Overlay::Jump));
    let hits = window.names(Role::ListBoxOption);
    let library = std::sync::Arc::clone(&window.state().library);
    let title = |id: &str| library.note(&NoteId::new(id)).unwrap().title().to_string();
    assert!(hits[0].starts_with(&title("storage/classes")), "{hits:?}");
    assert!(hits[1].starts_with(&title("queues/messages")), "{hits:?}");
    window.press(Key::Escape);
    window.give(Command::Go("note:storage/classes".parse().unwrap()));
    window.give(Command::Open(Overlay::Jump));
    let hits = window.names(Role::ListBoxOption);
    assert!(hits[0].starts_with(&title("queues/messages")), "{hits:?}");
    let open = format!("{},", title("storage/classes"));
    assert!(!hits.iter().any(|hit| hit.starts_with(&open)), "{hits:?}");
}

#[test]
fn words_that_are_gone_on_the_way_back_are_told_and_the_nearest_place_shown() {
    let note = "# One\n\nfirst\n\n## Two\n\nthe words that were read\n\nthird\n";
    let world = World::with_notes(&[("a.md", note), ("b.md", "# B\n")]);
    let mut program = world.start();
    program.go("note:a");
    program.read_to("a", 3);
    program.go("note:b");
    program.close();
    let edited = note.replace("the words that were read", "something else");
    std::fs::write(world.notes_folder().join("a.md"), edited).unwrap();
    let mut program = world.start();
    program.give(Command::Back);
    assert_eq!(
        program.told(),
        [
            "\u{201c}the words that were read\u{201d} is no longer in this note. This is the nearest place."
        ]
    );
    let place = program.place().unwrap();
    let document = program.state().documents.document(&place.note).unwrap();
    assert_eq!(place.resolve(document), 2);
}

#[test]
fn words_that_are_gone_are_told_though_the_note_was_open_before_they_went() {
    let note = "# One\n\nfirst\n\n## Two\n\nthe words that were read\n\nthird\n";
    let world = World::with_notes(&[("a.md", note), ("b.md", "# B\n")]);
    let mut program = world.start();
    program.go("note:a");
    program.read_to("a", 3);
    program.go("note:b");
    let edited = note.replace("the words that were read", "something else");
    std::fs::write(world.notes_folder().join("a.md"), edited).unwrap();
    program.give(Command::LookForChanges);
    program.give(Command::Back);
    let told = program.told();
    assert!(
        told.iter()
            .any(|told| told.contains("is no longer in this note")),
        "{told:?}"
    );
}

#[test]
fn section_of_the_outline_is_a_stop_and_back_leads_to_where_one_was() {
    let words = "Some words that fill a line, and some more of them.\n\n".repeat(40);
    let text = format!("# Long\n\n{words}## The end\n\n{words}");
    let world = World::with_notes(&[("a.md", &text), ("b.md", "# B\n")]);
    let mut window = Window::open(&world, "note:b");
    window.give(Command::Go("note:a".parse().unwrap()));
    window.scroll(300.0);
    let here = window.state().nav.current().place.clone().unwrap();
    assert!(here.block > 0);
    window.click(Role::Link, "The end");
    let place = window.state().nav.current().place.clone().unwrap();
    assert_eq!(place.section, "the-end", "{place:?}");
    window.press_with(egui::Modifiers::ALT, egui::Key::ArrowLeft);
    assert_eq!(window.route(), "note:a");
    assert_eq!(window.state().nav.current().place, Some(here));
}

#[test]
fn column_beside_a_note_without_anything_says_so_within_its_room() {
    let world = World::with_notes(&[("a.md", "Only words.\n")]);
    let window = Window::open(&world, "note:a");
    let said = window.rect_of("No sections, marks, questions or links");
    let text = window.rect_of("Only words.");
    let screen = window.harness.ctx.content_rect();
    assert!(
        said.left() > text.right() && said.right() < screen.right(),
        "{said:?}"
    );
}

#[test]
fn window_is_called_as_what_it_shows() {
    let world = World::with_notes(&[("a.md", "# First\n"), ("b.md", "# Second\n")]);
    let mut window = Window::open(&world, "note:a");
    let mut called = |route: &str| window.renamed_by(Command::Go(route.parse().unwrap()));
    assert_eq!(called("note:b").unwrap(), "Second – Nephoscope");
    assert_eq!(called("note:b"), None, "it is called so already");
    assert_eq!(called("home").unwrap(), "Nephoscope");
}

#[test]
fn place_is_written_when_the_reader_rests_or_has_moved_for_long() {
    let world = World::small();
    let mut program = world.start();
    let session = world.paths().session();
    let is_written = || std::fs::exists(&session).unwrap();
    program.go("note:storage/buckets");
    for _ in 0..12 {
        assert!(!is_written(), "nothing is flushed while one scrolls");
        world.pass(Duration::from_millis(1_500));
        program.read_to("storage/buckets", 1);
    }
    for _ in 0..3 {
        world.pass(Duration::from_millis(1_500));
        program.read_to("storage/buckets", 2);
    }
    assert!(is_written(), "though one scrolls on");
    std::fs::remove_file(&session).unwrap();
    program.read_to("storage/buckets", 0);
    world.pass(SESSION_IS_WRITTEN);
    program.settle();
    assert!(is_written());
}
