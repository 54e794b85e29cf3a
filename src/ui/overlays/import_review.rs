//! What an import would do, file by file, before anything is written.

use std::borrow::Cow;
use std::path::{Component, Path};

use egui::{Align, Layout, Ui};
use egui_extras::{Column, TableBuilder};

use crate::app::command::{Command, ImportCommand};
use crate::app::import_review::ImportReview;
use crate::base::text::{byte_size, count, sentence};
use crate::diagrams::scene::Tone;
use crate::import::plan::{Choice, PlannedFile, Verdict};
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::button::Button;
use crate::ui_kit::tokens::{Tokens, space, type_size};
use crate::ui_kit::{layout, overlay, status, text};

/// Height of a row, in points.
const ROW: f32 = 58.0;
/// Width of the box that is ticked.
const TICK: f32 = 38.0;
/// Height of the dialog without its rows, and of the window around it.
const AROUND: f32 = 280.0;
/// The rows are at most so high.
const MOST: f32 = 460.0;

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
        ui.spacing_mut().item_spacing.y = 0.0;
        files_ui(ui, review, (room - AROUND).clamp(ROW, MOST), commands);
        ui.add_space(space::SMALL);
        layout::hairline_ui(ui);
        ui.add_space(space::MEDIUM);
        ui.horizontal(|ui| buttons_ui(ui, review, commands));
        enter_confirms(ui)
    });
    if shown.inner && review.selection.taken() > 0 {
        commands.push(Command::Import(ImportCommand::Confirm));
    }
    if shown.closed {
        commands.push(Command::Import(ImportCommand::Cancel));
    }
}

/// Whether Enter is pressed and meant for the dialog, not for what has the focus in it.
fn enter_confirms(ui: &Ui) -> bool {
    let focused = ui.memory(egui::Memory::focused);
    let focused = focused.and_then(|id| ui.ctx().read_response(id));
    let is_inside = focused.is_some_and(|focused| focused.layer_id == ui.layer_id());
    !is_inside && ui.input(|input| input.key_pressed(egui::Key::Enter))
}

/// At the end of their line: confirm, and cancel.
fn buttons_ui(ui: &mut Ui, review: &ImportReview, commands: &mut Vec<Command>) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
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

/// A row a file, of which only those in view are laid out; at most `height` points high.
fn files_ui(ui: &mut Ui, review: &ImportReview, height: f32, commands: &mut Vec<Command>) {
    let table = TableBuilder::new(ui)
        .id_salt("files")
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::exact(TICK))
        .column(Column::remainder().clip(true))
        .column(Column::auto())
        // Clear of the scroll bar.
        .column(Column::exact(space::SMALL))
        .min_scrolled_height(0.0)
        .max_scroll_height(height)
        .auto_shrink([false, true]);
    table.body(|body| {
        body.rows(ROW, review.plan.items.len(), |mut row| {
            let found = review.files().nth(row.index());
            let Some((item, file, choice)) = found else {
                return;
            };
            let Some(verdict) = review.verdict(item) else {
                return;
            };
            let file = Row {
                item,
                file,
                choice,
                verdict,
            };
            row.col(|ui| file.tick_ui(ui, commands));
            row.col(|ui| file.names_ui(ui));
            row.col(|ui| file.verdict_ui(ui, commands));
            row.col(|_| {});
        });
    });
}

/// A file under review.
struct Row<'a> {
    item: usize,
    file: &'a PlannedFile,
    choice: Choice,
    verdict: &'a Verdict,
}

impl Row<'_> {
    fn name(&self) -> Cow<'_, str> {
        self.file
            .source
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
    }

    fn tick_ui(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        ui.add_space(space::SMALL);
        let (item, mut included) = (self.item, self.choice.take);
        let enabled = self.verdict.can_import();
        let tick = ui.add_enabled(enabled, egui::Checkbox::without_text(&mut included));
        tick.widget_info(|| {
            let label = format!("Import {}", self.name());
            egui::WidgetInfo::selected(egui::Role::CheckBox, enabled, included, label)
        });
        if tick.changed() {
            commands.push(Command::Import(ImportCommand::Include { item, included }));
        }
    }

    fn names_ui(&self, ui: &mut Ui) {
        let tokens = Tokens::of(ui);
        ui.vertical(|ui| {
            ui.add_space(9.0);
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.add(egui::Label::new(text::body(self.name(), tokens)).truncate());
            let detail = detail(self.file, self.choice.split, self.verdict);
            let detail = text::soft(detail, tokens).size(type_size::SMALL);
            ui.add(egui::Label::new(detail).truncate());
        });
    }

    /// What it is, and whether its headings become notes.
    fn verdict_ui(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        if let Some(offer) = &self.file.split {
            let (item, split) = (self.item, self.choice.split);
            let label = if split {
                format!("As {}", count(offer.titles.len(), "note"))
            } else {
                "As one note".to_owned()
            };
            let button = ui.selectable_label(split, label);
            if button.on_hover_text(offer.titles.join("\n")).clicked() {
                let split = !split;
                commands.push(Command::Import(ImportCommand::Split { item, split }));
            }
        }
        let (word, tone) = badge(self.verdict);
        status::badge_ui(ui, word, tone);
    }
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
        Verdict::Unsupported { reason } => sentence(reason),
        Verdict::Clash { with } => format!(
            "From {}: \"{with}\" is there already, so it becomes \"{}\"{}",
            folder_of(file),
            file.target,
            remarks(file)
        ),
        Verdict::Identical => format!("{size} · already imported"),
        Verdict::New | Verdict::Changed => {
            let folder = file
                .split
                .as_ref()
                .filter(|_| split)
                .map(|offer| format!("{}/", offer.folder));
            let target = folder.as_deref().unwrap_or(&file.target);
            format!("{size} → {target}{}", remarks(file))
        }
    }
}

/// Its encoding, and what else is to be known of it.
fn remarks(file: &PlannedFile) -> String {
    let encoding = file.encoding.map(|name| format!("{name}, becomes UTF-8"));
    let remarks = encoding.iter().chain(&file.note);
    remarks.fold(String::new(), |all, remark| all + " · " + remark)
}

/// The folder that a file comes from, with the one around it.
fn folder_of(file: &PlannedFile) -> String {
    let names = file.source.parent().into_iter().flat_map(Path::components);
    let names: Vec<_> = names
        .filter(|name| matches!(name, Component::Normal(_)))
        .map(|name| name.as_os_str().to_string_lossy())
        .collect();
    let last = names.len().saturating_sub(2);
    names.get(last..).unwrap_or_default().join("/")
}
