//! What an import would do, file by file, before anything is written.

use egui::{ScrollArea, Ui, vec2};

use crate::app::command::{Command, ImportCommand};
use crate::app::import_review::ImportReview;
use crate::base::text::{byte_size, count};
use crate::diagrams::scene::Tone;
use crate::import::plan::{Choice, PlannedFile, Verdict};
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::button::Button;
use crate::ui_kit::tokens::{space, type_size};
use crate::ui_kit::{layout, overlay, status, text};

/// Height of a row, in points.
const ROW: f32 = 58.0;

/// Draws the dialog.
pub fn show(ctx: &egui::Context, cx: &mut ViewCtx<'_>) {
    let Some(review) = &cx.state.import else {
        return;
    };
    let room = ctx.content_rect().height();
    let commands = &mut *cx.commands;
    let tokens = cx.tokens;
    let shown = overlay::dialog_ui(ctx, "Import notes", 680.0, |ui| {
        ui.add(egui::Label::new(text::body(summary(review), tokens)).wrap());
        ui.label(text::soft(
            "Your files stay where they are; copies come under \"My notes\".",
            tokens,
        ));
        for notice in &review.plan.notices {
            ui.add(egui::Label::new(text::body(notice, tokens).color(tokens.warn)).wrap());
        }
        ui.add_space(space::SMALL);
        layout::hairline_ui(ui);
        let height = (room - 320.0).clamp(90.0, 460.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let area = ScrollArea::vertical()
            .id_salt("files")
            .max_height(height)
            .auto_shrink([false, true]);
        area.show_rows(ui, ROW, review.plan.items.len(), |ui, range| {
            let rows = review.files().skip(range.start).take(range.len());
            for (item, file, choice) in rows {
                ui.push_id(item, |ui| {
                    file_ui(ui, item, file, choice, review, commands);
                });
            }
        });
        layout::hairline_ui(ui);
        ui.add_space(space::MEDIUM);
        ui.horizontal(|ui| buttons_ui(ui, review, commands));
    });
    if shown.closed {
        commands.push(Command::Import(ImportCommand::Cancel));
    }
}

/// At the end of their line: confirm, and cancel.
fn buttons_ui(ui: &mut Ui, review: &ImportReview, commands: &mut Vec<Command>) {
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let taken = review.selection.taken();
        let label = format!("Import {}", count(taken, "file"));
        if Button::main(&label).enabled(taken > 0).show(ui).clicked() {
            commands.push(Command::Import(ImportCommand::Confirm));
        }
        if Button::ordinary("Cancel").show(ui).clicked() {
            commands.push(Command::Import(ImportCommand::Cancel));
        }
    });
}

/// `14 files: 9 new, 2 changed, 1 identical, 2 not supported.`
fn summary(review: &ImportReview) -> String {
    let verdicts: Vec<&Verdict> = (0..review.plan.items.len())
        .filter_map(|item| review.verdict(item))
        .collect();
    let parts: Vec<String> = [
        "new",
        "changed",
        "with a taken name",
        "identical",
        "not supported",
    ]
    .into_iter()
    .enumerate()
    .filter_map(|(rank, word)| {
        let number = verdicts
            .iter()
            .filter(|verdict| rank_of(verdict) == rank)
            .count();
        (number > 0).then(|| format!("{number} {word}"))
    })
    .collect();
    format!("{}: {}.", count(verdicts.len(), "file"), parts.join(", "))
}

fn rank_of(verdict: &Verdict) -> usize {
    match verdict {
        Verdict::New => 0,
        Verdict::Changed => 1,
        Verdict::Clash { .. } => 2,
        Verdict::Identical => 3,
        Verdict::Unsupported { .. } => 4,
    }
}

fn file_ui(
    ui: &mut Ui,
    item: usize,
    file: &PlannedFile,
    choice: Choice,
    review: &ImportReview,
    commands: &mut Vec<Command>,
) {
    let tokens = crate::ui_kit::tokens::Tokens::of(ui);
    let split = choice.split;
    let Some(verdict) = review.verdict(item) else {
        return;
    };
    ui.allocate_ui_with_layout(
        vec2(ui.available_width(), ROW),
        egui::Layout::left_to_right(egui::Align::Center),
        |ui| {
            ui.set_min_height(ROW);
            let mut included = choice.take;
            let name = file
                .source
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let tick = ui.add_enabled(
                verdict.can_import(),
                egui::Checkbox::without_text(&mut included),
            );
            tick.widget_info(|| {
                let label = format!("Import {name}");
                egui::WidgetInfo::selected(
                    egui::Role::CheckBox,
                    verdict.can_import(),
                    included,
                    label,
                )
            });
            if tick.changed() {
                commands.push(Command::Import(ImportCommand::Include { item, included }));
            }
            let (word, tone) = badge(verdict);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                // Clear of the scroll bar.
                ui.add_space(space::SMALL);
                status::badge_ui(ui, word, tone);
                if let Some(offer) = &file.split {
                    let notes = format!("As {}", count(offer.titles.len(), "note"));
                    let label = if split {
                        notes
                    } else {
                        "As one note".to_owned()
                    };
                    let hint = offer.titles.join("\n");
                    if ui
                        .selectable_label(split, label)
                        .on_hover_text(hint)
                        .clicked()
                    {
                        commands.push(Command::Import(ImportCommand::Split {
                            item,
                            split: !split,
                        }));
                    }
                }
                ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                    ui.add_space(9.0);
                    ui.spacing_mut().item_spacing.y = 1.0;
                    ui.add(egui::Label::new(text::body(&name, tokens)).truncate());
                    let detail = detail(file, split, verdict);
                    ui.add(
                        egui::Label::new(text::soft(detail, tokens).size(type_size::SMALL))
                            .truncate(),
                    );
                });
            });
        },
    );
}

fn badge(verdict: &Verdict) -> (&'static str, Tone) {
    match verdict {
        Verdict::New => ("New", Tone::Good),
        Verdict::Changed => ("Changed", Tone::Accent),
        Verdict::Clash { .. } => ("Name taken", Tone::Warn),
        Verdict::Identical => ("Identical", Tone::Muted),
        Verdict::Unsupported { .. } => ("Not supported", Tone::Bad),
    }
}

/// Why the verdict is what it is, or where the file goes.
fn detail(file: &PlannedFile, split: bool, verdict: &Verdict) -> String {
    let size = byte_size(file.size_bytes);
    match verdict {
        Verdict::Unsupported { reason } => reason.clone(),
        Verdict::Clash { with } => format!(
            "\"{with}\" is there already; this one becomes \"{}\"",
            file.target
        ),
        Verdict::Identical => format!("{size} · already imported"),
        Verdict::New | Verdict::Changed => {
            let folder = file
                .split
                .as_ref()
                .filter(|_| split)
                .map(|offer| format!("{}/", offer.folder));
            let target = folder.as_deref().unwrap_or(&file.target);
            let encoding = file
                .encoding
                .map(|name| format!(" · {name}, becomes UTF-8"))
                .unwrap_or_default();
            let note = file
                .note
                .as_deref()
                .map(|note| format!(" · {note}"))
                .unwrap_or_default();
            format!("{size} → {target}{encoding}{note}")
        }
    }
}
