//! A question on a slide: what is asked, the options with letters, and on the next step which
//! are right and why.

use egui::epaint::RectShape;
use egui::{Align2, Color32, CornerRadius, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::slide;
use super::stage::Stage;
use crate::markdown::document::{Block, BlockKind, Inline, LONGEST_TEXT};
use crate::present::deck::Slide;
use crate::present::question::{SlideOption, SlideQuestion};
use crate::quiz::card::Card;
use crate::quiz::kind::CardKind;
use crate::ui::prose::{ProseAction, ProseContext, Resources};
use crate::ui_kit::fonts::Face;
use crate::ui_kit::icons;
use crate::ui_kit::tokens::{Tokens, measure};

/// Options and explanation are set a little smaller than the question.
const OPTION: f32 = 0.88;

/// How the question is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look<'a> {
    pub(super) stage: &'a Stage,
    pub(super) scale: f32,
    pub(super) revealed: bool,
}

/// What is shown of a card.
pub(super) fn of_card(card: &Card) -> SlideQuestion {
    let mut question = SlideQuestion {
        prompt: card.prompt.to_vec(),
        explanation: card.explanation.to_vec(),
        ..SlideQuestion::default()
    };
    match &card.kind {
        CardKind::SingleChoice(choice) | CardKind::MultipleResponse(choice) => {
            let shown = |text: &[Block], right| SlideOption {
                text: text.to_vec(),
                right,
            };
            let options = choice.options.iter();
            question.options = options
                .map(|option| shown(&option.text, option.right))
                .collect();
        }
        CardKind::TurnedOver(card) => question.answer = card.answer.to_vec(),
        CardKind::Typed(typed) => {
            let form = typed.accepted.first().cloned().map(Inline::plain);
            let pieces = form.into_iter().flat_map(|form| form.pieces(LONGEST_TEXT));
            let pieces = pieces.map(|piece| Block {
                kind: BlockKind::Paragraph(piece),
                range: 0..0,
                containers: Vec::new(),
            });
            question.answer = pieces.collect();
        }
    }
    question
}

/// Draws the question from the top of `ui`.
pub(super) fn question_ui(
    ui: &mut Ui,
    slide: &Slide,
    question: &SlideQuestion,
    look: Look<'_>,
    images: &dyn Resources,
) -> Vec<ProseAction> {
    let size = look.stage.body * look.scale;
    let gap = (size * 0.45).round();
    slide::over_ui(ui, &slide.heading.text, look.stage);
    let mut cx = ProseContext::new(ui, slide::style(size), images);
    let room = look.stage.content.height();
    slide::blocks_ui(ui, &question.prompt, room, &mut cx);
    cx.style = slide::style(size * OPTION).as_chosen(ui);
    ui.add_space(gap);
    for (index, option) in question.options.iter().enumerate() {
        ui.add_space(gap);
        let known = match (look.revealed, option.right) {
            (false, _) => Known::Nothing,
            (true, true) => Known::Right,
            (true, false) => Known::Wrong,
        };
        ui.push_id(("option", index), |ui| {
            option_ui(ui, index, option, known, &mut cx);
        });
    }
    if look.revealed {
        let answer = [question.answer.as_slice(), question.explanation.as_slice()].concat();
        if !answer.is_empty() {
            ui.add_space(gap * 1.8);
            ui.push_id("answer", |ui| answer_ui(ui, &answer, room, &mut cx));
        }
    }
    cx.actions
}

/// What is known of an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Nothing,
    Right,
    Wrong,
}

/// How an option stands out.
struct Standing {
    ground: Color32,
    edge: Stroke,
    badge: Color32,
    on_badge: Color32,
    opacity: f32,
}

fn standing(known: Known, tokens: &Tokens) -> Standing {
    match known {
        Known::Nothing => Standing {
            ground: tokens.raised,
            edge: Stroke::new(1.0, tokens.line),
            badge: tokens.accent_soft,
            on_badge: tokens.accent,
            opacity: 1.0,
        },
        Known::Right => Standing {
            ground: tokens.good_soft,
            edge: Stroke::new(2.0, tokens.good),
            badge: tokens.good,
            on_badge: tokens.good_soft,
            opacity: 1.0,
        },
        Known::Wrong => Standing {
            ground: Color32::TRANSPARENT,
            edge: Stroke::new(1.0, tokens.line),
            badge: tokens.sunken,
            on_badge: tokens.ink_faint,
            opacity: 0.62,
        },
    }
}

fn option_ui(
    ui: &mut Ui,
    index: usize,
    option: &SlideOption,
    known: Known,
    cx: &mut ProseContext<'_>,
) {
    let standing = standing(known, cx.tokens);
    let body = cx.style.body;
    let (pad_x, pad_y) = ((body * 0.5).round(), (body * 0.32).round());
    let badge = (body * 1.3).round();
    let outer = ui.available_rect_before_wrap();
    let ground = ui.painter().add(egui::Shape::Noop);
    let text_at = outer.min + vec2(2.0 * pad_x + badge, pad_y);
    let inner = Rect::from_min_max(text_at, pos2(outer.right() - pad_x, f32::INFINITY));
    let mut text = slide::column(ui, inner, "text");
    text.multiply_opacity(standing.opacity);
    slide::blocks_ui(&mut text, &option.text, f32::INFINITY, cx);
    let line = cx.style.line_height(body);
    let bottom = text.min_rect().bottom().max(inner.top() + line) + pad_y;
    let rect = Rect::from_min_max(outer.min, pos2(outer.right(), bottom));
    let radius = CornerRadius::same(measure::RADIUS_LARGE);
    let shape = RectShape::new(
        rect,
        radius,
        standing.ground,
        standing.edge,
        StrokeKind::Inside,
    );
    ui.painter().set(ground, shape);
    let center = outer.min + vec2(pad_x + badge / 2.0, pad_y + line / 2.0);
    let painter = ui.painter();
    painter.circle_filled(center, badge / 2.0, standing.badge);
    let (sign, name) = sign(index, known);
    let font = Face::Medium.at((body * 0.72).round());
    painter.text(center, Align2::CENTER_CENTER, sign, font, standing.on_badge);
    let response = ui.allocate_rect(rect, egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
}

/// The letter of an option, or a tick, and what a screen reader says.
fn sign(index: usize, known: Known) -> (char, String) {
    let letter = ('A'..='Z').nth(index).unwrap_or('+');
    match known {
        Known::Nothing => (letter, format!("Option {letter}")),
        Known::Right => (icons::CHECK, format!("Option {letter}, right")),
        Known::Wrong => (letter, format!("Option {letter}, wrong")),
    }
}

/// The explanation, beside a bar in the color of what is right.
fn answer_ui(ui: &mut Ui, blocks: &[Block], room: f32, cx: &mut ProseContext<'_>) {
    let outer = ui.available_rect_before_wrap();
    let indent = (cx.style.body * 0.7).round();
    let inner = Rect::from_min_max(outer.min + vec2(indent, 0.0), outer.max);
    let mut child = slide::column(ui, inner, "answer");
    slide::blocks_ui(&mut child, blocks, room, cx);
    let bottom = child.min_rect().bottom();
    let bar = Rect::from_min_max(outer.min, pos2(outer.left() + 4.0, bottom));
    ui.painter()
        .rect_filled(bar, CornerRadius::same(2), cx.tokens.good);
    ui.allocate_rect(
        Rect::from_min_max(outer.min, pos2(outer.right(), bottom)),
        egui::Sense::hover(),
    );
}
