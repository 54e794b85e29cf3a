//! The program without a window: frames by hand, pictures from a small rasterizer.

pub mod raster;

use egui::{Context, Event, FullOutput, Pos2, RawInput, Rect, Vec2};
use image::RgbaImage;

use self::raster::Raster;
use super::study_app::StudyApp;
use crate::ui_kit::tokens::Tokens;

/// A program that is drawn frame by frame.
#[derive(Debug)]
pub struct Headless {
    ctx: Context,
    app: StudyApp,
    raster: Raster,
    size: Vec2,
    scale: f32,
    time: f64,
    events: Vec<Event>,
}

impl Headless {
    /// Frames that a screen may take until nothing moves.
    const MOST_FRAMES: usize = 400;

    /// A program in a window of `size` points with `scale` pixels for each.
    pub fn new(ctx: Context, app: StudyApp, size: Vec2, scale: f32) -> Self {
        Self {
            ctx,
            app,
            raster: Raster::default(),
            size,
            scale,
            time: 0.0,
            events: Vec::new(),
        }
    }

    /// The program.
    pub fn app(&mut self) -> &mut StudyApp {
        &mut self.app
    }

    /// Turns the wheel over the middle of the window by so many points.
    pub fn scroll(&mut self, points: f32) {
        self.events.push(Event::PointerMoved(
            Pos2::ZERO + self.size / self.ctx.zoom_factor() * 0.5,
        ));
        self.events.push(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: Vec2::new(0.0, -points),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: egui::Modifiers::NONE,
        });
    }

    /// Presses a key, and lets it go.
    pub fn press(&mut self, key: egui::Key) {
        for pressed in [true, false] {
            self.events.push(Event::Key {
                key,
                physical_key: None,
                pressed,
                repeat: false,
                modifiers: egui::Modifiers::NONE,
            });
        }
    }

    /// Types a text wherever the focus is.
    pub fn type_text(&mut self, text: &str) {
        self.events.push(Event::Text(text.to_owned()));
    }

    /// Runs frames until nothing asks for another, and draws the last.
    pub fn picture(&mut self) -> RgbaImage {
        let output = self.last_frame();
        let picture = self
            .raster
            .render(&self.ctx, &output, Tokens::of(&self.ctx).paper);
        output.drop_without_applying_deltas();
        picture
    }

    /// Runs frames until nothing asks for another.
    pub fn settle(&mut self) {
        self.last_frame().drop_without_applying_deltas();
    }

    /// Runs one frame up to what a GPU would be given, and draws nothing.
    pub fn frame_for_gpu(&mut self) {
        let mut output = self.frame();
        let shapes = std::mem::take(&mut output.shapes);
        std::hint::black_box(self.ctx.tessellate(shapes, output.pixels_per_point));
        output.drop_without_applying_deltas();
    }

    fn last_frame(&mut self) -> FullOutput {
        let mut output = self.frame();
        for _ in 0..Self::MOST_FRAMES {
            if !repaints(&output) {
                break;
            }
            output.drop_without_applying_deltas();
            output = self.frame();
        }
        output
    }

    fn frame(&mut self) -> FullOutput {
        self.time += 0.1;
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(
                Pos2::ZERO,
                self.size / self.ctx.zoom_factor(),
            )),
            time: Some(self.time),
            events: std::mem::take(&mut self.events),
            focused: true,
            max_texture_side: Some(8192),
            ..Default::default()
        };
        if let Some(viewport) = input.viewports.get_mut(&egui::ViewportId::ROOT) {
            viewport.native_pixels_per_point = Some(self.scale);
        }
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| {
            app.logic(&ui.ctx().clone());
            app.show(ui);
        });
        self.raster.update_textures(&mut output.textures_delta);
        output
    }
}

/// Whether another frame is wanted before long.
fn repaints(output: &FullOutput) -> bool {
    let root = output.viewport_output.get(&egui::ViewportId::ROOT);
    root.is_some_and(|root| root.repaint_delay < std::time::Duration::from_millis(500))
}
