//! A question on a slide: what is asked, the options with letters, and on the next step which
//! are right and why.

use egui::{Align2, Color32, CornerRadius, Rect, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};

use super::slide;
use super::stage::Stage;
use crate::markdown::document::{Block, BlockKind, Inline};
use crate::present::deck::Slide;
use crate::present::question::{SlideOption, SlideQuestion};
use crate::quiz::card::Card;
use crate::quiz::kind::CardKind;
use crate::ui::prose::{ImageSource, ProseAction, ProseContext};
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
            let forms = typed.accepted.first().map(|form| Block {
                kind: BlockKind::Paragraph(Inline::plain(form.clone())),
                range: 0..0,
                containers: Vec::new(),
            });
            question.answer = forms.into_iter().collect();
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
    images: &dyn ImageSource,
) -> Vec<ProseAction> {
    let size = look.stage.body * look.scale;
    let gap = (size * 0.45).round();
    slide::over_ui(ui, &slide.heading.text, look.stage);
    let mut cx = ProseContext::new(ui, slide::style(size), images);
    let room = look.stage.content.height();
    slide::blocks_ui(ui, &question.prompt, room, &mut cx);
    cx.style = slide::style(size * OPTION);
    ui.add_space(gap);
    for (index, option) in question.options.iter().enumerate() {
        ui.add_space(gap);
        ui.push_id(("option", index), |ui| {
            option_ui(ui, index, option, look.revealed, &mut cx);
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

/// How an option stands out.
struct Standing {
    ground: Color32,
    edge: Color32,
    badge: Color32,
    on_badge: Color32,
    faded: bool,
}

/// How an option looks: `verdict` says whether it is right, once that is revealed.
fn standing(verdict: Option<bool>, tokens: &Tokens) -> Standing {
    let rest = Standing {
        ground: tokens.raised,
        edge: tokens.line,
        badge: tokens.accent_soft,
        on_badge: tokens.accent,
        faded: false,
    };
    match verdict {
        None => rest,
        Some(true) => Standing {
            ground: tokens.good_soft,
            edge: tokens.good,
            badge: tokens.good,
            on_badge: tokens.good_soft,
            faded: false,
        },
        Some(false) => Standing {
            ground: Color32::TRANSPARENT,
            badge: tokens.sunken,
            on_badge: tokens.ink_faint,
            faded: true,
            ..rest
        },
    }
}

fn option_ui(
    ui: &mut Ui,
    index: usize,
    option: &SlideOption,
    revealed: bool,
    cx: &mut ProseContext<'_>,
) {
    let standing = standing(revealed.then_some(option.right), cx.tokens);
    let body = cx.style.body;
    let (pad_x, pad_y) = ((body * 0.5).round(), (body * 0.32).round());
    let badge = (body * 1.3).round();
    let outer = ui.available_rect_before_wrap();
    let ground = ui.painter().add(egui::Shape::Noop);
    let left = outer.left() + pad_x + badge + pad_x;
    let inner = Rect::from_min_max(
        pos2(left, outer.top() + pad_y),
        pos2(outer.right() - pad_x, f32::INFINITY),
    );
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(inner)
            .layout(egui::Layout::top_down(egui::Align::Min)),
    );
    if standing.faded {
        child.multiply_opacity(0.62);
    }
    slide::blocks_ui(&mut child, &option.text, f32::INFINITY, cx);
    let line = cx.style.line_height(body);
    let bottom = child.min_rect().bottom().max(inner.top() + line) + pad_y;
    let rect = Rect::from_min_max(outer.min, pos2(outer.right(), bottom));
    let edge = Stroke::new(
        if revealed && option.right { 2.0 } else { 1.0 },
        standing.edge,
    );
    let radius = CornerRadius::same(measure::RADIUS_LARGE);
    ui.painter().set(
        ground,
        egui::epaint::RectShape::new(rect, radius, standing.ground, edge, StrokeKind::Inside),
    );
    let center = pos2(outer.left() + pad_x + badge / 2.0, inner.top() + line / 2.0);
    ui.painter()
        .circle_filled(center, badge / 2.0, standing.badge);
    let (sign, name) = sign(index, option.right && revealed);
    ui.painter().text(
        center,
        Align2::CENTER_CENTER,
        sign,
        Face::Medium.at((body * 0.72).round()),
        standing.on_badge,
    );
    let response = ui.allocate_rect(rect, egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
}

/// The letter of an option, or a tick, and what a screen reader says.
fn sign(index: usize, shown_right: bool) -> (char, String) {
    let letter = u32::try_from(index)
        .ok()
        .and_then(|index| char::from_u32(u32::from('A') + index));
    let letter = letter.filter(char::is_ascii_uppercase).unwrap_or('+');
    if shown_right {
        (icons::CHECK, format!("Option {letter}, right"))
    } else {
        (letter, format!("Option {letter}"))
    }
}

/// The explanation, beside a bar in the color of what is right.
fn answer_ui(ui: &mut Ui, blocks: &[Block], room: f32, cx: &mut ProseContext<'_>) {
    let outer = ui.available_rect_before_wrap();
    let indent = (cx.style.body * 0.7).round();
    let inner = Rect::from_min_max(outer.min + vec2(indent, 0.0), outer.max);
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(inner)
            .layout(egui::Layout::top_down(egui::Align::Min)),
    );
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
