//! SVG drawings, drawn at the size at which they are shown.
//!
//! A drawing gets nothing from outside: no file, no address, no typeface of the system. What it
//! would cost is weighed before it is drawn ([`weight`]); pictures and drawings inside it are left
//! out.

mod weight;

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree, fontdb, roxmltree};

use super::{Picture, fitted};
use crate::base::pixels::{Frame, Frames};
use crate::base::text::byte_size;
use crate::base::typefaces;

/// Larger drawings are not read.
const MOST_BYTES: usize = 4 << 20;
const LEFT_OUT: &str = "Pictures inside this drawing are left out";

/// Whether bytes are a drawing: text whose first tag is `svg`, perhaps after a declaration.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = bytes.get(..4_096).unwrap_or(bytes);
    let text = String::from_utf8_lossy(head);
    text.trim_start().starts_with('<') && text.contains("<svg")
}

pub(super) fn draw(bytes: &[u8], room: [u32; 2]) -> Result<Picture, String> {
    if bytes.len() > MOST_BYTES {
        return Err(format!(
            "The drawing is {}; up to {} are shown",
            byte_size(bytes.len() as u64),
            byte_size(MOST_BYTES as u64)
        ));
    }
    let text =
        std::str::from_utf8(bytes).map_err(|error| format!("The drawing is not UTF-8: {error}"))?;
    weight::check_text(text)?;
    let options = roxmltree::ParsingOptions {
        allow_dtd: true,
        nodes_limit: weight::MOST_NODES,
    };
    let broken = |error: &dyn std::fmt::Display| format!("The drawing cannot be read: {error}");
    let document =
        roxmltree::Document::parse_with_options(text, options).map_err(|error| broken(&error))?;
    weight::check(&document)?;
    let tree = Tree::from_xmltree(&document, &look()).map_err(|error| broken(&error))?;
    let own = [tree.size().width(), tree.size().height()];
    let size = own.map(|side| (side.round() as u32).max(1));
    let target = fitted(size, room, true);
    let mut pixels = Pixmap::new(target[0], target[1]).ok_or("The drawing has no size")?;
    let transform = Transform::from_scale(
        target[0] as f32 / tree.size().width(),
        target[1] as f32 / tree.size().height(),
    );
    resvg::render(&tree, transform, &mut pixels.as_mut());
    let has_pictures = document
        .descendants()
        .any(|node| node.tag_name().name() == "image");
    Ok(Picture {
        size,
        frames: Frames {
            size: target,
            frames: vec![Frame {
                rgba: pixels.take(),
                lasts_ms: 0,
            }],
        },
        scales: true,
        remark: has_pictures.then_some(LEFT_OUT),
    })
}

/// Our own typefaces, and nothing that a drawing points at.
fn look() -> Options<'static> {
    Options {
        font_family: "Inter".to_owned(),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        fontdb: Arc::clone(&TYPEFACES),
        ..Options::default()
    }
}

static TYPEFACES: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut typefaces = fontdb::Database::new();
    for bytes in [typefaces::TEXT, typefaces::CODE] {
        typefaces.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
    }
    let name = |at: usize| {
        let face = typefaces.faces().nth(at);
        let family = face.and_then(|face| face.families.first());
        family.map_or_else(String::new, |(name, _)| name.clone())
    };
    let (text, code) = (name(0), name(1));
    typefaces.set_serif_family(text.clone());
    typefaces.set_sans_serif_family(text.clone());
    typefaces.set_cursive_family(text.clone());
    typefaces.set_fantasy_family(text);
    typefaces.set_monospace_family(code);
    Arc::new(typefaces)
});
