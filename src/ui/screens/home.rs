//! The first page: what to go on with, what to practise, the exam, and a diagram to play with.

use std::sync::Arc;

use egui::{ScrollArea, Ui};

use crate::app::command::{Command, ImportCommand, MarkCommand, Overlay, SittingCommand};
use crate::app::progress::TopicFigures;
use crate::app::route::{Route, Scope};
use crate::base::text::count;
use crate::base::time::Day;
use crate::diagrams::registry;
use crate::diagrams::scene::Tone;
use crate::library::anchor::shortened;
use crate::ui::overlays::settings::exam_date_field_ui;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::button::Button;
use crate::ui_kit::layout::{card_ui, column_ui, two_columns_ui};
use crate::ui_kit::list_row::ListRow;
use crate::ui_kit::tokens::space;
use crate::ui_kit::{icons, status, text};

/// So many bookmarks are shown.
const BOOKMARKS: usize = 5;

/// Width of the page, in points.
const WIDTH: f32 = 880.0;

/// Draws the page.
pub fn show(ui: &mut Ui, exam_draft: &mut String, cx: &mut ViewCtx<'_>) {
    ScrollArea::vertical()
        .id_salt("home")
        .auto_shrink([false; 2])
        .show(ui, |ui| {
            column_ui(ui, WIDTH, |ui| {
                ui.add_space(space::WIDE);
                greeting_ui(ui, cx);
                ui.add_space(space::SECTION);
                cards_ui(ui, exam_draft, cx);
                ui.add_space(space::SECTION);
                chapters_ui(ui, cx);
                ui.add_space(space::WIDE);
            });
        });
}

fn greeting_ui(ui: &mut Ui, cx: &ViewCtx<'_>) {
    let date = cx.today.date().strftime("%A, %-d %B").to_string();
    ui.label(text::caption(date, cx.tokens));
    let title = ui.label(text::title("What to do today", cx.tokens));
    text::as_heading(&title, 1);
}

/// Cards side by side where there is room, below each other where not.
fn cards_ui(ui: &mut Ui, exam_draft: &mut String, cx: &mut ViewCtx<'_>) {
    two_columns_ui(ui, 640.0, |left, right| {
        continue_card_ui(left, cx);
        left.add_space(space::SMALL);
        questions_card_ui(left, cx);
        bookmarks_card_ui(left, cx);
        let right = right.unwrap_or_else(|| {
            left.add_space(space::SMALL);
            left
        });
        exam_card_ui(right, exam_draft, cx);
        right.add_space(space::SMALL);
        diagram_card_ui(right, cx);
    });
}

fn card_heading_ui(ui: &mut Ui, icon: char, heading: &str, cx: &ViewCtx<'_>) {
    ui.horizontal(|ui| {
        // As high as its words, so that the card's margins are alike.
        ui.spacing_mut().interact_size.y = 24.0;
        ui.label(text::icon(icon, 20.0, cx.tokens.accent));
        let label = ui.label(text::heading(heading, cx.tokens));
        text::as_heading(&label, 2);
    });
}

fn continue_card_ui(ui: &mut Ui, cx: &mut ViewCtx<'_>) {
    card_ui(ui, |ui| {
        let nav = &cx.state.nav;
        let last = nav
            .behind()
            .iter()
            .rev()
            .find_map(|stop| match &stop.route {
                Route::Note { id, .. } => cx.state.library.note(id),
                _ => None,
            });
        let next = last.or_else(|| {
            cx.state
                .library
                .notes()
                .iter()
                .find(|note| !cx.state.is_read(note.id()))
        });
        let heading = if last.is_some() {
            "Continue reading"
        } else {
            "Begin reading"
        };
        card_heading_ui(ui, icons::BOOK_OPEN, heading, cx);
        let Some(note) = next else {
            ui.label(text::soft("Every note is read.", cx.tokens));
            return;
        };
        let (id, title) = (note.id().clone(), note.title().to_string());
        let chapter = cx.state.library.topic(note.topic());
        if let Some(topic) = chapter.filter(|topic| *topic.title != *title) {
            ui.label(text::soft(&*topic.title, cx.tokens));
        }
        ui.add(egui::Label::new(text::prose(&title, cx.tokens)).wrap());
        ui.add_space(space::TIGHT);
        let waits = cx.state.progress.waiting().due > 0;
        let button = if waits {
            Button::ordinary("Read")
        } else {
            Button::main("Read")
        };
        if button.show(ui).clicked() {
            cx.commands.push(Command::Go(Route::note(id)));
        }
    });
}

fn questions_card_ui(ui: &mut Ui, cx: &mut ViewCtx<'_>) {
    card_ui(ui, |ui| {
        card_heading_ui(ui, icons::CARDS, "Today's questions", cx);
        let waiting = cx.state.progress.waiting();
        let all = cx.state.bank.len();
        let line = match (waiting.due, waiting.new) {
            (0, 0) if all == 0 => "No questions yet.".to_owned(),
            (0, 0) => "Nothing waits today. You can practise ahead.".to_owned(),
            (0, new) => format!("{} to begin with.", count(new, "new question")),
            (due, 0) => format!("{} due.", count(due, "question")),
            (due, new) => format!("{} due, {} new.", count(due, "question"), new),
        };
        ui.label(text::body(line, cx.tokens));
        ui.add_space(space::TIGHT);
        let (label, start) = if waiting.waiting() > 0 {
            ("Practise", SittingCommand::Start(Scope::Everything))
        } else {
            (
                "Practise ahead",
                SittingCommand::StartBeyond(Scope::Everything),
            )
        };
        // One step is the next: what is due, else reading on.
        let button = if waiting.due > 0 {
            Button::main(label)
        } else {
            Button::ordinary(label)
        };
        if button.enabled(all > 0).show(ui).clicked() {
            cx.push(Command::Sitting(start));
        }
    });
}

/// The latest bookmarks, each with its chapter.
fn bookmarks_card_ui(ui: &mut Ui, cx: &mut ViewCtx<'_>) {
    let bookmarks = cx.state.marks.bookmarks();
    if bookmarks.is_empty() {
        return;
    }
    ui.add_space(space::SMALL);
    card_ui(ui, |ui| {
        card_heading_ui(ui, icons::BOOKMARK_SIMPLE, "Bookmarks", cx);
        ui.spacing_mut().item_spacing.y = 0.0;
        for mark in bookmarks.iter().take(BOOKMARKS) {
            let note = cx.state.library.note(&mark.place.note);
            let title = note.map_or(mark.place.note.as_str(), |note| note.title());
            let name = format!("Bookmark: {}, {title}", mark.words());
            let row = ListRow {
                label: mark.words(),
                trailing: &shortened(title, 22),
                name: &name,
                role: Some(egui::Role::Button),
                ..Default::default()
            };
            let row = ui.push_id(mark.id.as_str(), |ui| row.show(ui)).inner;
            if row.clicked() {
                let open = MarkCommand::Open(mark.id.clone());
                cx.commands.push(Command::Mark(open));
            }
        }
        if bookmarks.len() > BOOKMARKS {
            ui.add_space(space::TIGHT);
            let all = format!("All {}", bookmarks.len());
            if Button::quiet(&all).show(ui).clicked() {
                cx.commands.push(Command::Open(Overlay::Marks));
            }
        }
    });
}

fn exam_card_ui(ui: &mut Ui, draft: &mut String, cx: &mut ViewCtx<'_>) {
    card_ui(ui, |ui| {
        card_heading_ui(ui, icons::CALENDAR, "Your exam", cx);
        if let Some(date) = cx.state.settings.exam_date {
            let days = Day::from_date(date).days_since(cx.today);
            let when = match days {
                0 => "Today.".to_owned(),
                1.. => format!(
                    "In {}, on {}.",
                    count(days as usize, "day"),
                    date.strftime("%-d %B %Y")
                ),
                _ => format!("It was on {}.", date.strftime("%-d %B %Y")),
            };
            ui.label(text::body(when, cx.tokens));
        } else {
            ui.label(text::soft(
                "When is it? Repetition then aims at that day.",
                cx.tokens,
            ));
            exam_date_field_ui(ui, draft, cx);
        }
        readiness_ui(ui, cx);
    });
}

fn readiness_ui(ui: &mut Ui, cx: &ViewCtx<'_>) {
    ui.add_space(space::TIGHT);
    let Some(readiness) = cx.state.progress.readiness() else {
        ui.add(
            egui::Label::new(text::soft(
                "Five answers give the first estimate of your score.",
                cx.tokens,
            ))
            .wrap(),
        );
        return;
    };
    let line = format!(
        "Ready: {} to {} of 1,000; 720 passes.",
        readiness.low, readiness.high
    );
    let tone = if readiness.low >= 720 {
        Tone::Good
    } else {
        Tone::Accent
    };
    status::meter_ui(ui, f32::from(readiness.expected) / 1000.0, tone, &line);
    ui.add(egui::Label::new(text::body(&line, cx.tokens)).wrap());
    ui.label(text::caption(
        "A training estimate, not the official scale.",
        cx.tokens,
    ));
}

fn diagram_card_ui(ui: &mut Ui, cx: &mut ViewCtx<'_>) {
    let Some(kind) =
        registry::KINDS.get(cx.today.0.unsigned_abs() as usize % registry::KINDS.len().max(1))
    else {
        return;
    };
    card_ui(ui, |ui| {
        card_heading_ui(ui, icons::PLAY_CIRCLE, "Play with the mechanism", cx);
        ui.label(text::soft(kind.title, cx.tokens));
        ui.add(egui::Label::new(text::prose(kind.summary, cx.tokens)).wrap());
        ui.add_space(space::TIGHT);
        ui.horizontal_wrapped(|ui| {
            if Button::ordinary("Open the diagram").show(ui).clicked() {
                cx.push(Command::Go(Route::Diagram {
                    kind: kind.id.into(),
                    query: "".into(),
                }));
            }
            if Button::quiet("All diagrams").show(ui).clicked() {
                cx.push(Command::Go(Route::Gallery));
            }
        });
    });
}

fn chapters_ui(ui: &mut Ui, cx: &mut ViewCtx<'_>) {
    let topics = cx
        .state
        .library
        .topics()
        .iter()
        .filter(|topic| topic.parent.is_none());
    let chapters: Vec<_> = topics
        .map(|topic| (topic.id.clone(), Arc::clone(&topic.title)))
        .collect();
    if chapters.is_empty() {
        return;
    }
    ui.label(text::heading("Chapters", cx.tokens));
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (id, title) in &chapters {
            let TopicFigures {
                read, questions, ..
            } = cx.state.topic_figures(id);
            let notes = cx.state.library.notes_in(id);
            let mut trailing = format!("{read} of {} read", notes.len());
            if questions.due > 0 {
                trailing = format!("{} due · {trailing}", questions.due);
            }
            let row = ListRow {
                label: title,
                icon: Some(icons::BOOKS),
                trailing: &trailing,
                role: Some(egui::Role::Button),
                ..Default::default()
            };
            if row.show(ui).clicked() {
                let unread = notes.iter().find(|note| !cx.state.is_read(note.id()));
                let note = unread.or_else(|| notes.first());
                let route = note.map(|note| Route::note(note.id().clone()));
                cx.commands.extend(route.map(Command::Go));
            }
        }
    });
    ui.add_space(space::SMALL);
    if Button::ordinary("Import your own notes…")
        .icon(icons::UPLOAD_SIMPLE)
        .show(ui)
        .clicked()
    {
        cx.push(Command::Import(ImportCommand::PickFiles));
    }
}
