//! Pictures on the graphics card: those on screen and no others.
//!
//! A plugin of the toolkit. The pixels themselves are kept by the program's state; what was not
//! drawn for a few frames is forgotten here and made again from them.

use std::collections::HashMap;

use egui::{ColorImage, Context, TextureHandle, TextureId, TextureOptions, Ui, Vec2};

use crate::base::pixels::Frames;

/// Textures that were not drawn for so many passes are dropped.
const KEPT_PASSES: u64 = 3;

/// The textures of what is drawn now.
#[derive(Default)]
pub struct Textures {
    held: HashMap<u64, Held>,
    pass: u64,
}

struct Held {
    texture: TextureHandle,
    frame: usize,
    last_pass: u64,
}

/// A texture to draw with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// The texture.
    pub id: TextureId,
    /// Whether it was not there in the frame before.
    pub is_new: bool,
}

/// The texture of a frame of the picture with this number, made from `frames` where there is none.
/// Nothing if the pixels are not at hand.
pub fn texture(ctx: &Context, serial: u64, frames: Option<&Frames>, frame: usize) -> Option<Shown> {
    let plugin = ctx.plugin_opt::<Textures>()?;
    let mut textures = plugin.lock();
    let pass = textures.pass;
    if let Some(held) = textures.held.get_mut(&serial) {
        held.last_pass = pass;
        if held.frame != frame
            && let Some(image) = frames.and_then(|frames| image(frames, frame))
        {
            held.texture.set(image, TextureOptions::LINEAR);
            held.frame = frame;
        }
        return Some(Shown {
            id: held.texture.id(),
            is_new: false,
        });
    }
    let image = image(frames?, frame)?;
    let texture = ctx.load_texture(format!("picture {serial}"), image, TextureOptions::LINEAR);
    let id = texture.id();
    textures.held.insert(
        serial,
        Held {
            texture,
            frame,
            last_pass: pass,
        },
    );
    Some(Shown { id, is_new: true })
}

/// How many pixels something of `size` points has, no side longer than a texture may be.
pub fn pixels(ui: &Ui, size: Vec2) -> [u32; 2] {
    let longest = ui.input(|input| input.max_texture_side) as f32;
    let scale = ui.pixels_per_point();
    [size.x, size.y].map(|side| (side * scale).ceil().clamp(1.0, longest) as u32)
}

fn image(frames: &Frames, frame: usize) -> Option<ColorImage> {
    let frame = frames.frames.get(frame)?;
    let size = frames.size.map(|side| side as usize);
    Some(ColorImage::from_rgba_premultiplied(size, &frame.rgba))
}

impl egui::Plugin for Textures {
    fn debug_name(&self) -> &'static str {
        "pictures"
    }

    fn on_end_pass(&mut self, _ui: &mut Ui) {
        self.pass += 1;
        let pass = self.pass;
        self.held
            .retain(|_, held| held.last_pass + KEPT_PASSES >= pass);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::pixels::Frame;

    fn frames() -> Frames {
        Frames {
            size: [1, 1],
            frames: vec![Frame {
                rgba: vec![255; 4],
                lasts_ms: 0,
            }],
        }
    }

    fn pass(ctx: &Context, mut draw: impl FnMut(&Context)) {
        let output = ctx.run_ui(egui::RawInput::default(), |ui| draw(ui.ctx()));
        output.drop_without_applying_deltas();
    }

    #[test]
    fn texture_outlives_its_pixels_while_it_is_drawn_and_no_longer() {
        let ctx = Context::default();
        ctx.add_plugin(Textures::default());
        let pixels = frames();
        pass(&ctx, |ctx| {
            assert!(texture(ctx, 1, None, 0).is_none());
            assert!(texture(ctx, 1, Some(&pixels), 0).unwrap().is_new);
        });
        for _ in 0..10 {
            pass(&ctx, |ctx| {
                assert!(!texture(ctx, 1, None, 0).unwrap().is_new);
            });
        }
        for _ in 0..=KEPT_PASSES {
            pass(&ctx, |_| {});
        }
        pass(&ctx, |ctx| assert!(texture(ctx, 1, None, 0).is_none()));
    }
}
