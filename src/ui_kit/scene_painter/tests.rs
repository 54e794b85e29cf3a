//! The painter through egui: names, focus, travel, selection, zoom, and rest.

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use egui::Key;

use super::*;
use crate::diagrams::scene::{
    Area, Edge, Element, ElementKind, Family, Icon, Node, Place, Token, Tone,
};
use crate::ui_kit::theme;

struct Stage {
    painter: ScenePainter,
    scene: Arc<Scene>,
    leaves_step_keys: bool,
}

fn card(id: &str, name: &str, x: f32, y: f32) -> Element {
    Element {
        id: id.to_owned(),
        name: name.to_owned(),
        detail: format!("{name} does its part."),
        kind: ElementKind::Node(Node {
            area: Area::new(x, y, 160.0, 64.0),
            family: Family::Compute,
            icon: Icon::Function,
            title: name.to_owned(),
            subtitle: "at work".to_owned(),
            badges: Vec::new(),
            meter: None,
            active: false,
            dimmed: false,
        }),
    }
}

fn edge(from: &str, to: &str, name: &str) -> Element {
    Element {
        id: format!("{from}-{to}"),
        name: name.to_owned(),
        detail: "It is taken once.".to_owned(),
        kind: ElementKind::Edge(Edge {
            from: from.to_owned(),
            to: to.to_owned(),
            label: "asks".to_owned(),
            active: false,
            tone: Tone::Neutral,
            offset: 0.0,
        }),
    }
}

/// Two cards joined by an edge, a third below, a token on the first or second.
fn scene(token_at: &str) -> Arc<Scene> {
    let token = Element {
        id: "token".to_owned(),
        name: "Request 1".to_owned(),
        detail: "Under way.".to_owned(),
        kind: ElementKind::Token(Token {
            place: Place::At {
                node: token_at.to_owned(),
                slot: 0,
            },
            text: "1".to_owned(),
            tone: Tone::Accent,
        }),
    };
    Arc::new(Scene {
        size: (860.0, 400.0),
        elements: vec![
            card("client", "Client", 20.0, 40.0),
            card("server", "Server", 500.0, 40.0),
            card("archive", "Archive", 500.0, 240.0),
            edge("client", "server", "Request to the server"),
            token,
        ],
        counters: Vec::new(),
    })
}

fn harness(leaves_step_keys: bool) -> Harness<'static, Stage> {
    let stage = Stage {
        painter: ScenePainter::default(),
        scene: scene("client"),
        leaves_step_keys,
    };
    Harness::builder()
        .with_size([900.0, 800.0])
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, stage: &mut Stage| {
                let options = SceneOptions {
                    title: "Hooks",
                    description: "A request is under way.",
                    fit: Fit::Width,
                    padding: 12.0,
                    interactive: true,
                    leaves_step_keys: stage.leaves_step_keys,
                };
                stage.painter.show(ui, &stage.scene, &options);
            },
            stage,
        )
}

#[test]
fn every_element_is_named_and_described_in_the_accessibility_tree() {
    let harness = harness(false);
    let scene = &harness.state().scene;
    for element in &scene.elements {
        let found = harness.query_all_by_label(&element.name).next();
        let node = found.unwrap_or_else(|| panic!("no node is named {:?}", element.name));
        let description = node
            .accesskit_node()
            .data()
            .description()
            .unwrap_or_default()
            .to_owned();
        assert!(
            !description.is_empty() || element.detail.is_empty(),
            "{}",
            element.name
        );
    }
    assert_eq!(
        harness.get_by_label("Hooks").accesskit_node().role(),
        Role::GraphicsDocument
    );
}

#[test]
fn click_inspects_and_a_click_beside_ends_it() {
    let mut harness = harness(false);
    harness.get_by_label("Server").click();
    harness.run();
    assert_eq!(harness.state().painter.selected(), Some("server"));
    let corner = harness.get_by_label("Hooks").rect().left_top() + vec2(6.0, 6.0);
    harness.drag_at(corner);
    harness.drop_at(corner);
    harness.run();
    assert_eq!(harness.state().painter.selected(), None);
}

#[test]
fn arrows_travel_along_edges_and_enter_inspects() {
    let mut harness = harness(false);
    harness.get_by_label("Hooks").focus();
    harness.run();
    let mut inspected = Vec::new();
    for key in [
        Key::ArrowDown,
        Key::ArrowRight,
        Key::ArrowRight,
        Key::ArrowDown,
    ] {
        harness.key_press(key);
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        inspected.push(harness.state().painter.selected().unwrap().to_owned());
    }
    assert_eq!(inspected, ["client", "client-server", "server", "archive"]);
    harness.key_press(Key::Escape);
    harness.run();
    assert!(!harness.state().painter.is_traveling());
    assert!(harness.get_by_label("Hooks").is_focused());
}

#[test]
fn step_keys_are_left_to_the_frame_until_travel_begins() {
    let mut harness = harness(true);
    harness.get_by_label("Hooks").focus();
    harness.run();
    for key in [Key::ArrowRight, Key::ArrowLeft, Key::Home, Key::End] {
        harness.key_press(key);
        harness.run();
        assert!(!harness.state().painter.is_traveling(), "{key:?}");
        assert!(harness.get_by_label("Hooks").is_focused(), "{key:?}");
    }
}

#[test]
fn zoom_keys_enlarge_and_zero_fits_again() {
    let mut harness = harness(false);
    harness.get_by_label("Hooks").focus();
    harness.run();
    let before = harness.get_by_label("Hooks").rect();
    harness.key_press(Key::Plus);
    harness.run();
    assert!(harness.state().painter.is_zoomed());
    assert_eq!(harness.get_by_label("Hooks").rect(), before);
    harness.key_press(Key::Num0);
    harness.run();
    assert!(!harness.state().painter.is_zoomed());
}

#[test]
fn picture_at_rest_asks_for_no_repaint() {
    let mut harness = harness(false);
    harness.run();
    harness.state_mut().scene = scene("server");
    harness.run();
    let root = &harness.output().viewport_output[&egui::ViewportId::ROOT];
    assert_eq!(root.repaint_delay, std::time::Duration::MAX);
}
