//! Colors as meanings: the crates are given a theme in which every part has a color of its own,
//! by which it is known again afterward.

use rusty_mermaid::{Color, Theme};

use crate::diagrams::scene::{Family, Paint, Part, Tone};

/// The parts with the fields of the theme that they color.
const PARTS: [Part; 13] = [
    Part::Box,
    Part::BoxLine,
    Part::Words,
    Part::QuietWords,
    Part::Way,
    Part::WayLabel,
    Part::Frame,
    Part::FrameLine,
    Part::Remark,
    Part::RemarkLine,
    Part::Active,
    Part::Grid,
    Part::Mark,
];

/// Neither so dark nor so light that the crates would set other words on it, and nobody's color.
const RED: u8 = 203;
const GREEN: u8 = 201;
const FIRST_BLUE: u8 = 101;

/// The colors with which the crates tell things apart, each with what it becomes here.
const TONES: [([u8; 3], Tone); 17] = [
    ([78, 121, 167], Tone::Accent),
    ([242, 142, 44], Tone::Family(Family::Compute)),
    ([225, 87, 89], Tone::Family(Family::Security)),
    ([118, 183, 178], Tone::Family(Family::Database)),
    ([89, 161, 79], Tone::Family(Family::Storage)),
    ([237, 201, 73], Tone::Warn),
    ([175, 122, 161], Tone::Family(Family::Network)),
    ([255, 157, 167], Tone::Family(Family::Integration)),
    ([156, 117, 95], Tone::Muted),
    ([186, 176, 172], Tone::Family(Family::Outside)),
    ([0, 128, 128], Tone::Good),
    ([255, 127, 80], Tone::Bad),
    ([220, 60, 60], Tone::Bad),
    ([49, 130, 189], Tone::Accent),
    ([148, 103, 189], Tone::Family(Family::Network)),
    ([44, 160, 44], Tone::Good),
    ([214, 39, 40], Tone::Bad),
];

/// A color is soft if it is mixed with white, or covers, by less than this.
const SOFT: f32 = 0.6;

/// The theme that the crates draw with.
pub(super) fn theme() -> Theme {
    Theme {
        node_fill: color(Part::Box),
        node_stroke: color(Part::BoxLine),
        node_text: color(Part::Words),
        edge_stroke: color(Part::Way),
        edge_label_text: color(Part::Words),
        edge_label_bg: color(Part::WayLabel),
        start_fill: color(Part::Mark),
        end_inner_fill: color(Part::Mark),
        composite_fill: color(Part::Frame),
        composite_stroke: color(Part::FrameLine),
        composite_label: color(Part::Words),
        note_fill: color(Part::Remark),
        note_stroke: color(Part::RemarkLine),
        note_text: color(Part::Words),
        subgraph_fill: color(Part::Frame),
        subgraph_stroke: color(Part::FrameLine),
        subgraph_label: color(Part::Words),
        divider_stroke: color(Part::Grid),
        region_stroke: color(Part::FrameLine),
        lifeline_stroke: color(Part::Grid),
        activation_fill: color(Part::Active),
        activation_stroke: color(Part::BoxLine),
        grid_stroke: color(Part::Grid),
        muted_text: color(Part::QuietWords),
        face_fill: color(Part::Remark),
        detail_stroke: color(Part::Way),
        background: color(Part::WayLabel),
        ..Theme::light()
    }
}

fn color(part: Part) -> Color {
    let at = PARTS.iter().position(|known| *known == part);
    Color::rgb(RED, GREEN, FIRST_BLUE + at.unwrap_or(0) as u8)
}

/// What a color means.
pub(super) fn paint(color: Color) -> Option<Paint> {
    if color.a == 0 {
        return None;
    }
    if (color.r, color.g) == (RED, GREEN)
        && let Some(part) = color.b.checked_sub(FIRST_BLUE)
        && let Some(part) = PARTS.get(usize::from(part))
    {
        return Some(Paint::Part(*part));
    }
    let covers = f32::from(color.a) / 255.0;
    let own = [color.r, color.g, color.b];
    let tone = TONES.iter().find_map(|(known, tone)| {
        let share = share_of_white(*known, own)? * covers;
        let soft = share < SOFT;
        Some(Paint::Tone { tone: *tone, soft })
    });
    Some(tone.unwrap_or(Paint::Own([color.r, color.g, color.b, color.a])))
}

/// The share of `known` in `mixed`, if that is `known` mixed with white.
fn share_of_white(known: [u8; 3], mixed: [u8; 3]) -> Option<f32> {
    let away = |channel: u8| 255.0 - f32::from(channel);
    let pairs = || {
        known
            .into_iter()
            .zip(mixed)
            .map(|(k, m)| (away(k), away(m)))
    };
    let (strongest, its) = pairs().max_by(|a, b| a.0.total_cmp(&b.0))?;
    let share = its / strongest.max(1.0);
    let fits = pairs().all(|(known, mixed)| (known * share - mixed).abs() <= 1.5);
    (fits && (0.04..=1.0).contains(&share)).then_some(share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_known_again() {
        for part in PARTS {
            assert_eq!(paint(color(part)), Some(Paint::Part(part)));
            assert!((0.4..0.9).contains(&color(part).luminance()), "{part:?}");
        }
    }

    #[test]
    fn colors_that_tell_apart_become_tones() {
        let tone = Tone::Family(Family::Storage);
        let strong = Paint::Tone { tone, soft: false };
        let soft = Paint::Tone { tone, soft: true };
        assert_eq!(paint(Color::rgb(89, 161, 79)), Some(strong));
        assert_eq!(paint(Color::rgba(89, 161, 79, 30)), Some(soft));
        // A fifth of it in white.
        assert_eq!(paint(Color::rgb(221, 236, 219)), Some(soft));
    }

    #[test]
    fn colors_of_the_author_are_kept() {
        let pink = Color::rgb(255, 0, 255);
        assert_eq!(paint(pink), Some(Paint::Own([255, 0, 255, 255])));
        assert_eq!(paint(Color::WHITE), Some(Paint::Own([255; 4])));
        assert_eq!(paint(Color::TRANSPARENT), None);
    }
}
