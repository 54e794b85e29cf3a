//! Pictures: never wider than the column, sharp on every screen, larger at a click; and what
//! stands in their place where they cannot be shown.

use std::sync::Arc;
use std::time::Duration;

use egui::{Align, CursorIcon, Rect, Response, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::{ImageState, ProseAction, ProseContext, link_tip};
use crate::app::command::PictureAct;
use crate::app::pictures::KnownPicture;
use crate::base::address::legible;
use crate::base::file_name;
use crate::base::text::beginning;
use crate::markdown::document::{Link, Picture, PictureSize};
use crate::ui_kit::button::{self, Button};
use crate::ui_kit::tokens::{measure, space};
use crate::ui_kit::{icons, text, textures};

/// Between two pictures of a line and between two lines of them, in points.
const GAP: f32 = space::SMALL;
/// Of longer words beside a picture the beginning is shown, in characters.
const LONGEST_WORDS: usize = 1_000;

/// Draws pictures beside each other as far as there is room, the others below.
pub(super) fn show(ui: &mut Ui, pictures: &[Picture], align: Align, cx: &mut ProseContext<'_>) {
    let column = ui.available_width();
    let dark = cx.tokens.dark;
    let pictures = pictures.iter().filter(|one| is_meant_for(one, dark));
    let pictures: Vec<&Picture> = pictures.collect();
    if let [only] = pictures.as_slice() {
        let layout = egui::Layout::top_down(align);
        ui.with_layout(layout, |ui| alone_ui(ui, only, cx));
        return;
    }
    let sizes: Vec<_> = pictures
        .iter()
        .map(|one| bare_size(one, column, cx))
        .collect();
    let mut from = 0;
    while let Some((first, size)) = pictures.get(from).zip(sizes.get(from)) {
        ui.add_space(if from == 0 { 0.0 } else { GAP });
        let row = row_of(sizes.get(from..).unwrap_or_default(), column);
        match size {
            Some(_) if row.len() > 1 => {
                let pictures = pictures.get(from..).unwrap_or_default();
                ui.push_id(from, |ui| row_ui(ui, pictures, &row, align, cx));
            }
            _ => {
                let layout = egui::Layout::top_down(align);
                ui.with_layout(layout, |ui| alone_ui(ui, first, cx));
            }
        }
        from += row.len().max(1);
    }
}

/// As READMEs on GitHub say for which theme a picture is.
pub fn is_meant_for(picture: &Picture, dark: bool) -> bool {
    match picture.destination.rsplit_once('#') {
        Some((_, "gh-dark-mode-only")) => dark,
        Some((_, "gh-light-mode-only")) => !dark,
        _ => true,
    }
}

/// The size of a picture that is there, with no words below it.
fn bare_size(picture: &Picture, column: f32, cx: &ProseContext<'_>) -> Option<Vec2> {
    match cx.resources.image(&picture.destination) {
        ImageState::Ready(known) if known.remark.is_none() && picture.title.is_empty() => {
            Some(shown_size(known.size, picture.size, column))
        }
        _ => None,
    }
}

/// The sizes of those at the beginning that stand beside each other in a column of this width.
fn row_of(sizes: &[Option<Vec2>], column: f32) -> Vec<Vec2> {
    let mut width = -GAP;
    let fits = |size: &Vec2| {
        width += GAP + size.x;
        width <= column
    };
    sizes
        .iter()
        .map_while(|size| *size)
        .take_while(fits)
        .collect()
}

/// Draws pictures of these sizes on one line, on which they all stand.
fn row_ui(
    ui: &mut Ui,
    pictures: &[&Picture],
    sizes: &[Vec2],
    align: Align,
    cx: &mut ProseContext<'_>,
) {
    let height = sizes.iter().map(|size| size.y).fold(0.0, f32::max);
    let width = sizes.iter().map(|size| size.x + GAP).sum::<f32>() - GAP;
    let room = vec2(ui.available_width(), height);
    let (line, _) = ui.allocate_exact_size(room, Sense::hover());
    let mut left = line.left() + align.to_factor() * (room.x - width);
    for (index, (picture, size)) in pictures.iter().zip(sizes).enumerate() {
        let rect = Rect::from_min_size(pos2(left, line.bottom() - size.y), *size);
        let response = ui.interact(rect, ui.scope_id().with(index), sense(cx));
        if let ImageState::Ready(known) = cx.resources.image(&picture.destination) {
            ready_ui(ui, &response, picture, &known, cx);
        }
        left += size.x + GAP;
    }
}

/// A picture that is there, where `response` is.
fn ready_ui(
    ui: &Ui,
    response: &Response,
    picture: &Picture,
    known: &KnownPicture,
    cx: &mut ProseContext<'_>,
) {
    let destination = &*picture.destination;
    let alt = &*beginning(&picture.alt, LONGEST_WORDS);
    paint(ui, response.rect, (destination, alt), known, cx);
    match &picture.link {
        Some(link) => follow(ui, response, name_of(destination, alt), link, cx),
        None => enlarge(ui, response, (destination, alt), cx),
    }
}

/// Draws a picture, or what stands in its place, and what is said of it.
fn alone_ui(ui: &mut Ui, picture: &Picture, cx: &mut ProseContext<'_>) {
    let (destination, asked) = (&*picture.destination, picture.size);
    let alt = &*beginning(&picture.alt, LONGEST_WORDS);
    match cx.resources.image(destination) {
        ImageState::Ready(known) => {
            let size = shown_size(known.size, asked, ui.available_width());
            let (_, response) = ui.allocate_exact_size(size, sense(cx));
            ready_ui(ui, &response, picture, &known, cx);
            remark_ui(ui, known.remark, cx);
        }
        ImageState::Unread => {
            let width = ui.available_width();
            let room = vec2(
                asked.width.map_or(width, f32::from).min(width),
                f32::INFINITY,
            );
            let room = textures::pixels(ui, room);
            cx.resources.wish(destination, PictureAct::Read(room));
            reading_ui(ui, alt, asked, cx);
        }
        ImageState::Loading => reading_ui(ui, alt, asked, cx),
        ImageState::Absent { reason, address } => {
            place_ui(ui, alt, &reason, address.as_deref(), cx);
            if let Some(link) = &picture.link {
                way_ui(ui, name_of(destination, alt), link, cx);
            }
        }
    }
    if !picture.title.is_empty() {
        ui.add_space(space::TIGHT);
        let title = beginning(&picture.title, LONGEST_WORDS);
        ui.add(egui::Label::new(text::soft(title, cx.tokens)).wrap());
    }
}

/// Draws a picture as large as it is, or as fits, into the middle of `room`. Returns whether there
/// is one, or may be soon.
pub fn picture_in_ui(ui: &mut Ui, room: Rect, destination: &str, alt: &str, cx: &ProseContext<'_>) {
    let ImageState::Ready(known) = cx.resources.image(destination) else {
        return;
    };
    let own = vec2(known.size[0] as f32, known.size[1] as f32);
    let most = if known.scales { f32::INFINITY } else { 1.0 };
    let scale = (room.width() / own.x).min(room.height() / own.y).min(most);
    let rect = Rect::from_center_size(room.center(), own * scale);
    paint(ui, rect, (destination, alt), &known, cx);
    let response = ui.allocate_rect(rect, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, alt));
}

fn sense(cx: &ProseContext<'_>) -> Sense {
    if cx.style.selectable {
        Sense::click()
    } else {
        Sense::hover()
    }
}

/// In points: as the note asks, else its own; within the column in any case.
fn shown_size(own: [u32; 2], asked: PictureSize, column: f32) -> Vec2 {
    let [width, height] = own.map(|side| (side as f32).max(1.0));
    let size = match (asked.width.map(f32::from), asked.height.map(f32::from)) {
        (Some(width), Some(height)) => vec2(width, height),
        (Some(wanted), None) => vec2(wanted, wanted * height / width),
        (None, Some(wanted)) => vec2(wanted * width / height, wanted),
        (None, None) => vec2(width, height),
    };
    let size = size.max(Vec2::splat(1.0));
    size * (column / size.x).min(1.0)
}

/// Paints what is there, and asks for what is not.
fn paint(
    ui: &Ui,
    rect: Rect,
    (destination, _): (&str, &str),
    known: &KnownPicture,
    cx: &ProseContext<'_>,
) {
    if !ui.is_rect_visible(rect) {
        return;
    }
    let frame = frame_now(ui, known);
    let shown = textures::texture(ui, known.serial, known.frames.as_deref(), frame);
    let room = textures::pixels(ui, rect.size());
    let is_behind = shown.is_none() || known.is_behind(room);
    if is_behind && !known.loading {
        cx.resources.wish(destination, PictureAct::Read(room));
    }
    let Some(shown) = shown else {
        let radius = f32::from(measure::RADIUS);
        ui.painter().rect_filled(rect, radius, cx.tokens.sunken);
        return;
    };
    if shown.is_new {
        cx.resources.wish(destination, PictureAct::Shown);
    }
    egui::Image::from_texture((shown.id, rect.size()))
        .corner_radius(measure::RADIUS)
        .paint_at(ui, rect);
}

/// The frame that is due, of a picture that moves; asks to be called for the next one. With
/// reduced motion it is the first.
fn frame_now(ui: &Ui, known: &KnownPicture) -> usize {
    let still = ui.style().animation_time == 0.0;
    let Some(frames) = known.frames.as_ref().filter(|_| !still) else {
        return 0;
    };
    let now_ms = (ui.input(|input| input.time) * 1_000.0).max(0.0) as u64;
    let (frame, next_ms) = frames.at(now_ms);
    if let Some(next_ms) = next_ms {
        ui.request_repaint_after(Duration::from_millis(next_ms.max(1)));
    }
    frame
}

/// What a picture is called: what it shows, else its file.
fn name_of<'a>(destination: &'a str, alt: &'a str) -> &'a str {
    let stem = match destination.strip_prefix("data:") {
        Some(_) => "",
        None => file_name::telling_stem(destination),
    };
    match (alt, stem) {
        ("", "") => "Picture",
        ("", stem) => stem,
        (alt, _) => alt,
    }
}

/// A click, or Enter where the focus is, shows the picture over the whole window.
fn enlarge(ui: &Ui, response: &Response, (destination, alt): (&str, &str), cx: &ProseContext<'_>) {
    let name = name_of(destination, alt);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, name));
    if is_clicked(ui, response, CursorIcon::ZoomIn, cx) {
        let alt = alt.into();
        cx.resources.wish(destination, PictureAct::Enlarge { alt });
    }
}

/// A click, or Enter where the focus is, follows the link in which the picture stands.
fn follow(ui: &Ui, response: &Response, name: &str, link: &Arc<Link>, cx: &mut ProseContext<'_>) {
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, name));
    if is_clicked(ui, response, CursorIcon::PointingHand, cx) {
        cx.actions.push(ProseAction::Follow(Arc::clone(link)));
    }
    link_tip::show(response, link, cx);
}

/// Shows that the picture can be clicked, and says whether it is.
fn is_clicked(ui: &Ui, response: &Response, cursor: CursorIcon, cx: &ProseContext<'_>) -> bool {
    if !cx.style.selectable {
        return false;
    }
    if response.has_focus() {
        button::focus_ring(ui, response.rect, cx.tokens);
    }
    if response.hovered() {
        ui.set_cursor_icon(cursor);
    }
    response.clicked()
}

/// The link of a picture that cannot be shown.
fn way_ui(ui: &mut Ui, name: &str, link: &Arc<Link>, cx: &mut ProseContext<'_>) {
    ui.add_space(space::TIGHT);
    let words = text::body(name, cx.tokens).color(cx.tokens.accent);
    let way = ui.add(egui::Link::new(words));
    if way.clicked() && cx.style.selectable {
        cx.actions.push(ProseAction::Follow(Arc::clone(link)));
    }
    link_tip::show(&way, link, cx);
}

fn remark_ui(ui: &mut Ui, remark: Option<&str>, cx: &ProseContext<'_>) {
    if let Some(remark) = remark {
        ui.add_space(space::TIGHT);
        ui.add(egui::Label::new(text::soft(remark, cx.tokens)).wrap());
    }
}

/// The place of a picture that is being read: as large as it will be where the note says so.
fn reading_ui(ui: &mut Ui, alt: &str, asked: PictureSize, cx: &ProseContext<'_>) {
    if let (Some(width), Some(height)) = (asked.width, asked.height) {
        let size = shown_size(
            [u32::from(width), u32::from(height)],
            asked,
            ui.available_width(),
        );
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let radius = f32::from(measure::RADIUS);
        ui.painter().rect_filled(rect, radius, cx.tokens.sunken);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, alt));
    } else {
        place_ui(ui, alt, "Reading the picture", None, cx);
    }
}

/// What stands where a picture is not: what it shows, why it is not there, and how to see it.
fn place_ui(ui: &mut Ui, alt: &str, reason: &str, address: Option<&str>, cx: &ProseContext<'_>) {
    let frame = egui::Frame::new()
        .fill(cx.tokens.sunken)
        .corner_radius(measure::RADIUS)
        .inner_margin(12);
    frame.show(ui, |ui| {
        let from = ui.cursor().min;
        let indent = 30.0;
        let width = (ui.available_width() - indent).max(1.0);
        let rect = Rect::from_min_size(pos2(from.x + indent, from.y), vec2(width, f32::INFINITY));
        let builder = egui::UiBuilder::new()
            .max_rect(rect)
            .layout(egui::Layout::top_down(egui::Align::Min));
        let inside = ui.scope_builder(builder, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let title = (!alt.is_empty())
                .then(|| ui.add(egui::Label::new(text::body(alt, cx.tokens)).wrap()));
            let line = ui.add(egui::Label::new(text::soft(reason, cx.tokens)).wrap());
            open_ui(ui, address, cx);
            title.unwrap_or(line).rect
        });
        let font = crate::ui_kit::fonts::Face::Regular.at(20.0);
        let line = ui
            .fonts_mut(|fonts| fonts.row_height(&font))
            .min(inside.inner.height());
        let middle = pos2(from.x, inside.inner.top() + line / 2.0);
        ui.painter().text(
            middle,
            egui::Align2::LEFT_CENTER,
            icons::IMAGE,
            font,
            cx.tokens.ink_soft,
        );
        ui.expand_to_include_rect(inside.response.rect);
    });
}

fn open_ui(ui: &mut Ui, address: Option<&str>, cx: &ProseContext<'_>) {
    let Some(address) = address.filter(|_| cx.style.selectable) else {
        return;
    };
    ui.add_space(space::TIGHT);
    let open = Button::ordinary("Open in the browser").icon(icons::ARROW_SQUARE_OUT);
    if open
        .show(ui)
        .on_hover_text(legible(address, LONGEST_WORDS))
        .clicked()
    {
        cx.resources.open_web(address);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(own: [u32; 2], width: Option<u16>, height: Option<u16>) -> Vec2 {
        shown_size(own, PictureSize { width, height }, 640.0)
    }

    #[test]
    fn picture_keeps_its_size_where_it_fits() {
        assert_eq!(size([320, 200], None, None), vec2(320.0, 200.0));
    }

    #[test]
    fn picture_is_never_wider_than_the_column() {
        assert_eq!(size([1280, 400], None, None), vec2(640.0, 200.0));
        assert_eq!(size([10, 10], Some(9_000), Some(900)), vec2(640.0, 64.0));
    }

    #[test]
    fn pictures_stand_beside_each_other_as_far_as_there_is_room() {
        let widths = |sizes: &[Option<f32>]| {
            let size = |width: &Option<f32>| width.map(|width| vec2(width, 10.0));
            let sizes: Vec<_> = sizes.iter().map(size).collect();
            let row = row_of(&sizes, 200.0 + GAP);
            row.iter().map(|size| size.x).collect::<Vec<_>>()
        };
        assert_eq!(widths(&[Some(100.0); 3]), [100.0, 100.0]);
        assert!(widths(&[Some(300.0), Some(1.0)]).is_empty());
        assert_eq!(widths(&[Some(50.0), None, Some(50.0)]), [50.0]);
        assert!(widths(&[None, Some(50.0)]).is_empty());
        assert!(widths(&[]).is_empty());
    }

    #[test]
    fn one_side_brings_the_other_with_it() {
        assert_eq!(size([100, 50], Some(300), None), vec2(300.0, 150.0));
        assert_eq!(size([100, 50], None, Some(200)), vec2(400.0, 200.0));
    }
}
