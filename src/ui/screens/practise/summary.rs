//! What came of a sitting: three figures, the sections by how they went, and what to do next.

use std::time::Duration;

use egui::{Align, Layout, RichText, ScrollArea, Ui};

use super::{PractiseAct, PractiseModel, StartWhat, scroll, title_ui};
use crate::base::text::count;
use crate::diagrams::scene::Tone;
use crate::quiz::sitting::{SectionResult, Summary, WEAK_BELOW};
use crate::ui_kit::button::Button;
use crate::ui_kit::fonts::Face;
use crate::ui_kit::tokens::{Tokens, measure, space, type_size};
use crate::ui_kit::{icons, layout, status, text};

/// Draws it over the available room.
pub(super) fn show(
    ui: &mut Ui,
    model: &PractiseModel<'_>,
    summary: &Summary,
) -> Option<PractiseAct> {
    let page = ui.available_height();
    let area = ScrollArea::vertical()
        .id_salt("practise summary")
        .auto_shrink([false; 2]);
    area.show(ui, |ui| {
        scroll::by_keys(ui, model, page);
        layout::column_ui(ui, measure::COLUMN, |ui| {
            ui.add_space(if page > 560.0 {
                space::WIDE
            } else {
                space::LARGE
            });
            title_ui(ui, &heading(summary));
            if summary.answered > 0 {
                ui.add_space(space::MEDIUM);
                figures_ui(ui, summary);
            }
            ui.add_space(space::MEDIUM);
            back_ui(ui, model);
            ui.add_space(space::LARGE);
            let by_button = next_ui(ui, model);
            ui.add_space(space::SECTION);
            let by_section = sections_ui(ui, model, summary);
            ui.add_space(space::WIDE);
            by_button.or(by_section)
        })
    })
    .inner
}

fn heading(summary: &Summary) -> String {
    match summary.answered {
        0 => "Nothing answered this time".to_owned(),
        _ => format!("{} answered", count(summary.answered, "question")),
    }
}

fn figures_ui(ui: &mut Ui, summary: &Summary) {
    let share = summary.right as f32 / summary.answered.max(1) as f32;
    let percent = (share * 100.0).round() as u32;
    let each = summary.answering
        / u32::try_from(summary.answered + summary.repeats)
            .unwrap_or(1)
            .max(1);
    let figures = [
        (
            format!("{percent} %"),
            format!("{} of {} right at first", summary.right, summary.answered),
        ),
        (
            duration(summary.duration),
            format!("{} for an answer", duration(each)),
        ),
        (summary.repeats.to_string(), "asked again".to_owned()),
    ];
    layout::card_ui(ui, |ui| {
        ui.columns(figures.len(), |columns| {
            for (column, (figure, caption)) in columns.iter_mut().zip(&figures) {
                column.vertical(|ui| figure_ui(ui, figure, caption));
            }
        });
    });
}

fn figure_ui(ui: &mut Ui, figure: &str, caption: &str) {
    let tokens = Tokens::of(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.label(
        RichText::new(figure)
            .font(Face::Strong.at(type_size::HEADINGS[0]))
            .color(tokens.ink),
    );
    ui.add(egui::Label::new(text::caption(caption, tokens)).wrap());
}

/// What comes back tomorrow, and the readiness.
fn back_ui(ui: &mut Ui, model: &PractiseModel<'_>) {
    let tokens = Tokens::of(ui);
    if model.back_tomorrow > 0 {
        let verb = if model.back_tomorrow == 1 {
            "comes"
        } else {
            "come"
        };
        let line = format!(
            "{} {verb} back tomorrow.",
            count(model.back_tomorrow, "question")
        );
        ui.label(text::prose(line, tokens));
    }
    if let Some(readiness) = model.readiness {
        let pass = crate::quiz::blueprint::PASS_MARK;
        let line = format!(
            "Readiness {}–{}, pass mark {pass}.",
            readiness.low, readiness.high
        );
        ui.label(text::soft(line, tokens));
    }
}

/// The one main button: on with what still waits, or away.
fn next_ui(ui: &mut Ui, model: &PractiseModel<'_>) -> Option<PractiseAct> {
    let waiting = model.waiting.waiting();
    let more = PractiseAct::Start {
        what: StartWhat::Here,
        beyond_due: waiting == 0,
    };
    let mut act = None;
    ui.horizontal(|ui| {
        if waiting > 0 {
            let label = format!("Practise {waiting} more");
            if Button::main(&label)
                .icon(icons::CARDS)
                .key("Enter")
                .show(ui)
                .clicked()
                || model.enter(ui)
            {
                act = Some(more);
            }
            if Button::quiet("Done").key("Esc").show(ui).clicked() {
                act = Some(PractiseAct::Close);
            }
        } else {
            if Button::main("Done").key("Enter").show(ui).clicked() || model.enter(ui) {
                act = Some(PractiseAct::Close);
            }
            if Button::quiet("Practise more")
                .icon(icons::CARDS)
                .show(ui)
                .clicked()
            {
                act = Some(more);
            }
        }
    });
    act
}

/// The sections, those to read again first.
fn sections_ui(ui: &mut Ui, model: &PractiseModel<'_>, summary: &Summary) -> Option<PractiseAct> {
    let weak = summary.weak_sections();
    let known: Vec<&SectionResult> = summary
        .sections
        .iter()
        .filter(|section| section.share() >= WEAK_BELOW)
        .collect();
    let mut act = None;
    for (caption, sections) in [("Worth reading again", weak), ("Known", known)] {
        if sections.is_empty() {
            continue;
        }
        ui.label(text::caption(caption, Tokens::of(ui)));
        ui.spacing_mut().item_spacing.y = space::SMALL;
        layout::hairline_ui(ui);
        for section in sections {
            if section_ui(ui, model, section) {
                act = Some(PractiseAct::ReadAbout(section.place.clone()));
            }
            layout::hairline_ui(ui);
        }
        ui.add_space(space::LARGE);
    }
    act
}

/// One section with its result. Returns whether the person wants to read about it.
fn section_ui(ui: &mut Ui, model: &PractiseModel<'_>, section: &SectionResult) -> bool {
    let tokens = Tokens::of(ui);
    let titles = (model.titles)(&section.place.note);
    let path = titles.path(None);
    let is_weak = section.share() < WEAK_BELOW;
    let (icon, color, tone) = if is_weak {
        (icons::ARROW_COUNTER_CLOCKWISE, tokens.warn, Tone::Warn)
    } else {
        (icons::CHECK_CIRCLE, tokens.good, Tone::Good)
    };
    let mut read = false;
    ui.horizontal(|ui| {
        ui.label(text::icon(icon, 18.0, color));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = Button::quiet("Read about it")
                .icon(icons::BOOK_OPEN)
                .show(ui);
            ui.ctx()
                .accesskit_node_builder(button.id, |node| node.set_description(path.as_str()));
            read = button.clicked();
            status::badge_ui(
                ui,
                &format!("{} of {}", section.right, section.answered),
                tone,
            );
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let title = section.title.as_deref().unwrap_or(&titles.note);
                ui.add(egui::Label::new(text::strong(title, tokens)).truncate());
                ui.add(egui::Label::new(text::caption(&path, tokens)).truncate());
            });
        });
    });
    read
}

/// `48 s`, `11 min`, `1 h 5 min`.
fn duration(time: Duration) -> String {
    let secs = time.as_secs();
    match (secs / 3600, secs / 60 % 60) {
        (0, 0) => format!("{secs} s"),
        (0, minutes) => format!("{minutes} min"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn duration_reads_in_the_unit_that_fits() {
        let check = |secs, expected| assert_eq!(duration(Duration::from_secs(secs)), expected);
        check(48, "48 s");
        check(60, "1 min");
        check(700, "11 min");
        check(3_900, "1 h 5 min");
    }
}
