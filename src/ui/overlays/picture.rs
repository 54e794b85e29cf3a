//! A picture of a note over the whole window: zoom with the wheel, move by dragging.
//!
//! Keys: `+` and `-` zoom, `0` shows all of it, arrows move, Esc closes.

use egui::{CursorIcon, Id, Key, Modal, Modifiers, Pos2, Rect, Sense, Ui, Vec2, WidgetInfo, vec2};

use crate::app::command::{Command, PictureAct};
use crate::app::pictures::{KnownPicture, NotePicture, PictureKey};
use crate::app::state::EnlargedPicture;
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::button::SmallButton;
use crate::ui_kit::fonts::Face;
use crate::ui_kit::tokens::type_size;
use crate::ui_kit::{icons, textures};

/// Room for the buttons above and the words below, in points.
const EDGE: f32 = 56.0;
const STEP: f32 = 1.25;
/// A pixel of the picture becomes at most so many points wide.
const MOST_POINTS: f32 = 8.0;
/// How far an arrow key moves, in points.
const ARROW: f32 = 80.0;

/// Where the reader looks: view-only.
#[derive(Debug, Default)]
pub struct Lightbox {
    of: Option<EnlargedPicture>,
    /// 1 shows all of the picture.
    zoom: f32,
    /// How far the picture's middle lies from that of its room, in points.
    pan: Vec2,
}

/// Draws the picture that is enlarged.
pub fn show(ui: &Ui, view: &mut Lightbox, cx: &mut ViewCtx<'_>) {
    let Some(enlarged) = cx.state.enlarged.clone() else {
        cx.push(Command::CloseOverlay);
        return;
    };
    if view.of.as_ref() != Some(&enlarged) {
        *view = Lightbox {
            of: Some(enlarged.clone()),
            zoom: 1.0,
            pan: Vec2::ZERO,
        };
    }
    let screen = ui.ctx().content_rect();
    let name = if enlarged.alt.is_empty() {
        "Picture".to_owned()
    } else {
        format!("Picture: {}", enlarged.alt)
    };
    let id = Id::unique("enlarged picture");
    let modal = Modal::new(id)
        .backdrop_color(cx.tokens.scrim)
        .frame(egui::Frame::NONE.fill(cx.tokens.sunken))
        .area(
            Modal::default_area(id)
                .role(egui::Role::Dialog)
                .accessible_name(&name),
        )
        .show(ui.ctx(), |ui| {
            ui.set_min_size(screen.size());
            ui.set_max_size(screen.size());
            let (window, _) = ui.allocate_exact_size(screen.size(), Sense::hover());
            content_ui(ui, window, view, &enlarged, cx)
        });
    if modal.should_close() || modal.inner {
        cx.push(Command::CloseOverlay);
    }
}

/// Returns whether the cross was clicked.
fn content_ui(
    ui: &mut Ui,
    window: Rect,
    view: &mut Lightbox,
    enlarged: &EnlargedPicture,
    cx: &mut ViewCtx<'_>,
) -> bool {
    let room = Rect::from_min_max(
        window.min + vec2(16.0, EDGE),
        window.max - vec2(16.0, if enlarged.alt.is_empty() { 16.0 } else { EDGE }),
    );
    let response = ui.interact(
        window,
        ui.scope_id().with("picture"),
        Sense::click_and_drag(),
    );
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, &*enlarged.alt));
    match known(enlarged, cx) {
        Some((key, known)) => {
            let own = vec2(known.size[0] as f32, known.size[1] as f32);
            let most = if known.scales { f32::INFINITY } else { 1.0 };
            let fit = (room.width() / own.x).min(room.height() / own.y).min(most);
            let limit = (MOST_POINTS / fit).max(4.0);
            steer(ui, view, &response, room, limit);
            let shown = own * fit * view.zoom;
            view.pan = held(view.pan, shown, room);
            let rect = Rect::from_center_size(room.center() + view.pan, shown);
            picture_ui(ui, rect, key, &known, cx);
            if response.double_clicked() {
                let at = response.interact_pointer_pos().unwrap_or(room.center());
                let to = if view.zoom > 1.01 {
                    1.0
                } else {
                    (1.0 / fit).max(2.0).min(limit)
                };
                zoom_about(view, at - room.center(), to / view.zoom, limit);
            }
            if view.zoom > 1.01 {
                ui.set_cursor_icon(CursorIcon::Grab);
            }
            words_ui(ui, window, &enlarged.alt, cx);
            buttons_ui(ui, window, view, limit)
        }
        None => buttons_ui(ui, window, view, 1.0),
    }
}

/// The large picture, or the one in the text until it is there. Asks for the large one.
fn known(enlarged: &EnlargedPicture, cx: &mut ViewCtx<'_>) -> Option<(PictureKey, KnownPicture)> {
    let key = |large| PictureKey {
        note: enlarged.note.clone(),
        destination: enlarged.destination.clone(),
        large,
    };
    for large in [true, false] {
        let key = key(large);
        if let Some(NotePicture::Known(known)) = cx.state.pictures.get(&key) {
            return Some((key, known.clone()));
        }
    }
    None
}

fn picture_ui(ui: &Ui, rect: Rect, key: PictureKey, known: &KnownPicture, cx: &mut ViewCtx<'_>) {
    let frames = known.frames.as_deref();
    let texture = textures::texture(ui, known.serial, frames, 0);
    if let Some(texture) = texture {
        egui::Image::from_texture((texture.id, rect.size())).paint_at(ui, rect);
    }
    let sharp = wanted(ui, rect.size(), known);
    // Until the large one is there, the one in the text stands for it.
    let asked = cx.state.pictures.get(&PictureKey {
        large: true,
        ..key.clone()
    });
    let reading = match asked {
        Some(NotePicture::Known(large)) => large.loading,
        Some(_) => true,
        None => false,
    };
    let is_behind = texture.is_none() || known.is_behind(sharp);
    if (!key.large || is_behind) && !reading {
        let picture = PictureKey { large: true, ..key };
        let act = PictureAct::Read(sharp);
        cx.push(Command::Picture { picture, act });
    }
}

/// How many pixels make it sharp: all that there are, or as many as are seen of what scales, in
/// coarse steps.
fn wanted(ui: &Ui, shown: Vec2, known: &KnownPicture) -> [u32; 2] {
    let longest = textures::pixels(ui, Vec2::splat(f32::INFINITY))[0].min(4_096);
    if known.scales {
        let width = textures::pixels(ui, shown)[0].next_power_of_two();
        let height = f64::from(width) * f64::from(known.size[1]) / f64::from(known.size[0].max(1));
        let shrink = f64::from(longest) / f64::from(width).max(height);
        [f64::from(width), height].map(|side| (side * shrink.min(1.0)).max(1.0) as u32)
    } else {
        let [width, height] = known.size.map(|side| f64::from(side.max(1)));
        let shrink = (f64::from(longest) / width.max(height)).min(1.0);
        [width, height].map(|side| ((side * shrink) as u32).max(1))
    }
}

/// Wheel, pinch, drag and keys.
fn steer(ui: &Ui, view: &mut Lightbox, response: &egui::Response, room: Rect, limit: f32) {
    let center = room.center();
    let (wheel, pinch, pointer) = ui.input(|input| {
        let pointer = input.pointer.hover_pos();
        (input.smooth_scroll_delta().y, input.zoom_delta(), pointer)
    });
    let about = pointer.unwrap_or(center) - center;
    let factor = pinch * (wheel / 240.0).exp();
    if (factor - 1.0).abs() > 1e-4 {
        zoom_about(view, about, factor, limit);
    }
    view.pan += response.drag_delta();
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::Plus) || pressed(Key::Equals) {
        zoom_about(view, Vec2::ZERO, STEP, limit);
    }
    if pressed(Key::Minus) {
        zoom_about(view, Vec2::ZERO, 1.0 / STEP, limit);
    }
    if pressed(Key::Num0) {
        zoom_about(view, Vec2::ZERO, 1.0 / view.zoom, limit);
    }
    if view.zoom > 1.01 {
        for (key, by) in [
            (Key::ArrowLeft, vec2(ARROW, 0.0)),
            (Key::ArrowRight, vec2(-ARROW, 0.0)),
            (Key::ArrowUp, vec2(0.0, ARROW)),
            (Key::ArrowDown, vec2(0.0, -ARROW)),
        ] {
            if pressed(key) {
                view.pan += by;
            }
        }
    }
}

/// Zooms so that what lies at `about`, counted from the middle of the room, stays there.
fn zoom_about(view: &mut Lightbox, about: Vec2, factor: f32, limit: f32) {
    let zoom = (view.zoom * factor).clamp(1.0, limit.max(1.0));
    view.pan = about + (view.pan - about) * (zoom / view.zoom);
    view.zoom = zoom;
}

/// What fits stays in the middle; what does not is never dragged away from the room's edges.
fn held(pan: Vec2, shown: Vec2, room: Rect) -> Vec2 {
    let over = ((shown - room.size()) / 2.0).max(Vec2::ZERO);
    vec2(pan.x.clamp(-over.x, over.x), pan.y.clamp(-over.y, over.y))
}

fn words_ui(ui: &Ui, window: Rect, alt: &str, cx: &ViewCtx<'_>) {
    if alt.is_empty() {
        return;
    }
    let band = Rect::from_min_max(window.left_bottom() - vec2(0.0, EDGE), window.max);
    ui.painter().rect_filled(band, 0.0, cx.tokens.sunken);
    let mut job = egui::text::LayoutJob::simple(
        alt.to_owned(),
        Face::Regular.at(type_size::UI),
        cx.tokens.ink_soft,
        band.width() - 48.0,
    );
    job.wrap.max_rows = 2;
    job.halign = egui::Align::Center;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = Pos2::new(band.center().x, band.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, cx.tokens.ink_soft);
}

fn buttons_ui(ui: &Ui, window: Rect, view: &mut Lightbox, limit: f32) -> bool {
    let band = Rect::from_min_max(window.min, window.right_top() + vec2(0.0, EDGE));
    let tokens = crate::ui_kit::tokens::Tokens::of(ui);
    ui.painter().rect_filled(band, 0.0, tokens.sunken);
    let place = |from_right: f32| {
        let center = Pos2::new(
            window.right() - 12.0 - 40.0 * (from_right + 0.5),
            band.center().y,
        );
        Rect::from_center_size(center, Vec2::splat(36.0))
    };
    let button = |icon, name, from_right: f32| {
        SmallButton::icon(icon, name)
            .show(ui, place(from_right), true)
            .clicked()
    };
    if button(icons::MAGNIFYING_GLASS_MINUS, "Zoom out", 3.0) {
        zoom_about(view, Vec2::ZERO, 1.0 / STEP, limit);
    }
    if button(icons::MAGNIFYING_GLASS_PLUS, "Zoom in", 2.0) {
        zoom_about(view, Vec2::ZERO, STEP, limit);
    }
    if button(icons::FRAME_CORNERS, "Show all of it", 1.0) {
        zoom_about(view, Vec2::ZERO, 1.0 / view.zoom, limit);
    }
    button(icons::X, "Close", 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view() -> Lightbox {
        Lightbox {
            of: None,
            zoom: 1.0,
            pan: Vec2::ZERO,
        }
    }

    #[test]
    fn what_lies_under_the_pointer_stays_there() {
        let mut view = view();
        let about = vec2(100.0, -40.0);
        zoom_about(&mut view, about, 2.0, 8.0);
        // The point of the picture that was there, counted from the picture's middle.
        assert_eq!(about * view.zoom + view.pan, about);
    }

    #[test]
    fn zoom_keeps_to_its_limits() {
        let mut view = view();
        zoom_about(&mut view, Vec2::ZERO, 1_000.0, 8.0);
        assert_eq!(view.zoom, 8.0);
        zoom_about(&mut view, Vec2::ZERO, 0.0, 8.0);
        assert_eq!(view.zoom, 1.0);
    }

    #[test]
    fn picture_cannot_be_dragged_out_of_the_window() {
        let room = Rect::from_min_size(Pos2::ZERO, vec2(100.0, 100.0));
        let far = vec2(9_000.0, -9_000.0);
        assert_eq!(held(far, vec2(50.0, 50.0), room), Vec2::ZERO);
        assert_eq!(held(far, vec2(300.0, 200.0), room), vec2(100.0, -50.0));
    }
}
