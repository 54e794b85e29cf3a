use std::fmt::Write as _;
use std::io::Cursor;

use image::codecs::gif::GifEncoder;
use image::{Delay, Frame, ImageFormat, Rgba, RgbaImage};

use super::*;

const ROOM: [u32; 2] = [640, 4096];

fn encoded(image: &RgbaImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn red(width: u32, height: u32) -> RgbaImage {
    RgbaImage::from_pixel(width, height, Rgba([255, 0, 0, 255]))
}

fn gif(frames: usize, side: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new_with_speed(&mut bytes, 30);
    for _ in 0..frames {
        let delay = Delay::from_numer_denom_ms(40, 1);
        encoder
            .encode_frame(Frame::from_parts(red(side, side), 0, 0, delay))
            .unwrap();
    }
    drop(encoder);
    bytes
}

/// A PNG that claims a size and holds nothing.
fn claiming(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = encoded(&red(1, 1), ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = crc32fast::hash(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    bytes
}

fn svg(inner: &str) -> Vec<u8> {
    format!("<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'>{inner}</svg>")
        .into_bytes()
}

#[test]
fn every_format_is_shown() {
    for format in [ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP] {
        let picture = decode(&encoded(&red(30, 20), format), ROOM).unwrap();
        assert_eq!(picture.size, [30, 20], "{format:?}");
        assert_eq!(picture.frames.size, [30, 20], "{format:?}");
        assert_eq!(picture.frames.frames[0].rgba[..4], [255, 0, 0, 255]);
    }
    let jpeg = image::DynamicImage::from(red(30, 20)).into_rgb8();
    let mut bytes = Cursor::new(Vec::new());
    jpeg.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    assert_eq!(decode(&bytes.into_inner(), ROOM).unwrap().size, [30, 20]);
}

#[test]
fn picture_is_made_as_small_as_it_is_shown() {
    let bytes = encoded(&red(2_000, 1_000), ImageFormat::Png);
    let picture = decode(&bytes, ROOM).unwrap();
    assert_eq!(picture.size, [2_000, 1_000]);
    assert_eq!(picture.frames.size, [640, 320]);
    assert_eq!(picture.frames.bytes(), 640 * 320 * 4);
}

#[test]
fn half_transparent_pixels_are_premultiplied() {
    let image = RgbaImage::from_pixel(2, 2, Rgba([255, 0, 0, 128]));
    let picture = decode(&encoded(&image, ImageFormat::Png), ROOM).unwrap();
    assert_eq!(picture.frames.frames[0].rgba[..4], [128, 0, 0, 128]);
}

#[test]
fn picture_of_900_million_pixels_is_refused_by_its_head() {
    let reason = decode(&claiming(30_000, 30_000), ROOM).unwrap_err();
    assert_eq!(
        reason,
        "The picture is 30,000 \u{d7} 30,000 pixels; up to 64 million are shown"
    );
}

#[test]
fn moving_picture_moves() {
    let picture = decode(&gif(3, 8), ROOM).unwrap();
    assert_eq!(picture.frames.frames.len(), 3);
    assert_eq!(picture.frames.frames[0].lasts_ms, 40);
    assert_eq!(picture.remark, None);
}

#[test]
fn moving_picture_of_10_000_frames_stands_still() {
    let picture = decode(&gif(10_000, 2), ROOM).unwrap();
    assert_eq!(picture.frames.frames.len(), 1);
    assert!(picture.remark.unwrap().contains("too long"));
}

#[test]
fn large_moving_picture_stands_still() {
    let picture = decode(&gif(40, 600), ROOM).unwrap();
    assert_eq!(picture.frames.frames.len(), 1);
    assert!(picture.remark.is_some());
}

#[test]
fn damaged_pictures_are_told() {
    let whole = encoded(&red(60, 60), ImageFormat::Png);
    for bytes in [
        &whole[..whole.len() / 2],
        b"",
        b"GIF89a",
        b"no picture at all",
        b"\xff\xd8\xff",
    ] {
        assert!(decode(bytes, ROOM).is_err());
    }
}

#[test]
fn drawing_is_drawn_at_the_size_at_which_it_is_shown() {
    let bytes = svg("<rect width='20' height='10' fill='#00f'/>");
    let picture = decode(&bytes, [200, 4096]).unwrap();
    assert_eq!(picture.size, [20, 10]);
    assert_eq!(picture.frames.size, [200, 100]);
    assert_eq!(picture.frames.frames[0].rgba[..4], [0, 0, 255, 255]);
}

#[test]
fn words_in_a_drawing_are_set_in_our_typefaces() {
    for family in ["Helvetica", "monospace", "Comic Sans MS", "serif"] {
        let text = format!("<text x='1' y='9' font-size='9' font-family='{family}'>WM</text>");
        let picture = decode(&svg(&text), [200, 4096]).unwrap();
        let ink = picture.frames.frames[0].rgba.iter().any(|byte| *byte > 0);
        assert!(ink, "{family}");
    }
}

#[test]
fn drawing_gets_nothing_from_outside() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("red.png");
    std::fs::write(&file, encoded(&red(20, 10), ImageFormat::Png)).unwrap();
    for href in [
        file.display().to_string(),
        format!("file://{}", file.display()),
        "https://example.com/red.png".to_owned(),
    ] {
        let picture = decode(
            &svg(&format!("<image href='{href}' width='20' height='10'/>")),
            ROOM,
        )
        .unwrap();
        assert!(picture.frames.frames[0].rgba.iter().all(|byte| *byte == 0));
        assert!(picture.remark.is_some());
    }
}

#[test]
fn drawing_that_refers_to_itself_is_not_shown() {
    for inner in [
        "<g id='a'><use href='#a'/></g>",
        "<g id='a'><use href='#b'/></g><g id='b'><use href='#c'/></g><g id='c'><use href='#a'/></g>",
        "<pattern id='p' width='1' height='1'><rect width='9' height='9' fill='url(#p)'/></pattern><rect width='9' height='9' fill='url(#p)'/>",
    ] {
        let reason = decode(&svg(inner), ROOM).unwrap_err();
        assert!(reason.contains("refers to itself"), "{reason}");
    }
}

#[test]
fn drawing_of_a_billion_shapes_is_not_drawn() {
    let mut inner = "<g id='l0'><rect width='1' height='1'/></g>".to_owned();
    for level in 1..10 {
        let uses = format!("<use href='#l{}'/>", level - 1).repeat(10);
        write!(inner, "<g id='l{level}'>{uses}</g>").unwrap();
    }
    assert!(decode(&svg(&inner), ROOM).unwrap_err().contains("too long"));

    let mut patterns = String::new();
    for level in 0..10 {
        let rects = format!("<rect width='2' height='2' fill='url(#p{})'/>", level + 1).repeat(10);
        write!(
            patterns,
            "<pattern id='p{level}' width='1' height='1'>{rects}</pattern>"
        )
        .unwrap();
    }
    patterns.push_str("<rect width='20' height='10' fill='url(#p0)'/>");
    assert!(decode(&svg(&patterns), ROOM).is_err());
}

#[test]
fn drawing_that_is_nested_without_end_is_not_read() {
    for depth in [97, 2_000, 200_000] {
        let inner = format!("{}{}", "<g>".repeat(depth), "</g>".repeat(depth));
        assert!(decode(&svg(&inner), ROOM).unwrap_err().contains("deep"));
    }
    let fits = format!("{}{}", "<g>".repeat(90), "</g>".repeat(90));
    assert!(decode(&svg(&fits), ROOM).is_ok());
}

#[test]
fn drawing_that_builds_itself_from_entities_is_not_read() {
    let bomb = "<!DOCTYPE svg [<!ENTITY a '<g>x</g>'><!ENTITY b '&a;&a;'>]><svg xmlns='http://www.w3.org/2000/svg' width='2' height='2'>&b;</svg>";
    assert!(decode(bomb.as_bytes(), ROOM).is_err());
    let fine = "<!DOCTYPE svg [<!ENTITY ns 'http://www.w3.org/2000/svg'>]><svg xmlns='&ns;' width='2' height='2'/>";
    assert!(decode(fine.as_bytes(), ROOM).is_ok());
}

#[test]
fn effect_that_repeats_itself_without_end_is_not_drawn() {
    for effect in [
        "<feTurbulence numOctaves='2000000000'/>",
        "<feMorphology radius='100000'/>",
        "<feConvolveMatrix order='999' kernelMatrix='1'/>",
    ] {
        let inner = format!(
            "<filter id='f'>{effect}</filter><rect width='9' height='9' filter='url(#f)'/>"
        );
        assert!(decode(&svg(&inner), ROOM).is_err(), "{effect}");
    }
}

#[test]
fn long_drawings_and_damaged_ones_are_told() {
    assert!(decode(&svg(&"<g/>".repeat(1 << 20)), ROOM).is_err());
    for bytes in [
        &b"<svg"[..],
        b"<svg></g>",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='0'/>",
    ] {
        assert!(decode(bytes, ROOM).is_err());
    }
}

#[test]
fn huge_drawing_is_drawn_small() {
    let bytes = b"<svg xmlns='http://www.w3.org/2000/svg' width='1000000' height='1000000'><rect width='9' height='9'/></svg>";
    assert_eq!(decode(bytes, ROOM).unwrap().frames.size, [640, 640]);
}

#[test]
fn picture_in_the_text_needs_no_folder() {
    let picture = load(
        None,
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='4' height='2'/%3E",
        ROOM,
    );
    assert_eq!(picture.unwrap().size, [4, 2]);
    assert!(load(None, "a.png", ROOM).is_err());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    /// A picture is as large as its head says or is refused, whatever was changed in it.
    #[test]
    fn changed_bytes_never_break_out(at in 0_usize..400, byte: u8, kind in 0_usize..3) {
        let mut bytes = match kind {
            0 => encoded(&red(12, 9), ImageFormat::Png),
            1 => gif(2, 9),
            _ => svg("<g id='a'><rect width='3' height='4'/></g><use href='#a'/>"),
        };
        let at = at % bytes.len();
        bytes[at] = byte;
        if let Ok(picture) = load_bytes(&bytes) {
            let [width, height] = picture.frames.size;
            proptest::prop_assert!(width <= ROOM[0] && height <= ROOM[1]);
            for frame in &picture.frames.frames {
                proptest::prop_assert_eq!(frame.rgba.len() as u32, width * height * 4);
            }
        }
    }
}

fn load_bytes(bytes: &[u8]) -> Result<Picture, String> {
    catch_unwind(AssertUnwindSafe(|| decode(bytes, ROOM))).unwrap_or_else(|_| Err(String::new()))
}
