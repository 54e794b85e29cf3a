//! What holds for every kind in the registry: it builds, ends, tells what happened, and its
//! pictures are sound.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::params::{ParamKind, Params, Value};
use super::playback::{MAX_STEPS, Playback};
use super::registry::KINDS;
use super::scene::{Area, Chart, Element, ElementKind, Place, Scene, SceneTable, Shape, Timeline};
use super::{Challenge, Kind};

const SHAPES: [Shape; 2] = [Shape::Wide, Shape::Narrow];

fn every_preset(mut check: impl FnMut(&'static Kind, &str, Params)) {
    for kind in KINDS {
        check(kind, "defaults", Params::defaults(kind.params));
        for preset in kind.presets {
            let params = Params::from_preset(kind.params, preset)
                .unwrap_or_else(|error| panic!("{} {}: {error}", kind.id, preset.key));
            check(kind, preset.key, params);
        }
    }
}

/// About a dozen steps spread over a run, both ends included.
fn sampled_steps(len: usize) -> impl Iterator<Item = usize> {
    let stride = (len / 12).max(1);
    (0..=len).step_by(stride).chain([len])
}

#[test]
fn every_kind_is_fully_described() {
    let mut ids = BTreeSet::new();
    for kind in KINDS {
        assert!(ids.insert(kind.id), "{} stands twice", kind.id);
        assert!(!kind.presets.is_empty(), "{} has no preset", kind.id);
        assert!(!kind.title.ends_with('.') && !kind.title.is_empty());
        assert!(kind.summary.ends_with('?') || kind.summary.ends_with('.'));
        assert!(!kind.chapter.is_empty() && !kind.note.is_empty());
        assert!(kind.rules_as_of.contains("20"), "{} has no date", kind.id);
        let keys: BTreeSet<_> = kind.params.iter().map(|spec| spec.key).collect();
        assert_eq!(keys.len(), kind.params.len(), "{}: keys repeat", kind.id);
        assert!(
            !keys.contains("preset") && !keys.contains("step"),
            "reserved"
        );
        for spec in kind.params {
            assert!(!spec.label.is_empty() && !spec.group.is_empty());
            assert!(
                spec.help.ends_with('.'),
                "{}: help ends in a full stop",
                spec.key
            );
        }
        let presets: BTreeSet<_> = kind.presets.iter().map(|preset| preset.key).collect();
        assert_eq!(
            presets.len(),
            kind.presets.len(),
            "{}: presets repeat",
            kind.id
        );
        for preset in kind.presets {
            assert!(preset.summary.ends_with(['.', '?']), "{}", preset.key);
        }
    }
}

#[test]
fn every_preset_runs_to_its_end_and_tells_each_step() {
    every_preset(|kind, preset, params| {
        let mut playback = Playback::new(kind, params, 0);
        assert_sentence(kind, preset, &playback.opening().unwrap());
        playback.to_end();
        assert!(playback.at_end(), "{} {preset} does not end", kind.id);
        assert!(
            playback.position() < MAX_STEPS,
            "{} {preset}: too long",
            kind.id
        );
        for step in playback.log() {
            assert_sentence(kind, preset, &step.sentence);
            assert!(!step.position.is_empty());
        }
    });
}

fn assert_sentence(kind: &Kind, preset: &str, sentence: &str) {
    assert!(
        sentence.ends_with('.') && !sentence.ends_with("..") && !sentence.contains("  "),
        "{} {preset}: {sentence:?}",
        kind.id
    );
}

#[test]
fn every_picture_is_sound() {
    every_preset(|kind, preset, params| {
        let mut playback = Playback::new(kind, params, 0);
        playback.to_end();
        for step in sampled_steps(playback.position()) {
            playback.to(step);
            for shape in SHAPES {
                let what = format!("{} {preset} step {step} {shape:?}", kind.id);
                check_scene(&playback.scene(shape), shape, &what);
            }
        }
    });
}

#[test]
fn every_challenge_has_distinct_options_and_a_right_one() {
    every_preset(|kind, preset, params| {
        let mut playback = Playback::new(kind, params, 0);
        loop {
            if let Some(challenge) = playback.pending() {
                check_challenge(challenge, &format!("{} {preset} {}", kind.id, challenge.id));
            }
            if !playback.forward() {
                break;
            }
        }
    });
}

fn check_challenge(challenge: &Challenge, what: &str) {
    let options: BTreeSet<_> = challenge.options.iter().collect();
    assert_eq!(
        options.len(),
        challenge.options.len(),
        "{what}: {options:?}"
    );
    assert!((2..=5).contains(&options.len()), "{what}: {options:?}");
    assert!(challenge.answer < challenge.options.len(), "{what}");
    assert!(challenge.prompt.ends_with('?'), "{what}");
    assert!(challenge.explanation.ends_with('.'), "{what}");
}

fn check_scene(scene: &Scene, shape: Shape, what: &str) {
    assert_eq!(scene.size.0, shape.width(), "{what}: width");
    let mut ids = BTreeSet::new();
    for element in &scene.elements {
        assert!(
            ids.insert(element.id.as_str()),
            "{what}: {} twice",
            element.id
        );
        assert!(
            !element.name.is_empty(),
            "{what}: {} has no name",
            element.id
        );
        check_element(scene, element, &format!("{what}: {}", element.id));
    }
    check_overlaps(scene, what);
    for counter in &scene.counters {
        assert!(
            !counter.label.is_empty() && !counter.value.is_empty(),
            "{what}"
        );
    }
}

fn check_element(scene: &Scene, element: &Element, what: &str) {
    if let Some(area) = area_of(&element.kind) {
        assert!(
            area.x >= 0.0
                && area.y >= 0.0
                && area.w > 0.0
                && area.h > 0.0
                && area.x + area.w <= scene.size.0 + 0.01
                && area.y + area.h <= scene.size.1 + 0.01,
            "{what}: {area:?} lies outside {:?}",
            scene.size
        );
    }
    match &element.kind {
        ElementKind::Node(node) => {
            let room = (node.area.w - 24.0) / 7.0;
            assert!(node.title.chars().count() as f32 <= room, "{what}: title");
            assert!(
                node.subtitle.chars().count() as f32 <= room + 3.0,
                "{what}: subtitle"
            );
            let share = node.meter.unwrap_or(0.0);
            assert!((0.0..=1.0).contains(&share), "{what}: meter {share}");
        }
        ElementKind::Edge(edge) => {
            assert_node(scene, &edge.from, what);
            assert_node(scene, &edge.to, what);
        }
        ElementKind::Token(token) => {
            assert!(token.text.chars().count() <= 3, "{what}: {:?}", token.text);
            match &token.place {
                Place::At { node, .. } => assert_node(scene, node, what),
                Place::On { edge, share } => {
                    assert!((0.0..=1.0).contains(share), "{what}");
                    assert!(
                        matches!(
                            scene.element(edge).map(|e| &e.kind),
                            Some(ElementKind::Edge(_))
                        ),
                        "{what}: no edge {edge}"
                    );
                }
                Place::Free { at } => assert!(
                    at.0 >= 0.0 && at.1 >= 0.0 && at.0 <= scene.size.0 && at.1 <= scene.size.1
                ),
            }
        }
        ElementKind::Callout { area, text, .. } => {
            let lines = (area.h / 18.0).floor();
            let room = (area.w - 24.0) / 7.0 * lines;
            assert!(
                text.chars().count() as f32 <= room,
                "{what}: text is too long"
            );
        }
        ElementKind::Chart(chart) => check_chart(chart, what),
        ElementKind::Timeline(line) => check_timeline(line, what),
        ElementKind::Table(table) => check_table(table, what),
        ElementKind::Label { at, .. } => assert!(
            at.0 >= 0.0 && at.1 >= 0.0 && at.0 <= scene.size.0 && at.1 <= scene.size.1,
            "{what}: {at:?}"
        ),
        ElementKind::Group { .. } | ElementKind::Sketch(_) => {}
    }
}

fn check_chart(chart: &Chart, what: &str) {
    let (x, y) = (chart.x_range, chart.y_range);
    assert!(x.0 < x.1 && y.0 < y.1, "{what}: {x:?} {y:?}");
    for series in &chart.series {
        assert!(series.points.is_sorted_by_key(|(x, _)| *x), "{what}");
        for point in &series.points {
            assert!(point.0 >= x.0 && point.0 <= x.1, "{what}: {point:?}");
            assert!(point.1 >= y.0 && point.1 <= y.1, "{what}: {point:?}");
        }
    }
}

fn check_timeline(line: &Timeline, what: &str) {
    let inside = |at: f64| (line.range.0..=line.range.1).contains(&at);
    assert!(line.range.0 < line.range.1 && inside(line.cursor), "{what}");
    for span in line.lanes.iter().flat_map(|lane| &lane.spans) {
        assert!(span.from <= span.to, "{what}: {span:?}");
        assert!(inside(span.from) && inside(span.to), "{what}: {span:?}");
    }
    for mark in &line.marks {
        assert!(inside(mark.at), "{what}: {mark:?}");
    }
}

fn check_table(table: &SceneTable, what: &str) {
    let columns = table.weights.len();
    assert!(
        table.header.is_empty() || table.header.len() == columns,
        "{what}"
    );
    for row in &table.rows {
        assert_eq!(row.cells.len(), columns, "{what}");
    }
}

fn assert_node(scene: &Scene, id: &str, what: &str) {
    assert!(
        matches!(
            scene.element(id).map(|e| &e.kind),
            Some(ElementKind::Node(_))
        ),
        "{what}: no node {id}"
    );
}

fn area_of(kind: &ElementKind) -> Option<Area> {
    match kind {
        ElementKind::Node(node) => Some(node.area),
        ElementKind::Group { area, .. } | ElementKind::Callout { area, .. } => Some(*area),
        ElementKind::Timeline(line) => Some(line.area),
        ElementKind::Chart(chart) => Some(chart.area),
        ElementKind::Table(table) => Some(table.area),
        ElementKind::Sketch(sketch) => Some(sketch.area),
        ElementKind::Edge(_) | ElementKind::Token(_) | ElementKind::Label { .. } => None,
    }
}

/// Nodes, charts, tables, timelines and callouts keep clear of each other; groups may hold them.
fn check_overlaps(scene: &Scene, what: &str) {
    let solid: Vec<_> = scene
        .elements
        .iter()
        .filter(|element| !matches!(element.kind, ElementKind::Group { .. }))
        .filter_map(|element| area_of(&element.kind).map(|area| (element.id.as_str(), area)))
        .collect();
    for (at, (left_id, left)) in solid.iter().enumerate() {
        for (right_id, right) in solid.iter().skip(at + 1) {
            let apart = left.x + left.w <= right.x
                || right.x + right.w <= left.x
                || left.y + left.h <= right.y
                || right.y + right.h <= left.y;
            assert!(apart, "{what}: {left_id} covers {right_id}");
        }
    }
}

/// Values for all inputs of a kind: `(spec, where in its range)`, small numbers as often as large.
fn random_params(kind: &'static Kind, picks: &[(u64, u32)]) -> Params {
    let mut params = Params::defaults(kind.params);
    for (spec, (pick, shift)) in kind.params.iter().zip(picks) {
        let value = match spec.kind {
            ParamKind::Choice { options, .. } => {
                Value::Choice(options[(*pick % options.len() as u64) as usize].key)
            }
            ParamKind::Switch { .. } => Value::Switch(pick % 2 == 1),
            ParamKind::Number { min, max, .. } => {
                Value::Number(min.saturating_add((pick % (max - min + 1)) >> (shift % 40)))
            }
        };
        params.set(spec.key, value).unwrap();
    }
    params
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_inputs_make_a_kind_fail(
        which in any::<prop::sample::Index>(),
        picks in prop::collection::vec((any::<u64>(), any::<u32>()), 64),
    ) {
        let kind = &KINDS[which.index(KINDS.len())];
        let params = random_params(kind, &picks);
        let mut state = (kind.start)(&params, 7);
        for _ in 0..MAX_STEPS {
            if let Some(challenge) = state.challenge() {
                check_challenge(&challenge, &challenge.id);
            }
            if state.step().is_none() {
                break;
            }
        }
        let mut playback = Playback::new(kind, params, 7);
        playback.to_end();
        for step in sampled_steps(playback.position()) {
            playback.to(step);
            prop_assert!(playback.sentence().ends_with('.'));
            for shape in SHAPES {
                check_scene(&playback.scene(shape), shape, kind.id);
            }
        }
    }
}
