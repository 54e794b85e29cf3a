//! Formulas and Mermaid drawings in notes: seen, read aloud, copied, refused.

use egui::{Event, Key, Pos2, Role, Shape};
use egui_kittest::kittest::Queryable as _;
use nephoscope::app::command::Command;
use nephoscope::app::settings::Change;
use nephoscope::base::ids::NoteId;
use nephoscope::ui_kit::formula::is_formula;

use crate::common::window::Window;
use crate::common::world::World;

fn open(text: &str) -> Window {
    let world = World::with_text(text);
    Window::open(&world, "note:a")
}

/// The texts that are painted.
fn painted(window: &Window) -> Vec<String> {
    let mut texts = Vec::new();
    for clipped in &window.harness.output().shapes {
        collect(&clipped.shape, &mut texts);
    }
    texts
}

fn collect(shape: &Shape, texts: &mut Vec<String>) {
    match shape {
        Shape::Text(text) => texts.push(text.galley.text().to_owned()),
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, texts)),
        _ => {}
    }
}

fn formulas(window: &Window) -> usize {
    let texts = painted(window);
    let characters = texts.iter().flat_map(|text| text.chars());
    characters.filter(|c| is_formula(*c)).count()
}

/// What is copied when everything from one point to another is selected.
fn copied(window: &mut Window, from: Pos2, to: Pos2) -> String {
    window.drag(from, to);
    window.harness.event(Event::Copy);
    window.copied().unwrap()
}

#[test]
fn formulas_are_set_wherever_text_stands() {
    let check = |text: &str, expected: usize| {
        let window = open(text);
        assert_eq!(formulas(&window), expected, "{text}");
    };
    check("A sum $a+b$ and $c$.\n", 2);
    check("# Title\n\n## Of $x^2$\n\ntext\n", 1);
    check("- item $x$\n", 1);
    check("| a | b |\n|---|---|\n| $x$ | $\\frac{a}{b}$ |\n", 2);
    check("> [!NOTE] On $x$\n> and $y$\n", 2);
    check("[a link to $x$](https://example.com)\n", 1);
    check("Words[^1]\n\n[^1]: about $x$\n", 1);
    check("$$\n\\sum_{i=1}^n i\n$$\n", 1);
    check(
        "```quiz id=a\nWhat is $2^2$?\n\n- [x] $4$\n- [ ] $5$\n```\n",
        3,
    );
}

#[test]
fn formulas_are_set_on_slides() {
    let world = World::with_text("# Title\n\n## One\n\nThe sum $a+b$.\n\n$$\\frac{a}{b}$$\n");
    let window = Window::open(&world, "present:a@1");
    assert_eq!(formulas(&window), 1);
    // A displayed one is a picture here: nobody selects it.
    assert!(window.read_aloud().contains("\\frac{a}{b}"));
    assert!(!painted(&window).iter().any(|text| text.contains("frac")));
}

#[test]
fn prices_stay_words() {
    let window = open("From $5 to $10, or $5-$10 a month.\n");
    assert_eq!(formulas(&window), 0);
    assert!(window.says("From $5 to $10, or $5-$10 a month."));
}

#[test]
fn screen_reader_gets_the_tex() {
    let window = open("A sum $a+b$ here.\n\n$$\\frac{a}{b}$$\n\n[to $x^2$](https://example.com)\n");
    let said = window.read_aloud();
    assert!(!said.contains(is_formula), "{said}");
    assert!(said.contains("A sum a+b here."), "{said}");
    assert!(said.contains("\\frac{a}{b}"), "{said}");
    assert!(window.shows(Role::Link, "to ") || window.shows(Role::Link, "x^2"));
}

#[test]
fn copied_text_has_the_tex() {
    let mut window = open("A sum $a+b$ here.\n\n$$\\frac{a}{b}$$\n\nand the end\n");
    let first = window.harness.get_by_label("A sum a+b here.").rect();
    let last = window.harness.get_by_label("and the end").rect();
    let from = first.left_center() + egui::vec2(0.5, 0.0);
    let all = copied(&mut window, from, last.right_center());
    assert!(all.starts_with("A sum a+b here."), "{all}");
    assert!(all.contains("\\frac{a}{b}"), "{all}");
    assert!(all.ends_with("and the end"), "{all}");
}

#[test]
fn displayed_formula_is_copied_by_its_button() {
    let mut window = open("$$\\frac{a}{b}$$\n");
    window
        .harness
        .get_by_role_and_label(Role::Button, "Copy formula")
        .click();
    assert_eq!(window.copied().as_deref(), Some("\\frac{a}{b}"));
}

#[test]
fn formula_that_cannot_be_set_is_shown_as_its_source_and_listed() {
    let text = "words\n\nA $\\unknown{x}$ here.\n\n$$\\left( y$$\n";
    let world = World::with_text(text);
    let window = Window::open(&world, "note:a");
    assert_eq!(formulas(&window), 0);
    let texts = painted(&window);
    assert!(texts.iter().any(|text| text == "A \\unknown{x} here."));
    assert!(texts.iter().any(|text| text == "\\left( y"));
    let note = window.state().library.note(&NoteId::new("a")).unwrap();
    let issues: Vec<_> = note
        .issues()
        .iter()
        .map(|issue| (issue.line, issue.message.as_str()))
        .collect();
    assert_eq!(issues.len(), 2, "{issues:?}");
    assert_eq!(
        issues[0],
        (3, "the formula uses \\unknown, which is not known here")
    );
    assert_eq!(issues[1].0, 5);
}

#[test]
fn formulas_fit_the_text_at_every_size() {
    for percent in [80, 100, 150, 200] {
        let mut window = open("A sum $\\sum_{i=1}^{n} \\frac{a_i}{b_i}$ here.\n");
        window.give(Command::Change(Change::TextPercent(percent)));
        assert_eq!(formulas(&window), 1, "{percent}");
    }
}

#[test]
fn formula_wider_than_the_text_is_set_smaller_or_shown_as_its_source() {
    let sum = |count: usize| vec!["x_{i}"; count].join("+");
    let window = open(&format!("${}$\n", sum(25)));
    assert_eq!(formulas(&window), 1);
    let window = open(&format!("${}$\n", sum(60)));
    assert_eq!(formulas(&window), 0);
    assert!(
        painted(&window)
            .iter()
            .any(|text| text.contains("x_{i}+x_{i}"))
    );
    // On lines of its own it scrolls sideways.
    let window = open(&format!("$${}$$\n", sum(60)));
    assert_eq!(formulas(&window), 1);
}

const FLOW: &str = "```mermaid\nflowchart LR\n  A[Start] -->|go| B{Ready?}\n  B --> C[Done]\n```\n";

#[test]
fn drawing_is_shown_and_its_labels_are_read() {
    let window = open(&format!("# Ways\n\n{FLOW}\nwords\n"));
    for name in ["Start", "Ready?", "Done", "go"] {
        assert!(window.shows(Role::GraphicsSymbol, name), "{name}");
    }
    assert!(window.shows(Role::GraphicsDocument, "Flowchart"));
    assert!(window.read_aloud().contains("Start: Leads to Ready?."));
    let texts = painted(&window);
    assert!(texts.iter().any(|text| text == "Ready?"));
}

#[test]
fn text_of_a_drawing_is_shown_and_copied() {
    let mut window = open(FLOW);
    window.click(Role::Button, "Show the text of the drawing");
    assert!(window.says("Code, mermaid: flowchart LR"));
    assert!(!window.shows(Role::GraphicsSymbol, "Start"));
    window.click(Role::Button, "Show the text of the drawing");
    assert!(window.shows(Role::GraphicsSymbol, "Start"));
    window
        .harness
        .get_by_role_and_label(Role::Button, "Copy the text of the drawing")
        .click();
    let copied = window.copied().unwrap();
    assert!(copied.starts_with("flowchart LR"), "{copied}");
}

#[test]
fn drawing_opens_in_the_whole_window_and_closes_with_escape() {
    let mut window = open(FLOW);
    let small = window
        .harness
        .get_by_role_and_label(Role::GraphicsDocument, "Flowchart")
        .rect();
    window.click(Role::Button, "Open in the whole window");
    assert!(window.shows(Role::Dialog, "Flowchart"));
    let pictures = window
        .harness
        .query_all_by_role_and_label(Role::GraphicsDocument, "Flowchart");
    let largest = pictures
        .map(|node| node.rect().height())
        .fold(0.0, f32::max);
    assert!(largest > small.height() + 100.0, "{largest}");
    window.press(Key::Escape);
    assert!(!window.shows(Role::Dialog, "Flowchart"));
    assert_eq!(window.route(), "note:a");
}

#[test]
fn drawing_is_traveled_by_keyboard() {
    let mut window = open(FLOW);
    window
        .harness
        .get_by_role_and_label(Role::GraphicsDocument, "Flowchart")
        .focus();
    window.harness.run();
    window.press(Key::ArrowDown);
    window.press(Key::ArrowRight);
    let texts = painted(&window);
    // The tooltip of the thing that the keyboard stands on.
    let told = |name: &str| texts.iter().filter(|text| *text == name).count() > 1;
    assert!(told("Ready?") || told("go") || told("Start"), "{texts:?}");
}

#[test]
fn drawing_that_cannot_be_drawn_says_why_and_shows_its_text() {
    let window = open("```mermaid\nnonsense\n  A\n```\n");
    assert!(window.says("is no kind of drawing that is known here"));
    assert!(window.says("Code, mermaid: nonsense"));
}

#[test]
fn drawings_stand_in_questions_and_on_slides() {
    let inner = FLOW.trim_end();
    let quiz = format!("````quiz id=a\nWhich way?\n\n{inner}\n\n- [x] one\n- [ ] two\n````\n");
    let window = open(&quiz);
    assert!(window.shows(Role::GraphicsSymbol, "Start"));
    let world = World::with_text(&format!("# Title\n\n## One\n\n{FLOW}"));
    let window = Window::open(&world, "present:a@1");
    let texts = painted(&window);
    assert!(texts.iter().any(|text| text == "Ready?"), "{texts:?}");
}
