use std::cell::RefCell;
use std::fs;
use std::path::Path;

use super::*;
use crate::library::Library;
use crate::search::entry::entries_of;
use crate::search::entry::tests::{Plain, library};
use crate::search::results::{Breadth, Reach};

const SQS: &str = "---
title: Visibility timeout
---
A message is hidden while one consumer works on it.

## How long

The default is 30 seconds; policies may change it. Use `ChangeMessageVisibility`.

```quiz id=q
A consumer needs a minute. What helps?
```
";
const LAMBDA: &str = "---
title: Queues and functions
---
Lambda polls the queue.

## Dead letters

After five tries a message goes to the dead-letter queue.

```diagram retries
```
";
const CAFE: &str = "# Café\n\nЯ пью кофе в кафе 東京タワー.\n";

fn three() -> Library {
    library(&[
        ("01-sqs/01-timeout.md", SQS),
        ("02-lambda/01-queues.md", LAMBDA),
        ("03-else/01-cafe.md", CAFE),
    ])
}

struct All(Library, RefCell<usize>);

impl Notes for All {
    fn count(&self) -> usize {
        self.0.notes().len()
    }

    fn entries(&self, at: usize) -> Option<NoteEntries> {
        *self.1.borrow_mut() += 1;
        let note = self.0.notes().get(at)?;
        Some(entries_of(&self.0, note, &note.parse_kept()?, &Plain))
    }

    fn stamp(&self, at: usize) -> Option<(NoteId, u64)> {
        let note = self.0.notes().get(at)?;
        let entries = entries_of(&self.0, note, &note.parse_kept()?, &Plain);
        Some((note.id().clone(), entries.fingerprint()))
    }
}

#[track_caller]
fn update(index: &NoteIndex, library: Library) -> (usize, usize) {
    let notes = All(library, RefCell::default());
    let changes = index.update(&notes, &mut |_| true).unwrap().unwrap();
    (changes.indexed, changes.removed)
}

fn ready() -> NoteIndex {
    let index = NoteIndex::in_memory();
    update(&index, three());
    index
}

/// What is found, each as `kind note block`.
fn found(index: &NoteIndex, query: &str) -> Vec<String> {
    let hits = index
        .search(&Query::parse(query), Reach::default())
        .unwrap()
        .hits;
    let name = |hit: &crate::search::results::Hit| {
        format!("{} {} {}", hit.kind.name(), hit.note, hit.block)
    };
    hits.iter().map(name).collect()
}

#[track_caller]
fn first(index: &NoteIndex, query: &str, expected: &str) {
    let found = found(index, query);
    assert_eq!(
        found.first().map(String::as_str),
        Some(expected),
        "{query}: {found:?}"
    );
}

#[track_caller]
fn only(index: &NoteIndex, query: &str, expected: &[&str]) {
    let mut found = found(index, query);
    found.sort();
    assert_eq!(found, expected, "{query}");
}

#[test]
fn title_stands_above_text_and_all_words_are_wanted() {
    let index = ready();
    first(&index, "visibility timeout", "text sqs/timeout 0");
    only(&index, "consumer works ", &["text sqs/timeout 0"]);
    only(&index, "default timeout ", &["text sqs/timeout 1"]);
}

#[test]
fn last_word_may_go_on_until_a_space_follows() {
    let index = ready();
    only(&index, "hid", &["text sqs/timeout 0"]);
    only(&index, "hid ", &[]);
}

#[test]
fn endless_word_is_found_whole_and_by_its_beginning() {
    let index = NoteIndex::in_memory();
    let word = format!("sha{}", "0a1b".repeat(40));
    update(
        &index,
        library(&[("a.md", &format!("# A\n\nThe {word}.\n"))]),
    );
    for query in [&word, &word[..100], &word[..12]] {
        only(&index, query, &["text a 0"]);
    }
}

#[test]
fn slips_of_the_keyboard_are_forgiven_in_long_words_only() {
    let index = ready();
    first(&index, "visibilty ", "text sqs/timeout 0");
    first(&index, "visbilitx ", "text sqs/timeout 0");
    first(&index, "visiblity timout", "text sqs/timeout 0");
    only(&index, "pols ", &["text lambda/queues 0"]);
    only(&index, "thx ", &[]);
    only(&index, "31 ", &[]);
}

#[test]
fn other_forms_of_a_word_are_found() {
    let index = ready();
    only(&index, "policy ", &["text sqs/timeout 1"]);
    // The drawing below says nothing of letters itself.
    only(&index, "letter ", &["text lambda/queues 1"]);
    only(&index, "polling ", &["text lambda/queues 0"]);
}

#[test]
fn phrase_is_found_as_it_stands_and_so_is_what_is_written_together() {
    let index = ready();
    only(&index, "\"dead letter queue\"", &["text lambda/queues 1"]);
    only(&index, "\"letter dead\"", &[]);
    only(&index, "\"five tri", &["text lambda/queues 1"]);
    only(&index, "dead-letter-qu", &["text lambda/queues 1"]);
    only(&index, "\"try\"", &[]);
    only(&index, "try ", &["text lambda/queues 1"]);
}

#[test]
fn humps_of_a_name_are_found_and_the_name_in_any_case() {
    let index = ready();
    only(&index, "changemessagevisibility ", &["text sqs/timeout 1"]);
    only(&index, "change message ", &["text sqs/timeout 1"]);
}

#[test]
fn excluded_words_count_in_titles_too() {
    let index = ready();
    only(
        &index,
        "message ",
        &[
            "text lambda/queues 1",
            "text sqs/timeout 0",
            "text sqs/timeout 1",
        ],
    );
    only(
        &index,
        "message -lambda ",
        &["text sqs/timeout 0", "text sqs/timeout 1"],
    );
    only(
        &index,
        "message -\"dead letter\" ",
        &["text sqs/timeout 0", "text sqs/timeout 1"],
    );
}

#[test]
fn chapter_and_kind_narrow_and_stand_alone() {
    let index = ready();
    only(&index, "message in:lam", &["text lambda/queues 1"]);
    only(&index, "is:question", &["question sqs/timeout 3"]);
    only(&index, "is:diagram", &["diagram lambda/queues 3"]);
    only(
        &index,
        "is:question is:diagram -in:sqs",
        &["diagram lambda/queues 3"],
    );
    only(&index, "in:nowhere", &[]);
    only(&index, "-message", &[]);
}

#[test]
fn any_script_is_found_and_accents_do_not_matter() {
    let index = ready();
    for query in ["cafe", "CAFÉ", "кофе", "КАФЕ", "東京", "タワー"] {
        only(&index, query, &["text else/cafe 0"]);
    }
}

#[test]
fn where_no_place_has_all_words_some_will_do_and_it_is_said() {
    let index = ready();
    let ask = |query: &str| {
        index
            .search(&Query::parse(query), Reach::default())
            .unwrap()
    };
    assert_eq!(ask("lambda polls ").breadth, Breadth::All);
    assert_eq!(
        ask("lambda pulls ").breadth,
        Breadth::Alike,
        "no such word: a likely one"
    );
    let some = ask("polls кофе ");
    assert_eq!((some.breadth, some.hits.len()), (Breadth::Some, 2));
    assert!(ask("\"polls кофе\"").hits.is_empty());
}

#[test]
fn places_are_counted_without_those_that_only_stand_under_the_words() {
    let index = ready();
    let all = |query: &str| {
        index
            .search(&Query::parse(query), Reach::default())
            .unwrap()
            .all
    };
    assert_eq!(all("message "), 3);
    assert_eq!(
        all("timeout "),
        1,
        "the section and the question stand below it"
    );
    assert_eq!(all("is:question"), 1);
    assert_eq!(all("\"dead letter\" queues "), 1);
    assert_eq!(all("nowhere "), 0);
}

#[test]
fn only_what_changed_is_indexed_again_and_what_is_gone_leaves() {
    let index = NoteIndex::in_memory();
    assert_eq!(update(&index, three()), (3, 0));
    assert_eq!(update(&index, three()), (0, 0));
    let changed = library(&[
        ("01-sqs/01-timeout.md", "# Timers\n"),
        ("03-else/01-cafe.md", CAFE),
    ]);
    assert_eq!(update(&index, changed), (1, 1));
    only(&index, "timers", &["text sqs/timeout 0"]);
    only(&index, "lambda ", &[]);
    only(&index, "hidden ", &[]);
}

#[test]
fn stopped_update_leaves_all_as_it_was() {
    let index = ready();
    let notes = All(
        library(&[("a.md", "# New\n"), ("b.md", "# Newer\n")]),
        RefCell::default(),
    );
    assert_eq!(index.update(&notes, &mut |at| at < 1).unwrap(), None);
    only(&index, "new", &[]);
    only(&index, "кофе", &["text else/cafe 0"]);
    assert_eq!(update(&index, three()), (0, 0));
}

/// Updates the index in `folder` as a new start of the program would.
#[track_caller]
fn start(folder: &Path) -> (NoteIndex, (usize, usize)) {
    let index = NoteIndex::in_folder(folder.to_owned());
    let changes = update(&index, three());
    first(&index, "visibility timeout", "text sqs/timeout 0");
    (index, changes)
}

#[test]
fn restart_uses_what_was_kept() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("search");
    assert_eq!(start(&folder).1, (3, 0));
    let (index, changes) = start(&folder);
    assert_eq!(changes, (0, 0));
    assert!(index.is_on_disk());
}

fn files_of(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let wanted = |path: &PathBuf| path.to_string_lossy().ends_with(ending);
    entries.filter(wanted).collect()
}

type Damage = fn(&Path);

#[test]
fn damaged_index_is_built_again() {
    let damages: [(&str, Damage); 5] = [
        ("a flipped byte", |file| {
            let mut bytes = fs::read(file).unwrap();
            let middle = bytes.len() / 3;
            bytes[middle] ^= 0xff;
            fs::write(file, bytes).unwrap();
        }),
        ("a cut file", |file| {
            let bytes = fs::read(file).unwrap();
            fs::write(file, &bytes[..bytes.len() / 2]).unwrap();
        }),
        ("an emptied file", |file| fs::write(file, "").unwrap()),
        ("a missing file", |file| fs::remove_file(file).unwrap()),
        ("other text", |file| {
            fs::write(file, "{\"not\": \"it\"}").unwrap();
        }),
    ];
    for (name, damage) in damages {
        for ending in [".term", ".idx", ".store", "meta.json"] {
            let folder = tempfile::tempdir().unwrap();
            drop(start(folder.path()));
            let files = files_of(folder.path(), ending);
            assert!(!files.is_empty(), "{ending}");
            for file in &files {
                damage(file);
            }
            let (index, changes) = start(folder.path());
            assert!(index.is_on_disk(), "{name}, {ending}");
            if ending != "meta.json" || name != "a flipped byte" {
                assert_eq!(changes, (3, 0), "{name}, {ending}");
            }
        }
    }
}

#[test]
fn index_of_another_version_and_a_folder_of_other_things_are_replaced() {
    let folder = tempfile::tempdir().unwrap();
    drop(start(folder.path()));
    let meta = folder.path().join("meta.json");
    let text = fs::read_to_string(&meta).unwrap();
    assert!(text.contains("nephoscope notes 4"));
    fs::write(
        &meta,
        text.replace("nephoscope notes 4", "nephoscope notes 0"),
    )
    .unwrap();
    assert_eq!(start(folder.path()).1, (3, 0));

    let other = tempfile::tempdir().unwrap();
    fs::write(other.path().join("shopping.txt"), "milk").unwrap();
    let (index, changes) = start(other.path());
    assert_eq!((index.is_on_disk(), changes), (true, (3, 0)));
}

#[test]
fn folder_that_cannot_be_had_costs_only_the_keeping() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "in the way").unwrap();
    let (index, changes) = start(&file.join("search"));
    assert_eq!((index.is_on_disk(), changes), (false, (3, 0)));
    assert_eq!(update(&index, three()), (0, 0));
}

#[test]
fn index_that_another_program_writes_is_left_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let (index, _) = start(folder.path());
    let open = index.opened().unwrap();
    let _writer: tantivy::IndexWriter = open.index.writer_with_num_threads(1, 15 << 20).unwrap();
    let second = NoteIndex::in_folder(folder.path().to_owned());
    assert_eq!(update(&second, library(&[("a.md", "# New\n")])), (1, 0));
    assert!(!second.is_on_disk());
    only(&second, "new", &["text a 0"]);
}

#[test]
fn discarded_index_finds_nothing_until_it_is_built_again() {
    let folder = tempfile::tempdir().unwrap();
    let (index, _) = start(folder.path());
    index.discard();
    only(&index, "visibility", &[]);
    assert_eq!(update(&index, three()), (3, 0));
}
