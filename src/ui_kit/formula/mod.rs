//! Formulas on the screen: each is one character of a private range, drawn by a rasterizer.
//!
//! [`install`] registers the rasterizer once. [`character`] gives a formula its character, which
//! then stands in a text like any other: it wraps, takes the text's color, is selected and
//! copied. What leaves the program (copied text, the accessibility tree) gets the TeX instead
//! (see `spoken`). [`paint_display`] draws large formulas, which no glyph atlas would take.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::epaint::text::{
    FontPriority, GlyphBitmap, GlyphRasterizer, GlyphRasterizerRequest, RasterizedGlyph,
};
use egui::mutex::Mutex;
use egui::{Color32, ColorImage, Context, Id, Pos2, Rect, TextureHandle, Ui, Vec2, pos2, vec2};

use crate::markdown::formula::{self, Formula, FormulaStyle};

mod raster;
mod spoken;

/// Characters of Unicode's two private planes: nobody's notes use them.
const FIRST: u32 = 0xF_0000;
const PLANE: u32 = 0xFFFD;
const PLANES: u32 = 2;

/// Formulas have a smaller x-height than the text's typeface: their em is larger by this.
const EM: f32 = 1.12;

/// How far a text's baseline lies below the middle of its line, in em of the text's type.
const BASELINE_BELOW_MIDDLE: f32 = 0.364;

/// The largest side of a formula in the glyph atlas, in pixels; the atlas takes 1024.
const LARGEST_GLYPH: f32 = 1000.0;

/// The largest side of a picture of a formula, in pixels.
const LARGEST_PICTURE: f32 = 4096.0;

/// Formulas are forgotten, and set again when they are shown, beyond so many or so many pieces.
const MOST_FORMULAS: usize = 20_000;
const MOST_PIECES: usize = 2_000_000;

/// Pictures that were not drawn for so many frames are dropped.
const PICTURE_REST: u64 = 120;

/// Lets formulas stand in texts of `ctx`.
pub fn install(ctx: &Context) {
    let shared = Shared::default();
    ctx.data_mut(|data| data.insert_temp(slot(), shared.clone()));
    ctx.add_glyph_rasterizer(rasterizer(shared.clone()));
    ctx.add_plugin(spoken::Spoken(shared));
}

fn rasterizer(shared: Shared) -> GlyphRasterizer {
    let draw = move |request: &GlyphRasterizerRequest<'_>| rasterize(&shared, request);
    GlyphRasterizer::new("nephoscope::formula", draw).with_priority(FontPriority::Highest)
}

/// The character that stands for `tex`, or none: it cannot be set, or nothing is installed.
pub fn character(ctx: &Context, tex: &str, style: FormulaStyle) -> Option<char> {
    set(ctx, tex, style)?.ok()
}

/// Why `tex` cannot be set, in a sentence without a full stop, lower case first; nothing if it
/// can.
pub fn refusal(ctx: &Context, tex: &str, style: FormulaStyle) -> Option<Arc<str>> {
    set(ctx, tex, style)?.err()
}

fn set(ctx: &Context, tex: &str, style: FormulaStyle) -> Option<Set> {
    let shared = shared(ctx)?;
    let (character, is_full) = {
        let mut known = shared.0.lock();
        (known.character(tex, style), known.is_full())
    };
    if is_full {
        shared.0.lock().forget();
        // Drops what the atlas keeps under the characters.
        ctx.set_glyph_rasterizers(vec![rasterizer(shared)]);
    }
    Some(character)
}

/// Whether a character stands for a formula.
pub fn is_formula(c: char) -> bool {
    let offset = u32::from(c).checked_sub(FIRST);
    offset.is_some_and(|offset| offset >> 16 < PLANES && offset & 0xFFFF < PLANE)
}

/// The room that a formula takes in a text of `size` points, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// Its width.
    pub width: f32,
    /// Above the baseline.
    pub height: f32,
    /// Below the baseline.
    pub depth: f32,
}

impl Extent {
    /// Above and below the baseline.
    pub fn whole_height(self) -> f32 {
        self.height + self.depth
    }

    /// How high a line of text of `size` points must be to hold the formula, which stands on the
    /// text's baseline.
    pub fn line_height(self, size: f32) -> f32 {
        let baseline = BASELINE_BELOW_MIDDLE * size;
        let half = (self.height - baseline).max(self.depth + baseline);
        (2.0 * half + 2.0).ceil()
    }

    /// The share of `size` at which the formula can stand in a line `room` points wide, at
    /// `pixels` a point: at most 1.
    pub fn share_in_line(self, room: f32, pixels: f32) -> f32 {
        let atlas = LARGEST_GLYPH / pixels;
        let limits = [
            room / self.width,
            atlas / self.width,
            atlas / self.whole_height(),
        ];
        limits.into_iter().fold(1.0, f32::min)
    }
}

/// The room that the formula of a character takes in a text of `size` points.
pub fn extent(ctx: &Context, character: char, size: f32) -> Option<Extent> {
    let shared = shared(ctx)?;
    let known = shared.0.lock();
    let formula = &known.of(character)?.formula;
    let em = size * EM;
    Some(Extent {
        width: formula.width * em,
        height: formula.height * em,
        depth: formula.depth * em,
    })
}

/// Draws the formula of a character, its left upper corner at `at`, in a text of `size` points.
pub fn paint_display(ui: &Ui, character: char, at: Pos2, size: f32, color: Color32) {
    let Some(shared) = shared(ui.ctx()) else {
        return;
    };
    let pixels = ui.pixels_per_point();
    let em = size * EM * pixels;
    let key = Key::new(character, em, ui.visuals().dark_mode);
    let now = ui.ctx().cumulative_pass_nr();
    let known = shared.0.lock().picture(key, now);
    let Some(picture) = known.or_else(|| {
        let formula = Arc::clone(&shared.0.lock().of(character)?.formula);
        let picture = draw_picture(ui, &formula, em);
        shared.0.lock().pictures.insert(key, (picture.clone(), now));
        Some(picture)
    }) else {
        return;
    };
    let origin = (at.to_vec2() * pixels).round() + vec2(0.0, picture.ascent.round());
    let corner = origin - vec2(picture.left, picture.baseline);
    let area = picture.texture.size_vec2() / picture.share;
    let rect = Rect::from_min_size((corner / pixels).to_pos2(), area / pixels);
    let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
    ui.painter().image(picture.texture.id(), rect, whole, color);
}

/// A picture of `formula` at `em` pixels an em, as dark or light as the text of the theme.
fn draw_picture(ui: &Ui, formula: &Formula, em: f32) -> Picture {
    let largest = LARGEST_PICTURE.min(ui.input(|input| input.max_texture_side) as f32);
    let longest = formula.width.max(formula.height + formula.depth) * em;
    let share = ((largest - 8.0) / longest).min(1.0);
    let drawn = raster::draw(formula, em * share);
    let transfer = ui.visuals().text_options.color_transfer_function;
    let mut image = drawn.image;
    for pixel in &mut image.pixels {
        *pixel = transfer.to_atlas_color(*pixel);
    }
    let options = egui::TextureOptions::LINEAR;
    Picture {
        texture: ui.ctx().load_texture("formula", image, options),
        baseline: drawn.baseline / share,
        left: drawn.left / share,
        share,
        ascent: formula.height * em,
    }
}

fn slot() -> Id {
    Id::unique("formulas")
}

fn shared(ctx: &Context) -> Option<Shared> {
    ctx.data(|data| data.get_temp(slot()))
}

/// What the screens, the rasterizer and the output share.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Known>>);

/// The character of a formula that was set, or why it cannot be.
type Set = Result<char, Arc<str>>;

/// The formulas that were set.
#[derive(Default)]
struct Known {
    /// Those that cannot be set with the reason.
    characters: BTreeMap<FormulaStyle, BTreeMap<Arc<str>, Set>>,
    formulas: BTreeMap<char, KnownFormula>,
    pieces: usize,
    next: u32,
    /// Each with the number of the frame that drew it last.
    pictures: BTreeMap<Key, (Picture, u64)>,
}

struct KnownFormula {
    tex: Arc<str>,
    style: FormulaStyle,
    formula: Arc<Formula>,
}

/// A picture of a formula: which one, in how many thousandths of a pixel an em, in which theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    character: char,
    em: u32,
    dark: bool,
}

impl Key {
    fn new(character: char, em: f32, dark: bool) -> Self {
        let em = (em * 1000.0).round() as u32;
        Self {
            character,
            em,
            dark,
        }
    }
}

#[derive(Clone)]
struct Picture {
    texture: TextureHandle,
    /// Pixels from the picture's upper edge to the baseline, and from its left edge to the
    /// formula's, on the screen.
    baseline: f32,
    left: f32,
    /// Pixels of the picture in one pixel of the screen: less than 1 where it would be too large.
    share: f32,
    /// Pixels from the formula's upper edge to the baseline.
    ascent: f32,
}

impl Known {
    fn character(&mut self, tex: &str, style: FormulaStyle) -> Set {
        let characters = self.characters.entry(style).or_default();
        if let Some(known) = characters.get(tex) {
            return known.clone();
        }
        let tex: Arc<str> = tex.into();
        let set = formula::set(&tex, style).map_err(Arc::from);
        let character = set.map(|formula| {
            let character = nth_character(self.next);
            self.next = self.next.wrapping_add(1);
            self.pieces += formula.pieces.len();
            let known = KnownFormula {
                tex: Arc::clone(&tex),
                style,
                formula: Arc::new(formula),
            };
            self.formulas.insert(character, known);
            character
        });
        // What is too long to be set is not worth remembering: saying so again costs nothing.
        if tex.len() <= formula::MAX_BYTES {
            let characters = self.characters.entry(style).or_default();
            characters.insert(tex, character.clone());
        }
        character
    }

    fn of(&self, character: char) -> Option<&KnownFormula> {
        self.formulas.get(&character)
    }

    fn is_full(&self) -> bool {
        let known: usize = self.characters.values().map(BTreeMap::len).sum();
        known > MOST_FORMULAS || self.pieces > MOST_PIECES
    }

    /// The characters go on from where they are, so that none soon stands for something else.
    fn forget(&mut self) {
        self.characters.clear();
        self.formulas.clear();
        self.pictures.clear();
        self.pieces = 0;
    }

    fn picture(&mut self, key: Key, now: u64) -> Option<Picture> {
        if let Some((picture, used)) = self.pictures.get_mut(&key) {
            *used = now;
            return Some(picture.clone());
        }
        self.pictures
            .retain(|_, (_, used)| *used + PICTURE_REST >= now);
        None
    }
}

/// The characters in turn, beginning anew when all were used.
fn nth_character(number: u32) -> char {
    let number = number % (PLANE * PLANES);
    let code = FIRST + ((number / PLANE) << 16) + number % PLANE;
    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
}

fn rasterize(shared: &Shared, request: &GlyphRasterizerRequest<'_>) -> Option<RasterizedGlyph> {
    let character = request.cluster.chars().next().filter(|c| is_formula(*c))?;
    let (formula, style) = {
        let known = shared.0.lock();
        let known = known.of(character)?;
        (Arc::clone(&known.formula), known.style)
    };
    let em = request.font_size_px * EM;
    let bitmap = match style {
        FormulaStyle::Inline => {
            let drawn = raster::draw(&formula, em);
            GlyphBitmap {
                offset_px: vec2(-drawn.left, -drawn.baseline),
                image: drawn.image,
                is_color: false,
            }
        }
        // Only the room: the formula itself is painted over it.
        FormulaStyle::Display => GlyphBitmap {
            offset_px: Vec2::ZERO,
            image: ColorImage::filled([1, 1], Color32::TRANSPARENT),
            is_color: false,
        },
    };
    Some(RasterizedGlyph {
        bitmap,
        advance_px: (formula.width * em).ceil(),
    })
}

#[cfg(test)]
mod tests;
