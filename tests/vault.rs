//! A vault as people write them, in `tests/vault`: every note is shown whole, each construct as
//! what it is, and the page that holds all of them looks as it should.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use egui::Theme::{Dark, Light};
use egui::{Role, Theme, vec2};
use egui_kittest::SnapshotResults;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use nephoscope::app::command::{Command, Overlay};
use nephoscope::library::links;

use crate::common::window::Window;
use crate::common::world::World;

/// A window in which a whole note has room.
const TALL: [f32; 2] = [1280.0, 9_000.0];

/// What is wrong in the vault, and meant to be: the line is that of the file.
const MEANT: &[(&str, usize, &str)] = &[
    ("Every construct.md", 157, "raw HTML is shown as text"),
    ("Html.md", 44, "raw HTML is shown as text"),
    ("Links.md", 18, "there is no note \"Comet\""),
    (
        "Links.md",
        19,
        "there is no section \"Volcanoes\" in \"Saturn\"",
    ),
    (
        "Links.md",
        20,
        "there is no block \"^volcano\" in \"Saturn\"",
    ),
    ("Links.md", 21, "there is no note \"Lost.md\""),
    ("Links.md", 22, "there is no note \"Nowhere\""),
];

#[test]
fn only_what_is_meant_to_be_wrong_is_told() {
    let world = World::vault();
    let program = world.start();
    let library = &program.state().library;
    let own = library.notes().iter().flat_map(|note| {
        let issues = note.issues().iter().cloned();
        issues.map(|issue| (note.id().clone(), issue))
    });
    let mut told: Vec<(String, usize, String)> = own
        .chain(links::check(library))
        .map(|(note, issue)| {
            let path = library.note(&note).unwrap().path().to_owned();
            let message = issue.message.split("; did you mean").next().unwrap();
            (path, issue.line, message.to_owned())
        })
        .collect();
    told.sort();
    let meant: Vec<_> = MEANT
        .iter()
        .map(|(path, line, message)| ((*path).to_owned(), *line, (*message).to_owned()))
        .collect();
    assert_eq!(told, meant);
}

/// More folds than any note of the vault has.
const MOST_FOLDS: usize = 20;

/// Opens a note in a window as high as it, with all its folds open.
fn open(world: &World, note: &str) -> Window {
    let mut window = Window::open_as(world, &format!("note:{note}"), TALL, Light);
    let mut clicks = 0;
    while let Some(fold) = folded(&window) {
        assert!(clicks < MOST_FOLDS, "{note}: \"{fold}\" is still there");
        clicks += 1;
        window.click(Role::Button, &fold);
    }
    window
}

/// The button of the first fold that is not open.
fn folded(window: &Window) -> Option<String> {
    let mut buttons = window.names(Role::Button).into_iter();
    buttons.find(|name| name.starts_with("Unfold "))
}

/// The whole words of a text that are longer than two letters, in lower case.
fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let long = words.filter(|word| word.chars().count() > 2);
    long.map(str::to_lowercase).collect()
}

/// The words of a note's source that stand for themselves: without markup, addresses, comments
/// and what only other programs read.
fn written_words(source: &str) -> BTreeSet<String> {
    let body = source
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .map_or(source, |(_, body)| body);
    let mut text = body.to_owned();
    for pattern in [
        "(?s)```(mermaid|quiz|diagram).*?```",
        "(?s)%%.*?%%",
        "(?s)<!--.*?-->",
        "(?s)\\$\\$.*?\\$\\$|\\$[^$\\n]*\\$",
        "(?m)^(```|~~~).*$",
        "(?m)^\\[[^\\]^]*\\]: .*$",
        "(?s)<[a-z/][^>]*>",
        "\\]\\([^)]*\\)|\\]\\[[^\\]]*\\]",
        "\\.(png|jpg|gif|webp|svg)\\b",
        "\\|[0-9x]+\\]\\]",
        "\\[\\[[^\\]|]*\\|",
        "\\[\\^[^\\]]*\\]|\\{#[^}]*\\}|\\^[a-z]+|\\[![a-z]*\\]|&[a-z]*;",
    ] {
        let pattern = regex::Regex::new(pattern).unwrap();
        text = pattern.replace_all(&text, " ").into_owned();
    }
    words(&text)
}

/// A column that is in view of the table that is too wide, and one that is not.
const COLUMNS: [&str; 2] = ["Constellation", "Remark"];

/// What a screen reader finds in the note, also in the columns for which there is no room.
fn read_whole(window: &mut Window) -> String {
    let mut said = window.read_aloud();
    if window.shows(Role::Label, COLUMNS[0]) && !window.shows(Role::Label, COLUMNS[1]) {
        let column = window.rect_of(COLUMNS[0]).center();
        window.scroll_at(column, vec2(-3_000.0, 0.0));
        said.push_str(&window.read_aloud());
    }
    said
}

/// What stands in the vault and is for other programs only, or for nobody.
const HIDDEN: &[&str] = &[
    "%%",
    "ask for a better map",
    "nobody sees this",
    "nobody reads this",
    "of two lines",
    "a comment in html",
    "^here",
];

#[test]
fn every_word_of_every_note_is_shown() {
    let world = World::vault();
    let program = world.start();
    let notes: Vec<(String, String)> = program
        .state()
        .library
        .notes()
        .iter()
        .map(|note| (note.id().to_string(), note.path().to_owned()))
        .collect();
    drop(program);
    assert!(notes.len() > 12, "{}", notes.len());
    let mut missing = Vec::new();
    for (note, path) in notes {
        let heard = read_whole(&mut open(&world, &note)).to_lowercase();
        let source = fs::read_to_string(Path::new("tests/vault").join(&path)).unwrap();
        let (written, read) = (written_words(&source), words(&heard));
        let unheard = written.difference(&read);
        missing.extend(unheard.map(|word| format!("{path}: {word}")));
        for hidden in HIDDEN {
            assert!(!heard.contains(hidden), "{path}: {hidden}");
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn constructs_are_shown_as_what_they_are() {
    let world = World::vault();
    let window = open(&world, "every-construct");
    for (role, name) in [
        (Role::Heading, "Third heading"),
        (Role::Heading, "Underlined heading"),
        (Role::Heading, "A heading with a name"),
        (Role::Link, "by reference"),
        (Role::Link, "https://example.org/sky"),
        (Role::Link, "www.example.org"),
        (Role::Link, "Saturn › Rings"),
        (Role::Link, "Saturn › ^cassini"),
        (Role::Link, "another word"),
        (Role::Link, "M57"),
        (Role::Link, "its name"),
        (Role::Link, "1"),
        (Role::Image, "The dome by day"),
        (Role::Image, "rings"),
        (Role::Image, "Rings in HTML"),
        (Role::Label, "Note"),
        (Role::Label, "Tip"),
        (Role::Label, "Important"),
        (Role::Label, "Warning"),
        (Role::Label, "Caution"),
        (Role::Button, "Fold A callout that is folded"),
        (Role::Button, "Fold A callout that is open"),
        (Role::Label, "With one within"),
        (Role::Button, "Fold Details"),
        (
            Role::Label,
            "The gap between A and B is the Cassini division.",
        ),
        (Role::Button, "Copy formula"),
        (
            Role::Label,
            "Code, Rust: fn main() {\n    println!(\"Clear skies\"); // said at dusk\n}",
        ),
    ] {
        assert!(window.shows(role, name), "{role:?} {name}");
    }
    assert!(window.says("Flowchart"));
}

#[test]
fn callouts_are_shown_whole() {
    let world = World::vault();
    let window = open(&world, "callouts");
    for title in [
        "Note",
        "Abstract",
        "Info",
        "To do",
        "Tip",
        "Success",
        "Question",
        "Warning",
        "Failure",
        "Danger",
        "Bug",
        "Example",
        "Quote",
        "Yes, they can.",
        "Even several layers deep.",
        "A kind of our own",
        "Down here the text goes on.",
        "Up again.",
        "And out.",
        "A title without a body",
        "A table inside",
    ] {
        assert!(window.shows(Role::Label, title), "{title}");
    }
    for name in ["Fold Folded at first", "Fold Open at first"] {
        assert!(window.shows(Role::Button, name), "{name}");
    }
}

#[test]
fn notes_and_pictures_stand_in_the_note_that_embeds_them() {
    let world = World::vault();
    let night = open(&world, "log/2026-11-14");
    assert!(night.shows(Role::Link, "Saturn › Rings"));
    assert!(night.says("on still nights"));
    assert!(night.shows(Role::Link, "Saturn"), "the embedded block");
    assert!(night.says("The gap between A and B is the Cassini division."));
    let pictures = open(&world, "pictures");
    for name in [
        "The dome by day",
        "field",
        "nebula",
        "Rings",
        "Rings in the middle",
        "A dot",
    ] {
        assert!(pictures.shows(Role::Image, name), "{name}");
    }
    assert!(pictures.says("A picture from the web is not fetched"));
    assert!(pictures.says("It is not there"));
}

#[test]
fn tag_that_is_followed_begins_a_search() {
    let world = World::vault();
    let mut window = open(&world, "every-construct");
    let typed = |window: &Window| {
        let (role, name) = (Role::TextInput, "Search or jump");
        let field = window.harness.get_by_role_and_label(role, name);
        field.accesskit_node().value().unwrap_or_default()
    };
    window.click(Role::Link, "#planet/ringed");
    assert_eq!(typed(&window), "#planet/ringed");
    window.press(egui::Key::Escape);
    window.give(Command::Open(Overlay::Jump));
    assert_eq!(typed(&window), "");
}

/// How many screens the page of all constructs fills.
const PAGES: usize = 5;

/// Draws the page of all constructs, screen by screen.
fn check_pages(room: &str, size: [f32; 2], theme: Theme) {
    let world = World::vault();
    let mut window = Window::open_as(&world, "note:every-construct", size, theme);
    let light = if theme == Light { "day" } else { "night" };
    let mut results = SnapshotResults::default();
    for page in 1..=PAGES {
        if page > 1 {
            window.scroll(size[1] - 160.0);
            window.harness.event(egui::Event::PointerGone);
            window.harness.run();
        }
        window
            .harness
            .snapshot(format!("constructs-{page}-{light}-{room}"));
        results.extend_harness(&mut window.harness);
    }
    assert!(
        window.says("Facts as of 2026-11"),
        "{PAGES} pages are too few"
    );
}

#[test]
fn page_of_all_constructs_looks_as_it_should_by_day() {
    check_pages("usual", [1280.0, 1600.0], Light);
}

#[test]
fn page_of_all_constructs_looks_as_it_should_by_night_in_a_small_window() {
    check_pages("small", [720.0, 1600.0], Dark);
}
