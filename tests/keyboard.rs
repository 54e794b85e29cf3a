//! The keyboard's way through the window: from the tree to the text, by Tab from one thing to the
//! next, through filter and drawers, and not beneath a dialog.

use std::collections::HashSet;

use egui::{Key, Modifiers, PointerButton, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use nephoscope::app::command::{Command, Overlay, SearchCommand};

use crate::common::window::{SMALL, USUAL, Window, name};
use crate::common::world::World;

/// Below this there is no room for "On this page" beside the text.
const MIDDLE: [f32; 2] = [1000.0, 700.0];

/// Two chapters; the notes of the first are long.
fn chapters() -> World {
    let long = |name: &str| {
        let lines = (0..80).map(|at| format!("Line {at} of {name}.\n\n"));
        format!("# {name}\n\n{}", lines.collect::<String>())
    };
    World::with_notes(&[
        ("one/alpha.md", &long("Alpha")),
        ("one/beta.md", &long("Beta")),
        ("two/gamma.md", "# Gamma\n\n## Rays\n\nShort.\n"),
        ("three/index.md", "# Third\n\nThe page of a chapter.\n"),
        (
            "three/delta.md",
            "# Delta\n\nSee [Gamma](../two/gamma.md).\n",
        ),
    ])
}

/// The tree's items, without what is said behind the name.
fn tree(window: &Window) -> Vec<String> {
    let names = window.names(Role::TreeItem).into_iter();
    names
        .map(|name| name.split(',').next().unwrap_or_default().to_owned())
        .collect()
}

/// Clicks a row of the tree as a person does, not as a screen reader.
fn click_row(window: &mut Window, label: &str) {
    let rows = window.harness.query_all_by_role(Role::TreeItem);
    let row = rows.into_iter().find(|row| name(row).starts_with(label));
    let at = row
        .unwrap_or_else(|| panic!("no row {label}"))
        .rect()
        .center();
    window.click_at(at);
}

/// What has the focus, as a person would call it.
fn focused(window: &Window) -> Option<String> {
    focused_node(window).map(|(name, _, _)| name)
}

/// The next stop of Tab; none if it was met before.
fn next_stop(
    window: &mut Window,
    met: &mut HashSet<egui::Id>,
) -> Option<(String, Role, egui::Rect)> {
    for _ in 0..3 {
        window.press(Key::Tab);
        if let Some(id) = window.harness.ctx.memory(egui::Memory::focused) {
            let is_new = met.insert(id);
            return focused_node(window).filter(|_| is_new);
        }
    }
    None
}

fn is_at_top(window: &Window, note: &str) -> bool {
    window.shows(Role::Label, &format!("Line 0 of {note}."))
}

#[test]
fn keys_scroll_the_note_that_was_clicked_in_the_tree() {
    let world = chapters();
    let mut window = Window::open(&world, "home");
    window.give(Command::UnfoldAll);
    for key in [Key::Space, Key::PageDown, Key::End] {
        click_row(&mut window, "Beta");
        click_row(&mut window, "Alpha");
        assert_eq!(window.route(), "note:one/alpha");
        assert_eq!(focused(&window), None);
        window.press(Key::Home);
        assert!(is_at_top(&window, "Alpha"));
        window.press(key);
        assert!(!is_at_top(&window, "Alpha"), "{key:?}");
        assert_eq!(window.route(), "note:one/alpha");
    }
    window.press_with(Modifiers::COMMAND, Key::A);
    window.harness.event(egui::Event::Copy);
    let copied = window.copied().unwrap();
    assert!(copied.contains("Line 79 of Alpha."), "{copied}");
}

#[test]
fn enter_in_the_tree_goes_on_in_the_text_and_space_stays() {
    let world = chapters();
    let mut window = Window::open(&world, "home");
    window.give(Command::UnfoldAll);
    window.harness.get_by_role(Role::Tree).focus();
    window.harness.run();
    window.type_text("al");
    window.press(Key::Space);
    assert_eq!(window.route(), "note:one/alpha");
    assert_eq!(focused(&window).as_deref(), Some("Notes"));
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    assert_eq!(window.route(), "note:one/beta");
    assert_eq!(focused(&window), None);
    window.press(Key::Space);
    assert!(!is_at_top(&window, "Beta"));
}

#[test]
fn tab_leads_from_the_text_to_the_first_link_in_it() {
    let world = chapters();
    let mut window = Window::open(&world, "note:three/delta");
    window.press(Key::F6);
    window.press(Key::Tab);
    assert_eq!(focused(&window).as_deref(), Some("Gamma"));
    window.press(Key::F6);
    assert_eq!(focused(&window), None);
}

#[test]
fn tree_is_one_stop_and_the_bar_goes_from_left_to_right() {
    let world = chapters();
    let mut window = Window::open(&world, "note:two/gamma");
    let mut met = HashSet::new();
    let stops: Vec<_> = std::iter::from_fn(|| next_stop(&mut window, &mut met)).collect();
    let bar: Vec<_> = stops
        .iter()
        .filter(|(_, _, rect)| rect.bottom() < 52.0)
        .collect();
    assert!(bar.len() > 8, "{bar:?}");
    for pair in bar.windows(2) {
        assert!(pair[0].2.left() < pair[1].2.left(), "{pair:?}");
    }
    let filter = stops
        .iter()
        .position(|(name, _, _)| name == "Filter notes")
        .unwrap();
    assert_eq!(stops[filter + 1].0, "Notes", "{stops:?}");
    let next = &stops[filter + 2];
    assert!(next.2.left() > 260.0 || next.2.top() > 700.0, "{next:?}");
}

/// What has the focus: its name, what it is, and where.
fn focused_node(window: &Window) -> Option<(String, Role, egui::Rect)> {
    let mut nodes = window.harness.root().children_recursive();
    let node = nodes.find(|node| node.accesskit_node().is_focused_in_tree())?;
    Some((name(&node), node.accesskit_node().role(), node.rect()))
}

/// Whether what has the focus, at `rect`, looks otherwise than without it.
fn shows_focus(window: &mut Window, rect: egui::Rect, role: Role) -> bool {
    let screen = window.harness.ctx.content_rect();
    // Of a card its heading is the place of the focus; the ring is around the card.
    let beyond = if role == Role::Group { 24.0 } else { 4.0 };
    let around = rect.expand(beyond).intersect(screen);
    let with = window.harness.render().unwrap();
    let focused = window.harness.ctx.memory(egui::Memory::focused).unwrap();
    window.harness.ctx.memory_mut(egui::Memory::stop_text_input);
    window.harness.run();
    let without = window.harness.render().unwrap();
    window
        .harness
        .ctx
        .memory_mut(|memory| memory.request_focus(focused));
    window.harness.run();
    let rows = around.top() as u32..around.bottom() as u32;
    let pixels =
        rows.flat_map(|y| (around.left() as u32..around.right() as u32).map(move |x| (x, y)));
    let differs = |(x, y): &(u32, u32)| {
        let (a, b) = (with.get_pixel(*x, *y).0, without.get_pixel(*x, *y).0);
        a.iter().zip(b).any(|(a, b)| a.abs_diff(b) > 24)
    };
    pixels.filter(differs).count() > 20
}

#[test]
fn everything_that_has_the_focus_is_in_view_and_shows_it() {
    let world = World::small();
    let mut unseen = Vec::new();
    for (place, overlay, least) in [
        ("home", None, 15),
        ("note:storage/buckets", None, 15),
        ("practise", None, 12),
        ("home", Some(Overlay::Settings), 10),
    ] {
        let mut window = Window::open_as(&world, place, [1130.0, 460.0], egui::Theme::Light);
        if let Some(overlay) = overlay {
            window.give(Command::Open(overlay));
        }
        let mut met = HashSet::new();
        while let Some((stop, role, rect)) = next_stop(&mut window, &mut met) {
            // What parts two panels shows itself when it is moved.
            if role != Role::Splitter && !shows_focus(&mut window, rect, role) {
                unseen.push((place, overlay, stop, role, rect));
            }
        }
        assert!(met.len() >= least, "{place}: {}", met.len());
    }
    assert!(unseen.is_empty(), "{unseen:#?}");
}

#[test]
fn filter_leads_into_the_notes_and_escape_ends_it() {
    let world = chapters();
    let mut window = Window::open(&world, "home");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    assert_eq!(focused(&window).as_deref(), Some("Filter notes"));
    window.type_text("ta");
    assert_eq!(tree(&window), ["One", "Beta", "Third", "Delta"]);
    window.press(Key::Enter);
    assert_eq!(window.route(), "note:one/beta");
    assert_eq!(focused(&window), None);
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.press(Key::ArrowDown);
    assert_eq!(focused(&window).as_deref(), Some("Notes"));
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    assert_eq!(window.route(), "note:three/delta");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.press(Key::Escape);
    assert_eq!(focused(&window), None);
    assert!(tree(&window).contains(&"Two".to_owned()));
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.type_text("gam");
    window.press(Key::ArrowDown);
    window.press(Key::Escape);
    assert!(tree(&window).contains(&"Third".to_owned()));
}

#[test]
fn chapter_that_is_chosen_among_the_filtered_is_shown_among_all() {
    let world = chapters();
    let mut window = Window::open(&world, "home");
    window.give(Command::FoldAll);
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.type_text("one");
    click_row(&mut window, "One");
    assert_eq!(tree(&window), ["One", "Alpha", "Beta", "Third", "Two"]);
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.type_text("third");
    click_row(&mut window, "Third");
    assert_eq!(window.route(), "note:three/index");
}

#[test]
fn search_hit_is_shown_in_the_tree() {
    let world = chapters();
    let mut window = Window::open(&world, "home");
    window.give(Command::FoldAll);
    window.give(Command::Open(Overlay::Jump));
    window.give(Command::Search(SearchCommand::Ask(
        "\"line 7 of beta\"".to_owned(),
    )));
    let results = window.state().search.results.clone().unwrap();
    let (note, place) = results.place(0).unwrap();
    let open = SearchCommand::Open {
        note: note.note.clone(),
        block: place.block,
    };
    window.give(Command::Search(open));
    assert_eq!(window.route(), "note:one/beta");
    assert!(
        tree(&window).contains(&"Beta".to_owned()),
        "{:?}",
        tree(&window)
    );
}

#[test]
fn tree_stays_when_folders_come_from_outside() {
    let world = chapters();
    let mut window = Window::open(&world, "note:two/gamma");
    let row = |window: &Window| {
        let rows = window.harness.query_all_by_role(Role::TreeItem);
        let row = rows.into_iter().find(|row| name(row).starts_with("Gamma"));
        row.map(|row| row.rect())
    };
    assert!(row(&window).is_some());
    for folder in 0..60 {
        let folder = world.notes_folder().join(format!("a{folder:02}"));
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("new.md"), "# New\n").unwrap();
    }
    window.give(Command::LookForChanges);
    assert!(!tree(&window).contains(&"New".to_owned()));
    let now = row(&window).expect("the open note is in view");
    assert!(window.harness.ctx.content_rect().contains_rect(now));
}

#[test]
fn drawer_that_closes_takes_no_keyboard_later() {
    let world = World::small();
    let mut window = Window::open_as(&world, "note:storage/buckets", SMALL, egui::Theme::Light);
    for _ in 0..2 {
        window.press_with(Modifiers::COMMAND, Key::B);
    }
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    assert_eq!(focused(&window).as_deref(), Some("Filter notes"));
}

#[test]
fn page_has_a_drawer_where_it_has_no_room_beside() {
    let world = World::small();
    for size in [MIDDLE, SMALL, [420.0, 700.0]] {
        let mut window = Window::open_as(&world, "note:storage/buckets", size, egui::Theme::Light);
        assert!(!window.shows(Role::Link, "Limits"), "{size:?}");
        window.click(Role::Button, "On this page");
        assert!(window.shows(Role::Link, "Limits"), "{size:?}");
        assert!(window.says("Linked from"), "{size:?}");
        window.press(Key::Escape);
        assert!(!window.shows(Role::Link, "Limits"), "{size:?}");
        let chord = Modifiers::COMMAND | Modifiers::SHIFT;
        window.press_with(chord, Key::O);
        assert_eq!(focused_node(&window).map(|node| node.1), Some(Role::Link));
        window.click(Role::Link, "Limits");
        assert!(!window.says("Linked from"), "{size:?}");
        assert_eq!(window.route(), "note:storage/buckets");
    }
    let mut window = Window::open_as(&world, "home", MIDDLE, egui::Theme::Light);
    assert!(!window.shows(Role::Button, "On this page"));
    window.give(Command::Go("note:storage/buckets".parse().unwrap()));
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    // It links here and is linked from here.
    let links = window.harness.query_all_by_label("Queues: Messages");
    links.into_iter().next().unwrap().click();
    window.harness.run_steps(4);
    assert_eq!(window.route(), "note:queues/messages");
    assert!(!window.says("Linked from"));
}

#[test]
fn page_takes_the_keyboard_beside_the_text_too() {
    let world = World::small();
    let mut window = Window::open_as(&world, "note:storage/buckets", USUAL, egui::Theme::Light);
    assert!(!window.shows(Role::Button, "On this page"));
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_text(">on this");
    window.press(Key::Enter);
    assert_eq!(focused_node(&window).map(|node| node.1), Some(Role::Link));
    window.press(Key::ArrowDown);
    let chosen = focused(&window).unwrap();
    window.press(Key::Enter);
    let place = window.state().nav.current().place.clone().unwrap();
    assert_eq!(place.path.last(), Some(&chosen), "{place:?}");
}

#[test]
fn nothing_beneath_a_dialog_obeys_keys() {
    let world = World::small();
    let mut window = Window::open(&world, "note:storage/buckets");
    window.give(Command::Go("note:storage/classes".parse().unwrap()));
    for overlay in [
        Overlay::Jump,
        Overlay::Settings,
        Overlay::Keys,
        Overlay::Marks,
    ] {
        window.give(Command::Open(overlay));
        window.press_with(Modifiers::ALT, Key::ArrowLeft);
        window.press_with(Modifiers::COMMAND, Key::B);
        for pressed in [true, false] {
            window.harness.event(egui::Event::PointerButton {
                pos: egui::pos2(300.0, 300.0),
                button: PointerButton::Extra1,
                pressed,
                modifiers: Modifiers::NONE,
            });
        }
        window.harness.run();
        assert_eq!(window.route(), "note:storage/classes");
        assert_eq!(window.state().overlay, Some(overlay));
        assert!(window.state().tree_shown);
    }
    window.press_with(Modifiers::COMMAND, Key::K);
    assert_eq!(window.state().overlay, Some(Overlay::Jump));
}
