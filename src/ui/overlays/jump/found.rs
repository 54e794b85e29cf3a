//! What the notes say to what is typed: places with an excerpt, grouped by note.

use std::ops::Range;

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, Color32, CornerRadius, Galley, Rect, Response, Role, Sense, TextFormat, Ui, WidgetInfo,
    pos2, vec2,
};

use super::{JumpBox, follow_cursor};
use crate::app::command::{Command, SearchCommand};
use crate::app::running::Purpose;
use crate::base::ids::NoteId;
use crate::base::text::{count, grouped};
use crate::search::entry::Kind;
use crate::search::excerpt::Excerpt;
use crate::search::results::{Breadth, NoteHits, Place, Results};
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::fonts::Face;
use crate::ui_kit::list_row::ListRow;
use crate::ui_kit::tokens::{Tokens, measure, space, type_size};
use crate::ui_kit::{icons, text};

/// From the edge of the list to the texts of places.
const INDENT: f32 = 38.0;
const PADDING_Y: f32 = 6.0;

/// How many places are shown.
pub(super) fn places(cx: &ViewCtx<'_>) -> usize {
    cx.state
        .search
        .results
        .as_ref()
        .map_or(0, |results| results.places())
}

/// How many rows the cursor walks through: the places, and one that shows more of them.
pub(super) fn rows(cx: &ViewCtx<'_>) -> usize {
    let results = cx.state.search.results.as_ref();
    places(cx) + usize::from(results.is_some_and(|results| shows_more(results)))
}

fn shows_more(results: &Results) -> bool {
    results.more && results.reach.farther().is_some()
}

/// Whether the places have the very words that are typed.
pub(super) fn has_the_words(cx: &ViewCtx<'_>) -> bool {
    let results = cx.state.search.results.as_ref();
    results.is_some_and(|results| results.breadth == Breadth::All && results.places() > 0)
}

/// Whether the answer to `query` is there.
pub(super) fn is_of(query: &str, cx: &ViewCtx<'_>) -> bool {
    let results = cx.state.search.results.as_ref();
    results.is_some_and(|results| results.query == query)
}

/// The number of a place.
pub(super) fn number_of((note, block): &(NoteId, usize), cx: &ViewCtx<'_>) -> Option<usize> {
    let results = cx.state.search.results.as_ref()?;
    results.number_of(|of, place| of.note == *note && place.block == *block)
}

/// What opens the place with this number.
pub(super) fn open(number: usize, cx: &ViewCtx<'_>) -> Option<Command> {
    let results = cx.state.search.results.as_ref()?;
    let (note, place) = results.place(number)?;
    Some(Command::Search(SearchCommand::Open {
        note: note.note.clone(),
        block: place.block,
    }))
}

/// Draws the places below the names; returns the row that was clicked, counted over both.
pub(super) fn show(ui: &mut Ui, jump: &JumpBox, cx: &ViewCtx<'_>) -> Option<usize> {
    let search = &cx.state.search;
    if let Some(help) = &jump.help {
        note_in_words_ui(ui, help, cx);
    }
    if search.asked.is_empty() {
        nothing_ui(ui, jump, cx);
        return None;
    }
    if !search.ready {
        caption_ui(ui, jump.above > 0, &indexing(cx), cx);
        return None;
    }
    let Some(results) = search
        .results
        .as_ref()
        .filter(|results| results.places() > 0)
    else {
        if !search.is_waiting() {
            nothing_ui(ui, jump, cx);
        }
        return None;
    };
    caption_ui(ui, jump.above > 0, &summary(results), cx);
    let mut clicked = None;
    let mut at = jump.above;
    for (group, note) in results.notes.iter().enumerate() {
        if group > 0 {
            ui.add_space(space::TIGHT);
        }
        note_ui(ui, note, cx.tokens);
        for place in &note.places {
            let row = Row {
                note,
                place,
                selected: at == jump.cursor,
            };
            let response = ui.push_id(at, |ui| row.show(ui, cx.tokens)).inner;
            if follow_cursor(&response, at, jump).clicked() {
                clicked = Some(at);
            }
            at += 1;
        }
    }
    if shows_more(results) {
        ui.add_space(space::TIGHT);
        let row = ListRow {
            label: "Show more places",
            icon: Some(icons::CARET_DOWN),
            selected: at == jump.cursor,
            role: Some(Role::ListBoxOption),
            ..Default::default()
        };
        let response = ui.push_id(at, |ui| row.show(ui)).inner;
        if follow_cursor(&response, at, jump).clicked() {
            clicked = Some(at);
        }
    }
    clicked
}

fn indexing(cx: &ViewCtx<'_>) -> String {
    match cx.state.running.progress(Purpose::Index) {
        Some(progress) => format!(
            "The text is being indexed: {} of {}",
            grouped(progress.done as u64),
            count(progress.total, "note")
        ),
        None if cx.state.running.any(Purpose::Index) || cx.state.library_loading => {
            "The text is being indexed".to_owned()
        }
        None => "The text cannot be searched in this run".to_owned(),
    }
}

fn summary(results: &Results) -> String {
    let places = if results.more {
        let all = count(results.all, "place");
        format!("the best {} of {all}", results.places())
    } else {
        count(results.places(), "place")
    };
    let how = match results.breadth {
        Breadth::All => "",
        Breadth::Alike => ", spelled alike",
        Breadth::Some => ", some of the words",
    };
    format!("In the text{how}: {places}")
}

/// A line that begins a part of the list, parted from what stands above it.
pub(super) fn caption_ui(ui: &mut Ui, parted: bool, words: &str, cx: &ViewCtx<'_>) {
    if parted {
        ui.add_space(space::TIGHT);
        let line = egui::Stroke::new(1.0, cx.tokens.line);
        let y = ui.cursor().top();
        ui.painter().hline(ui.max_rect().x_range(), y, line);
        ui.add_space(space::SMALL);
    }
    ui.horizontal(|ui| {
        ui.add_space(14.0);
        ui.label(text::caption(words, cx.tokens));
    });
    ui.add_space(space::TIGHT);
}

fn nothing_ui(ui: &mut Ui, jump: &JumpBox, cx: &ViewCtx<'_>) {
    let typed = jump.query.trim();
    if !jump.hits.is_empty() || typed.is_empty() || jump.help.is_some() {
        return;
    }
    let what = if jump.only_actions() {
        let called = typed.trim_start_matches('>').trim();
        format!("No action is called \"{called}\".")
    } else {
        format!("Nothing is found for: {typed}")
    };
    note_in_words_ui(ui, &what, cx);
}

/// A sentence in the place of rows.
fn note_in_words_ui(ui: &mut Ui, words: &str, cx: &ViewCtx<'_>) {
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        ui.add_space(14.0);
        ui.add(egui::Label::new(text::soft(words, cx.tokens)).wrap());
    });
    ui.add_space(space::SMALL);
}

/// The note under which places stand.
fn note_ui(ui: &mut Ui, note: &NoteHits, tokens: &Tokens) {
    let size = vec2(ui.available_width(), measure::ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let name = format!("{}, {}", note.title, note.chapter);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    let middle = rect.center().y;
    let left = rect.left() + 14.0;
    let icon = Face::Regular.at(16.0);
    let painter = ui.painter();
    painter.text(
        pos2(left, middle),
        Align2::LEFT_CENTER,
        icons::FILE_TEXT,
        icon,
        tokens.ink_soft,
    );
    let right = pos2(rect.right() - 14.0, middle);
    let small = Face::Regular.at(type_size::SMALL);
    let chapter = painter.text(
        right,
        Align2::RIGHT_CENTER,
        &note.chapter,
        small,
        tokens.ink_soft,
    );
    let mut job = LayoutJob::default();
    job.append(
        &note.title,
        0.0,
        format(Face::Strong, type_size::UI, tokens.ink),
    );
    let start = rect.left() + INDENT;
    let galley = one_line(ui, job, chapter.left() - space::SMALL - start);
    let at = pos2(start, middle - galley.size().y / 2.0);
    let lit = characters(&note.title, &note.title_lit, 0);
    lights_ui(ui, &galley, lit, at, tokens);
    ui.painter().galley(at, galley, tokens.ink);
}

/// One place: its heading, and an excerpt with the words lit.
struct Row<'a> {
    note: &'a NoteHits,
    place: &'a Place,
    selected: bool,
}

impl Row<'_> {
    fn show(&self, ui: &mut Ui, tokens: &Tokens) -> Response {
        let width = ui.available_width() - INDENT - 14.0;
        let heading = self.heading(ui, width, tokens);
        let excerpt = self.excerpt(ui, width, tokens);
        let heights = [&heading, &excerpt]
            .map(|galley| galley.as_ref().map_or(0.0, |galley| galley.size().y));
        let height = heights.iter().sum::<f32>() + 2.0 * PADDING_Y;
        let size = vec2(ui.available_width(), height);
        let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
        let name = self.name();
        response
            .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, self.selected, &name));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let fill = match (self.selected, response.hovered()) {
            (true, _) => tokens.accent_soft,
            (false, true) => tokens.hover,
            (false, false) => Color32::TRANSPARENT,
        };
        let card = rect.shrink2(vec2(6.0, 0.0));
        ui.painter()
            .rect_filled(card, CornerRadius::same(measure::RADIUS), fill);
        let mut at = pos2(rect.left() + INDENT, rect.top() + PADDING_Y);
        if let Some(heading) = heading {
            let below = heading.size().y;
            let icon = usize::from(self.place.kind != Kind::Text);
            let lit = characters(&self.place.heading, &self.place.heading_lit, icon);
            lights_ui(ui, &heading, lit, at, tokens);
            ui.painter().galley(at, heading, tokens.ink);
            at.y += below;
        }
        if let Some(excerpt) = excerpt {
            let Excerpt { text, lit } = &self.place.excerpt;
            lights_ui(ui, &excerpt, characters(text, lit, 0), at, tokens);
            ui.painter().galley(at, excerpt, tokens.ink_soft);
        }
        response
    }

    /// What the place is called: nothing in the note's head, which has the note above it.
    fn heading(&self, ui: &Ui, width: f32, tokens: &Tokens) -> Option<std::sync::Arc<Galley>> {
        let ink = if self.selected {
            tokens.accent
        } else {
            tokens.ink
        };
        let (icon, words) = match self.place.kind {
            Kind::Text if self.place.heading.is_empty() => return None,
            Kind::Text => (None, &*self.place.heading),
            Kind::Question => (Some(icons::QUESTION), "Question"),
            Kind::Diagram => (Some(icons::PLAY_CIRCLE), &*self.place.heading),
        };
        let mut job = LayoutJob::default();
        if let Some(icon) = icon {
            let format = format(
                Face::Regular,
                15.0,
                if self.selected { ink } else { tokens.ink_soft },
            );
            job.append(&icon.to_string(), 0.0, format);
        }
        let gap = if icon.is_some() { 6.0 } else { 0.0 };
        job.append(words, gap, format(Face::Medium, type_size::UI, ink));
        Some(one_line(ui, job, width))
    }

    fn excerpt(&self, ui: &Ui, width: f32, tokens: &Tokens) -> Option<std::sync::Arc<Galley>> {
        let excerpt = &self.place.excerpt;
        if excerpt.text.is_empty() {
            return None;
        }
        let mut job = LayoutJob::default();
        let quiet = format(Face::Regular, 13.0, tokens.ink_soft);
        let lit = format(Face::Medium, 13.0, tokens.ink);
        let mut from = 0;
        for range in &excerpt.lit {
            let parts = [(from..range.start, &quiet), (range.clone(), &lit)];
            for (part, format) in parts {
                job.append(
                    excerpt.text.get(part).unwrap_or_default(),
                    0.0,
                    format.clone(),
                );
            }
            from = range.end;
        }
        job.append(excerpt.text.get(from..).unwrap_or_default(), 0.0, quiet);
        job.wrap = TextWrapping {
            max_width: width.max(1.0),
            max_rows: 2,
            ..Default::default()
        };
        Some(ui.fonts_mut(|fonts| fonts.layout_job(job)))
    }

    fn name(&self) -> String {
        let kind = match self.place.kind {
            Kind::Text => "",
            Kind::Question => "Question: ",
            Kind::Diagram => "Diagram: ",
        };
        let heading = if self.place.heading.is_empty() {
            &self.note.title
        } else {
            &self.place.heading
        };
        let note = &self.note.title;
        match (self.place.kind, self.place.excerpt.text.as_str()) {
            (Kind::Question, excerpt) => format!("{kind}{excerpt}, {note}"),
            (_, "") => format!("{kind}{heading}, {note}"),
            (_, excerpt) => format!("{kind}{heading}, {note}: {excerpt}"),
        }
    }
}

/// Byte ranges of a text as characters of a galley in which so many stand before it.
fn characters<'a>(
    text: &'a str,
    ranges: &'a [Range<usize>],
    before: usize,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let chars = |range: Range<usize>| text.get(range).map_or(0, |part| part.chars().count());
    ranges.iter().map(move |range| {
        let start = before + chars(0..range.start);
        start..start + chars(range.clone())
    })
}

/// The grounds of the lit words.
fn lights_ui(
    ui: &Ui,
    galley: &Galley,
    lit: impl Iterator<Item = Range<usize>>,
    at: egui::Pos2,
    tokens: &Tokens,
) {
    for range in lit {
        for rect in crate::ui::prose::row_rects(galley, range, at) {
            let rect = Rect::from_center_size(rect.center(), vec2(rect.width() + 2.0, 17.0));
            ui.painter().rect_filled(rect, 3.0, tokens.highlight);
        }
    }
}

fn format(face: Face, size: f32, color: Color32) -> TextFormat {
    TextFormat {
        font_id: face.at(size),
        line_height: Some((size * 1.42).round()),
        color,
        ..Default::default()
    }
}

fn one_line(ui: &Ui, mut job: LayoutJob, width: f32) -> std::sync::Arc<Galley> {
    job.wrap = TextWrapping::truncate_at_width(width.max(1.0));
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
