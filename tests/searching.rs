//! Searching everything: what is found, and what survives.

use std::fs;
use std::path::PathBuf;

use nephoscope::app::command::{Command, ImportCommand, SearchCommand};
use nephoscope::base::ids::NoteId;
use nephoscope::search::results::Results;

use crate::common::program::Program;
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
        let lit = program.state().search.seeking.lit.as_ref().unwrap();
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
            .seeking
            .lit_in(&note)
            .map(|lit| lit.lights.len()),
        Some(1)
    );
    let file = world.file("travel.md", "# Travel\n");
    program.give(Command::Import(ImportCommand::Offer(vec![file])));
    program.give(Command::Import(ImportCommand::Confirm));
    let document = program.state().documents.document(&note).unwrap();
    let lit = program.state().search.seeking.lit_in(&note).unwrap();
    assert!(lit.lights.are_of(document));
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
