//! Bookmarks and highlights: made, said something to, kept, lost, attached again.

use std::fs;
use std::time::Duration;

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use nephoscope::app::command::{Command, MarkCommand, Overlay};
use nephoscope::app::menu_command::MenuCommand;
use nephoscope::library::marks::Ink;

use crate::common::marks::{
    GLACIER, NOTE, OTHER, PRICE, comment, edit, highlight, marks, open, open_with_words_lost,
    select, told, world,
};
use crate::common::window::Window;
use crate::common::world::World;

#[test]
fn bar_beside_a_selection_highlights_it_and_goes() {
    let world = world();
    let mut window = open(&world);
    assert!(!window.shows(Role::Toolbar, "Selected words"));
    highlight(&mut window, PRICE, "green");
    assert!(!window.shows(Role::Toolbar, "Selected words"));
    let name = format!("Highlight in green: {PRICE}");
    assert!(window.shows(Role::Link, &name));
    assert!(window.says("Highlights (1)"));
    assert_eq!(marks(&window)[0].place.path, ["Prices"]);
}

#[test]
fn bar_waits_until_the_pointer_is_let_go() {
    let world = world();
    let mut window = open(&world);
    let line = window.rect_of(PRICE);
    for event in [
        egui::Event::PointerMoved(line.left_center()),
        egui::Event::PointerButton {
            pos: line.left_center(),
            button: egui::PointerButton::Primary,
            pressed: true,
            modifiers: Modifiers::NONE,
        },
        egui::Event::PointerMoved(line.center()),
    ] {
        window.harness.event(event);
        window.harness.step();
    }
    assert!(!window.shows(Role::Toolbar, "Selected words"));
}

#[test]
fn keys_highlight_and_the_same_words_take_the_other_color() {
    let world = world();
    let mut window = open(&world);
    select(&mut window, GLACIER);
    window.press_with(Modifiers::COMMAND, Key::Num1);
    assert_eq!(marks(&window)[0].ink(), Some(Ink::Amber));
    select(&mut window, GLACIER);
    window.press_with(Modifiers::COMMAND, Key::Num3);
    let marks = marks(&window);
    assert_eq!(marks.len(), 1);
    assert_eq!(marks[0].ink(), Some(Ink::Rose));
}

#[test]
fn key_without_a_selection_says_what_to_do() {
    let world = world();
    let mut window = open(&world);
    window.press_with(Modifiers::COMMAND, Key::Num1);
    assert!(told(&window).starts_with("Select the words first"));
    assert!(marks(&window).is_empty());
}

#[test]
fn comment_is_kept_when_its_card_closes_and_found_after_a_restart() {
    let world = world();
    let mut window = open(&world);
    comment(&mut window, GLACIER, "Ask why.");
    assert!(window.shows(Role::Dialog, "Highlight"));
    window.press(Key::Escape);
    assert!(!window.shows(Role::Dialog, "Highlight"));
    assert_eq!(marks(&window)[0].comment, "Ask why.");
    drop(window);

    let mut window = open(&world);
    let name = format!("Highlight in amber: {GLACIER}. Ask why.");
    window.click(Role::Link, &name);
    assert!(window.shows(Role::Dialog, "Highlight"));
    let line = window.rect_of(PRICE);
    window.click_at(line.left_center() + egui::vec2(5.0, 0.0));
    assert!(!window.shows(Role::Dialog, "Highlight"));
}

#[test]
fn comment_on_highlighted_words_keeps_their_color_and_an_older_comment_can_be_had_back() {
    let world = world();
    let mut window = open(&world);
    highlight(&mut window, GLACIER, "rose");
    highlight(&mut window, PRICE, "green");
    for (typed, expected) in [("First.", "First."), (" Second.", "First. Second.")] {
        comment(&mut window, GLACIER, typed);
        window.press(Key::Escape);
        let marks = marks(&window);
        let mark = marks
            .iter()
            .find(|mark| mark.place.quote == GLACIER)
            .unwrap();
        assert_eq!(
            (mark.ink(), mark.comment.as_str()),
            (Some(Ink::Rose), expected)
        );
        assert_eq!(marks.len(), 2);
    }
    assert!(told(&window).starts_with("Comment changed."));
    window.click(Role::Button, "Undo");
    assert!(marks(&window).iter().any(|mark| mark.comment == "First."));
}

#[test]
fn comment_is_kept_when_another_note_is_opened() {
    let world = world();
    let mut window = open(&world);
    comment(&mut window, GLACIER, "Half a thou");
    window.give(Command::Go("note:other".parse().unwrap()));
    assert_eq!(marks(&window)[0].comment, "Half a thou");
}

#[test]
fn comment_is_kept_when_the_window_closes_over_it() {
    let world = world();
    let mut window = open(&world);
    comment(&mut window, GLACIER, "Half a thou");
    window.harness.state_mut().close();
    drop(window);
    let window = open(&world);
    assert_eq!(marks(&window)[0].comment, "Half a thou");
}

#[test]
fn card_of_a_long_comment_stays_in_the_window_and_takes_what_is_typed() {
    let world = world();
    let mut window = open(&world);
    comment(
        &mut window,
        GLACIER,
        &"One more line of what there is to say.\n".repeat(60),
    );
    window.type_text("The end");
    let screen = window.harness.ctx.content_rect();
    let id = egui::Id::unique("mark card");
    let card = window.harness.ctx.memory(|memory| memory.area_rect(id));
    assert!(screen.contains_rect(card.unwrap()), "{card:?}");
    window.press(Key::Escape);
    let said = &marks(&window)[0].comment;
    assert!(said.ends_with("say.\nThe end"), "{said}");
}

#[test]
fn comment_is_on_disk_after_a_pause_in_the_typing() {
    let world = world();
    let mut window = open(&world);
    comment(&mut window, GLACIER, "Half a thou");
    world.pass(Duration::from_secs(2));
    window.harness.step();
    window.harness.run();
    assert!(window.shows(Role::Dialog, "Highlight"));
    let (copy, _folder) = world.start_from_copy();
    let kept = copy.state().marks.all().next().unwrap();
    assert_eq!(kept.comment, "Half a thou");
}

#[test]
fn comment_that_was_there_before_can_be_had_back_though_drafts_were_kept_since() {
    let world = world();
    let mut window = open(&world);
    comment(&mut window, GLACIER, "First.");
    window.press(Key::Escape);
    comment(&mut window, GLACIER, " Second.");
    world.pass(Duration::from_secs(2));
    window.harness.step();
    window.harness.run();
    assert_eq!(marks(&window)[0].comment, "First. Second.");
    assert!(
        !told(&window).starts_with("Comment changed."),
        "still typing"
    );
    window.press(Key::Escape);
    window.click(Role::Button, "Undo");
    assert_eq!(marks(&window)[0].comment, "First.");
}

#[test]
fn click_on_a_highlight_opens_its_card_where_it_can_be_changed_and_removed() {
    let world = world();
    let mut window = open(&world);
    highlight(&mut window, GLACIER, "amber");
    let line = window.rect_of(GLACIER);
    window.click_at(line.left_center() + egui::vec2(60.0, 0.0));
    assert!(window.shows(Role::Dialog, "Highlight"));
    window.click(Role::Button, "Highlight in rose");
    assert_eq!(marks(&window)[0].ink(), Some(Ink::Rose));
    window.click(Role::Button, "Remove the highlight");
    assert!(marks(&window).is_empty());
    assert!(told(&window).starts_with("Highlight removed: "));
    window.click(Role::Button, "Undo");
    assert_eq!(marks(&window)[0].ink(), Some(Ink::Rose));
}

#[test]
fn bookmark_is_set_and_taken_away_by_the_same_key() {
    let world = world();
    let mut window = open(&world);
    window.press_with(Modifiers::COMMAND, Key::D);
    assert!(window.says("Bookmarks (1)"));
    window.press_with(Modifiers::COMMAND, Key::D);
    assert!(marks(&window).is_empty());
    assert!(told(&window).starts_with("Bookmark removed"));
    window.click(Role::Button, "Undo");
    assert_eq!(marks(&window).len(), 1);
}

#[test]
fn bookmarked_words_stand_on_the_first_page_and_in_the_jump_box() {
    let world = world();
    let mut window = open(&world);
    select(&mut window, GLACIER);
    window.press_with(Modifiers::COMMAND, Key::D);
    window.give(Command::Go("home".parse().unwrap()));
    window.click(Role::Button, &format!("Bookmark: {GLACIER}, Classes"));
    assert_eq!(window.route(), "note:classes");
    window.give(Command::Go("home".parse().unwrap()));
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_text("glacier instant");
    assert!(window.shows(
        Role::ListBoxOption,
        &format!("{GLACIER}, Bookmark in Classes")
    ));
    window.press(Key::Enter);
    assert_eq!(window.route(), "note:classes");
}

#[test]
fn highlight_follows_its_words_through_an_edit() {
    let world = world();
    let mut window = open(&world);
    highlight(&mut window, GLACIER, "green");
    drop(window);
    let edited = NOTE
        .replace("## Prices", "A new beginning.\n\n## Prices")
        .replace("opens archives in", "opens your archives within");
    edit(&world, &edited);
    let window = open(&world);
    assert!(window.shows(
        Role::Link,
        &format!("Highlight in green, edited: {GLACIER}")
    ));
    assert!(!window.says("Words are gone"));
}

#[test]
fn lost_words_wait_in_the_tray_and_come_back_by_themselves() {
    let world = world();
    let window = open_with_words_lost(&world, "green");
    assert!(window.says("Words are gone (1)"));
    assert!(window.says(GLACIER));
    assert!(!window.says("Highlights (1)"));
    drop(window);
    edit(&world, NOTE);
    let window = open(&world);
    assert!(window.says("Highlights (1)"));
    assert!(!window.says("Words are gone"));
}

#[test]
fn lost_mark_is_attached_to_other_words_and_that_can_be_undone() {
    let world = world();
    let mut window = open_with_words_lost(&world, "rose");
    window.click(Role::Button, "Attach");
    assert!(told(&window).starts_with("Select the words first"));
    select(&mut window, OTHER);
    window.click(Role::Button, "Attach");
    assert!(window.says("Highlights (1)"));
    assert!(!window.says("Words are gone"));
    window.click(Role::Button, "Undo");
    assert!(window.says("Words are gone (1)"));
    window.click(Role::Button, "Remove");
    assert!(marks(&window).is_empty());
}

#[test]
fn page_of_all_marks_filters_opens_and_copies() {
    let world = world();
    let mut window = open(&world);
    highlight(&mut window, GLACIER, "green");
    highlight(&mut window, PRICE, "amber");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    assert!(window.says("2 marks in 1 note"));
    let field = "Filter by words, comment, note";
    window.click(Role::TextInput, field);
    window.type_text("glacier");
    assert!(window.says("1 mark in 1 note"));
    window
        .harness
        .get_by_role_and_label(Role::Button, "Copy as Markdown")
        .click();
    let copied = window.copied().unwrap();
    assert!(copied.contains(&format!("> {GLACIER}\n")), "{copied}");
    assert!(copied.contains("[[classes#times]]"), "{copied}");
    window.harness.run();
    let rows = window.harness.get_all_by_role_and_label(
        Role::Link,
        "Highlight in green: Glacier Instant Retrieval opens archives in milliseconds.",
    );
    rows.last().unwrap().click();
    window.harness.run();
    assert_eq!(window.state().overlay, None);
    assert!(window.shows(Role::Dialog, "Highlight"));
}

#[test]
fn marks_of_a_missing_note_wait_on_the_page_of_all() {
    let world = world();
    let mut window = open(&world);
    highlight(&mut window, GLACIER, "green");
    drop(window);
    fs::remove_file(world.notes_folder().join("classes.md")).unwrap();
    let mut window = Window::open(&world, "home");
    window.give(Command::Open(Overlay::Marks));
    assert!(window.says("The note \u{201c}Classes\u{201d} is missing"));
    assert!(window.says(GLACIER));
    window.click(Role::Button, "Remove");
    assert!(marks(&window).is_empty());
}

#[test]
fn mark_that_is_attached_leaves_the_lost_ones_on_the_page_of_all() {
    let world = world();
    let mut window = open_with_words_lost(&world, "rose");
    select(&mut window, OTHER);
    window.give(Command::Open(Overlay::Marks));
    let is_lost = |window: &Window| !window.state().lost_marks.is_empty();
    assert!(is_lost(&window));
    let buttons = window
        .harness
        .get_all_by_role_and_label(Role::Button, "Attach");
    buttons.last().unwrap().click();
    window.harness.run();
    assert!(window.says(&format!("Highlight in rose: {OTHER}")));
    assert!(!is_lost(&window));
    window.click(Role::Button, "Undo");
    assert!(is_lost(&window));
}

#[test]
fn button_says_that_a_bookmark_stands_where_one_reads() {
    let world = world();
    let mut window = open(&world);
    assert!(window.shows(Role::Button, "Bookmark this place"));
    window.click(Role::Button, "Bookmark this place");
    assert!(!window.shows(Role::Button, "Bookmark this place"));
    window.give(Command::Go("note:other".parse().unwrap()));
    assert!(window.shows(Role::Button, "Bookmark this place"));
    window.give(Command::Back);
    window.click(Role::Button, "Remove the bookmark here");
    assert!(marks(&window).is_empty());
}

#[test]
fn too_long_a_selection_is_refused_with_a_reason() {
    let world = World::with_notes(&[("classes.md", &"many words ".repeat(400))]);
    let mut window = open(&world);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press_with(Modifiers::COMMAND, Key::Num2);
    assert!(told(&window).contains("at most") || told(&window).contains("At most"));
    assert!(marks(&window).is_empty());
}

#[test]
fn nothing_of_a_mark_stands_in_the_note() {
    let world = world();
    let mut window = open(&world);
    highlight(&mut window, GLACIER, "green");
    let text = fs::read_to_string(world.notes_folder().join("classes.md")).unwrap();
    assert_eq!(text, NOTE);
}

#[test]
fn marks_that_nobody_knows_change_nothing() {
    let world = world();
    let mut window = open(&world);
    let unknown = nephoscope::base::ids::MarkId::new("nobody");
    for command in [
        MarkCommand::Remove(unknown.clone()),
        MarkCommand::Open(unknown.clone()),
        MarkCommand::Show(unknown.clone()),
        MarkCommand::Recolor {
            mark: unknown.clone(),
            ink: Ink::Rose,
        },
    ] {
        window.give(Command::Mark(command));
    }
    assert!(marks(&window).is_empty());
    assert!(!window.shows(Role::Dialog, "Highlight"));
}

#[test]
fn every_action_on_marks_is_offered_in_a_note_only() {
    let world = world();
    let window = open(&world);
    let home = Window::open(&world, "home");
    for action in [
        MenuCommand::Bookmark,
        MenuCommand::HighlightRose,
        MenuCommand::Comment,
    ] {
        assert!(action.resolve(window.state(), false).is_some());
        assert!(action.resolve(home.state(), false).is_none());
    }
}
