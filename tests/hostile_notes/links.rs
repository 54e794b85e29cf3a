//! Links, pictures and embeds that would open something of the machine, or that hide where they
//! lead: nothing is opened, and what is said is true.

use std::fmt::Write as _;

use egui::Role;
use egui_kittest::kittest::Queryable as _;
use nephoscope::app::command::{Command, ImportCommand};

use super::{USUAL, assert_says, open};
use crate::common::window::Window;
use crate::common::world::World;

/// Links that would open something of the machine, and what is said of them.
const LINKS: &[(&str, &str)] = &[
    (
        "file:///etc/passwd",
        "\"file:\" links are not opened; only web and mail",
    ),
    (
        "javascript:alert(1)",
        "\"javascript:\" links are not opened",
    ),
    ("data:text/html,hello", "\"data:\" links are not opened"),
    ("C:/Windows/notepad.exe", "\"c:\" links are not opened"),
    ("COM1:", "\"com1:\" links are not opened"),
    (
        r"\\.\PhysicalDrive0",
        "Addresses without http: or https: are not opened.",
    ),
    (
        r"\\server\share",
        "Addresses without http: or https: are not opened.",
    ),
    (
        "//server/share",
        "Addresses without http: or https: are not opened.",
    ),
    ("CON", "There is no note \"CON\"."),
    ("nul.md", "There is no note \"nul.md\"."),
    ("../../secret.md", "The link leads out of the notes"),
    ("../../etc/passwd", "There is no note \"../../etc/passwd\"."),
    (
        "run.exe",
        "The file \u{201c}run.exe\u{201d}, which is no note",
    ),
];

/// A destination in angle brackets, in which a backslash is written twice.
fn written(destination: &str) -> String {
    destination.replace('\\', r"\\")
}

#[test]
fn links_to_files_scripts_and_devices() {
    let mut text = String::new();
    for (number, (destination, _)) in LINKS.iter().enumerate() {
        write!(text, "[link {number}](<{}>)\n\n", written(destination)).unwrap();
    }
    let world = World::with_text(&text);
    USUAL.open(&world, "note:a");
    let mut window = open(&world);
    for (number, (_, reason)) in LINKS.iter().enumerate() {
        window.focus(Role::Link, &format!("link {number}"));
        assert_says(&window, &[reason]);
    }
    for (number, (destination, _)) in LINKS.iter().enumerate() {
        let link = format!("link {number}");
        // In view, and not below what is said of another one.
        window.focus(Role::Link, &link);
        let link = window.harness.get_by_role_and_label(Role::Link, &link);
        link.click();
        assert_eq!(window.opened(), Vec::<String>::new(), "{destination}");
        assert_eq!(window.route(), "note:a", "{destination}");
    }
}

#[test]
fn pictures_and_embeds_that_name_files_scripts_and_devices() {
    let check = |text: String, reason: &str| {
        let world = World::with_text(&format!("{text}\n\nAfter.\n"));
        USUAL.open(&world, "note:a");
        let window = open(&world);
        assert!(window.says(reason), "{text}: {reason}");
        assert_says(&window, &["After."]);
    };
    let beside = "Only pictures beside the notes are read";
    let device = "This is the name of a device and is not read";
    let outside = "outside the folder of the notes";
    for (picture, reason) in [
        ("file:///etc/passwd", beside),
        ("javascript:alert(1)", beside),
        ("COM1:", beside),
        ("CON.png", device),
        ("aux/nul", device),
        (r"\\.\COM1", device),
        (r"\\server\share\a.png", outside),
        ("/../../etc/passwd", outside),
    ] {
        check(format!("![Shown](<{}>)", written(picture)), reason);
    }
    for (embed, reason) in [
        ("file:///etc/passwd", "\"file:\" links are not opened"),
        (
            "javascript:alert(1)",
            "\"javascript:\" links are not opened",
        ),
        ("CON", "There is no note \"CON\"."),
        ("nul.md", "There is no note \"nul.md\"."),
        (
            r"\\server\share",
            "Addresses without http: or https: are not opened.",
        ),
    ] {
        check(format!("![[{}]]", written(embed)), reason);
    }
}

/// Notes travel: what one system cannot store is renamed on every one, and said.
#[cfg(unix)]
#[test]
fn imported_files_that_are_called_like_devices() {
    let world = World::small();
    let names = ["CON.md", "aux/nul.md", "10:30?.md"];
    let files = names.map(|name| world.file(&format!("in/{name}"), "# Text\n"));
    let mut program = world.start();
    let folder = files[0].parent().unwrap().to_owned();
    program.give(Command::Import(ImportCommand::Offer(vec![folder])));
    let items = &program.state().import.as_ref().unwrap().plan.items;
    let mut targets: Vec<&str> = items.iter().map(|item| &*item.target).collect();
    targets.sort_unstable();
    assert_eq!(targets, ["in/10_30_.md", "in/CON_.md", "in/aux_/nul_.md"]);
    let why = "as not every system can store its name";
    let notes = items.iter().map(|item| item.note.as_deref());
    assert!(
        notes
            .clone()
            .all(|note| note.is_some_and(|note| note.contains(why)))
    );
    program.give(Command::Import(ImportCommand::Confirm));
    assert!(world.paths().library().join("in/aux_/nul_.md").is_file());
}

#[test]
fn links_that_hide_where_they_lead() {
    let text = "[name](https://aws.amazon.com@evil.example/x), \
        [turned](https://moc.\u{202e}live/), [empty](https://aws\u{200b}.amazon.com/), \
        [alike](https://\u{430}ws.amazon.com/), https://aws.amazon.com\u{2044}evil.example/\n";
    let world = World::with_text(text);
    USUAL.open(&world, "note:a");
    let mut window = open(&world);
    let check = |window: &mut Window, link: &str, sentences: &[&str]| {
        let links = window.names(Role::Link);
        let link = links.iter().find(|name| name.starts_with(link)).unwrap();
        window.focus(Role::Link, link);
        assert_says(window, sentences);
    };
    let whole = "https://aws.amazon.com@evil.example/x";
    check(
        &mut window,
        "name",
        &["Opens evil.example in the browser", whole],
    );
    check(
        &mut window,
        "turned",
        &["Opens moc.\u{2039}U+202E\u{203a}live in"],
    );
    check(
        &mut window,
        "empty",
        &["Opens aws\u{2039}U+200B\u{203a}.amazon.com in"],
    );
    let plain = "Not all letters of the name are plain: ";
    let alike = format!("{plain}\u{2039}U+0430\u{203a}ws.amazon.com");
    check(&mut window, "alike", &[&alike]);
    let slash = format!("{plain}aws.amazon.com\u{2039}U+2044\u{203a}evil.example");
    check(&mut window, "https", &[&slash]);
}
