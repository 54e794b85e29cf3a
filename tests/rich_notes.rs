//! What notes show beside text: code, pictures, tables; also when they are large.

use std::fmt::Write as _;

use egui::{Key, Role};
use egui_kittest::kittest::Queryable as _;
use image::RgbaImage;
use nephoscope::app::command::{Command, Overlay};
use nephoscope::app::highlights::CodeKey;
use nephoscope::app::pictures::{MOST_BYTES, NotePicture, PictureKey};
use nephoscope::base::ids::NoteId;

use crate::common::window::Window;
use crate::common::world::World;

fn note(text: &str) -> World {
    World::with_notes(&[("01-a/01-note.md", text)])
}

fn open(text: &str) -> Window {
    Window::open(&note(text), "note:a/note")
}

/// A world with one note and a picture of `width` by `height` pixels beside it.
fn with_picture(text: &str, width: u32, height: u32) -> World {
    let world = note(text);
    let picture = RgbaImage::from_pixel(width, height, image::Rgba([9, 99, 199, 255]));
    picture
        .save(world.notes_folder().join("01-a/picture.png"))
        .unwrap();
    world
}

/// Clicks a button and says what went to the clipboard.
#[track_caller]
fn copied_by(window: &mut Window, button: &str) -> Option<String> {
    window
        .harness
        .get_by_role_and_label(Role::Button, button)
        .click();
    window.copied()
}

#[test]
fn code_says_its_language_takes_its_colors_and_is_copied() {
    let mut window = open("```rs\nfn main() {}\n```\n");
    assert!(window.says("Code, Rust: fn main() {}"));
    let words = window
        .state()
        .highlights
        .get(CodeKey::of("rs", "fn main() {}"));
    assert!(words.flatten().is_some_and(|words| !words.is_empty()));
    assert_eq!(
        copied_by(&mut window, "Copy code").as_deref(),
        Some("fn main() {}")
    );
}

#[test]
fn code_in_a_question_takes_its_colors() {
    let text = "````quiz id=q\nWhat is this?\n\n```js\nlet a = 1;\n```\n\n- [x] Code\n- [ ] No\n  > It is.\n````\n";
    let window = open(text);
    assert!(window.says("Code, JavaScript: let a = 1;"));
    let words = window
        .state()
        .highlights
        .get(CodeKey::of("js", "let a = 1;"));
    assert!(words.flatten().is_some_and(|words| !words.is_empty()));
}

#[test]
fn lines_wider_than_the_block_can_be_wrapped() {
    let mut window = open(&format!(
        "```js\nlet a = \"{}\";\n```\n\nBelow.\n",
        "word ".repeat(60)
    ));
    let below = |window: &Window| window.harness.get_by_label("Below.").rect().top();
    let before = below(&window);
    window.click(Role::Switch, "Wrap lines");
    assert!(below(&window) > before + 40.0);
    window.click(Role::Switch, "Wrap lines");
    assert_eq!(below(&window), before);
}

#[test]
fn short_code_has_no_switch() {
    assert!(!open("```js\nlet a;\n```\n").shows(Role::Switch, "Wrap lines"));
}

#[test]
fn endless_code_is_laid_out_where_it_is_seen() {
    let mut code = "```js\n".to_owned();
    for line in 0..60_000 {
        writeln!(code, "let a{line} = {line};").unwrap();
    }
    write!(code, "{}\n```\n", "x".repeat(300_000)).unwrap();
    let mut window = open(&code);
    assert!(window.says("let a0 = 0;"));
    assert!(!window.says("let a50000 = 50000;"));
    window.press(Key::End);
    assert!(window.says("xxx"));
    assert!(!window.says("let a0 = 0;"));
}

#[test]
fn picture_is_enlarged_by_click_or_enter_and_closed_by_escape() {
    let world = with_picture("![Blue](picture.png)\n", 300, 200);
    let mut window = Window::open(&world, "note:a/note");
    window.click(Role::Image, "Blue");
    assert_eq!(window.state().overlay, Some(Overlay::Picture));
    for button in ["Zoom in", "Zoom out", "Show all of it", "Close"] {
        assert!(window.shows(Role::Button, button), "{button}");
    }
    window.press(Key::Plus);
    window.press(Key::ArrowLeft);
    window.press(Key::Escape);
    assert_eq!(window.state().overlay, None);
    window
        .harness
        .get_by_role_and_label(Role::Image, "Blue")
        .focus();
    window.harness.run();
    window.press(Key::Enter);
    assert_eq!(window.state().overlay, Some(Overlay::Picture));
    window.click(Role::Button, "Close");
    assert_eq!(window.state().overlay, None);
}

#[test]
fn pictures_without_words_between_them_stand_beside_each_other_and_wrap() {
    let pictures = ["One", "Two", "Three"].map(|name| format!("![{name}](picture.png)"));
    let world = with_picture(&pictures.join("\n"), 300, 200);
    let mut window = Window::open(&world, "note:a/note");
    let rect = |window: &Window, name: &str| {
        let picture = window.harness.get_by_role_and_label(Role::Image, name);
        picture.rect()
    };
    let [one, two, three] = ["One", "Two", "Three"].map(|name| rect(&window, name));
    assert_eq!(one.size(), egui::vec2(300.0, 200.0));
    assert!(
        one.right() < two.left() && one.top() == two.top(),
        "{one} {two}"
    );
    assert!(
        one.bottom() < three.top() && one.left() == three.left(),
        "{one} {three}"
    );
    window.click(Role::Image, "Two");
    assert_eq!(window.state().overlay, Some(Overlay::Picture));
}

#[test]
fn picture_for_the_other_theme_is_not_shown() {
    let text = "![Bright](picture.png#gh-light-mode-only) ![Dim](picture.png#gh-dark-mode-only)";
    let world = with_picture(text, 300, 200);
    for (theme, shown, other) in [
        (egui::Theme::Light, "Bright", "Dim"),
        (egui::Theme::Dark, "Dim", "Bright"),
    ] {
        let window = Window::open_as(&world, "note:a/note", [1280.0, 800.0], theme);
        assert!(window.shows(Role::Image, shown), "{shown}");
        assert!(!window.shows(Role::Image, other), "{other}");
    }
}

#[test]
fn picture_in_a_link_is_shown_and_leads_there() {
    let world = with_picture(
        "[![Blue](picture.png)](#b)\n\n# B\n\n[![Gone](c.png)](#b)\n",
        300,
        200,
    );
    let mut window = Window::open(&world, "note:a/note");
    let blue = window.harness.get_by_role_and_label(Role::Link, "Blue");
    assert!(blue.rect().height() >= 200.0);
    for link in ["Blue", "Gone"] {
        window.give(Command::Go("home".parse().unwrap()));
        window.give(Command::Back);
        window.click(Role::Link, link);
        assert_eq!(window.route(), "note:a/note#b", "{link}");
        window.give(Command::Back);
    }
    assert_eq!(window.state().overlay, None);
}

#[test]
fn large_picture_is_kept_no_larger_than_it_is_shown() {
    let world = with_picture("![Blue](picture.png)\n", 3_000, 1_500);
    let mut window = Window::open(&world, "note:a/note");
    let key = |large| PictureKey {
        note: NoteId::new("a/note"),
        destination: "picture.png".into(),
        large,
    };
    let width = |window: &Window, large| match window.state().pictures.get(&key(large)) {
        Some(NotePicture::Known(known)) => Some(known.decoded_width),
        _ => None,
    };
    assert_eq!(width(&window, false), Some(640));
    window.click(Role::Image, "Blue");
    assert!(width(&window, true).is_some_and(|width| width > 1_500));
    assert!(window.state().pictures.bytes() <= MOST_BYTES);
}

#[test]
fn picture_from_the_web_is_not_fetched_but_can_be_opened() {
    let address = "https://example.com/chart.png";
    let mut window = open(&format!("![Prices]({address})\n"));
    assert!(window.says("Prices"));
    assert!(window.says("nothing leaves this machine"));
    window
        .harness
        .get_by_role_and_label(Role::Button, "Open in the browser")
        .click();
    assert_eq!(window.opened(), [address]);
}

#[test]
fn picture_outside_the_folder_of_the_notes_is_refused() {
    let world = note("![Secret](../../outside/secret.png)\n");
    world.file("secret.png", b"secret");
    let window = Window::open(&world, "note:a/note");
    assert!(window.says("Secret"));
    assert!(window.says("outside the folder of the notes"));
}

#[test]
fn picture_in_the_text_is_shown_and_a_damaged_one_told() {
    let svg = "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20width='9'%20height='9'/%3E";
    let window = open(&format!(
        "![Dot]({svg})\n\n![Torn](data:image/png;base64,AAAA)\n"
    ));
    assert!(window.shows(Role::Image, "Dot"));
    assert!(window.says("This is no picture that can be shown"));
}

const TABLE: &str = "| Name | Time |\n|---|--:|\n| `s3:GetObjectVersion` | 600 s |\n| b | 5 % |\n";

#[test]
fn table_is_copied_for_a_spreadsheet() {
    let mut window = open(TABLE);
    assert_eq!(
        copied_by(&mut window, "Copy table").as_deref(),
        Some("Name\tTime\ns3:GetObjectVersion\t600 s\nb\t5 %")
    );
}

#[test]
fn cells_are_named_as_they_were_written() {
    let window = open(TABLE);
    for cell in ["Name", "s3:GetObjectVersion", "600 s"] {
        assert!(window.shows(Role::Label, cell), "{cell}");
    }
}

fn long_table(rows: usize) -> String {
    let mut text = "Before.\n\n| Number | Words |\n|--:|---|\n".to_owned();
    for row in 0..rows {
        writeln!(text, "| {row} | {} |", "some words ".repeat(row % 30 + 1)).unwrap();
    }
    text + "\nAfter.\n"
}

fn header_top(window: &Window) -> f32 {
    window.harness.get_by_label("Number").rect().top()
}

#[test]
fn header_stays_in_view_while_its_table_does() {
    let mut window = open(&long_table(300));
    window.scroll(4_000.0);
    let view = window.harness.ctx.content_rect();
    assert!(view.contains(window.harness.get_by_label("Number").rect().center()));
    let stuck = header_top(&window);
    window.scroll(500.0);
    assert_eq!(header_top(&window), stuck);
    window.press(Key::End);
    let after = window.harness.get_by_label("After.").rect();
    let header = window.harness.query_by_label("Number");
    assert!(header.is_none_or(|header| header.rect().bottom() < after.top()));
}

/// Rows above are measured only now: what is read does not jump.
#[test]
fn rows_move_by_the_wheel_and_by_nothing_else() {
    let mut window = open(&long_table(3_000));
    window.scroll(40_000.0);
    let number = window
        .names(Role::Label)
        .into_iter()
        .filter(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_digit()))
        .nth(2)
        .unwrap();
    let top = |window: &Window| window.harness.get_by_label(&number).rect().top();
    for _ in 0..6 {
        let before = top(&window);
        window.scroll(-60.0);
        let Some(row) = window.harness.query_by_label(&number) else {
            return;
        };
        assert!(
            (row.rect().top() - before - 60.0).abs() < 1.5,
            "{} to {}",
            before,
            row.rect().top()
        );
    }
}

#[test]
fn foot_of_a_note_says_where_the_next_one_is() {
    let long = "A title that goes on and on ".repeat(8);
    let second = format!("# {long}\n\nText.\n");
    let world = World::with_notes(&[
        ("01-s3/01-first.md", "# First\n\nText.\n"),
        ("01-s3/02-second.md", &second),
        ("02-sqs/01-third.md", "# Third\n\nText.\n"),
    ]);
    let window = Window::open(&world, "note:s3/first");
    let label = format!("Next: {}", long.trim());
    let next = window.harness.get_by_role_and_label(Role::Button, &label);
    let title = window
        .harness
        .get_all_by_label("First")
        .last()
        .unwrap()
        .rect();
    assert!(
        next.rect().right() <= title.left() + 641.0,
        "{:?}",
        next.rect()
    );
    let window = Window::open(&world, "note:s3/second");
    let buttons = window.names(Role::Button);
    assert!(
        buttons
            .iter()
            .any(|name| name.starts_with("Next chapter: ")),
        "{buttons:?}"
    );
}
