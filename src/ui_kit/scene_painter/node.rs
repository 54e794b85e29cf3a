//! Cards and the frames around them.

use egui::{Align2, Color32, Rect, Stroke, StrokeKind, pos2, vec2};

use super::pen::{Pen, types};
use crate::diagrams::scene::{Badge, Icon, Node, Tone};
use crate::ui_kit::icons;

/// Between the border of a card and what is on it, in units.
const PADDING: f32 = 9.0;

/// Height of a badge, in units.
const BADGE: f32 = 19.0;

/// Between two badges, in units.
const BADGE_GAP: f32 = 4.0;

/// How a card is colored.
struct Look {
    fill: Color32,
    line: Stroke,
    title: Color32,
    quiet: Color32,
    icon: Color32,
    tile: Color32,
}

/// Where the texts of a card go, in points.
struct Plan {
    /// Left edge of the texts.
    text_left: f32,
    /// Middle of the icon.
    icon: egui::Pos2,
    /// Half the side of the tile behind the icon; none on flat cards.
    tile: Option<f32>,
    /// Middles of the lines.
    title_y: f32,
    subtitle_y: f32,
    /// Middle of the badges, when they have a row of their own.
    badges_y: Option<f32>,
}

/// Paints a card over `area` (units).
pub(super) fn paint(pen: &Pen, area: Rect, node: &Node) {
    let rect = pen.rect(area);
    let look = look(pen, node);
    pen.panel(rect, 9.0, look.fill, look.line);
    let plan = plan(pen, area, node);
    if let Some(half) = plan.tile {
        let tile = Rect::from_center_size(plan.icon, vec2(half, half) * 2.0);
        pen.painter.rect_filled(tile, pen.radius(7.0), look.tile);
    }
    pen.icon(plan.icon, glyph(node.icon), 18.0, look.icon);
    let right = rect.right() - pen.len(PADDING);
    let title_right = match plan.badges_y {
        Some(y) => {
            let all: f32 = node
                .badges
                .iter()
                .map(|badge| badge_width(pen, &badge.text))
                .sum();
            let gaps = pen.len(BADGE_GAP) * (node.badges.len() as f32 - 1.0);
            let left = if plan.text_left + all + gaps <= right {
                plan.text_left
            } else {
                rect.left() + pen.len(PADDING)
            };
            badges(pen, left, right, y, node);
            right
        }
        None if node.badges.is_empty() => right,
        None => badges_at_end(pen, plan.text_left, right, plan.title_y, node),
    };
    let title = pen.fitted_line(&node.title, &types::TITLES, title_right - plan.text_left);
    pen.put(
        pos2(plan.text_left, plan.title_y),
        Align2::LEFT_CENTER,
        title,
        look.title,
    );
    if !node.subtitle.is_empty() {
        // Small type is a little wider for its height: it may lean into the padding.
        let room = right - plan.text_left + pen.len(PADDING / 2.0);
        let subtitle = pen.line(&node.subtitle, types::SMALL, room);
        pen.put(
            pos2(plan.text_left, plan.subtitle_y),
            Align2::LEFT_CENTER,
            subtitle,
            look.quiet,
        );
    }
    if let Some(share) = node.meter {
        meter(pen, rect, share, look.icon);
    }
}

fn look(pen: &Pen, node: &Node) -> Look {
    let tokens = pen.tokens;
    let (strong, soft) = tokens.family(node.family);
    if node.dimmed {
        return Look {
            fill: tokens.sunken,
            line: pen.stroke(1.0, tokens.line),
            title: tokens.ink_soft,
            quiet: tokens.ink_soft,
            icon: tokens.ink_soft,
            tile: tokens.line,
        };
    }
    let (fill, line) = if node.active {
        (soft, pen.stroke(2.0, tokens.accent))
    } else {
        let weight = if pen.lit { 1.5 } else { 1.0 };
        let share = if pen.lit { 1.0 } else { 0.55 };
        let hairline = tokens.line_strong.lerp_to_gamma(strong, share);
        (tokens.raised, pen.stroke(weight, hairline))
    };
    Look {
        fill,
        line,
        title: tokens.ink,
        quiet: tokens.ink_soft,
        icon: strong,
        tile: if node.active { tokens.raised } else { soft },
    }
}

fn plan(pen: &Pen, area: Rect, node: &Node) -> Plan {
    let below = if node.meter.is_some() { 11.0 } else { 0.0 };
    let subtitle = if node.subtitle.is_empty() { 0.0 } else { 17.0 };
    let room = area.height() - below - 10.0;
    let own_row = !node.badges.is_empty() && room >= 19.0 + subtitle + BADGE + 3.0;
    let row = if own_row { BADGE + 5.0 } else { 0.0 };
    let top = area.top() + (area.height() - below - 19.0 - subtitle - row) / 2.0;
    let tile = (area.height() >= 44.0).then_some(14.5);
    let icon_half = tile.unwrap_or(9.0);
    let icon_y = if own_row {
        top + f32::midpoint(19.0, subtitle)
    } else {
        area.top() + (area.height() - below) / 2.0
    };
    let at = |x: f32, y: f32| pen.view.point(pos2(x, y));
    let icon_x = area.left() + PADDING + icon_half;
    Plan {
        text_left: at(icon_x + icon_half + 8.0, 0.0).x,
        icon: at(icon_x, icon_y),
        tile: tile.map(|half| pen.len(half)),
        title_y: at(0.0, top + 9.5).y,
        subtitle_y: at(0.0, top + 19.0 + subtitle / 2.0).y,
        badges_y: own_row.then(|| at(0.0, top + 19.0 + subtitle + 5.0 + BADGE / 2.0).y),
    }
}

/// Badges from `left` on; those that do not fit are counted.
fn badges(pen: &Pen, left: f32, right: f32, y: f32, node: &Node) {
    let all = &node.badges;
    let mut x = left;
    for (at, badge) in all.iter().enumerate() {
        let rest = all.len() - at;
        let reserve = if rest > 1 { pen.len(24.0) } else { 0.0 };
        let width = badge_width(pen, &badge.text);
        if x + width > right - reserve + 0.5 && at > 0 {
            let more = format!("+{rest}");
            pen.write(
                pos2(x, y),
                Align2::LEFT_CENTER,
                &more,
                types::SMALL_STRONG,
                pen.tokens.ink_soft,
            );
            return;
        }
        let width = width.min(right - x);
        self::badge(pen, x, y, width, badge, node.dimmed);
        x += width + pen.len(BADGE_GAP);
    }
}

/// Badges on the line of the title, from the right; says where the title must end.
fn badges_at_end(pen: &Pen, left: f32, right: f32, y: f32, node: &Node) -> f32 {
    let mut x = right;
    for badge in node.badges.iter().rev() {
        let width = badge_width(pen, &badge.text);
        if x - width < left + (right - left) * 0.4 {
            break;
        }
        x -= width;
        self::badge(pen, x, y, width, badge, node.dimmed);
        x -= pen.len(BADGE_GAP);
    }
    x - pen.len(2.0)
}

fn badge_width(pen: &Pen, text: &str) -> f32 {
    pen.line(text, types::SMALL_STRONG, f32::INFINITY).size().x + pen.len(10.0)
}

fn badge(pen: &Pen, left: f32, y: f32, width: f32, badge: &Badge, dimmed: bool) {
    let tone = if dimmed { Tone::Muted } else { badge.tone };
    let (color, ground) = match tone {
        Tone::Neutral => (pen.tokens.ink, pen.tokens.sunken),
        tone => pen.tokens.tone(tone),
    };
    let rect = Rect::from_min_size(
        pos2(left, y - pen.len(BADGE / 2.0)),
        vec2(width, pen.len(BADGE)),
    );
    let stroke = pen.stroke(1.0, color.gamma_multiply(0.35));
    pen.panel(rect, 5.0, ground, stroke);
    let text = pen.line(&badge.text, types::SMALL_STRONG, width - pen.len(8.0));
    pen.put(rect.center(), Align2::CENTER_CENTER, text, color);
}

fn meter(pen: &Pen, card: Rect, share: f32, color: Color32) {
    let inset = pen.len(PADDING);
    let bottom = card.bottom() - pen.len(7.0);
    let track = Rect::from_min_max(
        pos2(card.left() + inset, bottom - pen.len(5.0)),
        pos2(card.right() - inset, bottom),
    );
    pen.painter
        .rect_filled(track, pen.radius(3.0), pen.tokens.pressed);
    let mut full = track;
    full.set_width(track.width() * share.clamp(0.0, 1.0));
    pen.painter.rect_filled(full, pen.radius(3.0), color);
}

/// Paints the frame of a group over `area` (units), its name at the top.
pub(super) fn paint_group(pen: &Pen, area: Rect, name: &str, tone: Tone) {
    let rect = pen.rect(area);
    let tokens = pen.tokens;
    let (color, fill) = match tone {
        Tone::Neutral => (tokens.ink_soft, tokens.paper),
        Tone::Muted => (tokens.ink_soft, Color32::TRANSPARENT),
        tone => {
            let (color, ground) = tokens.tone(tone);
            (color, ground.gamma_multiply(0.55))
        }
    };
    let line = if pen.lit {
        tokens.ink_faint
    } else {
        tokens.line_strong.lerp_to_gamma(color, 0.15)
    };
    pen.painter.rect(
        rect,
        pen.radius(12.0),
        fill,
        pen.stroke(1.0, line),
        StrokeKind::Inside,
    );
    let room = rect.width() - pen.len(24.0);
    let name = pen.line(name, types::SMALL_STRONG, room);
    let at = rect.left_top() + vec2(pen.len(12.0), pen.len(7.0));
    pen.put(at, Align2::LEFT_TOP, name, color);
}

/// The glyph of a picture on a card.
pub(super) fn glyph(icon: Icon) -> char {
    match icon {
        Icon::Person => icons::USER,
        Icon::Browser => icons::BROWSER,
        Icon::Function => icons::FUNCTION,
        Icon::Bucket => icons::PACKAGE,
        Icon::Archive => icons::ARCHIVE,
        Icon::Snowflake => icons::SNOWFLAKE,
        Icon::Server => icons::HARD_DRIVES,
        Icon::Globe => icons::GLOBE,
        Icon::Lightning => icons::LIGHTNING,
        Icon::Queue => icons::QUEUE,
        Icon::Database => icons::DATABASE,
        Icon::Shield => icons::SHIELD,
        Icon::Key => icons::KEY,
        Icon::Clock => icons::CLOCK,
        Icon::Trash => icons::TRASH,
        Icon::Coins => icons::COINS,
        Icon::File => icons::FILE,
        Icon::Files => icons::FILES,
        Icon::Warning => icons::WARNING,
        Icon::Branch => icons::GIT_BRANCH,
    }
}
