//! The bookmarks and highlights of all notes: by note, to be filtered, opened, copied as Markdown.
//!
//! Those whose words or notes are gone wait on top.

use egui::{ScrollArea, Sense, Ui, WidgetInfo, vec2};

use crate::app::command::{Command, MarkCommand};
use crate::app::state::AppState;
use crate::base::ids::NoteId;
use crate::base::text::count;
use crate::library::anchor::shortened;
use crate::library::marks::{Mark, MarkKind, to_markdown};
use crate::ui::note::marks::ink_colors;
use crate::ui::panels::note_marks::lost_ui;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::button::{Button, focus_ring};
use crate::ui_kit::fonts::Face;
use crate::ui_kit::search_field::search_field_ui;
use crate::ui_kit::tokens::{space, type_size};
use crate::ui_kit::{icons, overlay, status, text};

/// What the filter is called.
const FILTER: &str = "Filter by words, comment, note";
/// The least room for it beside a button, in points.
const LEAST_FILTER: f32 = 200.0;

/// View-only state of the page.
#[derive(Debug, Default)]
pub struct MarksPage {
    filter: String,
}

/// Draws the page.
pub fn show(ctx: &egui::Context, page: &mut MarksPage, cx: &mut ViewCtx<'_>) {
    let shown = overlay::dialog_ui(ctx, "Highlights and bookmarks", 720.0, |ui| {
        if cx.state.marks.is_empty() {
            let explanation = "Select words in a note to highlight them. A bookmark brings you back \
                to where you read.";
            ScrollArea::vertical().show(ui, |ui| {
                let (icon, heading) = (icons::BOOKMARK_SIMPLE, "Nothing marked yet");
                status::empty_state_ui(ui, icon, heading, explanation, None);
                ui.add_space(space::WIDE);
            });
            return;
        }
        let state = cx.state;
        let groups = groups(&page.filter, state);
        head_ui(ui, page, &groups, cx);
        ui.add_space(space::SMALL);
        let height = (ctx.content_rect().height() - 260.0).max(160.0);
        let height = height.min(ui.available_height()).max(60.0);
        ScrollArea::vertical()
            .id_salt("marks")
            .max_height(height)
            .min_scrolled_height(height)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.set_width(ui.available_width() - space::LARGE);
                lost_group_ui(ui, &groups, cx);
                for group in &groups {
                    group_ui(ui, group, cx);
                }
                if groups.is_empty() {
                    ui.label(text::soft("Nothing has these words.", cx.tokens));
                }
            });
    });
    if shown.closed {
        cx.push(Command::CloseOverlay);
    }
}

/// The marks of one note.
struct Group<'a> {
    note: &'a NoteId,
    title: String,
    chapter: String,
    marks: Vec<&'a Mark>,
}

/// What the filter leaves, in the order of the tree; notes that are missing come last.
fn groups<'a>(filter: &str, state: &'a AppState) -> Vec<Group<'a>> {
    let library = &state.library;
    let words: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
    let mut notes: Vec<&NoteId> = state.marks.notes().collect();
    notes.sort_by_cached_key(|note| library.position(note).unwrap_or(usize::MAX));
    let group = |note: &'a NoteId| {
        let open = library.note(note);
        let title = state.title_of(note);
        let topic = open.and_then(|open| library.topic(open.topic()));
        let chapter = topic.map_or_else(String::new, |topic| topic.title.to_string());
        let fits = |mark: &&Mark| {
            if words.is_empty() {
                return true;
            }
            let all = format!("{title}\n{chapter}\n{}\n{}", mark.words(), mark.comment);
            let all = all.to_lowercase();
            words.iter().all(|word| all.contains(word))
        };
        let of_note = state.marks.of_note(note);
        Group {
            note,
            marks: of_note.into_iter().filter(fits).collect(),
            title: title.clone(),
            chapter: chapter.clone(),
        }
    };
    let groups = notes.into_iter().map(group);
    groups.filter(|group| !group.marks.is_empty()).collect()
}

/// The filter, and a button that copies what it leaves: below it where there is no room beside.
fn head_ui(ui: &mut Ui, page: &mut MarksPage, groups: &[Group<'_>], cx: &mut ViewCtx<'_>) {
    let all = groups.iter().map(|group| group.marks.len()).sum::<usize>();
    let copy = Button::ordinary("Copy as Markdown").icon(icons::COPY);
    let copy = copy.enabled(all > 0);
    let filter = ui.available_width() - copy.width(ui) - space::SMALL;
    let mut copy_ui = |ui: &mut Ui| {
        let copy = copy.clone().show(ui);
        if copy.on_hover_text("With comments and citations").clicked() {
            let marks = groups.iter().flat_map(|group| group.marks.iter().copied());
            cx.push(Command::Copy(to_markdown(&cx.state.library, marks)));
        }
    };
    if filter < LEAST_FILTER {
        search_field_ui(ui, &mut page.filter, FILTER);
        copy_ui(ui);
    } else {
        ui.horizontal(|ui| {
            ui.scope(|ui| {
                ui.set_width(filter);
                search_field_ui(ui, &mut page.filter, FILTER);
            });
            copy_ui(ui);
        });
    }
    let of = format!("{} in {}", count(all, "mark"), count(groups.len(), "note"));
    ui.label(text::caption(of, cx.tokens));
}

fn is_lost(mark: &Mark, cx: &ViewCtx<'_>) -> bool {
    cx.state.lost_marks.contains(&mark.id) || cx.state.library.note(&mark.place.note).is_none()
}

fn lost_group_ui(ui: &mut Ui, groups: &[Group<'_>], cx: &mut ViewCtx<'_>) {
    let reads = cx.state.nav.route().note_id().is_some();
    for group in groups {
        let lost: Vec<&Mark> = group
            .marks
            .iter()
            .copied()
            .filter(|mark| is_lost(mark, cx))
            .collect();
        if lost.is_empty() {
            continue;
        }
        let is_here = cx.state.library.note(group.note).is_some();
        let why = if is_here {
            format!("Words are gone from \u{201c}{}\u{201d}", group.title)
        } else {
            format!("The note \u{201c}{}\u{201d} is missing", group.title)
        };
        ui.horizontal(|ui| {
            ui.label(text::icon(icons::TRAY, 18.0, cx.tokens.warn));
            ui.label(text::strong(why, cx.tokens));
        });
        if is_here {
            let how = "Found again when the words come back. Or select other words in an open note to \
                attach one.";
            ui.add(egui::Label::new(text::soft(how, cx.tokens)).wrap());
        }
        for mark in lost {
            ui.push_id(mark.id.as_str(), |ui| lost_ui(ui, mark, reads, cx));
        }
        ui.add_space(space::LARGE);
    }
}

fn group_ui(ui: &mut Ui, group: &Group<'_>, cx: &mut ViewCtx<'_>) {
    let there: Vec<&Mark> = group
        .marks
        .iter()
        .copied()
        .filter(|mark| !is_lost(mark, cx))
        .collect();
    if there.is_empty() {
        return;
    }
    let has_chapter = !group.chapter.is_empty() && group.chapter != group.title;
    ui.horizontal(|ui| {
        if has_chapter {
            ui.label(text::soft(group.chapter.as_str(), cx.tokens));
            ui.label(text::icon(icons::CARET_RIGHT, 12.0, cx.tokens.ink_faint));
        }
        let title = ui.label(text::strong(group.title.as_str(), cx.tokens));
        text::as_heading(&title, 3);
    });
    ui.spacing_mut().item_spacing.y = 2.0;
    for mark in there {
        ui.push_id(mark.id.as_str(), |ui| row_ui(ui, mark, cx));
    }
    ui.add_space(space::LARGE);
}

/// A mark with its words, its comment and its section; a click leads there.
fn row_ui(ui: &mut Ui, mark: &Mark, cx: &mut ViewCtx<'_>) {
    let width = ui.available_width() - 28.0;
    let format = |size: f32, color| egui::TextFormat {
        line_height: Some(20.0),
        ..egui::TextFormat::simple(Face::Regular.at(size), color)
    };
    let mut job = egui::text::LayoutJob::default();
    job.append(
        &shortened(mark.words(), 240),
        0.0,
        format(type_size::UI, cx.tokens.ink),
    );
    for line in mark.comment.lines() {
        job.append(
            &format!("\n{line}"),
            0.0,
            format(type_size::UI, cx.tokens.ink_soft),
        );
    }
    job.wrap.max_width = width;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let size = vec2(ui.available_width(), galley.size().y + 12.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let what = match mark.kind {
        MarkKind::Bookmark => "Bookmark".to_owned(),
        MarkKind::Highlight(ink) => format!("Highlight in {}", ink.name()),
    };
    let name = format!("{what}: {}", mark.words());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, &name));
    if !ui.is_rect_visible(rect) {
        return;
    }
    if response.hovered() {
        ui.painter().rect_filled(rect, 6.0, cx.tokens.hover);
    }
    if let Some(ink) = mark.ink() {
        let edge = rect.left_top() + vec2(6.0, 6.0);
        let edge = egui::Rect::from_min_size(edge, vec2(4.0, rect.height() - 12.0));
        ui.painter()
            .rect_filled(edge, 2.0, ink_colors(ink, cx.tokens).line);
    } else {
        let at = rect.left_top() + vec2(8.0, 16.0);
        let (middle, font) = (egui::Align2::CENTER_CENTER, Face::Regular.at(15.0));
        ui.painter()
            .text(at, middle, icons::BOOKMARK_SIMPLE, font, cx.tokens.accent);
    }
    ui.painter()
        .galley(rect.min + vec2(20.0, 6.0), galley, cx.tokens.ink);
    if response.has_focus() {
        focus_ring(ui, rect, cx.tokens);
    }
    if response.clicked() {
        cx.push(Command::Mark(MarkCommand::Open(mark.id.clone())));
    }
}
