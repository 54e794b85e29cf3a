//! Diagrams through the accessibility tree, as a person uses them.

use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::*;
use crate::diagrams::fence;
use crate::diagrams::playback::Verdict;
use crate::diagrams::registry::{self, KINDS};
use crate::diagrams::scene::{Element, ElementKind};
use crate::quiz::predict;
use crate::ui_kit::theme;

mod predictions;

struct Place {
    view: DiagramView,
    room: Room,
    actions: Vec<DiagramAction>,
}

fn place(view: DiagramView, room: Room, size: [f32; 2]) -> Harness<'static, Place> {
    let place = Place {
        view,
        room,
        actions: Vec::new(),
    };
    Harness::builder()
        .with_size(size)
        .with_max_steps(12)
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, place: &mut Place| {
                let made = diagram_ui(ui, &mut place.view, place.room);
                place.actions.extend(made);
            },
            place,
        )
}

fn lifecycle() -> DiagramView {
    DiagramView::of_kind(registry::kind("s3-lifecycle").unwrap())
}

/// Without predictions in the way.
fn unasked() -> DiagramView {
    let mut view = lifecycle();
    view.playback.set_asking(false);
    view
}

fn full(view: DiagramView) -> Harness<'static, Place> {
    place(view, Room::Full, [1280.0, 900.0])
}

/// A view whose run stands at a prediction.
fn asking() -> DiagramView {
    let mut view = lifecycle();
    while view.playback.pending().is_none() {
        assert!(view.playback.forward(), "nothing is asked");
    }
    view
}

/// Presses keys one after the other; each leads to a step.
#[track_caller]
fn check_steps(harness: &mut Harness<'_, Place>, steps: &[(Key, usize)]) {
    for (key, position) in steps {
        harness.key_press(*key);
        harness.run();
        let reached = harness.state().view.playback.position();
        assert_eq!(reached, *position, "{key:?}");
    }
}

#[test]
fn picture_with_the_focus_takes_the_step_keys() {
    let mut harness = place(unasked(), Room::InNote, [700.0, 1400.0]);
    let title = harness.state().view.kind.title;
    let last = harness.state().view.playback.known_len();
    harness
        .get_by_role_and_label(Role::GraphicsDocument, title)
        .focus();
    harness.run();
    check_steps(
        &mut harness,
        &[
            (Key::ArrowRight, 1),
            (Key::ArrowRight, 2),
            (Key::ArrowLeft, 1),
            (Key::End, last),
            (Key::Home, 0),
        ],
    );
}

#[test]
fn diagram_in_a_note_takes_no_keys_without_the_focus() {
    let mut harness = place(unasked(), Room::InNote, [700.0, 1400.0]);
    harness.key_press(Key::ArrowRight);
    harness.key_press(Key::Space);
    harness.run();
    assert_eq!(harness.state().view.playback.position(), 0);
    assert!(!harness.state().view.playback.is_playing());
}

#[test]
fn diagram_alone_in_the_window_takes_keys_at_once() {
    let mut harness = full(unasked());
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().view.playback.position(), 1);
}

#[test]
fn space_plays_and_pauses() {
    let mut harness = full(unasked());
    harness.key_press(Key::Space);
    harness.run_steps(8);
    assert!(harness.state().view.playback.is_playing());
    let position = harness.state().view.playback.position();
    assert!(position > 0);
    harness.key_press(Key::Space);
    harness.run();
    let position = harness.state().view.playback.position();
    harness.run_steps(8);
    assert_eq!(harness.state().view.playback.position(), position);
}

#[test]
fn changed_input_begins_anew_at_rest() {
    let mut harness = full(unasked());
    harness.key_press(Key::ArrowRight);
    harness.run();
    let before = harness.state().view.playback.params().clone();
    let switch = harness.query_all_by_role(Role::Switch).next();
    let radio = harness.query_all_by_role(Role::RadioButton).find(|radio| {
        radio.rect().left() > 980.0
            && radio.accesskit_node().toggled() == Some(egui::accesskit::Toggled::False)
    });
    switch
        .or(radio)
        .expect("a switch or a segment among the inputs")
        .click();
    harness.run();
    let playback = &harness.state().view.playback;
    assert_ne!(*playback.params(), before);
    assert_eq!(playback.position(), 0);
    assert!(!playback.is_playing());
}

#[test]
fn every_element_and_every_control_is_named_in_every_room() {
    for kind in KINDS {
        for (room, size) in [
            (Room::InNote, [660.0, 2400.0]),
            (Room::InNote, [420.0, 3000.0]),
            (Room::Full, [1280.0, 800.0]),
            (Room::Full, [720.0, 480.0]),
            (Room::Slide, [1280.0, 720.0]),
        ] {
            let mut view = DiagramView::of_kind(kind);
            view.go_to(view.playback.known_len() / 2);
            // Unnamed inputs and missing glyphs fail the run itself.
            let mut harness = place(view, room, size);
            harness.run();
            let shape = DiagramView::narrow_or_wide(size[0]);
            for element in harness.state().view.playback.scene(shape).elements {
                assert!(
                    harness.query_all_by_label(&element.name).next().is_some(),
                    "{} in {room:?}: {:?}",
                    kind.id,
                    element.name
                );
            }
        }
    }
}

#[test]
fn thumbnail_is_one_picture_with_a_name() {
    for kind in KINDS {
        let harness = place(DiagramView::of_kind(kind), Room::Thumbnail, [320.0, 200.0]);
        let picture = harness.get_by_role_and_label(Role::Image, kind.title);
        assert!(picture.rect().height() <= 200.0);
        assert_eq!(harness.query_all_by_role(Role::Button).count(), 0);
    }
}

#[test]
fn marked_steps_are_gone_to_by_keys() {
    let mut harness = full(unasked());
    check_steps(
        &mut harness,
        &[
            (Key::ArrowRight, 1),
            (Key::M, 1),
            (Key::ArrowRight, 2),
            (Key::ArrowRight, 3),
            (Key::M, 3),
            (Key::Home, 0),
            (Key::CloseBracket, 1),
            (Key::CloseBracket, 3),
            (Key::CloseBracket, 1),
            (Key::OpenBracket, 3),
            (Key::M, 3),
            (Key::OpenBracket, 1),
            (Key::OpenBracket, 1),
        ],
    );
}

#[test]
fn comparison_shows_both_runs_at_one_step() {
    for size in [[1600.0, 1000.0], [720.0, 900.0]] {
        let mut harness = place(unasked(), Room::Full, size);
        let title = harness.state().view.kind.title;
        let press = |harness: &mut Harness<'_, Place>, name: &str| {
            harness.get_by_role_and_label(Role::Button, name).click();
            harness.run();
        };
        press(&mut harness, "Compare with other inputs");
        let mut now = harness.state().view.playback.params().clone();
        now.set_text("days", "100").unwrap();
        harness.state_mut().view.restart(now);
        harness.state_mut().view.playback.set_asking(false);
        let kept = |harness: &Harness<'_, Place>| {
            let kept = harness.state().view.kept.as_ref().unwrap();
            (kept.playback.position(), kept.playback.at_end())
        };
        // Each of the two takes the keys.
        for (step, picture) in ["Now", "Kept"].into_iter().enumerate() {
            let name = format!("{picture}: {title}");
            harness
                .get_by_role_and_label(Role::GraphicsDocument, &name)
                .focus();
            harness.run();
            harness.key_press(Key::ArrowRight);
            harness.run();
            assert_eq!(kept(&harness), (step + 1, false), "{picture}");
        }
        harness.key_press(Key::End);
        harness.run();
        assert_eq!(harness.state().view.playback.position(), 100);
        assert!(kept(&harness).1);
        press(&mut harness, "End the comparison");
        assert!(harness.state().view.kept.is_none());
    }
}

#[test]
fn nothing_reaches_beyond_a_tiny_window() {
    for kind in KINDS {
        let size = [300.0, 240.0];
        let harness = place(DiagramView::of_kind(kind), Room::Full, size);
        for role in [Role::Button, Role::RadioButton, Role::Slider] {
            for node in harness.query_all_by_role(role) {
                let rect = node.rect();
                assert!(rect.right() <= size[0] + 0.5, "{}: {node:?}", kind.id);
            }
        }
        harness.get_by_label("Mark this step");
        harness.get_by_label("2×");
    }
}

#[test]
fn nothing_is_repainted_at_rest() {
    for room in [Room::InNote, Room::Full, Room::Slide] {
        let mut harness = place(asking(), room, [900.0, 900.0]);
        harness.run();
        let root = &harness.output().viewport_output[&egui::ViewportId::ROOT];
        assert_eq!(root.repaint_delay, Duration::MAX, "{room:?}");
    }
}

#[test]
fn link_to_the_present_state_leads_back_to_it() {
    let mut view = unasked();
    view.go_to(4);
    let mut harness = full(view);
    harness.get_by_label("Copy a link to this state").click();
    harness.run();
    let Some(DiagramAction::CopyLink(link)) = harness.state().actions.first() else {
        panic!("{:?}", harness.state().actions);
    };
    let citation = fence::read_link(link).unwrap();
    let again = DiagramView::from_citation(citation);
    assert_eq!(again.playback.position(), 4);
    assert_eq!(
        again.playback.params(),
        harness.state().view.playback.params()
    );
}

#[test]
fn bare_name_shows_the_first_preset_and_a_link_to_the_defaults_shows_the_defaults() {
    let first = DiagramView::from_link("diagram:s3-lifecycle").unwrap();
    let preset = &first.kind.presets[0];
    let expected = Params::from_preset(first.kind.params, preset).unwrap();
    assert_eq!(*first.playback.params(), expected);
    let defaults = Params::defaults(first.kind.params);
    let view = DiagramView::new(first.kind, defaults.clone(), 0);
    let again = DiagramView::from_link(&view.link()).unwrap();
    assert_eq!(*again.playback.params(), defaults);
}

#[test]
fn pass_that_only_measures_hears_no_keys() {
    let mut harness = Harness::builder()
        .with_size([700.0, 1400.0])
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, view: &mut DiagramView| {
                let builder = egui::UiBuilder::new().id_salt("measure");
                let mut probe = ui.new_child(builder.sizing_pass().invisible());
                diagram_ui(&mut probe, view, Room::InNote);
                diagram_ui(ui, view, Room::InNote);
            },
            unasked(),
        );
    let title = harness.state().kind.title;
    harness
        .get_by_role_and_label(Role::GraphicsDocument, title)
        .focus();
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().playback.position(), 1);
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.run();
    assert!(harness.state().painter.is_traveling());
}

#[test]
fn lines_of_a_fence_that_were_not_taken_are_named() {
    let citation = fence::read_fence("s3-lifecycle", "clas = standard\n").unwrap();
    let mut harness = place(
        DiagramView::from_citation(citation),
        Room::InNote,
        [700.0, 1400.0],
    );
    harness.run();
    assert!(
        harness
            .query_by_label_contains("Line 1: unknown key")
            .is_some()
    );
}

#[test]
fn click_in_the_log_goes_to_that_step() {
    let mut view = unasked();
    view.go_to(3);
    view.log_open = true;
    let sentence = view.playback.log()[0].sentence.clone();
    let mut harness = place(view, Room::InNote, [700.0, 1600.0]);
    harness.run();
    harness
        .get_by_role_and_label(Role::Button, &sentence)
        .click();
    harness.run();
    assert_eq!(harness.state().view.playback.position(), 1);
}

#[test]
fn clicked_element_is_explained_below_the_picture() {
    let mut view = unasked();
    view.go_to(2);
    let mut harness = place(view, Room::InNote, [700.0, 1600.0]);
    let scene = harness.state().view.playback.scene(Shape::Wide);
    let is_card = |element: &&Element| matches!(element.kind, ElementKind::Node(_));
    let card = scene.elements.iter().find(is_card).unwrap();
    harness
        .get_by_role_and_label(Role::GraphicsSymbol, &card.name)
        .click();
    harness.run();
    assert_eq!(harness.state().view.selected(), Some(card.id.as_str()));
    harness.get_by_label("Close the explanation").click();
    harness.run();
    assert_eq!(harness.state().view.selected(), None);
}

#[test]
fn presets_are_chosen_from_the_menu() {
    let mut harness = full(unasked());
    let kind = harness.state().view.kind;
    let combo = harness
        .query_all_by_role_and_label(Role::ComboBox, "Example")
        .next();
    combo.expect("a menu of examples").click();
    harness.run();
    harness.get_by_label(kind.presets[1].label).click();
    harness.run();
    let expected = Params::from_preset(kind.params, &kind.presets[1]).unwrap();
    assert_eq!(*harness.state().view.playback.params(), expected);
}

#[test]
fn size_typed_with_its_unit_is_read() {
    let mut harness = full(lifecycle());
    let field = harness.get_by_role_and_label(Role::SpinButton, "Size of each");
    field.click();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    harness.run();
    harness
        .get_by_role_and_label(Role::SpinButton, "Size of each")
        .type_text("20 KB");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(
        harness.state().view.playback.params().number("size"),
        20 * 1024
    );
}

fn stage_rect(harness: &Harness<'_, Place>) -> Rect {
    let title = harness.state().view.kind.title;
    harness
        .get_by_role_and_label(Role::GraphicsDocument, title)
        .rect()
}

#[test]
fn zoomed_picture_offers_to_fit_again() {
    let mut harness = place(unasked(), Room::InNote, [700.0, 1400.0]);
    let title = harness.state().view.kind.title;
    let stage = harness.get_by_role_and_label(Role::GraphicsDocument, title);
    harness.hover_at(stage.rect().left_top() + vec2(200.0, 100.0));
    harness.run();
    harness.event(egui::Event::Zoom(2.0));
    harness.run();
    let picture = stage_rect(&harness);
    let log = harness.get_by_label("What happened so far").rect();
    assert!(
        log.top() > picture.bottom(),
        "the rest of the card lies on the picture"
    );
    harness.get_by_label("Show the whole picture").click();
    harness.run();
    assert!(harness.query_by_label("Show the whole picture").is_none());
}
