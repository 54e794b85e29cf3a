//! Motion between two scenes, as values.

use super::*;
use crate::diagrams::scene::{Edge, Family, Icon, Tone};

fn node(id: &str, x: f32, meter: Option<f32>) -> Element {
    Element {
        id: id.to_owned(),
        name: id.to_owned(),
        detail: String::new(),
        kind: ElementKind::Node(Node {
            area: Area::new(x, 0.0, 100.0, 60.0),
            family: Family::Compute,
            icon: Icon::Function,
            title: id.to_owned(),
            subtitle: String::new(),
            badges: Vec::new(),
            meter,
            active: false,
            dimmed: false,
        }),
    }
}

fn edge(from: &str, to: &str) -> Element {
    Element {
        id: format!("{from}-{to}"),
        name: String::new(),
        detail: String::new(),
        kind: ElementKind::Edge(Edge {
            from: from.to_owned(),
            to: to.to_owned(),
            label: String::new(),
            active: false,
            tone: Tone::Neutral,
            offset: 0.0,
        }),
    }
}

fn token(node: &str) -> Element {
    Element {
        id: "token".to_owned(),
        name: String::new(),
        detail: String::new(),
        kind: ElementKind::Token(Token {
            place: Place::At {
                node: node.to_owned(),
                slot: 0,
            },
            text: String::new(),
            tone: Tone::Accent,
        }),
    }
}

fn scene(elements: Vec<Element>) -> Arc<Scene> {
    Arc::new(Scene {
        size: (860.0, 200.0),
        elements,
        counters: Vec::new(),
    })
}

/// A tween in the middle of its way from one scene to another.
fn halfway(from: Vec<Element>, to: Vec<Element>) -> Picture {
    let mut tween = Tween::default();
    tween.show(&scene(from), 0.0, true);
    tween.show(&scene(to), 10.0, true);
    let began = 10.0;
    assert!(tween.is_moving(began + 0.1));
    tween.at(began + f64::from(motion::STEP) / 2.0).0
}

fn drawn<'a>(picture: &'a Picture, id: &str) -> &'a Drawn {
    picture
        .drawn
        .iter()
        .find(|drawn| drawn.element.id == id)
        .unwrap()
}

#[test]
fn card_moves_and_its_meter_grows() {
    let picture = halfway(
        vec![node("a", 0.0, Some(0.0))],
        vec![node("a", 200.0, Some(1.0))],
    );
    let ElementKind::Node(moved) = &drawn(&picture, "a").element.kind else {
        panic!("not a card");
    };
    assert!(
        moved.area.x > 20.0 && moved.area.x < 190.0,
        "{}",
        moved.area.x
    );
    assert!(moved.meter.unwrap() > 0.1 && moved.meter.unwrap() < 0.99);
}

#[test]
fn gone_cards_fade_out_while_new_ones_fade_in() {
    let picture = halfway(vec![node("old", 0.0, None)], vec![node("new", 0.0, None)]);
    let (old, new) = (
        drawn(&picture, "old").opacity,
        drawn(&picture, "new").opacity,
    );
    assert!(old > 0.0 && old < 1.0 && new > 0.0 && new < 1.0);
    assert!((old + new - 1.0).abs() < 1e-3);
}

#[test]
fn token_follows_the_edge_between_its_places() {
    let rest = |at: &str| {
        let mut far = node("b", 300.0, None);
        if let ElementKind::Node(node) = &mut far.kind {
            node.area.y = 300.0;
        }
        vec![node("a", 0.0, None), far, edge("a", "b"), token(at)]
    };
    let picture = halfway(rest("a"), rest("b"));
    let layout = Layout::of(&picture);
    let edge = picture
        .drawn
        .iter()
        .position(|drawn| drawn.element.id == "a-b");
    let route = &layout.get(edge.unwrap()).unwrap().route;
    let ElementKind::Token(token) = &drawn(&picture, "token").element.kind else {
        panic!("not a token");
    };
    let Place::Free { at: (x, y) } = token.place else {
        panic!("{:?}", token.place);
    };
    let off = (0..=200)
        .map(|step| route::point_at(route, step as f32 / 200.0).distance(egui::pos2(x, y)))
        .fold(f32::MAX, f32::min);
    assert!(off < 3.0, "{off} units beside the line");
}

#[test]
fn motion_ends_at_the_scene_itself() {
    let mut tween = Tween::default();
    tween.show(&scene(vec![node("a", 0.0, None)]), 0.0, true);
    let last = scene(vec![node("a", 200.0, None)]);
    tween.show(&last, 10.0, true);
    let after = 10.0 + f64::from(motion::STEP) + 0.001;
    assert!(!tween.is_moving(after));
    assert_eq!(tween.at(after).0, Picture::of(&last));
}

#[test]
fn reduced_motion_cuts() {
    let mut tween = Tween::default();
    tween.show(&scene(vec![node("a", 0.0, None)]), 0.0, false);
    tween.show(&scene(vec![node("a", 200.0, None)]), 1.0, false);
    assert!(!tween.is_moving(1.0));
}

#[test]
fn equal_scene_starts_no_motion() {
    let mut tween = Tween::default();
    tween.show(&scene(vec![node("a", 0.0, None)]), 0.0, true);
    tween.show(&scene(vec![node("a", 0.0, None)]), 5.0, true);
    assert!(!tween.is_moving(5.0));
}

#[test]
fn interrupted_motion_goes_on_from_where_it_is() {
    let mut tween = Tween::default();
    tween.show(&scene(vec![node("a", 0.0, None)]), 0.0, true);
    tween.show(&scene(vec![node("a", 200.0, None)]), 10.0, true);
    let (before, _) = tween.at(10.1);
    tween.show(&scene(vec![node("a", 0.0, None)]), 10.1, true);
    assert_eq!(tween.at(10.1).0, before);
}
