//! Comfort: type, colors, motion, focus mode, and scrolling by keys.

use std::time::Duration;

use egui::{Color32, Event, Key, Modifiers, Role, Theme, ViewportId, pos2};
use egui_kittest::kittest::Queryable as _;
use nephoscope::app::command::{Command, Overlay};
use nephoscope::app::settings::{Change, Contrast, Motion, SystemLook, ThemeChoice};
use nephoscope::base::reading::{LineSpacing, Typeface};
use nephoscope::ui_kit::look::Look;
use nephoscope::ui_kit::tokens::{Tokens, measure};

use crate::common::program::SESSION_IS_WRITTEN;
use crate::common::window::{SMALL, USUAL, Window, name};
use crate::common::world::World;

/// A note of two hundred short paragraphs.
fn long_note() -> World {
    let paragraphs = (1..=200)
        .map(|number| format!("Paragraph {number}.\n\n"))
        .collect::<Vec<_>>()
        .concat();
    let long = format!("# Long\n\n{paragraphs}");
    World::with_notes(&[("long.md", &long)])
}

/// A note with a paragraph that fills some lines, and a second one.
fn wide_note() -> World {
    let words = "Some words that fill the lines of a column. ".repeat(12);
    let text = format!("# Wide\n\n{words}\n\nThe second one.\n");
    World::with_notes(&[("wide.md", &text)])
}

/// Upper edges of the paragraphs that are laid out, by their words.
fn paragraphs(window: &Window) -> Vec<(String, f32)> {
    let labels = window.harness.query_all_by_role(Role::Label);
    labels
        .map(|node| (name(&node), node.rect().top()))
        .filter(|(name, _)| name.starts_with("Paragraph"))
        .collect()
}

/// How far the text went up while `act` was done.
fn scrolled(window: &mut Window, act: impl FnOnce(&mut Window)) -> f32 {
    let before = paragraphs(window);
    act(window);
    let after = paragraphs(window);
    let shared = before.iter().find_map(|(words, top)| {
        let now = after.iter().find(|(other, _)| other == words)?;
        Some(top - now.1)
    });
    shared.unwrap_or_else(|| panic!("no paragraph is left: {before:?} {after:?}"))
}

fn tokens(window: &Window) -> &'static Tokens {
    Tokens::of(&window.harness.ctx)
}

/// How long the window would sleep now, once messages are gone and the session is written.
fn sleeps(world: &World, window: &mut Window) -> Duration {
    for _ in 0..3 {
        world.pass(SESSION_IS_WRITTEN);
        world.pass(Duration::from_secs(10));
        window.harness.run();
    }
    window.harness.output().viewport_output[&ViewportId::ROOT].repaint_delay
}

#[test]
fn type_is_chosen_in_the_settings_and_kept() {
    let world = wide_note();
    let mut window = Window::open(&world, "note:wide");
    window.give(Command::Open(Overlay::Settings));
    window.click(Role::RadioButton, "Serif");
    window.click(Role::RadioButton, "Airy");
    window.give(Command::Change(Change::Measure(60)));
    drop(window);
    let again = world.start();
    let reading = again.state().settings.reading;
    assert_eq!(reading.typeface, Typeface::Serif);
    assert_eq!(reading.spacing, LineSpacing::Airy);
    assert_eq!(reading.measure_chars, 60);
}

#[test]
fn every_setting_is_reached_by_its_name() {
    let world = World::small();
    for size in [USUAL, SMALL, [420.0, 700.0]] {
        let mut window = Window::open_as(&world, "home", size, Theme::Light);
        window.give(Command::Open(Overlay::Settings));
        let groups = window.names(Role::RadioGroup);
        let menus = window.names(Role::ComboBox);
        let choices: Vec<_> = groups.iter().chain(&menus).collect();
        for name in [
            "Typeface",
            "Text size",
            "Line spacing",
            "Theme",
            "Contrast",
            "Motion",
        ] {
            assert!(
                choices.iter().any(|choice| **choice == name),
                "{name} in {choices:?} at {size:?}"
            );
        }
        assert!(window.shows(Role::Slider, "Width of lines"));
        assert!(window.shows(Role::Switch, "Spotlight on the paragraph in focus mode"));
    }
}

#[test]
fn column_is_as_wide_as_its_measure() {
    let world = wide_note();
    let mut window = Window::open(&world, "note:wide");
    let width = |window: &Window| {
        let words = window.harness.get_by_label_contains("The second one.");
        words.rect().width()
    };
    assert_eq!(width(&window), measure::COLUMN);
    window.give(Command::Change(Change::Measure(56)));
    assert_eq!(width(&window), (measure::COLUMN * 56.0 / 72.0).round());
}

#[test]
fn lines_move_apart_with_their_spacing_and_text_follows_its_typeface() {
    let world = wide_note();
    let mut window = Window::open(&world, "note:wide");
    let height = |window: &Window| {
        let words = window.harness.get_by_label_contains("Some words");
        words.rect().height()
    };
    let usual = height(&window);
    window.give(Command::Change(Change::LineSpacing(LineSpacing::Airy)));
    let airy = height(&window);
    window.give(Command::Change(Change::LineSpacing(LineSpacing::Tight)));
    let tight = height(&window);
    assert!(tight < usual && usual < airy, "{tight} {usual} {airy}");
    let picture = |window: &mut Window| window.harness.render().unwrap();
    let sans = picture(&mut window);
    window.give(Command::Change(Change::Typeface(Typeface::Legible)));
    let legible = picture(&mut window);
    window.give(Command::Change(Change::Typeface(Typeface::Serif)));
    let serif = picture(&mut window);
    assert!(sans != legible && legible != serif);
    window.give(Command::Change(Change::Typeface(Typeface::Sans)));
    assert_eq!(differing(&picture(&mut window), &sans), 0);
}

/// How many pixels of two pictures are told apart by eye.
fn differing(left: &image::RgbaImage, right: &image::RgbaImage) -> usize {
    let pairs = left.pixels().zip(right.pixels());
    let differ = |(a, b): &(&image::Rgba<u8>, &image::Rgba<u8>)| {
        let mut channels = a.0.iter().zip(b.0);
        channels.any(|(a, b)| a.abs_diff(b) > 40)
    };
    pairs.filter(differ).count()
}

#[test]
fn reader_stays_at_the_same_words_when_type_changes() {
    let world = long_note();
    let mut window = Window::open(&world, "note:long");
    for _ in 0..4 {
        window.press(Key::Space);
    }
    let top = |window: &Window| {
        let below_bar = paragraphs(window).into_iter();
        let mut below_bar = below_bar.filter(|(_, top)| *top >= measure::TOP_BAR - 1.0);
        below_bar.next().unwrap().0
    };
    let before = top(&window);
    window.give(Command::Change(Change::LineSpacing(LineSpacing::Airy)));
    window.give(Command::Change(Change::Typeface(Typeface::Serif)));
    assert_eq!(top(&window), before);
}

#[test]
fn look_follows_the_system_until_the_person_chooses() {
    let world = World::small();
    let mut window = Window::open(&world, "home");
    for change in [
        Change::Theme(ThemeChoice::System),
        Change::Motion(Motion::System),
    ] {
        window.give(Command::Change(change));
    }
    assert!(!tokens(&window).dark);
    world.system_asks_for(SystemLook {
        dark: Some(true),
        high_contrast: true,
        reduced_motion: true,
    });
    window.harness.run();
    assert_eq!(tokens(&window), Tokens::for_theme(Theme::Dark, true));
    assert!(Look::of(&window.harness.ctx).still);
    assert_eq!(window.harness.ctx.global_style().animation_time, 0.0);
    window.give(Command::Change(Change::Contrast(Contrast::Usual)));
    window.give(Command::Change(Change::Theme(ThemeChoice::Day)));
    window.give(Command::Change(Change::Motion(Motion::Usual)));
    assert_eq!(tokens(&window), Tokens::for_theme(Theme::Light, false));
    assert!(window.harness.ctx.global_style().animation_time > 0.0);
}

/// Whether a strip of the picture holds nothing but `ground`.
fn is_blank(window: &mut Window, from: [u32; 2], to: [u32; 2], ground: Color32) -> bool {
    let picture = window.harness.render().unwrap();
    let (across, down) = (from[0]..to[0], from[1]..to[1]);
    down.into_iter().all(|y| {
        across
            .clone()
            .all(|x| picture.get_pixel(x, y).0 == ground.to_array())
    })
}

#[test]
fn focus_leaves_nothing_but_the_text_and_brings_a_bar_back_under_the_pointer() {
    for theme in [Theme::Light, Theme::Dark] {
        let world = World::small();
        let mut window = Window::open_as(&world, "note:storage/buckets", USUAL, theme);
        let paper = tokens(&window).paper;
        let bar = |window: &mut Window| is_blank(window, [0, 0], [1280, 51], paper);
        let tree = |window: &mut Window| is_blank(window, [0, 60], [250, 760], paper);
        let aside = |window: &mut Window| is_blank(window, [1070, 60], [1270, 760], paper);
        assert!(!bar(&mut window) && !tree(&mut window) && !aside(&mut window));
        let text = |window: &Window| {
            window
                .harness
                .get_by_label_contains("A bucket holds")
                .rect()
        };
        let place = text(&window);
        window.press(Key::F9);
        world.pass(Duration::from_secs(10));
        window.harness.run();
        assert!(bar(&mut window) && tree(&mut window) && aside(&mut window));
        assert_eq!(text(&window), place);
        window.harness.event(Event::PointerMoved(pos2(600.0, 20.0)));
        window.harness.run();
        assert!(!bar(&mut window) && tree(&mut window));
        window
            .harness
            .event(Event::PointerMoved(pos2(640.0, 400.0)));
        window.harness.run();
        assert!(bar(&mut window));
        window.press(Key::Escape);
        assert!(!window.state().focusing);
        assert!(!bar(&mut window) && !tree(&mut window));
    }
}

#[test]
fn keyboard_brings_back_what_it_walks_into() {
    let world = World::small();
    let mut window = Window::open(&world, "note:storage/buckets");
    window.press(Key::F9);
    world.pass(Duration::from_secs(10));
    window.harness.run();
    let paper = tokens(&window).paper;
    assert!(is_blank(&mut window, [0, 0], [300, 51], paper));
    let home = window.harness.get_by_role_and_label(Role::Button, "Home");
    home.focus();
    window.harness.run();
    assert!(!is_blank(&mut window, [0, 0], [300, 51], paper));
}

#[test]
fn focus_mode_rests() {
    let world = World::small();
    let mut window = Window::open(&world, "note:storage/buckets");
    window.give(Command::Change(Change::Spotlight(true)));
    window.give(Command::Change(Change::Motion(Motion::Usual)));
    window.press(Key::F9);
    assert_eq!(sleeps(&world, &mut window), Duration::MAX);
}

#[test]
fn spotlight_dims_what_is_not_read() {
    let world = long_note();
    let mut window = Window::open(&world, "note:long");
    window.press(Key::Space);
    window.give(Command::ToggleFocus);
    let dark = |window: &mut Window, top: f32| {
        let picture = window.harness.render().unwrap();
        let rows = top as u32..top as u32 + 25;
        let pixels = rows.flat_map(|y| (330..600).map(move |x| (x, y)));
        pixels
            .map(|(x, y)| picture.get_pixel(x, y).0[0])
            .min()
            .unwrap()
    };
    let seen: Vec<(String, f32)> = paragraphs(&window)
        .into_iter()
        .filter(|(_, top)| (120.0..700.0).contains(top))
        .collect();
    let last = seen.last().unwrap().1;
    let read = measure::TOP_BAR + 718.0 * 0.36;
    let read = seen.iter().rfind(|(_, top)| *top <= read).unwrap().1;
    let before = dark(&mut window, last);
    window.give(Command::Change(Change::Spotlight(true)));
    assert!(dark(&mut window, last) > before + 60);
    assert_eq!(dark(&mut window, read), before);
}

/// Height of the view of a note in a window of the usual size.
const VIEW: f32 = USUAL[1] - measure::TOP_BAR - measure::STATUS_BAR;
/// Two lines of text.
const TWO_LINES: f32 = 50.0;

#[test]
fn page_keeps_two_lines_of_the_one_before() {
    let world = long_note();
    let mut window = Window::open(&world, "note:long");
    window.press(Key::Space);
    let page = VIEW - TWO_LINES;
    for (modifiers, key, by) in [
        (Modifiers::NONE, Key::Space, page),
        (Modifiers::NONE, Key::PageDown, page),
        (Modifiers::NONE, Key::PageUp, -page),
        (Modifiers::SHIFT, Key::Space, -page),
        (Modifiers::NONE, Key::ArrowDown, 60.0),
        (Modifiers::NONE, Key::ArrowUp, -60.0),
    ] {
        let went = scrolled(&mut window, |window| window.press_with(modifiers, key));
        assert!((went - by).abs() < 1.0, "{key:?}: {went} for {by}");
    }
}

#[test]
fn keys_pressed_while_the_text_still_moves_add_up() {
    let world = long_note();
    let mut window = Window::open(&world, "note:long");
    window.press(Key::Space);
    window.give(Command::Change(Change::Motion(Motion::Usual)));
    let went = scrolled(&mut window, |window| {
        for _ in 0..3 {
            window.harness.key_press(Key::ArrowDown);
            window.harness.step();
        }
        window.harness.run();
    });
    assert!((went - 180.0).abs() < 1.0, "{went}");
    assert_eq!(sleeps(&world, &mut window), Duration::MAX);
}

#[test]
fn ends_of_the_note_are_reached_and_not_left() {
    let world = long_note();
    let mut window = Window::open(&world, "note:long");
    window.press(Key::End);
    let last = |window: &Window| paragraphs(window).last().unwrap().clone();
    let at_end = last(&window);
    assert_eq!(at_end.0, "Paragraph 200.");
    window.press(Key::Space);
    window.press_with(Modifiers::COMMAND, Key::End);
    assert_eq!(last(&window), at_end);
    window.press(Key::Home);
    let at_home = paragraphs(&window)[0].clone();
    assert_eq!(at_home.0, "Paragraph 1.");
    window.press(Key::PageUp);
    assert_eq!(paragraphs(&window)[0], at_home);
}

#[test]
fn whole_pages_scroll_while_something_has_the_focus_but_not_while_one_types() {
    let world = long_note();
    let mut window = Window::open(&world, "note:long");
    let home = window.harness.get_by_role_and_label(Role::Button, "Home");
    home.focus();
    window.harness.run();
    let went = scrolled(&mut window, |window| window.press(Key::PageDown));
    assert!((went - (VIEW - TWO_LINES)).abs() < 1.0, "{went}");
    window.give(Command::Open(Overlay::Jump));
    let went = scrolled(&mut window, |window| window.press(Key::PageDown));
    assert_eq!(went, 0.0);
}

/// Turns the wheel with Ctrl held at a place, notch by notch; up is positive.
fn turn_with_ctrl(window: &mut Window, at: egui::Pos2, notches: i32) {
    let modifiers = Modifiers::COMMAND | Modifiers::CTRL;
    window.harness.event(Event::PointerMoved(at));
    window.harness.event(Event::ModifiersChanged(modifiers));
    for _ in 0..notches.abs() {
        window.harness.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Line,
            delta: egui::vec2(0.0, notches.signum() as f32),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers,
        });
        window.harness.run();
    }
    window
        .harness
        .event(Event::ModifiersChanged(Modifiers::NONE));
    window.harness.run();
}

#[test]
fn wheel_with_ctrl_changes_the_size_of_text_but_zooms_a_diagram() {
    let world = World::with_text("# A\n\nSome words.\n");
    let mut window = Window::open(&world, "note:a");
    let words = window.harness.get_by_label_contains("Some words").rect();
    turn_with_ctrl(&mut window, words.center(), 1);
    assert_eq!(window.state().settings.text_percent, 110);
    turn_with_ctrl(&mut window, pos2(600.0, 200.0), -2);
    assert_eq!(window.state().settings.text_percent, 90);
    window.give(Command::Go("diagram:s3-lifecycle".parse().unwrap()));
    turn_with_ctrl(&mut window, pos2(640.0, 400.0), 2);
    assert_eq!(window.state().settings.text_percent, 90);
}
