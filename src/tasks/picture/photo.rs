//! PNG, JPEG, WebP and GIF, still or moving.

use std::io::Cursor;

use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::imageops::{self, FilterType};
use image::{
    AnimationDecoder, DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbaImage,
};

use super::{Picture, fitted};
use crate::base::pixels::{Frame, Frames};
use crate::base::text::grouped;

/// Pictures with more pixels are not decoded.
const MOST_PIXELS: u64 = 64_000_000;
/// What a decoder may take beside the picture itself.
const MOST_DECODER_BYTES: u64 = 512 << 20;
/// A moving picture with more frames stands still.
const MOST_FRAMES: usize = 300;
/// A moving picture whose frames take more when they are shown stands still.
const MOST_FRAME_BYTES: usize = 48 << 20;
/// A moving picture whose frames take more while they are decoded stands still.
const MOST_DECODED_BYTES: u64 = 768 << 20;
/// Browsers show frames that claim to last no time at all for so long, in milliseconds.
const USUAL_FRAME_MS: u32 = 100;
const SHORTEST_FRAME_MS: u32 = 20;

const TOO_LONG: &str = "This moving picture is too long to be played here; its beginning is shown";

pub(super) fn decode(bytes: &[u8], room: [u32; 2]) -> Result<Picture, String> {
    let reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|error| broken(&error))?;
    let Some(format) = reader.format() else {
        return Err("This is no picture that can be shown: PNG, JPEG, WebP, GIF or SVG".to_owned());
    };
    let size = reader.into_dimensions().map_err(|error| broken(&error))?;
    affordable(size)?;
    let source = || Cursor::new(bytes);
    match format {
        ImageFormat::Gif => {
            let decoder = GifDecoder::new(source()).map_err(|error| broken(&error))?;
            moving(limited(decoder)?, size, room)
        }
        ImageFormat::WebP => {
            let decoder = WebPDecoder::new(source()).map_err(|error| broken(&error))?;
            if decoder.has_animation() {
                moving(limited(decoder)?, size, room)
            } else {
                still(limited(decoder)?, room)
            }
        }
        ImageFormat::Png => {
            let decoder = PngDecoder::new(source()).map_err(|error| broken(&error))?;
            if decoder.is_apng().unwrap_or(false) {
                let decoder = limited(decoder)?;
                moving(decoder.apng().map_err(|error| broken(&error))?, size, room)
            } else {
                still(limited(decoder)?, room)
            }
        }
        _ => {
            let reader = ImageReader::with_format(source(), format);
            let decoder = reader.into_decoder().map_err(|error| broken(&error))?;
            still(limited(decoder)?, room)
        }
    }
}

fn broken(error: &dyn std::fmt::Display) -> String {
    format!("The picture cannot be read: {error}")
}

fn affordable((width, height): (u32, u32)) -> Result<(), String> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        return Err("The picture has no size".to_owned());
    }
    if pixels > MOST_PIXELS {
        return Err(format!(
            "The picture is {} \u{d7} {} pixels; up to {} million are shown",
            grouped(u64::from(width)),
            grouped(u64::from(height)),
            MOST_PIXELS / 1_000_000,
        ));
    }
    Ok(())
}

fn limited<D: ImageDecoder>(mut decoder: D) -> Result<D, String> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_DECODER_BYTES);
    decoder.set_limits(limits).map_err(|error| broken(&error))?;
    Ok(decoder)
}

fn still(mut decoder: impl ImageDecoder, room: [u32; 2]) -> Result<Picture, String> {
    let orientation = decoder.orientation().map_err(|error| broken(&error))?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| broken(&error))?;
    image.apply_orientation(orientation);
    let size = [image.width(), image.height()];
    let target = fitted(size, room, false);
    let frame = Frame {
        rgba: shrunk(image.into_rgba8(), target).into_raw(),
        lasts_ms: USUAL_FRAME_MS,
    };
    Ok(picture(size, target, vec![frame], None))
}

/// Decodes one frame after another and stops at the first that is too much.
fn moving<'a>(
    decoder: impl AnimationDecoder<'a>,
    (width, height): (u32, u32),
    room: [u32; 2],
) -> Result<Picture, String> {
    let size = [width, height];
    let target = fitted(size, room, false);
    let mut frames: Vec<Frame> = Vec::new();
    let (mut kept, mut decoded) = (0_usize, 0_u64);
    for frame in decoder.into_frames() {
        let frame = match frame {
            Ok(frame) => frame,
            Err(error) if frames.is_empty() => return Err(broken(&error)),
            // The end is missing: what is there is shown.
            Err(_) => break,
        };
        let lasts_ms = lasts_ms(frame.delay());
        let rgba = shrunk(frame.into_buffer(), target).into_raw();
        kept += rgba.len();
        decoded += 4 * u64::from(width) * u64::from(height);
        frames.push(Frame { rgba, lasts_ms });
        let too_much =
            frames.len() > MOST_FRAMES || kept > MOST_FRAME_BYTES || decoded > MOST_DECODED_BYTES;
        if too_much && frames.len() > 1 {
            frames.truncate(1);
            return Ok(picture(size, target, frames, Some(TOO_LONG)));
        }
    }
    if frames.is_empty() {
        return Err("The picture is empty".to_owned());
    }
    Ok(picture(size, target, frames, None))
}

fn lasts_ms(delay: image::Delay) -> u32 {
    let (numerator, denominator) = delay.numer_denom_ms();
    let lasts = numerator.checked_div(denominator).unwrap_or(0);
    if lasts < SHORTEST_FRAME_MS {
        USUAL_FRAME_MS
    } else {
        lasts
    }
}

fn picture(
    size: [u32; 2],
    target: [u32; 2],
    frames: Vec<Frame>,
    remark: Option<&'static str>,
) -> Picture {
    Picture {
        size,
        frames: Frames {
            size: target,
            frames,
        },
        scales: false,
        remark,
    }
}

/// Premultiplied and of the size `target`: quickly to near it, then smoothly.
fn shrunk(mut image: RgbaImage, [width, height]: [u32; 2]) -> RgbaImage {
    for pixel in image.pixels_mut() {
        let [red, green, blue, alpha] = pixel.0;
        let times = |color: u8| ((u16::from(color) * u16::from(alpha) + 127) / 255) as u8;
        pixel.0 = [times(red), times(green), times(blue), alpha];
    }
    if image.dimensions() == (width, height) {
        return image;
    }
    if image.width() > 4 * width && image.height() > 4 * height {
        image = imageops::thumbnail(&image, 2 * width, 2 * height);
    }
    imageops::resize(&image, width, height, FilterType::Triangle)
}
