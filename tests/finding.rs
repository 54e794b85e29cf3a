//! Finding in the open note: what is found, stepping, switches, and what is not valid.

use egui::{Key, Modifiers, Role, Shape};
use egui_kittest::kittest::Queryable as _;
use nephoscope::app::command::Command;
use nephoscope::ui_kit::tokens::Tokens;

use crate::common::window::Window;
use crate::common::world::World;

const NOTE: &str = "---\ntitle: Queues\nsummary: What a queue is for.\n---\n\nA queue, and Queue again.\n\n\
    ## Deeper\n\n- two queues\n- nothing\n\n| queue | b |\n|---|---|\n| c | `queue_url` |\n\n\
    ```sh\naws sqs get-queue-url\n```\n";

fn open(text: &str) -> (World, Window) {
    let world = World::with_notes(&[("q.md", text), ("other.md", "# Other\n\nA queue.\n")]);
    let window = Window::open(&world, "note:q");
    (world, window)
}

fn find(window: &mut Window, text: &str) {
    window.press_with(Modifiers::COMMAND, Key::F);
    window.type_text(text);
}

fn current(window: &Window) -> Option<usize> {
    let lit = window.state().search.seeking.lit.as_ref()?;
    (!lit.lights.is_empty()).then_some(lit.current)
}

#[test]
fn all_of_the_note_is_looked_through_as_one_types() {
    let (_world, mut window) = open(NOTE);
    find(&mut window, "queue");
    assert!(window.shows(Role::Toolbar, "Find in this note"));
    // Title, summary, text twice, list, table twice, code.
    assert!(window.says("1 of 8"));
    window.type_text("s");
    assert!(window.says("1 of 2"), "title and list");
}

#[test]
fn one_steps_on_and_back_and_around_by_keys_and_buttons() {
    let (_world, mut window) = open(NOTE);
    find(&mut window, "queue");
    for expected in ["2 of 8", "3 of 8"] {
        window.press(Key::Enter);
        assert!(window.says(expected), "{expected}");
    }
    window.press_with(Modifiers::SHIFT, Key::Enter);
    assert!(window.says("2 of 8"));
    window.press(Key::F3);
    assert!(window.says("3 of 8"));
    window.click(Role::Button, "Previous hit");
    window.click(Role::Button, "Previous hit");
    window.click(Role::Button, "Previous hit");
    assert!(window.says("8 of 8"), "around at the beginning");
    window.press_with(Modifiers::COMMAND, Key::G);
    assert!(window.says("1 of 8"), "around at the end");
}

#[test]
fn switches_narrow_what_is_found() {
    let (_world, mut window) = open(NOTE);
    find(&mut window, "queue");
    window.click(Role::Switch, "Match case");
    assert!(
        window.says("1 of 6"),
        "neither the title nor the second in the text"
    );
    window.click(Role::Switch, "Whole words");
    assert!(window.says("1 of 4"), "neither queues nor queue_url");
    window.press_with(Modifiers::ALT, Key::C);
    assert!(window.says("1 of 5"), "by its key");
    window.press_with(Modifiers::ALT, Key::R);
    window.press_with(Modifiers::COMMAND, Key::F);
    window.type_text("que(ue|ues)$");
    assert!(window.says("1 of 3"), "title, list, header");
}

#[test]
fn selected_words_are_what_is_looked_for() {
    let (_world, mut window) = open("# Words\n\nOne (two) one.\n\nThree, then one (two).\n");
    let select = |window: &mut Window, line| {
        let rect = window.rect_of(line);
        window.drag(rect.left_center(), rect.right_center());
    };
    find(&mut window, "one");
    window.press(Key::Escape);
    select(&mut window, "Three, then one (two).");
    window.press_with(Modifiers::COMMAND, Key::F);
    assert!(window.says("1 of 1"));
    let pattern = |window: &Window| window.state().search.seeking.find.pattern.text.clone();
    assert_eq!(pattern(&window), "Three, then one (two).");
    window.press_with(Modifiers::ALT, Key::R);
    select(&mut window, "One (two) one.");
    window.press_with(Modifiers::COMMAND, Key::F);
    assert!(window.says("1 of 1"), "as it stands, not as an expression");
}

#[test]
fn search_for_selected_words_begins_with_them() {
    let (_world, mut window) = open("# Words\n\n| a | b |\n|---|---|\n| key | key |\n\nkey\n");
    let cells: Vec<_> = window.harness.query_all_by_label("key").collect();
    let second = cells.get(1).unwrap().rect();
    window.drag(
        second.left_center(),
        second.left_center() + egui::vec2(60.0, 0.0),
    );
    window.press_with(Modifiers::COMMAND, Key::F);
    assert!(window.says("2 of 3"));
}

#[test]
fn letter_of_a_switch_is_not_typed() {
    let (_world, mut window) = open(NOTE);
    find(&mut window, "queue");
    let key = |pressed| egui::Event::Key {
        key: Key::C,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::ALT,
    };
    window.harness.event_modifiers(key(true), Modifiers::ALT);
    window
        .harness
        .event_modifiers(egui::Event::Text("c".to_owned()), Modifiers::ALT);
    window.harness.event_modifiers(key(false), Modifiers::NONE);
    window.harness.run_steps(4);
    assert_eq!(window.state().search.seeking.find.pattern.text, "queue");
    assert!(window.state().search.seeking.find.pattern.match_case);
}

#[test]
fn hit_is_brought_into_view_sideways() {
    let line = "word ".repeat(200);
    let cells = |text: &str| format!("| {text} {} |\n", format!("| {text} ").repeat(39));
    let note = format!(
        "```\n{line}needle\n```\n\n{}{}|\n| {} last-needle |\n",
        cells("a rather long head"),
        "|---".repeat(40),
        "cell | ".repeat(39)
    );
    let (_world, mut window) = open(&note);
    find(&mut window, "needle");
    assert!(window.says("1 of 2"));
    let seen = |window: &Window| {
        let color = Tokens::of(&window.harness.ctx).highlight_strong;
        let shapes = window.harness.output().shapes.iter();
        let lit = shapes.filter(|clipped| match &clipped.shape {
            Shape::Rect(rect) => rect.fill == color && clipped.clip_rect.contains_rect(rect.rect),
            _ => false,
        });
        lit.count()
    };
    assert_eq!(seen(&window), 1, "in the code");
    window.press(Key::Enter);
    assert!(window.says("2 of 2"));
    assert_eq!(seen(&window), 1, "in the table");
}

#[test]
fn expression_that_is_not_one_says_why_and_nothing_is_lit() {
    let (_world, mut window) = open(NOTE);
    find(&mut window, "(queue");
    assert!(window.says("No hits"));
    window.click(Role::Switch, "Regular expression");
    assert!(window.says("Not a regular expression: unclosed group."));
    assert_eq!(current(&window), None);
    window.press_with(Modifiers::COMMAND, Key::F);
    window.type_text("(queue)");
    assert!(!window.says("Not a regular expression: unclosed group."));
    assert!(window.says("1 of 8"));
}

#[test]
fn escape_closes_the_bar_and_its_words_come_back_with_it() {
    let (_world, mut window) = open(NOTE);
    find(&mut window, "queue");
    window.press(Key::Escape);
    assert!(!window.shows(Role::Toolbar, "Find in this note"));
    assert_eq!(current(&window), None);
    window.press(Key::F3);
    assert!(window.says("1 of 8"), "next hit opens it again");
    window.press(Key::Escape);
    window.press_with(Modifiers::COMMAND, Key::F);
    assert!(window.says("1 of 8"));
    window.type_text("nothing");
    assert!(window.says("1 of 1"), "typing replaces what stood there");
}

#[test]
fn bar_stays_behind_with_its_note() {
    let (_world, mut window) = open(NOTE);
    find(&mut window, "queue");
    window.give(Command::Go("note:other".parse().unwrap()));
    assert!(!window.shows(Role::Toolbar, "Find in this note"));
    assert_eq!(current(&window), None);
    window.give(Command::Back);
    assert!(!window.shows(Role::Toolbar, "Find in this note"));
}

#[test]
fn answer_of_a_question_is_not_found() {
    let (_world, mut window) = open(
        "```quiz id=a\nWhich queue?\n\n- [x] the fast queue\n- [ ] none\n\n> Because a queue waits.\n```\n",
    );
    find(&mut window, "queue");
    assert!(window.says("1 of 2"), "prompt and option, not the reason");
}

/// A note of many paragraphs, of which some say "needle".
fn long() -> String {
    let paragraph = |at: usize| match at {
        150 | 290 => format!("Paragraph {at} with a needle in it.\n\n"),
        _ => format!("Paragraph {at} says something that fills its line.\n\n"),
    };
    (0..300).map(paragraph).collect()
}

#[test]
fn hit_far_below_comes_into_view_and_hits_are_marked_on_the_scroll_bar() {
    let (_world, mut window) = open(&long());
    find(&mut window, "needle");
    assert!(window.shows(Role::Label, "Paragraph 150 with a needle in it."));
    let right = window
        .harness
        .get_by_role_and_label(Role::Label, "Paragraph 150 with a needle in it.");
    let text = right.rect();
    let marks = marks(&window, text.right());
    // Two places, and the one that is looked at marked longer.
    assert_eq!(marks.len(), 3, "{marks:?}");
    window.press(Key::Enter);
    assert!(window.shows(Role::Label, "Paragraph 290 with a needle in it."));
    window.press(Key::Enter);
    assert!(window.shows(Role::Label, "Paragraph 150 with a needle in it."));
}

/// The small bright rectangles right of the text.
fn marks(window: &Window, right_of: f32) -> Vec<egui::Rect> {
    let color = Tokens::of(&window.harness.ctx).warn;
    let shapes = window.harness.output().shapes.iter();
    let rects = shapes.filter_map(|clipped| match &clipped.shape {
        Shape::Rect(rect) if rect.fill == color && rect.rect.left() > right_of => Some(rect.rect),
        _ => None,
    });
    rects.collect()
}

#[test]
fn reading_place_is_where_finding_begins() {
    let (_world, mut window) = open(&long());
    window.press(Key::End);
    find(&mut window, "paragraph 2");
    let lit = window.state().search.seeking.lit.as_ref().unwrap();
    let place = lit.lights.place(lit.current).unwrap();
    assert!(place.item > 200, "{place:?}");
}

#[test]
fn hits_in_long_code_are_lit_where_they_stand() {
    let lines = (0..4_000).map(|at| format!("line {at} error\n"));
    let (_world, mut window) = open(&format!("```\n{}```\n", lines.collect::<String>()));
    find(&mut window, "error");
    assert!(window.says("1 of 4000"));
    assert!(!window.says("line 3999 error"));
    window.press_with(Modifiers::SHIFT, Key::Enter);
    assert!(window.says("4000 of 4000"));
    assert!(window.says("line 3999 error"));
}

#[test]
fn hit_far_down_in_a_table_is_brought_into_view() {
    let rows = (0..4_000).map(|at| format!("| row {at} | error |\n"));
    let text = format!("| a | b |\n|---|---|\n{}", rows.collect::<String>());
    let (_world, mut window) = open(&text);
    find(&mut window, "row 3000");
    assert!(window.says("1 of 1"));
    assert!(window.says("row 3000"));
    assert!(!window.says("row 0"));
}

#[test]
fn bar_stays_within_a_narrow_window() {
    let world = World::with_notes(&[("q.md", NOTE)]);
    for width in [240.0, 320.0, 480.0] {
        let size = [width, 600.0];
        let mut window = Window::open_as(&world, "note:q", size, egui::Theme::Light);
        find(&mut window, "queue");
        let field = window.harness.get_by_label("Find").rect();
        assert!(
            field.left() >= 0.0 && field.width() >= 60.0,
            "{width}: {field:?}"
        );
        window.press_with(Modifiers::ALT, Key::C);
        assert!(
            window.state().search.seeking.find.pattern.match_case,
            "{width}"
        );
    }
}

#[test]
fn bar_is_closed_on_the_way_back_to_another_note() {
    let (_world, mut window) = open(NOTE);
    window.give(Command::Go("note:other".parse().unwrap()));
    find(&mut window, "queue");
    assert!(window.shows(Role::Toolbar, "Find in this note"));
    window.press_with(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(window.route(), "note:q");
    assert!(!window.shows(Role::Toolbar, "Find in this note"));
}
