//! The program as it is called from a terminal: words, exit codes, pictures.

use std::path::Path;
use std::process::{Command, Output};

use crate::common::world::World;

/// Runs the program without a display and with a data folder that goes with the test.
fn run(world: &World, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nephoscope"))
        .args(arguments)
        .env("NEPHOSCOPE_DATA", world.paths().root())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env_remove("RUST_BACKTRACE")
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn complaint(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

const BROKEN: &str =
    "# Broken\n\n```quiz id=q\nWhat?\n\n- [ ] a\n- [ ] b\n```\n\n[gone](gone.md)\n";

#[test]
fn check_names_file_line_and_issue_and_fails() {
    let world = World::small();
    let note = world.file("broken.md", BROKEN);
    let output = run(&world, &["check", text(&note)]);
    assert_eq!(output.status.code(), Some(1));
    let printed = out(&output);
    for line in [6, 10] {
        let start = format!("{}:{line}: ", text(&note));
        let found = printed.lines().find_map(|line| line.strip_prefix(&start));
        assert!(
            found.is_some_and(|message| message.len() > 5),
            "{line}: {printed}"
        );
    }
    assert!(printed.contains("2 issues"), "{printed}");
}

#[test]
fn check_names_formulas_and_drawings_that_are_shown_as_their_text() {
    let world = World::small();
    let note = world.file("a.md", "# A\n\n$\\nope$\n\n```mermaid\nnonsense\n```\n");
    let output = run(&world, &["check", text(&note)]);
    assert!(!output.status.success());
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("a.md:3: the formula uses \\nope"), "{said}");
    let drawing = "a.md:5: the drawing is shown as its text: \u{201c}nonsense\u{201d}";
    assert!(said.contains(drawing), "{said}");
}

#[test]
fn check_of_good_notes_counts_them_and_succeeds() {
    let world = World::small();
    let note = world.file(
        "good/a.md",
        "# Good\n\n## Part\n\nText, and [itself](a.md).\n",
    );
    let output = run(
        &world,
        &["check", "--summary", text(note.parent().unwrap())],
    );
    let printed = out(&output);
    assert_eq!(output.status.code(), Some(0), "{printed}");
    assert!(printed.contains("1 note,"), "{printed}");
    assert!(printed.contains("0 issues"), "{printed}");
    assert!(printed.contains("chapter"), "{printed}");
}

#[test]
fn check_of_nothing_says_so() {
    let world = World::small();
    let output = run(&world, &["check", "/nowhere/at/all"]);
    assert_eq!(output.status.code(), Some(1));
    let complaint = complaint(&output);
    assert!(
        complaint.starts_with("nephoscope: there is nothing there"),
        "{complaint}"
    );
}

#[test]
fn text_prints_the_note_as_it_is_read_out() {
    let world = World::small();
    let note = world.file(
        "a.md",
        "# Title\n\nSome **strong** words.\n\n- one\n- two\n",
    );
    let output = run(&world, &["text", text(&note)]);
    assert_eq!(output.status.code(), Some(0));
    let printed = out(&output);
    assert!(printed.contains("Some strong words."), "{printed}");
    assert!(!printed.contains("**"), "{printed}");
    let missing = run(&world, &["text", "/nowhere.md"]);
    assert_eq!(missing.status.code(), Some(1));
}

#[test]
fn shot_writes_a_picture_of_the_size_that_was_asked_for() {
    let world = World::small();
    let check = |arguments: &[&str], size: (u32, u32)| {
        let picture = world.file("picture.png", "");
        let mut all = vec!["shot", text(&picture)];
        all.extend(arguments);
        let output = run(&world, &all);
        assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
        let drawn = image::open(&picture).unwrap();
        assert_eq!((drawn.width(), drawn.height()), size);
        let first = drawn.as_bytes()[..3].to_vec();
        assert!(
            drawn.as_bytes().chunks(4).any(|pixel| pixel[..3] != first),
            "empty"
        );
    };
    check(&["--size", "640x400"], (640, 400));
    check(
        &["--size", "400x300", "--scale", "2", "--theme", "night"],
        (800, 600),
    );
    check(
        &[
            "--size",
            "640x400",
            "--screen",
            "note:s3/lifecycle",
            "--scroll",
            "500",
        ],
        (640, 400),
    );
}

#[test]
fn shot_leaves_the_data_folder_alone() {
    let world = World::small();
    let picture = world.file("picture.png", "");
    let settings = world.data_file("settings.ron", "(version: 1, theme: Night)");
    let folder = world.paths().root().to_owned();
    let arguments = [
        "shot",
        text(&picture),
        "--data-dir",
        text(&folder),
        "--size",
        "400x300",
    ];
    let output = run(&world, &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
    assert_eq!(
        std::fs::read_to_string(settings).unwrap(),
        "(version: 1, theme: Night)"
    );
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 1);
}

#[test]
fn wrong_values_are_answered_with_what_is_allowed() {
    let world = World::small();
    let check = |arguments: &[&str], words: &str| {
        let output = run(&world, arguments);
        assert_eq!(output.status.code(), Some(2));
        let complaint = complaint(&output);
        assert!(complaint.contains(words), "{complaint}");
    };
    check(&["shot", "a.png", "--size", "big"], "1280x800");
    check(&["shot", "a.png", "--screen", "nowhere"], "allowed: home");
    check(&["shot", "a.png", "--scale", "9"], "0.5 to 4");
    check(&["shot", "a.png", "--text", "10"], "80..=200");
}

#[cfg(target_os = "linux")]
#[test]
fn window_without_a_display_ends_with_a_sentence() {
    let world = World::small();
    let output = run(&world, &[]);
    assert_eq!(output.status.code(), Some(1));
    let complaint = complaint(&output);
    assert!(complaint.contains("nephoscope shot"), "{complaint}");
    assert!(!complaint.contains("panicked"), "{complaint}");
    assert_eq!(complaint.trim().lines().count(), 1, "{complaint}");
}

#[test]
fn file_to_import_that_does_not_exist_is_said_before_a_window_opens() {
    let world = World::small();
    let output = run(&world, &["/nowhere/note.md"]);
    assert_eq!(output.status.code(), Some(1));
    let complaint = complaint(&output);
    assert!(complaint.contains("cannot be opened"), "{complaint}");
}
