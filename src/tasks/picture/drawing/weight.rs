//! What a drawing would cost: a short text can ask for a billion shapes.
//!
//! Elements are counted as often as they would be drawn: what uses another element, or paints with
//! it, counts all that is in it again.

use std::collections::HashMap;

use resvg::usvg::roxmltree::{Document, Node, NodeId};

/// A drawing with more pieces is not read.
pub(super) const MOST_NODES: u32 = 200_000;
/// A drawing that would draw more pieces is not drawn.
const MOST_DRAWN: u64 = 200_000;
/// Elements stand in each other at most this deep.
const DEEPEST: usize = 96;
/// Most effects of a drawing.
const MOST_EFFECTS: usize = 64;
/// Largest number in an effect that repeats itself.
const MOST_REPEATS: f32 = 100.0;

/// Whether the text may be read at all: elements within elements within elements end somewhere,
/// and nothing is built from pieces that the text defines itself.
pub(super) fn check_text(text: &str) -> Result<(), String> {
    if let Some((_, rest)) = text.split_once("<!ENTITY") {
        let defined = rest.split("<svg").next().unwrap_or(rest);
        let builds = defined.replace("<!ENTITY", "");
        let builds = builds.split("]>").next().unwrap_or_default();
        if builds.contains(['<', '&', '%']) {
            return Err("The drawing builds itself from pieces and is not shown".to_owned());
        }
    }
    if depth(text) > DEEPEST {
        return Err(format!(
            "The drawing is nested more than {DEEPEST} deep and is not shown"
        ));
    }
    Ok(())
}

/// How deep elements stand in each other.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0_usize);
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at..).unwrap_or_default();
        let skipped = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")]
            .iter()
            .find_map(|(start, end)| Some((rest.strip_prefix(start)?, *end)));
        if let Some((inner, end)) = skipped {
            rest = inner.split_once(end).map_or("", |(_, after)| after);
            continue;
        }
        let end = tag_end(rest);
        let tag = rest.get(..end).unwrap_or(rest);
        rest = rest.get(end..).unwrap_or_default();
        if tag.starts_with("</") {
            depth = depth.saturating_sub(1);
        } else if !tag.starts_with("<!") && !tag.ends_with("/>") {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

/// Where a tag ends, behind its `>`: not at one in quotes.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// Whether a drawing costs no more than a drawing may.
pub(super) fn check(document: &Document<'_>) -> Result<(), String> {
    let too_much = || Err("The drawing would take too long to draw and is not shown".to_owned());
    if !are_effects_cheap(document) || is_entangled(document) {
        return too_much();
    }
    let mut scale = Scale {
        named: named(document),
        weighed: HashMap::new(),
    };
    match scale.weigh(document.root_element(), 0) {
        Some(weight) if weight <= MOST_DRAWN => Ok(()),
        Some(_) => too_much(),
        None => Err("The drawing refers to itself and is not shown".to_owned()),
    }
}

fn named<'a, 'input>(document: &'a Document<'input>) -> HashMap<&'a str, Node<'a, 'input>> {
    let elements = document.descendants().filter(Node::is_element);
    elements
        .filter_map(|node| Some((node.attribute("id")?, node)))
        .collect()
}

struct Scale<'a, 'input> {
    named: HashMap<&'a str, Node<'a, 'input>>,
    /// Nothing while an element is being weighed: whoever meets it again goes in a circle.
    weighed: HashMap<NodeId, Option<u64>>,
}

impl<'a, 'input> Scale<'a, 'input> {
    /// How many pieces an element draws; nothing if it refers to itself.
    fn weigh(&mut self, node: Node<'a, 'input>, depth: usize) -> Option<u64> {
        if let Some(known) = self.weighed.get(&node.id()) {
            return *known;
        }
        // Deeper than elements can stand in each other: only by going from one to the next.
        if depth > 4 * DEEPEST {
            return Some(u64::MAX);
        }
        self.weighed.insert(node.id(), None);
        let mut weight = 1_u64;
        for attribute in node.attributes() {
            let times = if attribute.name().starts_with("marker") {
                corners(node)
            } else {
                1
            };
            for target in self.targets(node, attribute.name(), attribute.value()) {
                let drawn = self.weigh(target, depth + 1)?;
                weight = weight.saturating_add(drawn.saturating_mul(times));
            }
        }
        for child in node.children().filter(Node::is_element) {
            weight = weight.saturating_add(self.weigh(child, depth + 1)?);
        }
        self.weighed.insert(node.id(), Some(weight));
        Some(weight)
    }

    /// The elements that an attribute draws once more. Links lead somewhere and draw nothing.
    fn targets(&self, node: Node<'a, 'input>, name: &str, value: &str) -> Vec<Node<'a, 'input>> {
        let names: Vec<&str> = if name == "href" {
            if node.tag_name().name() == "a" {
                return Vec::new();
            }
            value.trim().strip_prefix('#').into_iter().collect()
        } else {
            references(value).collect()
        };
        names
            .into_iter()
            .filter_map(|name| self.named.get(name).copied())
            .filter(|target| !is_plain_paint(*target))
            .collect()
    }
}

/// The names in `url(#…)`.
fn references(value: &str) -> impl Iterator<Item = &str> {
    value.split("url(").skip(1).filter_map(|rest| {
        let name = rest.split(')').next()?;
        name.trim_matches([' ', '"', '\'']).strip_prefix('#')
    })
}

/// About how many corners a shape has, each of which may carry a mark.
fn corners(node: Node<'_, '_>) -> u64 {
    let points = node.attribute("d").or_else(|| node.attribute("points"));
    1 + points.map_or(0, |points| points.len() as u64 / 2)
}

fn is_plain_paint(node: Node<'_, '_>) -> bool {
    matches!(
        node.tag_name().name(),
        "linearGradient" | "radialGradient" | "stop"
    )
}

/// Whether a style sheet paints with patterns and masks whose insides it may paint again: what
/// that would cost cannot be told from the elements.
fn is_entangled(document: &Document<'_>) -> bool {
    let named = named(document);
    let sheets = document
        .descendants()
        .filter(|node| node.tag_name().name() == "style");
    sheets.filter_map(|sheet| sheet.text()).any(|sheet| {
        references(sheet)
            .filter_map(|name| named.get(name))
            .filter(|target| !is_plain_paint(**target))
            .any(|target| target.children().filter(Node::is_element).count() > 4)
            || sheet.contains("marker") && sheet.contains("url(")
    })
}

/// Whether the effects are few and none repeats itself without end.
fn are_effects_cheap(document: &Document<'_>) -> bool {
    let mut effects = 0;
    for node in document.descendants() {
        let name = node.tag_name().name();
        if !name.starts_with("fe") {
            continue;
        }
        effects += 1;
        let limits: &[(&str, f32)] = match name {
            "feTurbulence" => &[("numOctaves", 8.0)],
            "feConvolveMatrix" => &[("order", 9.0)],
            "feMorphology" => &[("radius", MOST_REPEATS)],
            "feGaussianBlur" | "feDropShadow" => &[("stdDeviation", MOST_REPEATS)],
            _ => &[],
        };
        let fits = |(name, most): &(&str, f32)| {
            let numbers = node.attribute(*name).unwrap_or_default();
            numbers
                .split([' ', ',', '\t', '\n'])
                .filter(|number| !number.is_empty())
                .all(|number| number.parse::<f32>().is_ok_and(|number| number <= *most))
        };
        if effects > MOST_EFFECTS || !limits.iter().all(fits) {
            return false;
        }
    }
    true
}
