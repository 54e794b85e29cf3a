//! Selecting and copying in a note: places in the document, whatever is on screen.

use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, Role};
use egui_kittest::kittest::Queryable as _;

use crate::common::window::Window;
use crate::common::world::World;

const NOTE: &str = "---\ntitle: Words\n---\n\nAlpha beta **gamma** delta.\n\n- first item\n- second item\n\n\
    | Left | Right |\n|---|---|\n| one | two |\n\nLast words here.\n";

fn open(text: &str) -> (World, Window) {
    let world = World::with_notes(&[("words.md", text)]);
    let window = Window::open(&world, "note:words");
    (world, window)
}

/// What the clipboard gets within a few frames.
fn copied(window: &mut Window, event: Event) -> Option<String> {
    window.harness.event(event);
    window.copied()
}

fn place(window: &Window, text: &str) -> Rect {
    window.rect_of(text)
}

/// Clicks as fast as a person who means more than one click: each within a frame.
fn click(window: &mut Window, pos: Pos2, times: usize) {
    let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
    for _ in 0..times {
        let events = &mut window.harness.input_mut().events;
        events.push(Event::PointerMoved(pos));
        for pressed in [true, false] {
            events.push(Event::PointerButton {
                pos,
                button,
                pressed,
                modifiers,
            });
        }
        window.harness.step();
    }
}

/// Begins to select at the first letter of a line.
fn begin_at(window: &mut Window, line: &str) {
    let line = place(window, line);
    click(window, line.left_center() + egui::vec2(2.0, 0.0), 1);
    window.harness.run();
}

/// So many paragraphs that can be told apart.
fn paragraphs(number: usize) -> String {
    let one = |number| format!("Paragraph number {number}.\n\n");
    (0..number).map(one).collect()
}

#[test]
fn drag_reaches_over_blocks_of_any_kind() {
    let (_world, mut window) = open(NOTE);
    let from = place(&window, "Alpha beta gamma delta.").left_center();
    let to = place(&window, "two").right_center();
    window.drag(from, to + egui::vec2(40.0, 0.0));
    let expected =
        "Alpha beta gamma delta.\n\n- first item\n- second item\n\nLeft\tRight\none\ttwo";
    assert_eq!(copied(&mut window, Event::Copy).as_deref(), Some(expected));
}

#[test]
fn what_is_selected_is_kept_when_it_scrolls_away() {
    let (_world, mut window) = open(&format!("---\ntitle: Words\n---\n\n{}", paragraphs(400)));
    window.press_with(Modifiers::COMMAND, Key::A);
    for _ in 0..4 {
        window.press(Key::PageDown);
    }
    let text = copied(&mut window, Event::Copy).unwrap();
    assert!(text.starts_with("Paragraph number 0.\n"), "{text}");
    assert!(text.ends_with("Paragraph number 399."));
}

#[test]
fn second_click_takes_the_word_and_shift_moves_the_end() {
    let (_world, mut window) = open(NOTE);
    let line = place(&window, "Last words here.");
    let at = line.left_center() + egui::vec2(60.0, 0.0);
    click(&mut window, at, 2);
    assert_eq!(copied(&mut window, Event::Copy).as_deref(), Some("words"));
    window.press_with(Modifiers::SHIFT, Key::End);
    assert_eq!(
        copied(&mut window, Event::Copy).as_deref(),
        Some("words here.")
    );
    window.press_with(Modifiers::SHIFT, Key::ArrowLeft);
    assert_eq!(
        copied(&mut window, Event::Copy).as_deref(),
        Some("words here")
    );
    window.press(Key::Escape);
    assert_eq!(copied(&mut window, Event::Copy), None);
}

#[test]
fn press_in_the_text_takes_the_keys_from_what_had_them() {
    let (_world, mut window) = open(NOTE);
    window.harness.get_by_role(Role::Tree).focus();
    window.harness.run_steps(2);
    let line = place(&window, "Last words here.");
    click(&mut window, line.left_center() + egui::vec2(2.0, 0.0), 1);
    window.press_with(Modifiers::SHIFT, Key::ArrowRight);
    window.press_with(Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(copied(&mut window, Event::Copy).as_deref(), Some("La"));
    window.press_with(Modifiers::SHIFT | Modifiers::COMMAND, Key::Home);
    let text = copied(&mut window, Event::Copy).unwrap();
    assert!(text.starts_with("Alpha beta gamma delta.\n"), "{text}");
    assert!(text.ends_with("one\ttwo"), "{text}");
}

#[test]
fn third_click_takes_the_text_and_a_click_lets_go() {
    let (_world, mut window) = open(NOTE);
    let at = place(&window, "second item").center();
    click(&mut window, at, 3);
    assert_eq!(
        copied(&mut window, Event::Copy).as_deref(),
        Some("- second item")
    );
    let elsewhere = place(&window, "Last words here.").center();
    window.harness.run();
    click(&mut window, elsewhere, 1);
    assert_eq!(copied(&mut window, Event::Copy), None);
}

#[test]
fn menu_copies_as_markdown() {
    let (_world, mut window) = open(NOTE);
    let line = place(&window, "Alpha beta gamma delta.");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.harness.event(Event::PointerMoved(line.center()));
    for pressed in [true, false] {
        let (pos, button) = (line.center(), PointerButton::Secondary);
        window.harness.event(Event::PointerButton {
            pos,
            button,
            pressed,
            modifiers: Modifiers::NONE,
        });
        window.harness.run();
    }
    window
        .harness
        .get_by_role_and_label(Role::Button, "Copy as Markdown")
        .click();
    let text = window.copied().unwrap();
    assert!(
        text.starts_with(
            "Alpha beta **gamma** delta.\n\n- first item\n- second item\n\n| Left | Right |\n"
        ),
        "{text}"
    );
}

#[test]
fn note_that_stands_in_this_one_is_selected_whole_and_copied_with_its_text() {
    let world = World::with_notes(&[
        (
            "words.md",
            "# Words\n\nBefore it.\n\n- ![[other]]\n\nBehind it.\n",
        ),
        (
            "other.md",
            "# Other\n\nFirst of it.\n\n![[third]]\n\nLast of it.\n",
        ),
        ("third.md", "# Third\n\nDeep in it.\n"),
    ]);
    let mut window = Window::open(&world, "note:words");
    let from = place(&window, "Before it.").left_center();
    let to = place(&window, "Behind it.").right_center();
    window.drag(from, to + egui::vec2(40.0, 0.0));
    let text = copied(&mut window, Event::Copy).unwrap();
    let words = [
        "Before it.",
        "First of it.",
        "Deep in it.",
        "Last of it.",
        "Behind it.",
    ];
    let places: Vec<_> = words.iter().map(|words| text.find(words)).collect();
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{text}"
    );
    assert_eq!(text.matches("- ").count(), 1, "one item: {text}");
}

#[test]
fn words_of_a_note_within_are_selected_alone() {
    let world = World::with_notes(&[
        ("words.md", "# Words\n\nBefore it.\n\n![[other]]\n"),
        ("other.md", "Words of the other.\n"),
    ]);
    let mut window = Window::open(&world, "note:words");
    for line in ["Before it.", "Words of the other."] {
        let rect = place(&window, line);
        window.drag(
            rect.left_center(),
            rect.right_center() + egui::vec2(9.0, 0.0),
        );
        assert_eq!(copied(&mut window, Event::Copy).as_deref(), Some(line));
        let is_own = line == "Before it.";
        assert_eq!(window.shows(Role::Toolbar, "Selected words"), is_own);
    }
}

#[test]
fn drag_beyond_the_edge_of_code_scrolls_it_sideways() {
    let code = "word ".repeat(100) + "end";
    let (_world, mut window) = open(&format!("# Words\n\n```\n{code}\n```\n"));
    let line = place(&window, &code);
    let edge = window.harness.ctx.content_rect().right();
    let beyond = Pos2::new(edge - 2.0, line.center().y);
    window.drag_and_hold(line.left_center(), beyond, 300);
    let text = copied(&mut window, Event::Copy).unwrap();
    assert_eq!(text, code);
}

#[test]
fn drag_begins_where_the_pointer_was_pressed_however_fast_it_went_on() {
    let (_world, mut window) = open(NOTE);
    let line = place(&window, "Last words here.");
    let [from, to] = [line.left_center(), line.right_center()];
    let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
    let press = |pos, pressed| Event::PointerButton {
        pos,
        button,
        pressed,
        modifiers,
    };
    let events = &mut window.harness.input_mut().events;
    events.extend([
        Event::PointerMoved(from),
        press(from, true),
        Event::PointerMoved(to),
    ]);
    window.harness.run_steps(2);
    window.harness.event(press(to, false));
    window.harness.run_steps(2);
    let text = copied(&mut window, Event::Copy);
    assert_eq!(text.as_deref(), Some("Last words here."));
}

#[test]
fn keys_select_beyond_the_window_and_the_text_follows() {
    let (_world, mut window) = open(&format!("# Words\n\n{}", paragraphs(100)));
    begin_at(&mut window, "Paragraph number 2.");
    for _ in 0..60 {
        window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    }
    let text = copied(&mut window, Event::Copy).unwrap();
    assert!(text.ends_with("Paragraph number 61."), "{text}");
    let room = window.harness.ctx.content_rect();
    assert!(room.contains_rect(place(&window, "Paragraph number 62.")));
    for _ in 0..60 {
        window.press_with(Modifiers::SHIFT, Key::ArrowUp);
    }
    assert_eq!(copied(&mut window, Event::Copy), None);
    assert!(room.contains_rect(place(&window, "Paragraph number 2.")));
}

#[test]
fn keys_select_through_long_code_and_past_what_has_no_letters() {
    let lines: Vec<String> = (0..450).map(|number| format!("line {number}")).collect();
    let code = lines.join("\n");
    let text = format!("# Words\n\nFirst words.\n\n---\n\n```\n{code}\n```\n\nLast words.\n");
    let (_world, mut window) = open(&text);
    begin_at(&mut window, "First words.");
    for _ in 0..460 {
        window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    }
    let text = copied(&mut window, Event::Copy).unwrap();
    let all = text.contains("line 0\n") && text.ends_with("line 449\n\nLast words.");
    assert!(all, "{text}");
}

#[test]
fn selection_of_all_is_shortened_by_keys_from_the_end() {
    for (behind, expected) in [
        ("", "Paragraph number 99"),
        ("---\n", "Paragraph number 99."),
    ] {
        let (_world, mut window) = open(&format!("# Words\n\n{}{behind}", paragraphs(100)));
        window.press_with(Modifiers::COMMAND, Key::A);
        assert!(window.says("Paragraph number 1."), "the text stays");
        window.press_with(Modifiers::SHIFT, Key::ArrowLeft);
        let text = copied(&mut window, Event::Copy).unwrap();
        assert!(text.ends_with(expected), "{text}");
        let room = window.harness.ctx.content_rect();
        assert!(room.contains_rect(place(&window, "Paragraph number 99.")));
    }
}

#[test]
fn key_brings_the_end_of_the_selection_back_that_was_scrolled_away() {
    let (_world, mut window) = open(&format!("# Words\n\n{}", paragraphs(100)));
    begin_at(&mut window, "Paragraph number 2.");
    window.scroll(3_000.0);
    assert!(!window.says("Paragraph number 2."));
    window.press_with(Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(copied(&mut window, Event::Copy).as_deref(), Some("P"));
    assert!(window.says("Paragraph number 2."));
}
