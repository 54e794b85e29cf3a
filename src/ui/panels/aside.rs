//! "On this page": the outline with the current section, what the note's questions await, and
//! which notes link here.

use egui::{ScrollArea, Sense, Ui, WidgetInfo, vec2};

use crate::app::command::{Command, SittingCommand};
use crate::app::route::{Route, Scope};
use crate::base::ids::NoteId;
use crate::base::text::count;
use crate::library::Note;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::fonts::Face;
use crate::ui_kit::text;
use crate::ui_kit::tokens::{space, type_size};

/// Draws the column for `note`; `current` is the entry of the outline that is being read.
/// Returns the entry that was clicked.
pub fn show(
    ui: &mut Ui,
    note: &NoteId,
    current: Option<usize>,
    cx: &mut ViewCtx<'_>,
) -> Option<usize> {
    let open = cx.state.library.note(note)?;
    let mut clicked = None;
    ScrollArea::vertical()
        .id_salt("aside")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            // Clear of the scroll bar.
            ui.set_max_width(ui.available_width() - space::SMALL);
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(space::LARGE);
            let entries = &open.outline().entries;
            if entries.len() > 1 {
                caption_ui(ui, "On this page", cx);
                for (index, entry) in entries.iter().enumerate() {
                    if entry.level <= 3
                        && entry_ui(ui, &entry.title, entry.level, current == Some(index), cx)
                    {
                        clicked = Some(index);
                    }
                }
                ui.add_space(space::LARGE);
            }
            questions_ui(ui, note, cx);
            linked_from_ui(ui, note, cx);
        });
    clicked
}

fn caption_ui(ui: &mut Ui, label: &str, cx: &ViewCtx<'_>) {
    ui.horizontal(|ui| {
        ui.add_space(14.0);
        ui.label(text::caption(label, cx.tokens));
    });
    ui.add_space(space::TIGHT);
}

fn entry_ui(ui: &mut Ui, title: &str, level: u8, current: bool, cx: &ViewCtx<'_>) -> bool {
    let indent = f32::from(level.saturating_sub(2)) * 12.0;
    let width = ui.available_width() - 24.0 - indent;
    let color = if current {
        cx.tokens.accent
    } else {
        cx.tokens.ink_soft
    };
    let face = if current { Face::Medium } else { Face::Regular };
    let format = egui::TextFormat {
        line_height: Some(18.0),
        ..egui::TextFormat::simple(face.at(type_size::UI - 0.5), color)
    };
    let mut job = egui::text::LayoutJob::single_section(title.to_owned(), format);
    job.wrap = egui::text::TextWrapping {
        max_width: width,
        max_rows: 2,
        ..Default::default()
    };
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let size = vec2(ui.available_width(), galley.size().y + 8.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(egui::Role::Link, true, current, title));
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
    ui.painter().galley_with_override_text_color(
        rect.min + vec2(14.0 + indent, 4.0),
        galley,
        color,
    );
    if response.has_focus() {
        crate::ui_kit::button::focus_ring(ui, rect, cx.tokens);
    }
    response.clicked()
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
    if entry_ui(ui, &words, 0, false, cx) {
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

fn linked_from_ui(ui: &mut Ui, note: &NoteId, cx: &mut ViewCtx<'_>) {
    let state = cx.state;
    let library = &state.library;
    let linked = library.linked_from(note);
    if linked.is_empty() {
        return;
    }
    caption_ui(ui, "Linked from", cx);
    let here = library.note(note).map(Note::topic);
    let mut others: Vec<&Note> = linked
        .iter()
        .filter_map(|other| library.note(other))
        .collect();
    // The nearest first; pages that collect what others teach link to everything.
    others.sort_by_key(|other| {
        let is_elsewhere = Some(other.topic()) != here;
        (other.is_overview(), is_elsewhere)
    });
    for other in others {
        let chapter = library
            .topic(other.topic())
            .filter(|topic| Some(&topic.id) != here && topic.title != *other.title());
        let words = match chapter {
            Some(topic) => format!("{}: {}", topic.title, other.title()),
            None => other.title().to_string(),
        };
        if entry_ui(ui, &words, 0, false, cx) {
            let route = Route::note(other.id().clone());
            cx.commands.push(Command::Go(route));
        }
    }
}
