//! Bringing notes in: drop, look, confirm, take back; and every kind of file that people have.

use std::fs;
use std::path::{Path, PathBuf};

use egui::Role;
use nephoscope::app::command::{Command, ImportCommand, Overlay};
use nephoscope::base::ids::{NoteId, TopicId};
use nephoscope::import::plan::Verdict;
use nephoscope::library::Origin;

use crate::common::program::Program;
use crate::common::window::Window;
use crate::common::world::World;

fn offer(program: &mut Program, paths: &[&Path]) {
    let paths = paths.iter().map(|path| path.to_path_buf()).collect();
    program.give(Command::Import(ImportCommand::Offer(paths)));
}

fn confirm(program: &mut Program) {
    program.give(Command::Import(ImportCommand::Confirm));
}

/// The verdicts of the plan under review, by the file's name.
fn verdicts(program: &Program) -> Vec<(String, &Verdict)> {
    let review = program.state().import.as_ref().unwrap();
    let items = review.plan.items.iter().enumerate();
    items
        .map(|(at, file)| {
            let name = file.source.file_name().unwrap().to_string_lossy();
            (name.into_owned(), review.verdict(at).unwrap())
        })
        .collect()
}

/// The person's own notes that the program shows, by title.
fn mine(program: &Program) -> Vec<String> {
    let notes = program.state().library.notes().iter();
    notes
        .filter(|note| note.origin() == Origin::Mine)
        .map(|note| note.title().to_string())
        .collect()
}

/// All files below the person's own notes.
fn on_disk(world: &World) -> Vec<PathBuf> {
    fn below(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() {
                below(&entry.path(), files);
            } else {
                files.push(entry.path());
            }
        }
    }
    let mut files = Vec::new();
    below(&world.paths().library(), &mut files);
    files.sort();
    files
}

#[test]
fn dropped_files_are_reviewed_imported_shown_and_taken_back() {
    let world = World::small();
    let interview = world.file("Interview.md", "# Interview\n\nSome text.\n");
    let program = world.file("run.exe", [0_u8, 159, 146, 150]);
    let mut window = Window::open(&world, "home");
    window.drop_files(&[&interview, &program]);
    assert!(window.shows(Role::Dialog, "Import notes"));
    assert!(window.says("2 files: 1 new, 1 not supported."));
    assert!(window.says("Not supported"));
    assert!(
        on_disk(&world).is_empty(),
        "nothing is written before the confirm"
    );

    window.click(Role::Button, "Import 1 file");
    assert_eq!(on_disk(&world).len(), 1);
    assert!(window.state().library.topic(&TopicId::new("my")).is_some());
    assert!(
        window
            .names(Role::TreeItem)
            .iter()
            .any(|name| name.starts_with("My notes"))
    );
    assert!(window.says("1 note imported."));

    window.click(Role::Button, "Undo");
    assert!(on_disk(&world).is_empty());
    assert!(window.says("The import was taken back."));
    assert!(
        !window
            .names(Role::TreeItem)
            .iter()
            .any(|name| name.starts_with("My notes"))
    );
    assert_eq!(
        fs::read_to_string(interview).unwrap(),
        "# Interview\n\nSome text.\n"
    );
}

#[test]
fn cancelled_review_writes_nothing() {
    let world = World::small();
    let note = world.file("a.md", "# A\n");
    let mut window = Window::open(&world, "home");
    window.drop_files(&[&note]);
    window.press(egui::Key::Escape);
    assert!(window.state().import.is_none());
    assert_eq!(window.state().overlay, None);
    assert!(on_disk(&world).is_empty());
}

#[test]
fn review_is_there_again_after_what_was_opened_over_it() {
    let world = World::small();
    let note = world.file("a.md", "# Alpha\n");
    let mut window = Window::open(&world, "home");
    window.drop_files(&[&note]);
    window.press(egui::Key::F1);
    window.press(egui::Key::Escape);
    assert!(window.shows(Role::Button, "Import 1 file"));
    window.press_with(egui::Modifiers::COMMAND, egui::Key::K);
    window.type_text("buckets");
    window.press(egui::Key::Enter);
    assert_eq!(window.route(), "note:storage/buckets");
    window.click(Role::Button, "Import 1 file");
    assert_eq!(on_disk(&world).len(), 1);
    assert_eq!(window.state().overlay, None);
}

#[test]
fn file_that_is_ticked_off_stays_out() {
    let world = World::small();
    let (a, b) = (
        world.file("a.md", "# Alpha\n"),
        world.file("b.md", "# Beta\n"),
    );
    let mut window = Window::open(&world, "home");
    window.drop_files(&[&a, &b]);
    window.click(Role::CheckBox, "Import a.md");
    window.click(Role::Button, "Import 1 file");
    let files = on_disk(&world);
    assert_eq!(files.len(), 1, "{files:?}");
    assert!(files[0].ends_with("b.md"));
}

#[test]
fn pasted_paths_are_offered_and_pasted_words_are_not() {
    let world = World::small();
    let note = world.file("a.md", "# Alpha\n");
    let mut program = world.start();
    let text = format!("file://{}\n", note.display());
    program.give(Command::Import(ImportCommand::OfferText(text)));
    assert_eq!(program.state().overlay, Some(Overlay::Import));
    let mut program = World::small().start();
    let words = Command::Import(ImportCommand::OfferText("just words".to_owned()));
    program.give(words);
    assert!(program.state().import.is_none());
}

#[test]
fn report_counts_notes_and_pictures() {
    let told = |files: &[&str]| {
        let world = World::small();
        for file in files {
            world.file(file, "![A map](map.png)\n");
        }
        let folder = world.file("trip/.keep", "");
        let mut program = world.start();
        offer(&mut program, &[folder.parent().unwrap()]);
        confirm(&mut program);
        program.told().pop().map(str::to_owned)
    };
    let both = told(&["trip/japan.md", "trip/map.png"]);
    assert_eq!(both.as_deref(), Some("1 note and 1 picture imported."));
    let notes = told(&["trip/japan.md", "trip/france.md"]);
    assert_eq!(notes.as_deref(), Some("2 notes imported."));
}

#[test]
fn folder_keeps_its_shape() {
    let world = World::small();
    world.file("trip/index.md", "# Trip\n");
    world.file("trip/japan/tokyo.md", "# Tokyo\n\n[Kyoto](kyoto.md)\n");
    let folder = world.file("trip/japan/kyoto.md", "# Kyoto\n");
    let mut program = world.start();
    offer(&mut program, &[folder.parent().unwrap().parent().unwrap()]);
    confirm(&mut program);
    assert!(
        program
            .state()
            .library
            .note(&NoteId::new("my/trip/japan/tokyo"))
            .is_some()
    );
    assert_eq!(mine(&program), ["Trip", "Kyoto", "Tokyo"]);
}

#[test]
fn second_import_of_the_same_file_is_identical_and_an_edit_is_changed() {
    let world = World::small();
    let note = world.file("a.md", "# A\n\none\n");
    let mut program = world.start();
    offer(&mut program, &[&note]);
    confirm(&mut program);
    offer(&mut program, &[&note]);
    assert_eq!(
        verdicts(&program),
        [("a.md".to_owned(), &Verdict::Identical)]
    );
    program.give(Command::Import(ImportCommand::Cancel));
    world.file("a.md", "# A\n\ntwo\n");
    offer(&mut program, &[&note]);
    assert!(matches!(
        verdicts(&program)[0].1,
        Verdict::Changed | Verdict::Clash { .. }
    ));
    confirm(&mut program);
    let mut undo = program.state().notices.shown().iter().rev();
    let undo = undo.find_map(|notice| notice.action.as_ref()).unwrap();
    let undo = (*undo.1).clone();
    program.give(undo);
    let texts: Vec<String> = on_disk(&world)
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    assert_eq!(
        texts,
        ["# A\n\none\n"],
        "the undo brings the former text back"
    );
}

#[test]
fn old_encodings_are_converted_and_said() {
    let text = "# Café\n\nCrème brûlée, façade, naïve, déjà vu, garçon à l'école.\n";
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let latin: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let check = |bytes: &[u8], encoding: &str| {
        let world = World::small();
        let file = world.file("cafe.txt", bytes);
        let mut program = world.start();
        offer(&mut program, &[&file]);
        confirm(&mut program);
        assert_eq!(mine(&program), ["Café"]);
        assert_eq!(fs::read_to_string(&on_disk(&world)[0]).unwrap(), text);
        let said = format!("1 of them converted from {encoding} to UTF-8");
        assert!(
            program.told().iter().any(|told| told.contains(&said)),
            "{:?}",
            program.told()
        );
        assert_eq!(
            fs::read(file).unwrap(),
            bytes,
            "the person's file stays as it is"
        );
    };
    check(&utf16, "UTF-16LE");
    check(&latin, "Windows-1252");
}

#[test]
fn conversion_is_announced_in_the_review() {
    let world = World::small();
    let file = world.file("cafe.txt", b"# Caf\xe9 cr\xe8me, d\xe9j\xe0 vu\n");
    let mut window = Window::open(&world, "home");
    window.drop_files(&[&file]);
    assert!(window.says("Windows-1252, becomes UTF-8"));
}

#[test]
fn files_that_cannot_be_notes_are_refused_with_their_reason() {
    let world = World::small();
    let binary = world.file("binary.md", [b'#', b' ', 0, 1, 2, 3]);
    let huge = world.file("huge.md", "");
    let file = fs::File::options().write(true).open(&huge).unwrap();
    file.set_len(200 * 1024 * 1024).unwrap();
    let mut program = world.start();
    offer(&mut program, &[&binary, &huge]);
    let reasons: Vec<&str> = verdicts(&program)
        .into_iter()
        .map(|(name, verdict)| match verdict {
            Verdict::Unsupported { reason } => reason.as_str(),
            other => panic!("{name}: {other:?}"),
        })
        .collect();
    assert!(
        reasons.iter().any(|reason| reason.contains("zero bytes")),
        "{reasons:?}"
    );
    assert!(
        reasons
            .iter()
            .any(|reason| reason.contains("200 MB") && reason.contains("100 MB")),
        "{reasons:?}"
    );
    assert_eq!(
        program.state().import.as_ref().unwrap().selection.taken(),
        0
    );
}

#[test]
fn file_that_vanishes_before_the_confirm_is_named_and_the_others_come() {
    let world = World::small();
    let (a, b) = (
        world.file("a.md", "# Alpha\n"),
        world.file("b.md", "# Beta\n"),
    );
    let mut program = world.start();
    offer(&mut program, &[&a, &b]);
    fs::remove_file(&a).unwrap();
    confirm(&mut program);
    assert_eq!(mine(&program), ["Beta"]);
    assert!(
        program.told().iter().any(|told| told.contains("\"a.md\"")),
        "{:?}",
        program.told()
    );
}

#[test]
fn path_without_anything_is_said() {
    let world = World::small();
    let mut program = world.start();
    offer(&mut program, &[Path::new("/nowhere/at/all.md")]);
    let is_refused = program
        .state()
        .import
        .as_ref()
        .is_none_or(|review| review.selection.taken() == 0 && !review.plan.items.is_empty());
    assert!(is_refused);
    assert!(program.state().import.is_some() || !program.told().is_empty());
}

#[cfg(unix)]
#[test]
fn link_loop_and_unreadable_file_do_not_stop_the_others() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let world = World::small();
    let secret = world.file("notes/secret.md", "# Secret\n");
    let good = world.file("notes/good.md", "# Good\n");
    let folder = good.parent().unwrap();
    symlink(folder, folder.join("loop")).unwrap();
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    let mut program = world.start();
    offer(&mut program, &[folder]);
    confirm(&mut program);
    assert!(mine(&program).contains(&"Good".to_owned()));
    let is_root = fs::read(&secret).is_ok();
    assert_eq!(mine(&program).contains(&"Secret".to_owned()), is_root);
}

#[test]
fn very_deep_note_is_imported_and_drawn() {
    let check = |name: &str, text: String| {
        let world = World::small();
        let file = world.file(name, text);
        let mut window = Window::open(&world, "home");
        window.drop_files(&[&file]);
        window.click(Role::Button, "Import 1 file");
        let notes = window.state().library.notes().iter();
        let mine = notes.filter(|note| note.origin() == Origin::Mine);
        let id = mine.map(|note| note.id().clone()).next().unwrap();
        window.give(Command::Go(nephoscope::app::route::Route::note(id.clone())));
        assert_eq!(window.route(), format!("note:{id}"));
        assert!(window.shows(Role::Heading, "Deep"));
    };
    check(
        "quotes.md",
        format!("# Deep\n\n{} bottom\n", ">".repeat(10_000)),
    );
    check(
        "lists.md",
        format!("# Deep\n\n{}bottom\n", "- ".repeat(10_000)),
    );
    let stairs: String = (0..2_000)
        .flat_map(|depth| [" ".repeat(depth * 2), "- x\n".to_owned()])
        .collect();
    check("stairs.md", format!("# Deep\n\n{stairs}"));
    check(
        "emphasis.md",
        format!("# Deep\n\n{}\n", "*_[".repeat(10_000)),
    );
}

#[test]
fn long_file_is_cut_into_notes_unless_the_person_wants_it_whole() {
    let section = |number: usize| {
        let words = "Some words about it, and some more of them. ".repeat(40);
        format!("## Part {number}\n\n{words}\n\n")
    };
    let sections: String = (1..=20).map(section).collect();
    let text = format!("# The long one\n\nWhat comes first.\n\n{sections}");
    let world = World::small();
    let file = world.file("long.md", &text);
    let mut window = Window::open(&world, "home");
    window.drop_files(&[&file]);
    let label = window
        .names(Role::Button)
        .into_iter()
        .find(|name| name.starts_with("As "))
        .unwrap();
    assert!(label.ends_with(" notes"), "{label}");
    window.click(Role::Button, "Import 1 file");
    let files = on_disk(&world);
    assert!(files.len() >= 20, "{files:?}");
    let titles: Vec<String> = window
        .state()
        .library
        .notes()
        .iter()
        .filter(|note| note.origin() == Origin::Mine)
        .map(|note| note.title().to_string())
        .collect();
    assert!(titles.contains(&"Part 7".to_owned()), "{titles:?}");
    let all: String = files
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    for number in 1..=20 {
        assert!(all.contains(&format!("## Part {number}\n")), "{number}");
    }

    let world = World::small();
    let file = world.file("long.md", &text);
    let mut window = Window::open(&world, "home");
    window.drop_files(&[&file]);
    window.click(Role::Button, &label);
    assert!(window.shows(Role::Button, "As one note"));
    window.click(Role::Button, "Import 1 file");
    let files = on_disk(&world);
    assert_eq!(files.len(), 1);
    assert_eq!(fs::read_to_string(&files[0]).unwrap(), text);
}

#[test]
fn imported_notes_are_there_after_a_restart_with_their_questions() {
    let world = World::small();
    let text = "# Mine\n\n## Section\n\n```quiz id=q\nWhat?\n\n---\n\nThat.\n```\n";
    let file = world.file("mine.md", text);
    let mut program = world.start();
    let before = program.state().bank.len();
    offer(&mut program, &[&file]);
    confirm(&mut program);
    assert_eq!(program.state().bank.len(), before + 1);
    drop(program);
    let again = world.start();
    assert_eq!(mine(&again), ["Mine"]);
    assert_eq!(again.state().bank.len(), before + 1);
}
