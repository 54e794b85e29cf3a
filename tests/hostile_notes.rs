//! Every kind of bad input that a note can be, one test each: it opens within a limit that the
//! test states, and says what it leaves out and why.
//!
//! The limits are held by the program itself (see [`Limits`]); what is seen is asked through the
//! accessibility tree of a window. A limit is set around what was taken, in seconds and megabytes,
//! by a build for tests on two slow cores. The parts have tests of their own beside their code.

use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;

use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use image::codecs::gif::GifEncoder;
use image::{Delay, Frame, ImageFormat, Rgba, RgbaImage};
use nephoscope::base::ids::NoteId;
use nephoscope::markdown::document::Block;

use crate::common::limits::Limits;
use crate::common::window::{Window, name};
use crate::common::world::World;

mod links;

const MEGABYTE: usize = 1 << 20;

/// What is refused, or cut where it is out of view, costs hardly more than a note of one word,
/// which takes 0.3 s and 40 MB: mostly 0.3 to 1 s, seldom 3 s, and at most 100 MB.
const USUAL: Limits = Limits::around(2, 100);

fn open(world: &World) -> Window {
    Window::open(world, "note:a")
}

#[track_caller]
fn assert_says(window: &Window, sentences: &[&str]) {
    for sentence in sentences {
        assert!(window.says(sentence), "{sentence}");
    }
}

/// How many texts stand on the screen.
fn texts(window: &Window) -> usize {
    window.harness.query_all_by_role(Role::Label).count()
}

/// How long the longest text on the screen is, in bytes.
fn longest_text(window: &Window) -> usize {
    let nodes = window.harness.root().children_recursive();
    let lengths = nodes.map(|node| name(&node).len());
    lengths.max().unwrap_or_default()
}

#[test]
fn line_of_50_megabytes() {
    let words = 10 * MEGABYTE;
    let text = "word ".repeat(words);
    let world = World::with_notes(&[("a.md", &text), ("b.md", "# B\n")]);
    // Read and parsed for the library, for the index and for the screen.
    Limits::around(8, 250).open(&world, "note:a");
    let mut program = world.start();
    let note = NoteId::new("a");
    assert_eq!(program.state().documents.bytes(), 0);
    assert!(world.kept_bytes() < 1_000, "{}", world.kept_bytes());
    program.go("note:a");
    let bytes = program.state().documents.bytes();
    assert!(bytes < 3 * text.len(), "{bytes} bytes");
    let document = program.state().documents.document(&note).unwrap();
    let inlines = || document.blocks.iter().flat_map(Block::inlines);
    let longest = inlines().map(|inline| inline.text.len()).max();
    assert!(
        longest.is_some_and(|longest| longest < 20_000),
        "laid out in pieces: {longest:?}"
    );
    // Each word has one of it, also one that goes on in another piece.
    let kept = inlines().map(|inline| inline.text.matches('w').count());
    assert_eq!(kept.sum::<usize>(), words);
    // Beyond the budget it stays only as long as it is shown.
    program.go("note:b");
    assert!(program.state().documents.bytes() < text.len());
}

#[test]
fn million_headings() {
    let headings = (0..1_000_000).map(|number| format!("## Heading {number}\n\n"));
    let world = World::with_text(&headings.collect::<String>());
    // Most of it for the index, in which each section is found by itself.
    Limits::around(24, 660).open(&world, "note:a");
    let mut window = open(&world);
    let links = window.names(Role::Link);
    assert!(links.iter().any(|name| name == "Heading 3"), "{links:?}");
    assert!(links.len() < 120, "{} rows", links.len());
    window.press(Key::End);
    assert_says(&window, &["Heading 999999"]);
}

#[test]
fn table_of_500_columns() {
    let row = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(500));
    let text = row("head") + &row("---") + &row("`some:Code.Word`").repeat(200);
    let world = World::with_text(&text);
    USUAL.open(&world, "note:a");
    let window = open(&world);
    let cells = window.harness.query_all_by_label("some:Code.Word").count();
    assert!(cells > 20 && cells < 1_000, "{cells}");
}

#[test]
fn table_of_100_000_rows() {
    let mut text = "Before.\n\n| Number | Words |\n|--:|---|\n".to_owned();
    for row in 0..100_000 {
        writeln!(text, "| {row} | {} |", "some words ".repeat(row % 30 + 1)).unwrap();
    }
    let world = World::with_text(&(text + "\nAfter.\n"));
    Limits::around(6, 200).open(&world, "note:a");
    let mut window = open(&world);
    assert!(texts(&window) < 400, "{}", texts(&window));
    window.scroll(200_000.0);
    assert!(texts(&window) < 400, "{}", texts(&window));
    assert!(window.shows(Role::Label, "Number"));
    window.press(Key::End);
    assert_says(&window, &["After."]);
    assert!(window.shows(Role::Label, "99999"));
}

/// All of it is read, though in pieces; and nothing of it is laid out out of view.
#[test]
fn megabyte_in_one_heading_cell_item_link_title_or_word() {
    let words = "word ".repeat(MEGABYTE / 5) + "end";
    let check = |text: String| {
        let start = text.get(..12).unwrap().to_owned();
        let world = World::with_text(&format!("{text}\n\nAfter.\n"));
        USUAL.open(&world, "note:a");
        let mut window = open(&world);
        assert!(longest_text(&window) < 20_000, "{start}");
        assert!(texts(&window) < 400, "{start}: {}", texts(&window));
        window.press(Key::End);
        assert_says(&window, &["After."]);
        assert!(longest_text(&window) < 20_000, "{start}");
        let note = world.notes_folder().join("a.md");
        let read = USUAL.run(&world, &["text", note.to_str().unwrap()]);
        // A word that nothing divides goes on in another line.
        let read: String = read.split_whitespace().collect();
        assert_eq!(read.matches("word").count(), MEGABYTE / 5, "{start}");
        assert_eq!(read.matches("end").count(), 1, "{start}");
    };
    check(format!("# {words}"));
    check(format!("| A | B |\n|--|--|\n| x | {words} |\n"));
    check(format!("| A | {words} |\n|--|--|\n| x | y |\n"));
    check(format!("- {words}\n- b"));
    check(format!("[{words}](https://example.com/)"));
    check(format!("> [!NOTE] {words}\n> text"));
    check(format!("![{words}](missing.png \"title\")"));
    check(format!("{}-end", "word-".repeat(MEGABYTE / 5)));
    check(format!("[[{words}]]"));
}

/// What is no text of the note: shown by its beginning, with how much more there is.
#[test]
fn megabyte_in_a_name() {
    let name = "name-".repeat(MEGABYTE / 5);
    let check = |text: String, sentence: &str| {
        let world = World::with_text(&format!("{text}\n\nAfter.\n"));
        USUAL.open(&world, "note:a");
        let mut window = open(&world);
        assert_says(&window, &[sentence]);
        assert!(longest_text(&window) < 2_000, "{sentence}");
        window.press(Key::End);
        assert_says(&window, &["After."]);
    };
    check(format!("```{name}\ncode\n```"), "name-name-");
    check(format!("![Shown](<{name}.png>)"), "more characters)");
    check(format!("![Shown]({name}:x)"), "more characters)");
    check(format!("![[{name}]]"), "more characters)");
    check(format!("```diagram {name}\n```"), "more characters)");
    let lines = format!("{name}\n").repeat(3) + &"a = b\n".repeat(100_000);
    check(
        format!("```diagram s3-lifecycle\n{lines}```"),
        "more lines not listed",
    );
}

/// Dividing text over slides is slow: of what nobody presents, the beginning is shown.
#[test]
fn endless_sections_on_slides() {
    let rows = "| some | words |\n".repeat(100_000);
    let lines = "let a = 1;\n".repeat(100_000);
    let words = "*some* `words` [here](https://a.b) ".repeat(30_000);
    let answer = "word ".repeat(MEGABYTE / 5);
    for text in [
        format!("| A | B |\n|--|--|\n{rows}"),
        format!("```js\n{lines}```\n"),
        words,
        format!("```quiz id=q type=answer\nWhat?\n\n= {answer}\n```\n"),
    ] {
        let world = World::with_text(&format!("# Title\n\n{text}"));
        Limits::around(10, 200).open(&world, "present:a@1");
        let mut window = Window::open(&world, "present:a@1");
        window.press(Key::End);
        assert_says(
            &window,
            &["The rest of this section is too long for slides"],
        );
    }
}

#[test]
fn comments_and_highlights_without_end() {
    // Each of the first comments reaches over blocks of its own.
    for (piece, read, unread) in [
        ("%%\n\nqz\n\n%%\n\nzq\n\n", "zq", "qz"),
        ("==a== %%b%% ", "a a a", "%%"),
    ] {
        let world = World::with_text(&piece.repeat(MEGABYTE / piece.len()));
        USUAL.open(&world, "note:a");
        let mut window = open(&world);
        for key in [Key::Home, Key::End] {
            window.press(key);
            assert_says(&window, &[read]);
            let mut nodes = window.harness.root().children_recursive();
            assert!(!nodes.any(|node| name(&node).contains(unread)), "{key:?}");
        }
    }
}

/// A PNG that claims a size and holds nothing.
fn claiming(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let pixel = RgbaImage::from_pixel(1, 1, Rgba([9, 9, 9, 255]));
    pixel.write_to(&mut bytes, ImageFormat::Png).unwrap();
    let mut bytes = bytes.into_inner();
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc32fast::hash(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

/// A note that shows a picture, which lies beside it.
fn with_picture(name: &str, bytes: impl AsRef<[u8]>) -> World {
    let world = World::with_text(&format!("![Shown]({name})\n\nAfter.\n"));
    fs::write(world.notes_folder().join(name), bytes).unwrap();
    world
}

#[test]
fn picture_of_30_000_by_30_000_pixels() {
    let world = with_picture("large.png", claiming(30_000, 30_000));
    USUAL.open(&world, "note:a");
    let window = open(&world);
    let reason = "The picture is 30,000 \u{d7} 30,000 pixels; up to 64 million are shown.";
    assert_says(&window, &["Shown", reason, "After."]);
}

fn svg(inside: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' \
         width='20' height='10'>{inside}</svg>"
    )
}

#[test]
fn svg_that_refers_to_itself() {
    let check = |bytes: String, reason: &str| {
        let world = with_picture("drawing.svg", bytes);
        USUAL.open(&world, "note:a");
        assert_says(&open(&world), &["Shown", reason, "After."]);
    };
    let itself = "The drawing refers to itself and is not shown.";
    check(svg("<g id='a'><use href='#a'/></g>"), itself);
    check(
        svg("<g id='a'><use xlink:href='#b'/></g><g id='b'><use href='#a'/></g>"),
        itself,
    );
    let mut doubled = "<rect id='a0' width='1' height='1'/>".to_owned();
    for level in 1..40 {
        let below = level - 1;
        write!(
            doubled,
            "<g id='a{level}'><use href='#a{below}'/><use href='#a{below}'/></g>"
        )
        .unwrap();
    }
    let too_long = "The drawing would take too long to draw and is not shown.";
    check(svg(&doubled), too_long);
    let entities = (1..10).map(|level| {
        let ten = format!("&e{};", level - 1).repeat(10);
        format!("<!ENTITY e{level} '{ten}'>")
    });
    let entities = entities.collect::<String>();
    let bomb = format!("<!DOCTYPE svg [<!ENTITY e0 'lol'>{entities}]>");
    let builds_itself = "The drawing builds itself from pieces and is not shown.";
    check(bomb + &svg("<text>&e9;</text>"), builds_itself);
}

/// The file is there and would be found; not one pixel of it is seen.
#[test]
fn svg_that_refers_to_a_file() {
    let world = World::with_text("![Shown](drawing.svg)\n\nAfter.\n");
    let secret = world.notes_folder().join("secret.png");
    RgbaImage::from_pixel(20, 10, Rgba([255, 0, 255, 255]))
        .save(&secret)
        .unwrap();
    let inside = format!(
        "<image href='secret.png' width='20' height='10'/>\
         <image href='{0}' width='20' height='10'/>\
         <image href='file://{0}' width='20' height='10'/>\
         <image href='/etc/passwd' width='20' height='10'/>",
        secret.display()
    );
    fs::write(world.notes_folder().join("drawing.svg"), svg(&inside)).unwrap();
    USUAL.open(&world, "note:a");
    let mut window = open(&world);
    assert!(window.shows(Role::Image, "Shown"));
    assert_says(
        &window,
        &["Pictures inside this drawing are left out", "After."],
    );
    let seen = window.harness.render().unwrap();
    assert!(!seen.pixels().any(|pixel| pixel.0 == [255, 0, 255, 255]));
}

#[test]
fn gif_of_10_000_frames() {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new_with_speed(&mut bytes, 30);
    for number in 0..10_000_u32 {
        let color = Rgba([(number % 256) as u8, 9, 9, 255]);
        let delay = Delay::from_numer_denom_ms(40, 1);
        let frame = Frame::from_parts(RgbaImage::from_pixel(4, 4, color), 0, 0, delay);
        encoder.encode_frame(frame).unwrap();
    }
    drop(encoder);
    let world = with_picture("moving.gif", bytes);
    USUAL.open(&world, "note:a");
    let window = open(&world);
    assert!(window.shows(Role::Image, "Shown"));
    let why = "This moving picture is too long to be played here; its beginning is shown";
    assert_says(&window, &[why, "After."]);
}

#[test]
fn embeds_in_a_ring() {
    let world = World::with_notes(&[
        ("a.md", "# A\n\nText of A.\n\n![[b]]\n\n![[a]]\n"),
        ("b.md", "# B\n\nText of B.\n\n![[c]]\n"),
        ("c.md", "# C\n\nText of C.\n\n![[b]]\n\n![[a]]\n"),
    ]);
    USUAL.open(&world, "note:a");
    let window = open(&world);
    assert_says(&window, &["Text of B.", "Text of C."]);
    assert_says(&window, &["This note already stands around this place"]);
}

/// Each note embeds the next a hundred times: a million texts, if all were drawn.
#[test]
fn embeds_that_multiply() {
    let embeds = |name: &str| format!("![[{name}]]\n\n").repeat(100);
    let world = World::with_notes(&[
        ("a.md", &embeds("b")),
        ("b.md", &embeds("c")),
        ("c.md", &embeds("d")),
        ("d.md", "Text of D.\n"),
    ]);
    USUAL.open(&world, "note:a");
    let window = open(&world);
    assert!(texts(&window) < 2_000, "{}", texts(&window));
    assert_says(&window, &["The rest is in the note itself"]);
}

#[test]
fn front_matter_that_is_not_yaml() {
    let aliases =
        (1..30).map(|level| format!("a{level}: &a{level} [*a{0}, *a{0}, *a{0}]\n", level - 1));
    let aliases = aliases.collect::<String>();
    let text = format!(
        "---\ntitle: One: two\n\u{1}nonsense\nsummary: [unclosed\na0: &a0 [lol]\n{aliases}---\n\nAfter.\n"
    );
    let world = World::with_text(&text);
    USUAL.open(&world, "note:a");
    let window = open(&world);
    assert!(window.shows(Role::Heading, "One: two"));
    let not_yaml = "Line 2: this is not YAML and is taken as it stands";
    let no_entry = "Line 3: the front matter takes `key: value` lines only";
    assert_says(&window, &[not_yaml, no_entry, "After."]);
}

#[test]
fn formula_bombs() {
    let deep = format!("{}x{}", r"\frac{1}{".repeat(10_000), "}".repeat(10_000));
    let check = |tex: &str, reason: &str| {
        let start = tex.get(..12).unwrap();
        let world = World::with_text(&format!("$${tex}$$\n\nHere ${tex}$ too.\n\nAfter.\n"));
        USUAL.open(&world, "note:a");
        let mut window = open(&world);
        assert_says(&window, &[reason, start]);
        window.press(Key::End);
        assert_says(&window, &["After."]);
    };
    check(
        &deep,
        "The formula is 100001 bytes long; up to 4096 are set.",
    );
    check(
        &"x+y".repeat(MEGABYTE / 3),
        "bytes long; up to 4096 are set.",
    );
    let nested = format!("{}x{}", r"\sqrt{".repeat(500), "}".repeat(500));
    check(&nested, "The formula is nested too deeply.");
    check(
        r"\def\a{\a\a}\a",
        "The formula uses \\def, which is not known here.",
    );
    check(r"\newcommand{\b}{\b\b}\b", "The formula uses \\newcommand");
    // Thousands of small ones are set as they come into view.
    let world = World::with_text(&"$\\sqrt{x}$ and \n".repeat(20_000));
    USUAL.open(&world, "note:a");
}

#[test]
fn mermaid_bombs() {
    let check = |inside: &str, reason: &str| {
        let text = format!("```mermaid\nflowchart LR\n{inside}\n```\n\nAfter.\n");
        let world = World::with_text(&text);
        USUAL.open(&world, "note:a");
        let mut window = open(&world);
        assert_says(&window, &[reason, "Code, mermaid: flowchart LR"]);
        window.press(Key::End);
        assert_says(&window, &["After."]);
    };
    let nodes = (0..100_000).map(|node| format!("A{node} --> A{}\n", node * 7 % 1_000));
    check(
        &nodes.collect::<String>(),
        "of text; up to 24 KB are drawn.",
    );
    let label = format!("A[{}]", "x".repeat(MEGABYTE));
    check(&label, "of text; up to 24 KB are drawn.");
    let deep = format!("{}A\n{}", "subgraph s\n".repeat(100), "end\n".repeat(100));
    check(&deep, "The drawing is nested deeper than 24 levels.");
    let side: Vec<String> = (0..200).map(|node| format!("A{node}")).collect();
    let side = side.join(" & ");
    check(&format!("{side} --> {side}"), "parts; up to 320 are drawn.");
}
