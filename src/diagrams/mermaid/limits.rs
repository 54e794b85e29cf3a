//! How large a drawing may be: its layout takes more than twice the time for twice the text.
//!
//! Counted are lines and links in the text itself, before anything reads it, generously: what
//! passes is laid out within a moment and cannot exhaust the stack.

use rusty_mermaid::{DiagramKind, Scene};

use crate::base::text::{byte_size, count};

/// Longer texts are not drawn.
pub const MAX_BYTES: usize = 24 << 10;

/// Things and links between them, as far as the text shows them.
const MAX_PARTS: usize = 320;

/// The same in mind maps, whose layout moves all parts against each other.
const MAX_THOUGHTS: usize = 100;

/// Frames in frames, or steps of indentation.
const MAX_DEPTH: usize = 24;

/// Shapes of a drawing that is laid out.
const MAX_SHAPES: usize = 6_000;

/// The longest side of a drawing, in units.
const MAX_SIDE: f64 = 20_000.0;

/// The longest number, in digits, …
const MAX_DIGITS: usize = 12;

/// … and where it says how much is drawn, piece by piece.
const MAX_DIGITS_OF_SIZES: usize = 4;

pub(super) fn check(source: &str) -> Result<(), String> {
    if source.len() > MAX_BYTES {
        return Err(format!(
            "The drawing is {} of text; up to {} are drawn",
            byte_size(source.len() as u64),
            byte_size(MAX_BYTES as u64)
        ));
    }
    let parts: usize = source.lines().map(parts).sum();
    if parts > MAX_PARTS {
        return Err(format!(
            "The drawing has about {}; up to {MAX_PARTS} are drawn",
            count(parts, "part")
        ));
    }
    Ok(())
}

/// What depends on the kind of the drawing.
pub(super) fn check_kind(kind: DiagramKind, source: &str) -> Result<(), String> {
    // The braces of relations between entities (`o{`) open nothing.
    if kind != DiagramKind::Er && depth(source) > MAX_DEPTH {
        return Err(format!(
            "The drawing is nested deeper than {MAX_DEPTH} levels"
        ));
    }
    let thoughts: usize = source.lines().map(parts).sum();
    if kind == DiagramKind::Mindmap && thoughts > MAX_THOUGHTS {
        return Err(format!(
            "The mind map has about {}; up to {MAX_THOUGHTS} are drawn",
            count(thoughts, "part")
        ));
    }
    let most = match kind {
        DiagramKind::Packet | DiagramKind::Gantt | DiagramKind::Radar => MAX_DIGITS_OF_SIZES,
        _ => MAX_DIGITS,
    };
    let mut numbers = source.split(|c: char| !c.is_ascii_digit());
    if numbers.any(|number| number.len() > most) {
        return Err(format!(
            "The drawing has a number of more than {most} digits"
        ));
    }
    Ok(())
}

pub(super) fn check_scene(scene: &Scene) -> Result<(), String> {
    let sane = |side: f64| side.is_finite() && side <= MAX_SIDE;
    if scene.len() <= MAX_SHAPES && sane(scene.width) && sane(scene.height) {
        Ok(())
    } else {
        Err("The drawing is too large to be shown".to_owned())
    }
}

/// A line is a part; each link in it, and each thing joined by `&`, is one more, and lists of
/// things on both sides of a link are linked each with each.
fn parts(line: &str) -> usize {
    let line = line.trim();
    if line.is_empty() || line.starts_with("%%") {
        return 0;
    }
    let line = line.replace("<-->", "-->");
    let sides: Vec<usize> = split_at_links(&line)
        .iter()
        .map(|side| 1 + side.matches(" & ").count() + side.matches(';').count())
        .collect();
    let links: usize = sides
        .iter()
        .zip(sides.iter().skip(1))
        .map(|(left, right)| left * right)
        .sum();
    sides.iter().sum::<usize>() + links
}

/// The pieces of a line between its links: `--`, `==`, `-.`, `..` and what continues them.
fn split_at_links(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = line;
    let links = ["--", "==", "-.", "..", "->", "~~"];
    while let Some(at) = links.iter().filter_map(|link| rest.find(link)).min() {
        let (piece, link) = rest.split_at(at);
        pieces.push(piece);
        rest = link.trim_start_matches(['-', '=', '.', '>', '<', '~', '|']);
    }
    pieces.push(rest);
    pieces
}

/// The deepest nesting: by words that open and close, by braces, or by indentation.
fn depth(source: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    let mut indents: Vec<usize> = Vec::new();
    for line in source.lines() {
        let words = line.trim_start();
        if words.is_empty() {
            continue;
        }
        let indent = line.len() - words.len();
        while indents.last().is_some_and(|last| *last >= indent) {
            indents.pop();
        }
        indents.push(indent);
        let first = words.split(|c: char| !c.is_alphabetic()).next();
        match first {
            Some(
                "subgraph" | "loop" | "alt" | "opt" | "par" | "critical" | "break" | "rect" | "box"
                | "block" | "group" | "namespace",
            ) => open += 1,
            Some("end") => open = open.saturating_sub(1),
            _ => {}
        }
        let braces = words.matches('{').count();
        let closed = words.matches('}').count();
        open = (open + braces).saturating_sub(closed);
        deepest = deepest.max(open).max(indents.len());
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_lists_are_counted() {
        let check = |line: &str, expected| assert_eq!(parts(line), expected, "{line}");
        check("", 0);
        check("%% a remark --> nothing", 0);
        check("flowchart LR", 1);
        check("A --> B", 3);
        check("A -- yes --> B", 5);
        check("A --> B --> C", 5);
        check("A & B --> C & D", 8);
        check("Alice->>Bob: hello", 3);
        check("A; B; C", 3);
    }

    #[test]
    fn nesting_is_counted_by_words_braces_and_indentation() {
        assert_eq!(depth("flowchart\nA --> B"), 1);
        assert_eq!(depth("flowchart\nsubgraph a\nsubgraph b\nend\nend"), 2);
        assert_eq!(depth("stateDiagram\nstate A {\nstate B {\n}\n}"), 2);
        assert_eq!(depth("mindmap\n a\n  b\n   c\n a"), 4);
    }

    #[test]
    fn long_numbers_are_refused() {
        assert!(check_kind(DiagramKind::Packet, "0-999999999: \"x\"").is_err());
        assert!(check_kind(DiagramKind::Gantt, "t :a, 2026-01-01, 99999d").is_err());
        assert!(check_kind(DiagramKind::Pie, "\"a\" : 40000000").is_ok());
        assert!(check_kind(DiagramKind::Pie, "\"a\" : 4000000000000").is_err());
    }
}
