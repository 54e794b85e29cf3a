//! The picture of a day: the rule, where the objects stand, a life, and the money.
//!
//! Stacked from top to bottom; the heights depend on the inputs alone, so nothing jumps from
//! day to day. Only the two charts stand side by side where there is room.

use crate::base::text::grouped;
use crate::diagrams::scene::{
    Area, Counter, Element, ElementKind, Node, Scene, Shape, Token, Tone,
};

use super::day::EventKind;
use super::life::SkipReason;
use super::money::Money;
use super::run::Run;
use super::sentence;

mod ledger;
mod life_line;
mod node;
mod waterfall;

/// Between neighbors, and at the rim.
const SPACE: f32 = 12.0;
/// A character of body text, with some air.
const CHARACTER: f32 = 7.0;
/// A line of body text.
const LINE: f32 = 19.0;
/// Beside the text of a callout: its icon and its rims.
const CALLOUT_SIDES: f32 = 46.0;
/// Above and below the text of a callout.
const CALLOUT_RIMS: f32 = 20.0;

/// The picture at the end of a day.
pub(super) fn draw(run: &Run, day: u32, shape: Shape) -> Scene {
    let mut page = Page {
        shape,
        bottom: SPACE,
        elements: Vec::new(),
    };
    rule_callout(&mut page, run, day);
    waterfall::draw(&mut page, run, day);
    ledger::tiers(&mut page, run, day);
    life_line::draw(&mut page, run, day);
    ledger::draw(&mut page, run, day);
    page.elements.sort_by_key(|element| layer(&element.kind));
    Scene {
        size: (shape.width(), page.bottom),
        elements: page.elements,
        counters: counters(run, day),
    }
}

/// What is painted over what.
fn layer(kind: &ElementKind) -> u8 {
    match kind {
        ElementKind::Group { .. } => 0,
        ElementKind::Edge(_) => 1,
        ElementKind::Token(_) => 3,
        _ => 2,
    }
}

/// A picture that grows downward.
struct Page {
    shape: Shape,
    /// Where the next thing may begin.
    bottom: f32,
    elements: Vec<Element>,
}

impl Page {
    fn is_wide(&self) -> bool {
        self.shape == Shape::Wide
    }

    /// The width between the rims.
    fn inner_width(&self) -> f32 {
        self.shape.width() - 2.0 * SPACE
    }

    /// Room of full width below everything so far.
    fn take(&mut self, height: f32) -> Area {
        let area = Area::new(SPACE, self.bottom, self.inner_width(), height);
        self.bottom += height + SPACE;
        area
    }

    fn add(&mut self, id: &str, name: &str, detail: &str, kind: ElementKind) {
        self.elements.push(Element {
            id: id.to_owned(),
            name: name.to_owned(),
            detail: detail.to_owned(),
            kind,
        });
    }

    fn add_node(&mut self, id: &str, detail: &str, node: Node) {
        let name = node.title.clone();
        self.add(id, &name, detail, ElementKind::Node(node));
    }

    fn add_token(&mut self, id: &str, name: &str, detail: &str, token: Token) {
        self.add(id, name, detail, ElementKind::Token(token));
    }
}

/// The rule in words; red with the reason when refused, amber when it leaves objects alone.
fn rule_callout(page: &mut Page, run: &Run, day: u32) {
    let rule = sentence::rule(&run.plan);
    let note = skip_note(run);
    let has_skipped = (0..=day).any(|day| {
        run.day(day)
            .has(|kind| matches!(kind, EventKind::Skipped { .. }))
    });
    let full = format!("{rule}{}", note.unwrap_or_default());
    let per_line = ((page.inner_width() - CALLOUT_SIDES) / CHARACTER).floor();
    let lines = (full.chars().count() as f32 / per_line).ceil().max(1.0);
    let tone = if !run.plan.refusals.is_empty() {
        Tone::Bad
    } else if has_skipped || !run.plan.rule_covers_objects() {
        Tone::Warn
    } else {
        Tone::Neutral
    };
    let area = page.take(lines * LINE + CALLOUT_RIMS);
    let text = if has_skipped { full } else { rule };
    page.add(
        "rule",
        "Lifecycle rule",
        &text,
        ElementKind::Callout {
            area,
            text: text.clone(),
            tone,
        },
    );
}

/// What to say once a transition was due and did not happen.
fn skip_note(run: &Run) -> Option<&'static str> {
    let first = run
        .days
        .iter()
        .flat_map(|day| &day.events)
        .find_map(|event| {
            if let EventKind::Skipped { why, .. } = event.kind {
                Some(why)
            } else {
                None
            }
        })?;
    Some(match first {
        SkipReason::TooSmall => " Objects under 128 KB stay by default.",
        SkipReason::AlreadyThere => " Some objects stand there already.",
        SkipReason::NoWay => " From where objects stand, no transition leads there.",
        SkipReason::InArchiveTier => " Objects in an archive tier stay.",
    })
}

fn counters(run: &Run, day: u32) -> Vec<Counter> {
    let today = run.day(day);
    let saved = run.saved(day);
    let counter = |label: &str, value: String, tone| Counter {
        label: label.to_owned(),
        value,
        tone,
    };
    let mut counters = vec![
        counter(
            "Day",
            format!("{day} of {}", run.plan.workload.last_day),
            Tone::Neutral,
        ),
        counter("Cost so far", today.bill.total().to_string(), Tone::Accent),
    ];
    if !run.plan.rule.is_empty() {
        counters.push(counter(
            "Without rules",
            run.without(day).total().to_string(),
            Tone::Muted,
        ));
        counters.push(match saved.cmp(&Money::ZERO) {
            std::cmp::Ordering::Less => {
                counter("Lost", (Money::ZERO - saved).to_string(), Tone::Warn)
            }
            _ => counter("Saved", saved.to_string(), Tone::Good),
        });
    }
    counters.push(counter("Objects", grouped(today.current()), Tone::Neutral));
    let old = today.standing() - today.current();
    if old > 0 {
        counters.push(counter("Old versions", grouped(old), Tone::Neutral));
    }
    if today.broken_uploads > 0 {
        counters.push(counter(
            "Broken uploads",
            grouped(today.broken_uploads),
            Tone::Warn,
        ));
    }
    counters.push(counter(
        "Early-removal fees",
        today.bill.early.to_string(),
        if today.bill.early > Money::ZERO {
            Tone::Warn
        } else {
            Tone::Neutral
        },
    ));
    counters
}
