//! Keeping what the learner did and chose, whatever became of the files.

use std::fs;

use nephoscope::app::command::{Command, SittingCommand};
use nephoscope::app::route::Scope;
use nephoscope::app::settings::{Change, ThemeChoice};
use nephoscope::app::state::Saving;
use nephoscope::base::ids::NoteId;
use nephoscope::quiz::memory::Rating;

use crate::common::program::Program;
use crate::common::world::World;

fn to_night(program: &mut Program) {
    program.give(Command::Change(Change::Theme(ThemeChoice::Night)));
}

fn mark_read(program: &mut Program, note: &str) {
    program.give(Command::MarkRead {
        note: NoteId::new(note),
        read: true,
    });
}

fn is_read(program: &Program, note: &str) -> bool {
    program.state().is_read(&NoteId::new(note))
}

/// The one journal of the data folder.
fn journal(world: &World) -> std::path::PathBuf {
    let mut files = fs::read_dir(world.paths().progress()).unwrap();
    files.next().unwrap().unwrap().path()
}

#[test]
fn damaged_settings_are_set_aside_and_the_last_good_ones_used() {
    let world = World::small();
    let mut program = world.start();
    program.give(Command::Change(Change::TextPercent(125)));
    to_night(&mut program);
    drop(program);
    let damaged = "(version: 1, theme: Ni";
    fs::write(world.paths().settings(), damaged).unwrap();

    let again = world.start();
    assert_eq!(again.state().settings.text_percent, 125);
    assert!(!again.told().is_empty());
    let kept: Vec<String> = fs::read_dir(world.paths().set_aside())
        .unwrap()
        .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    assert!(kept.contains(&damaged.to_owned()), "{kept:?}");
}

#[test]
fn damaged_settings_without_a_former_version_are_kept_for_the_person() {
    let world = World::small();
    let damaged = "this is no settings file";
    world.data_file("settings.ron", damaged);
    let mut program = world.start();
    assert!(!program.told().is_empty());
    to_night(&mut program);
    drop(program);
    let found = walkdir(world.paths().root());
    assert!(
        found.iter().any(|text| text == damaged),
        "the person's file is nowhere: {found:?}"
    );
    assert_eq!(world.start().state().settings.theme, ThemeChoice::Night);
}

/// The texts of all files below a folder.
fn walkdir(folder: &std::path::Path) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            texts.extend(walkdir(&entry.path()));
        } else {
            texts.push(String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned());
        }
    }
    texts
}

#[test]
fn settings_of_a_newer_program_are_used_and_left_alone() {
    let world = World::small();
    let newer = "(version: 99, theme: Night, brightness: 7)";
    let file = world.data_file("settings.ron", newer);
    let mut program = world.start();
    assert_eq!(program.state().settings.theme, ThemeChoice::Night);
    assert!(program.told()[0].contains("newer"), "{:?}", program.told());
    program.give(Command::Change(Change::TextPercent(150)));
    assert_eq!(fs::read_to_string(file).unwrap(), newer);
    assert!(
        program.told().iter().any(|told| told.contains("not saved")),
        "{:?}",
        program.told()
    );
}

#[test]
fn unknown_field_of_the_settings_is_kept() {
    let world = World::small();
    let file = world.data_file("settings.ron", "(version: 1, brightness: 7)");
    let mut program = world.start();
    to_night(&mut program);
    let saved = fs::read_to_string(file).unwrap();
    assert!(saved.contains("brightness"), "{saved}");
    assert!(saved.contains("Night"), "{saved}");
}

#[test]
fn torn_last_line_costs_that_record_only() {
    let world = World::small();
    let mut program = world.start();
    mark_read(&mut program, "storage/buckets");
    mark_read(&mut program, "storage/classes");
    drop(program);
    let file = journal(&world);
    let bytes = fs::read(&file).unwrap();
    fs::write(&file, &bytes[..bytes.len() - 7]).unwrap();

    let mut again = world.start();
    assert!(is_read(&again, "storage/buckets"));
    assert!(!is_read(&again, "storage/classes"));
    assert!(!again.told().is_empty());
    mark_read(&mut again, "queues/messages");
    drop(again);
    let third = world.start();
    assert!(is_read(&third, "storage/buckets"));
    assert!(
        is_read(&third, "queues/messages"),
        "what came after is whole"
    );
}

#[test]
fn journal_cut_anywhere_keeps_every_record_before_the_cut() {
    let world = World::small();
    let mut program = world.start();
    let notes = ["storage/buckets", "storage/classes", "queues/messages"];
    let file = |world: &World| journal(world);
    let mut ends = Vec::new();
    for note in notes {
        mark_read(&mut program, note);
        ends.push(fs::metadata(file(&world)).unwrap().len() as usize);
    }
    drop(program);
    let whole = fs::read(file(&world)).unwrap();
    for cut in (0..=whole.len()).step_by(11).chain(ends.iter().copied()) {
        fs::write(file(&world), &whole[..cut]).unwrap();
        // The guard would hold the program back from writing, not from reading.
        let again = world.start();
        for (note, end) in notes.iter().zip(&ends) {
            assert_eq!(is_read(&again, note), cut >= *end, "{note} cut at {cut}");
        }
    }
}

#[test]
fn damaged_line_in_the_middle_is_named_and_the_rest_counts() {
    let world = World::small();
    let mut program = world.start();
    mark_read(&mut program, "storage/buckets");
    mark_read(&mut program, "storage/classes");
    drop(program);
    let file = journal(&world);
    let text = fs::read_to_string(&file).unwrap();
    fs::write(
        &file,
        text.replacen("storage/buckets", "storage/buckots", 1),
    )
    .unwrap();
    let again = world.start();
    assert!(!is_read(&again, "storage/buckets"));
    assert!(is_read(&again, "storage/classes"));
    assert!(again.told()[0].contains("damaged"), "{:?}", again.told());
}

#[test]
fn second_window_reads_and_says_that_it_saves_nothing() {
    let world = World::small();
    let mut first = world.start();
    mark_read(&mut first, "storage/buckets");
    let mut second = world.start();
    assert!(is_read(&second, "storage/buckets"));
    assert!(matches!(second.state().saving, Saving::ReadOnly(_)));
    assert!(
        second.told()[0].contains("already open"),
        "{:?}",
        second.told()
    );

    mark_read(&mut second, "storage/classes");
    assert!(
        !is_read(&second, "storage/classes"),
        "not kept, so not shown"
    );
    second.practise(SittingCommand::Start(Scope::Everything));
    second.practise(SittingCommand::GiveUp);
    second.practise(SittingCommand::Rate(Rating::Good));
    assert_eq!(second.state().progress.history.reviews().count(), 0);
    second.close();
    mark_read(&mut first, "queues/messages");
    drop(first);
    let third = world.start();
    assert!(is_read(&third, "queues/messages"));
    assert!(!is_read(&third, "storage/classes"));
}

#[test]
fn damaged_session_begins_at_home_and_loses_nothing_else() {
    let world = World::small();
    let mut program = world.start();
    mark_read(&mut program, "storage/buckets");
    program.close();
    let session = world.paths().session();
    for file in fs::read_dir(world.paths().root())
        .unwrap()
        .map(Result::unwrap)
    {
        if file.file_name().to_string_lossy().starts_with("session") {
            fs::write(file.path(), "\0\0\0").unwrap();
        }
    }
    assert!(session.exists());
    let again = world.start();
    assert_eq!(again.route(), "home");
    assert!(is_read(&again, "storage/buckets"));
}

#[test]
fn journals_of_two_devices_are_one_history() {
    let world = World::small();
    let mut here = world.start();
    mark_read(&mut here, "storage/buckets");
    drop(here);
    let mut env = world.env();
    env.device.machine = Some("laptop".to_owned());
    env.device.random = 8;
    let mut there = Program::start(env, nephoscope::shell::env::Launch::default());
    mark_read(&mut there, "storage/classes");
    drop(there);
    assert_eq!(fs::read_dir(world.paths().progress()).unwrap().count(), 2);
    let again = world.start();
    assert!(is_read(&again, "storage/buckets") && is_read(&again, "storage/classes"));
}

#[test]
fn nothing_is_written_when_much_is_missing_until_the_person_goes_on() {
    let world = World::small();
    let mut program = world.start();
    for _ in 0..20 {
        mark_read(&mut program, "s3/lifecycle");
    }
    program.close();
    let progress = world.paths().progress();
    fs::rename(&progress, world.paths().root().join("elsewhere")).unwrap();

    let mut program = world.start();
    mark_read(&mut program, "s3/lifecycle");
    assert!(matches!(program.state().saving, Saving::ReadOnly(_)));
    assert!(!progress.exists());
    let notices = program.state().notices.shown();
    let question = notices.iter().find(|notice| notice.action.is_some());
    let (_, go_on) = question.unwrap().action.clone().unwrap();
    program.give(*go_on);
    mark_read(&mut program, "s3/lifecycle");
    assert!(matches!(program.state().saving, Saving::Saved));
    program.close();

    let program = world.start();
    assert!(is_read(&program, "s3/lifecycle"));
    assert!(program.told().is_empty(), "{:?}", program.told());
}
