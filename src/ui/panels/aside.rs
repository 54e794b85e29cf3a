//! "On this page": the outline with the current section, what the reader marked, what the note's
//! questions await, and which notes link here.

use std::sync::Arc;

use egui::{Response, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::{note_links, note_marks};
use crate::app::command::{Command, SittingCommand};
use crate::app::route::Scope;
use crate::base::ids::NoteId;
use crate::base::text::count;
use crate::library::Note;
use crate::markdown::outline::OutlineEntry;
use crate::quiz::card::Place;
use crate::ui::note::marks::FoundMark;
use crate::ui::turn;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::fonts::Face;
use crate::ui_kit::tokens::{space, type_size};
use crate::ui_kit::{icons, text};

/// Headings further in are left out, but for those of long outlines.
const DEEPEST: u8 = 3;
/// Longer outlines are shown a line a heading, all levels.
const LONG_OUTLINE: usize = 400;
/// The height of an entry of one line.
const LINE: f32 = 26.0;

/// What is being read, and where.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The note.
    pub note: &'a Note,
    /// The entry of its outline that is being read.
    pub section: Option<usize>,
    /// The reader's marks in it.
    pub marks: &'a [FoundMark],
    /// Whether the column takes the keyboard in this frame.
    pub takes_keyboard: bool,
}

/// Draws the column for the note that is read. Returns the entry that was clicked.
pub fn show(ui: &mut Ui, reading: &Reading<'_>, cx: &mut ViewCtx<'_>) -> Option<usize> {
    let note = reading.note.id();
    let mut clicked = None;
    ScrollArea::vertical()
        .id_salt("aside")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            // Clear of the scroll bar.
            ui.set_max_width(ui.available_width() - space::SMALL);
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(space::LARGE);
            if reading.takes_keyboard {
                turn::to_next(ui);
            }
            let top = ui.cursor().top();
            let entries = &reading.note.outline().entries;
            if entries.len() > 1 {
                caption_ui(ui, "On this page", cx);
                clicked = if entries.len() > LONG_OUTLINE {
                    long_outline_ui(ui, reading, cx)
                } else {
                    outline_ui(ui, reading, cx)
                };
                ui.add_space(space::LARGE);
            }
            note_marks::show(ui, reading.marks, cx);
            questions_ui(ui, note, cx);
            note_links::show(ui, note, cx);
            if ui.cursor().top() <= top {
                empty_ui(ui, cx);
            }
        });
    clicked
}

fn outline_ui(ui: &mut Ui, reading: &Reading<'_>, cx: &ViewCtx<'_>) -> Option<usize> {
    let (note, entries) = (reading.note.id(), &reading.note.outline().entries);
    let is_listed = |entry: &OutlineEntry| entry.level <= DEEPEST;
    let above = reading.section.and_then(|current| entries.get(..=current));
    let current = above.and_then(|above| above.iter().rposition(is_listed));
    let mut clicked = None;
    let listed = entries.iter().enumerate();
    for (index, entry) in listed.filter(|(_, entry)| is_listed(entry)) {
        let label = Label::of(entry, current == Some(index), note, cx);
        let response = entry_ui(ui, &label, cx);
        if label.current {
            follow_ui(ui, note, index, response.rect);
            if reading.takes_keyboard {
                response.request_focus();
            }
        }
        if response.clicked() {
            clicked = Some(index);
        }
    }
    clicked
}

/// Brings the entry that is being read into view, once when another was before.
fn follow_ui(ui: &Ui, note: &NoteId, entry: usize, rect: egui::Rect) {
    let slot = ui.scope_id().with("followed");
    let here = (note.clone(), entry);
    if ui.data(|data| data.get_temp(slot)).as_ref() == Some(&here) {
        return;
    }
    ui.data_mut(|data| data.insert_temp(slot, here));
    if !ui.clip_rect().contains_rect(rect) {
        ui.scroll_to_rect(rect, Some(egui::Align::Center));
    }
}

/// An outline of any length: a line for each heading, of which only those in view are laid out.
fn long_outline_ui(ui: &mut Ui, reading: &Reading<'_>, cx: &ViewCtx<'_>) -> Option<usize> {
    let (note, entries) = (reading.note.id(), &reading.note.outline().entries);
    let current = reading.section;
    let size = vec2(ui.available_width(), entries.len() as f32 * LINE);
    let (all, _) = ui.allocate_exact_size(size, Sense::hover());
    let seen = ui.clip_rect().intersect(all);
    let first = ((seen.top() - all.top()) / LINE).max(0.0) as usize;
    let last = ((seen.bottom() - all.top()) / LINE).max(0.0).ceil() as usize;
    let room = |index: usize| {
        let at = all.min + vec2(0.0, index as f32 * LINE);
        egui::Rect::from_min_size(at, vec2(all.width(), LINE))
    };
    if let Some(current) = current {
        follow_ui(ui, note, current, room(current));
    }
    let mut clicked = None;
    for (index, entry) in entries.iter().enumerate().take(last).skip(first) {
        let builder = UiBuilder::new()
            .max_rect(room(index))
            .id_salt(("heading", index));
        let label = Label {
            lines: 1,
            ..Label::of(entry, current == Some(index), note, cx)
        };
        let shown = ui.scope_builder(builder, |ui| entry_ui(ui, &label, cx));
        if label.current && reading.takes_keyboard {
            shown.inner.request_focus();
        }
        if shown.inner.clicked() {
            clicked = Some(index);
        }
    }
    clicked
}

/// What an entry of the column says.
pub(super) struct Label<'a> {
    title: &'a str,
    level: u8,
    /// Whether it is being read.
    current: bool,
    /// Whether it has been read.
    read: bool,
    /// It is cut off after so many lines.
    lines: usize,
}

impl<'a> Label<'a> {
    fn of(entry: &'a OutlineEntry, current: bool, note: &NoteId, cx: &ViewCtx<'_>) -> Self {
        Self {
            level: entry.level,
            current,
            read: is_read(note, &entry.anchor, cx),
            ..Self::plain(&entry.title)
        }
    }

    pub(super) fn plain(title: &'a str) -> Self {
        Self {
            title,
            level: 0,
            current: false,
            read: false,
            lines: 2,
        }
    }
}

pub(super) fn caption_ui(ui: &mut Ui, label: &str, cx: &ViewCtx<'_>) {
    ui.horizontal(|ui| {
        ui.add_space(14.0);
        ui.label(text::caption(label, cx.tokens));
    });
    ui.add_space(space::TIGHT);
}

fn empty_ui(ui: &mut Ui, cx: &ViewCtx<'_>) {
    let words = "No sections, marks, questions or links";
    let frame = egui::Frame::new().inner_margin(egui::Margin {
        left: 14,
        ..egui::Margin::ZERO
    });
    frame.show(ui, |ui| {
        let words = text::caption(words, cx.tokens);
        ui.add(egui::Label::new(words).wrap());
    });
}

fn is_read(note: &NoteId, anchor: &Arc<str>, cx: &ViewCtx<'_>) -> bool {
    cx.state.progress.history.is_section_read(&Place {
        note: note.clone(),
        section: Some(Arc::clone(anchor)),
    })
}

pub(super) fn entry_ui(ui: &mut Ui, label: &Label<'_>, cx: &ViewCtx<'_>) -> Response {
    let Label {
        title,
        level,
        current,
        read,
        lines,
    } = *label;
    let indent = f32::from(level.saturating_sub(2)) * 12.0;
    let width = ui.available_width() - 24.0 - indent;
    let color = if current {
        cx.tokens.accent
    } else {
        cx.tokens.ink_soft
    };
    // The same letters for all: a title that wraps otherwise once it is read moves all below it.
    let font = Face::Regular.at(type_size::UI - 0.5);
    let format = egui::TextFormat {
        line_height: Some(18.0),
        ..egui::TextFormat::simple(font, color)
    };
    let mut job = egui::text::LayoutJob::single_section(title.to_owned(), format);
    job.wrap = egui::text::TextWrapping {
        max_width: width,
        max_rows: lines,
        ..Default::default()
    };
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let size = vec2(ui.available_width(), galley.size().y + 8.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = if read {
        format!("{title}, read")
    } else {
        title.to_owned()
    };
    response.widget_info(|| WidgetInfo::selected(egui::Role::Link, true, current, &name));
    if read {
        let at = rect.right_top() + vec2(-4.0, 13.0);
        let (right, font) = (egui::Align2::RIGHT_CENTER, Face::Regular.at(12.0));
        ui.painter()
            .text(at, right, icons::CHECK, font, cx.tokens.good);
    }
    let bar = egui::Rect::from_min_size(
        rect.left_top() + vec2(2.0, 3.0),
        vec2(2.5, rect.height() - 6.0),
    );
    if current {
        ui.painter().rect_filled(bar, 1.0, cx.tokens.accent);
    }
    let color = if response.hovered() {
        cx.tokens.ink
    } else {
        color
    };
    let is_cut = galley.elided;
    ui.painter().galley_with_override_text_color(
        rect.min + vec2(14.0 + indent, 4.0),
        galley,
        color,
    );
    if response.has_focus() {
        crate::ui_kit::button::focus_ring(ui, rect, cx.tokens);
    }
    if is_cut {
        response.on_hover_text(title)
    } else {
        response
    }
}

/// A way to practise what is asked in the note.
fn questions_ui(ui: &mut Ui, note: &NoteId, cx: &mut ViewCtx<'_>) {
    let counts = cx.state.progress.of_note(note);
    if counts.cards == 0 {
        return;
    }
    caption_ui(ui, "Questions", cx);
    let mut words = format!("Practise {}", count(counts.cards, "question"));
    if counts.due > 0 {
        words = format!("{words}, {} due", counts.due);
    }
    if entry_ui(ui, &Label::plain(&words), cx).clicked() {
        let scope = Scope::Note(note.clone());
        let waits = cx.state.progress.admitted(counts).waiting() > 0;
        cx.push(Command::Sitting(if waits {
            SittingCommand::Start(scope)
        } else {
            SittingCommand::StartBeyond(scope)
        }));
    }
    ui.add_space(space::LARGE);
}
