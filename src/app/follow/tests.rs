use super::*;
use crate::library::NoteSource;

fn note(path: &str, text: &str) -> Arc<ParsedNote> {
    let root: Arc<Path> = Path::new("/notes").into();
    Arc::new(ParsedNote::parse(NoteSource {
        path: path.to_owned(),
        text: text.into(),
        origin: Origin::Mine,
        root: Some(root),
    }))
}

/// Notes before and after a look, by path and text; those in `touched` have a history. Says which
/// identities were given, and to which paths.
fn followed(before: &[(&str, &str)], after: &[(&str, &str)], touched: &[&str]) -> Vec<String> {
    let of = |notes: &[(&str, &str)]| -> Vec<_> {
        notes.iter().map(|(path, text)| note(path, text)).collect()
    };
    let (was, mut notes) = (of(before), of(after));
    let mut changes = Changes::default();
    for (at, note) in notes.iter().enumerate() {
        match was.iter().find(|was| was.path() == note.path()) {
            None => changes.new.push(at),
            Some(was) if was.digest().hash != note.digest().hash => {
                changes.rewritten.push((at, Arc::clone(was)));
            }
            Some(_) => {}
        }
    }
    let stays = |was: &&Arc<ParsedNote>| !notes.iter().any(|note| note.path() == was.path());
    changes.went = was.iter().filter(stays).cloned().collect();
    changes.was = was;
    let touched = touched.iter().map(NoteId::new).collect();
    let moved = follow(&mut notes, changes, &mut Vec::new(), &touched);
    for moved in &moved {
        let note = notes.iter().find(|note| note.path() == moved.path).unwrap();
        assert_eq!(note.kept_id(), Some(&moved.note));
    }
    let mut moved: Vec<String> = moved
        .iter()
        .map(|moved| format!("{} → {}", moved.note, moved.path))
        .collect();
    moved.sort();
    moved
}

fn check(before: &[(&str, &str)], after: &[(&str, &str)], expected: &[&str]) {
    assert_eq!(followed(before, after, &[]), expected);
}

/// A text of many words, of which `seed` says which.
fn words(seed: usize) -> String {
    let line = |number: usize| format!("Line {number} is about {}.\n", (seed + number) * 7919);
    (0..20).map(line).collect()
}

#[test]
fn note_of_the_same_text_at_another_place_is_the_same() {
    check(
        &[("a.md", "one")],
        &[("b/c.md", "one"), ("d.md", "two")],
        &["my/a → b/c.md"],
    );
}

#[test]
fn copies_empty_notes_and_notes_that_name_themselves_are_left_alone() {
    check(&[("a.md", "one")], &[("b.md", "one"), ("c.md", "one")], &[]);
    check(&[("a.md", "one"), ("b.md", "one")], &[("c.md", "one")], &[]);
    check(&[("a.md", "")], &[("b.md", "")], &[]);
    let named = "---\nid: x\n---\n";
    check(&[("a.md", named)], &[("b.md", named)], &[]);
}

#[test]
fn notes_of_one_text_that_move_with_their_folder_are_told_apart_by_their_paths() {
    check(
        &[("t/a.md", "one"), ("t/b.md", "one"), ("u/a.md", "one")],
        &[
            ("x/t/a.md", "one"),
            ("x/t/b.md", "one"),
            ("x/u/a.md", "one"),
        ],
        &[
            "my/t/a → x/t/a.md",
            "my/t/b → x/t/b.md",
            "my/u/a → x/u/a.md",
        ],
    );
}

#[test]
fn note_that_was_renamed_and_edited_is_the_same() {
    let edited = words(1).replace("Line 7 is", "Line seven was");
    check(
        &[("a.md", &words(1))],
        &[("b.md", &edited)],
        &["my/a → b.md"],
    );
    check(&[("a.md", &words(1))], &[("b.md", &words(900))], &[]);
    let half = format!("{}{}", &words(1)[..300], words(900));
    check(&[("a.md", &words(1))], &[("b.md", &half)], &[]);
}

#[test]
fn note_of_the_same_form_as_one_that_stays_is_not_the_one_that_went() {
    let form = |seed: usize| format!("{}{}", words(1), &words(seed)[..200]);
    let stays = form(300);
    let followed = |now: &str, expected: &[&str]| {
        check(
            &[("a.md", &form(500)), ("stays.md", &stays)],
            &[("b.md", now), ("stays.md", &stays)],
            expected,
        );
    };
    followed(&form(700), &[]);
    followed(&format!("{}And more.\n", form(500)), &["my/a → b.md"]);
}

#[test]
fn long_chain_of_new_numbers_is_followed_but_not_onto_a_note_that_stays() {
    const NOTES: usize = 3_000;
    let names: Vec<String> = (0..=NOTES)
        .map(|number| format!("{number:04}.md"))
        .collect();
    let texts: Vec<String> = (0..NOTES).map(|number| format!("text {number}")).collect();
    let named = |from: usize| -> Vec<(&str, &str)> {
        let names = names.iter().skip(from).map(String::as_str);
        names.zip(texts.iter().map(String::as_str)).collect()
    };
    assert_eq!(followed(&named(0), &named(1), &[]).len(), NOTES);
    // The last one stays, so none can take its place, nor that of one that cannot go.
    let mut after = named(1);
    after.pop();
    after.push((names.last().unwrap(), "another"));
    let mut before = named(0);
    before.push((names.last().unwrap(), "another"));
    assert_eq!(followed(&before, &after, &[]).len(), 0);
}

#[test]
fn of_two_that_are_nearly_the_same_the_one_in_the_same_folder_is_meant_or_none() {
    let edit = |line: usize| words(1).replace(&format!("Line {line} is"), "This is");
    let (one, other) = (edit(3), edit(11));
    check(
        &[("t/a.md", &words(1))],
        &[("x/b.md", &one), ("x/c.md", &other)],
        &[],
    );
    check(
        &[("t/a.md", &words(1))],
        &[("t/b.md", &one), ("x/c.md", &one)],
        &["my/t/a → t/b.md"],
    );
}

#[test]
fn exchanged_names_take_their_notes_along() {
    check(
        &[("a.md", "one"), ("b.md", "two")],
        &[("a.md", "two"), ("b.md", "one")],
        &["my/a → b.md", "my/b → a.md"],
    );
    check(
        &[("a.md", "one"), ("b.md", "two"), ("c.md", "three")],
        &[("a.md", "three"), ("b.md", "one"), ("c.md", "two")],
        &["my/a → b.md", "my/b → c.md", "my/c → a.md"],
    );
    check(
        &[("a.md", "one"), ("b.md", "two")],
        &[("b.md", "one"), ("c.md", "two")],
        &["my/a → b.md", "my/b → c.md"],
    );
}

#[test]
fn note_that_was_written_over_another_does_not_take_its_place() {
    check(&[("a.md", "one"), ("b.md", "two")], &[("b.md", "one")], &[]);
    check(
        &[("a.md", "one"), ("b.md", "two")],
        &[("a.md", "three"), ("b.md", "one")],
        &[],
    );
}

#[test]
fn note_that_makes_room_for_a_new_one_is_followed_and_a_copy_is_not() {
    check(
        &[("a.md", "one")],
        &[("a.md", "new"), ("b.md", "one")],
        &["my/a → b.md"],
    );
    let edited = words(1).replace("Line 7 is", "Line seven was");
    check(
        &[("a.md", &words(1))],
        &[("a.md", &edited), ("b.md", &words(1))],
        &[],
    );
}

#[test]
fn copy_in_which_nothing_was_done_takes_over_when_the_note_goes() {
    let before = [("a.md", "one"), ("b.md", "one")];
    let after = [("b.md", "one")];
    let check = |touched: &[&str], expected: &[&str]| {
        assert_eq!(followed(&before, &after, touched), expected);
    };
    check(&["my/a"], &["my/a → b.md"]);
    check(&["my/a", "my/b"], &[]);
    check(&[], &[]);
}

#[test]
fn number_that_tells_notes_apart_stays_when_the_other_goes_or_another_comes() {
    check(
        &[("01-a.md", "one"), ("02-a.md", "two")],
        &[("02-a.md", "two")],
        &["my/a-2 → 02-a.md"],
    );
    check(
        &[("02-a.md", "two")],
        &[("01-a.md", "one"), ("02-a.md", "two")],
        &["my/a → 02-a.md"],
    );
}
