//! The place of a reader: it is found again to the line, whatever became of the window and of the
//! file meanwhile.

use egui::{Role, vec2};
use nephoscope::app::command::Command;

use crate::common::places::{assert_same, code, open, open_again, prose, save, tops};
use crate::common::window::{USUAL, Window};

/// A paragraph of a thousand words that can be told apart.
fn paragraph() -> String {
    let words: Vec<String> = (1..=1_000).map(|number| format!("word{number}")).collect();
    words.join(" ")
}

/// The first words at the upper edge, as a reader sees them who moves a little.
fn words_at_edge(window: &mut Window) -> String {
    window.scroll(2.0);
    let place = window.state().nav.current().place.clone();
    window.scroll(-2.0);
    place.unwrap().quote
}

fn first_word(window: &mut Window) -> String {
    let words = words_at_edge(window);
    words.split(' ').next().unwrap_or_default().to_owned()
}

fn leave_and_return(window: &mut Window) {
    window.give(Command::Go("note:b".parse().unwrap()));
    assert!(window.says("Other words."));
    window.give(Command::Back);
}

/// Leaves the note, saves it with other words far below, and opens it in another window: each time
/// the text is found as it was left.
#[track_caller]
fn check_kept(text: &str, scroll: f32) {
    let (world, mut window) = open(text, scroll);
    let before = tops(&window);
    leave_and_return(&mut window);
    assert_same(&before, &window);
    for round in 0..3 {
        save(
            &world,
            &mut window,
            &format!("{text}\nAdded in round {round}.\n"),
        );
        assert_same(&before, &window);
    }
    assert_same(&before, &open_again(&world, window));
}

#[test]
fn line_of_long_code_is_found_again() {
    let text = format!(
        "# A\n\n{}\n{}\n{}",
        prose("Above", 3),
        code(),
        prose("Below", 30)
    );
    check_kept(&text, 5_000.0);
    check_kept(&text, 800.0);
}

#[test]
fn line_of_a_long_paragraph_is_found_again() {
    let text = format!("# A\n\n{}\n\n{}", paragraph(), prose("Below", 30));
    check_kept(&text, 1_500.0);
}

#[test]
fn place_in_usual_prose_is_found_again() {
    let text = format!("# A\n\n{}", prose("Paragraph", 40));
    for scroll in [60.0, 100.0, 150.0, 333.0, 1_007.0] {
        check_kept(&text, scroll);
    }
}

#[test]
fn row_of_a_long_table_is_found_again() {
    let row = |number: usize| format!("| row {number} | {} |\n", "some words ".repeat(number % 17));
    let rows: String = (1..=300).map(row).collect();
    let text = format!(
        "# A\n\n| Name | What |\n|---|---|\n{rows}\n{}",
        prose("Below", 30)
    );
    check_kept(&text, 6_000.0);
}

#[test]
fn question_that_the_edge_cuts_is_found_again() {
    let quiz = "````quiz id=q\nWhich one?\n\n- [x] This\n  > Yes.\n- [ ] That\n  > No.\n````\n";
    let text = format!("# A\n\n{}{quiz}\n{}", prose("Above", 2), prose("Below", 30));
    check_kept(&text, 480.0);
}

#[test]
fn words_stay_at_the_edge_when_the_text_above_them_changes() {
    let text = |new: &str| {
        let lines = code().replace("line 100 ", &format!("{new}line 100 "));
        let words = paragraph().replace("word100 ", &format!("{new}word100 "));
        format!("# A\n\n{}{new}\n\n{words}\n\n{lines}\n", prose("Above", 3))
    };
    let new = "Something new.\n".repeat(60);
    for scroll in [1_500.0, 5_000.0] {
        let (world, mut window) = open(&text(""), scroll);
        let before = words_at_edge(&mut window);
        save(&world, &mut window, &text(&new));
        assert_eq!(words_at_edge(&mut window), before);
        save(&world, &mut window, &text(""));
        assert_eq!(words_at_edge(&mut window), before);
    }
}

#[test]
fn words_stay_at_the_edge_of_a_window_that_becomes_narrower_and_wide_again() {
    let text = format!("# A\n\n{}\n\n{}", paragraph(), prose("Below", 30));
    let (_world, mut window) = open(&text, 900.0);
    let first = first_word(&mut window);
    let before = tops(&window);
    for _ in 0..3 {
        window.harness.set_size(vec2(700.0, 800.0));
        window.harness.run();
        window.give(Command::ToggleTree);
        window.harness.set_size(USUAL.into());
        window.harness.run();
        window.give(Command::ToggleTree);
    }
    assert_same(&before, &window);
    window.harness.set_size(vec2(700.0, 800.0));
    window.harness.run();
    let words = words_at_edge(&mut window);
    assert!(words.contains(&first), "{first} is not in {words}");
}

#[test]
fn file_that_is_empty_for_a_moment_costs_no_place() {
    let text = format!("# A\n\n{}", prose("Paragraph", 40));
    let (world, mut window) = open(&text, 1_500.0);
    let before = tops(&window);
    for half in ["", "# A\n", &text[..400], &text[..2_000]] {
        save(&world, &mut window, half);
    }
    save(&world, &mut window, &text);
    assert_same(&before, &window);
}

#[test]
fn callouts_stay_open_when_one_comes_above_them_and_when_the_note_was_left() {
    let text =
        "> [!tip]- First\n> Words of the first.\n\n> [!tip]- Second\n> Words of the second.\n";
    let (world, mut window) = open(text, 0.0);
    window.click(Role::Button, "Unfold Second");
    let check = |window: &Window| {
        assert!(window.says("Words of the second."));
        assert!(!window.says("Words of the first."));
    };
    check(&window);
    let above = "> [!tip]- New\n> Words of the new one.\n\n";
    for text in [format!("{above}{text}"), String::new(), text.to_owned()] {
        save(&world, &mut window, &text);
    }
    check(&window);
    leave_and_return(&mut window);
    check(&window);
}
