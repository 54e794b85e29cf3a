//! The design tokens: every color, size and space of the program, for each theme.
//!
//! The only place with color literals. Everything that draws asks [`Tokens::of`].
//! Text on its ground keeps a contrast of 7 : 1 for body and 4.5 : 1 for the rest, at high contrast
//! of 7 : 1 for all; a test checks every pair.

mod high_contrast;

use egui::Color32;

use super::look::Look;
use crate::diagrams::scene::{Family, Tone};

pub use high_contrast::{BRIGHT, DARK};

/// The colors of one theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Tokens {
    /// Whether light stands on dark.
    pub dark: bool,
    /// Width of the ring around what has the focus, in points.
    pub ring: f32,
    /// Whether links in text are underlined at rest too.
    pub underlined_links: bool,
    /// The ground of notes and screens.
    pub paper: Color32,
    /// The ground of the tree, the bars and the side column.
    pub panel: Color32,
    /// Cards, menus, dialogs: what lies above the paper.
    pub raised: Color32,
    /// Code and inputs: what lies below the paper.
    pub sunken: Color32,
    /// Hairlines.
    pub line: Color32,
    /// Edges of controls and things one can grab.
    pub line_strong: Color32,
    /// Body text.
    pub ink: Color32,
    /// Secondary text.
    pub ink_soft: Color32,
    /// Hints, disabled labels.
    pub ink_faint: Color32,
    /// Links, the current place, focus.
    pub accent: Color32,
    /// Ground of the main button.
    pub accent_fill: Color32,
    /// The main button under the pointer.
    pub accent_fill_hover: Color32,
    /// Text on `accent_fill`.
    pub on_accent: Color32,
    /// Ground of the current row.
    pub accent_soft: Color32,
    /// What lies over the ground of selected text, and lets it through.
    pub selected: Color32,
    /// Ground of a row under the pointer.
    pub hover: Color32,
    /// Ground of a pressed control.
    pub pressed: Color32,
    /// The words of code, on `sunken`.
    pub code: CodeColors,
    /// Ground of `==highlighted==` words and search hits.
    pub highlight: Color32,
    /// Ground of the search hit that is looked at.
    pub highlight_strong: Color32,
    /// Highlights of the reader, in three inks.
    pub amber: InkColors,
    /// The calm one.
    pub green: InkColors,
    /// The careful one.
    pub rose: InkColors,
    /// The warm signal: due, careful.
    pub warn: Color32,
    /// Ground behind it.
    pub warn_soft: Color32,
    /// Right, saved, cheap.
    pub good: Color32,
    /// Ground behind it.
    pub good_soft: Color32,
    /// Wrong, lost, refused.
    pub bad: Color32,
    /// Ground behind it.
    pub bad_soft: Color32,
    /// What lies over the window behind a dialog.
    pub scrim: Color32,
    /// Shadows of what floats.
    pub shadow: Color32,
    /// The service families, text on soft ground: compute, storage, network, database,
    /// integration, security, outside.
    families: [(Color32, Color32); 7],
}

/// What hides a slide from the audience: nothing but dark, in every theme.
pub const SCREEN_OFF: Color32 = Color32::BLACK;

/// Sizes of type, in points.
pub mod type_size {
    /// Running text.
    pub const BODY: f32 = 16.0;
    /// Controls and lists.
    pub const UI: f32 = 14.0;
    /// Captions, badges, the status bar.
    pub const SMALL: f32 = 12.5;
    /// Code, so that it looks as large as the text around it.
    pub const CODE: f32 = 14.0;
    /// The title of a note or screen.
    pub const TITLE: f32 = 30.0;
    /// Headings by level, from 1.
    pub const HEADINGS: [f32; 6] = [26.0, 21.0, 17.5, 16.0, 16.0, 16.0];
    /// Height of a line by size of its type.
    pub const LINE_HEIGHT: f32 = 1.55;
}

/// Spaces, in points: a grid of four.
pub mod space {
    /// Between an icon and its word.
    pub const TIGHT: f32 = 4.0;
    /// Inside controls.
    pub const SMALL: f32 = 8.0;
    /// Between controls.
    pub const MEDIUM: f32 = 12.0;
    /// Around cards.
    pub const LARGE: f32 = 16.0;
    /// Between parts of a screen.
    pub const SECTION: f32 = 24.0;
    /// Between sections.
    pub const WIDE: f32 = 40.0;
}

/// Measures of the layout, in points.
pub mod measure {
    /// The widest column of text: about 72 characters of body type.
    pub const COLUMN: f32 = 640.0;
    /// Corners of controls.
    pub const RADIUS: u8 = 6;
    /// Corners of cards and dialogs.
    pub const RADIUS_LARGE: u8 = 10;
    /// Height of a row in the tree and in lists.
    pub const ROW: f32 = 30.0;
    /// Height of a button.
    pub const BUTTON: f32 = 34.0;
    /// Height of a progress meter.
    pub const METER: f32 = 6.0;
    /// The widest card or table in a note, beyond the column of its text.
    pub const WIDE: f32 = 920.0;
    /// Height of the bar at the top.
    pub const TOP_BAR: f32 = 52.0;
    /// Height of the bar at the bottom.
    pub const STATUS_BAR: f32 = 30.0;
    /// Below what scrolls sideways, for its bar.
    pub const BAR_ROOM: f32 = 10.0;
    /// Default width of the tree.
    pub const TREE: f32 = 264.0;
    /// The same in a wide window.
    pub const WIDEST_TREE: f32 = 340.0;
    /// Width of "On this page".
    pub const ASIDE: f32 = 216.0;
    /// The same in a wide window.
    pub const WIDEST_ASIDE: f32 = 300.0;
    /// Below this width of the window the tree becomes a drawer.
    pub const NARROW: f32 = 760.0;
    /// Below this width of the window the tree gives its room to an open diagram.
    pub const DIAGRAM_AND_TREE: f32 = 1640.0;
    /// Below this width of the window "On this page" is hidden.
    pub const NO_ASIDE: f32 = 1120.0;
}

/// Seconds that a movement takes.
pub mod motion {
    /// Folds, fades, drawers.
    pub const QUICK: f32 = 0.14;
    /// A diagram from one step to the next.
    pub const STEP: f32 = 0.2;
}

/// The colors of the words of code. Words without one of these roles take `ink`.
#[derive(Debug, Clone, PartialEq)]
pub struct CodeColors {
    /// Remarks.
    pub comment: Color32,
    /// Words of the language.
    pub keyword: Color32,
    /// Texts in quotes.
    pub quoted: Color32,
    /// Numbers and constants.
    pub number: Color32,
    /// Types.
    pub type_name: Color32,
    /// What is called.
    pub function: Color32,
    /// Keys, attributes, tags.
    pub name: Color32,
    /// Brackets and operators.
    pub punctuation: Color32,
}

/// The colors of an ink.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InkColors {
    /// Behind the words.
    pub ground: Color32,
    /// Lines and edges.
    pub line: Color32,
}

impl Tokens {
    /// The tokens of the theme that `ctx` shows now.
    pub fn of(ctx: &egui::Context) -> &'static Self {
        Self::for_theme(ctx.theme(), Look::of(ctx).high_contrast)
    }

    /// The tokens of a theme.
    pub fn for_theme(theme: egui::Theme, high_contrast: bool) -> &'static Self {
        match (theme, high_contrast) {
            (egui::Theme::Light, false) => &DAY,
            (egui::Theme::Dark, false) => &NIGHT,
            (egui::Theme::Light, true) => &BRIGHT,
            (egui::Theme::Dark, true) => &DARK,
        }
    }

    /// Text or stroke color and ground of a tone.
    pub fn tone(&self, tone: Tone) -> (Color32, Color32) {
        match tone {
            Tone::Neutral => (self.ink, self.raised),
            Tone::Muted => (self.ink_soft, self.sunken),
            Tone::Accent => (self.accent, self.accent_soft),
            Tone::Good => (self.good, self.good_soft),
            Tone::Warn => (self.warn, self.warn_soft),
            Tone::Bad => (self.bad, self.bad_soft),
            Tone::Family(family) => self.family(family),
        }
    }

    /// Text or stroke color and ground of a service family.
    pub fn family(&self, family: Family) -> (Color32, Color32) {
        let [
            compute,
            storage,
            network,
            database,
            integration,
            security,
            outside,
        ] = self.families;
        match family {
            Family::Compute => compute,
            Family::Storage => storage,
            Family::Network => network,
            Family::Database => database,
            Family::Integration => integration,
            Family::Security => security,
            Family::Outside => outside,
        }
    }
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// A color of which only a part is laid over what is below: all of it at 255.
const fn over(hex: u32, alpha: u8) -> Color32 {
    let [r, g, b] = [(hex >> 16) as u8, (hex >> 8) as u8, hex as u8];
    Color32::from_rgba_unmultiplied_const(r, g, b, alpha)
}

const fn ink(ground: u32, line: u32) -> InkColors {
    InkColors {
        ground: rgb(ground),
        line: rgb(line),
    }
}

/// Warm paper, ink, sky.
pub static DAY: Tokens = Tokens {
    dark: false,
    ring: 2.0,
    underlined_links: false,
    paper: rgb(0x00FB_FAF7),
    panel: rgb(0x00F4_F2ED),
    raised: rgb(0x00FF_FFFF),
    sunken: rgb(0x00F1_EFE9),
    line: rgb(0x00E4_E0D7),
    line_strong: rgb(0x00C9_C4B8),
    ink: rgb(0x001D_2430),
    ink_soft: rgb(0x0052_5B69),
    ink_faint: rgb(0x0067_6E7A),
    accent: rgb(0x001F_5AB8),
    accent_fill: rgb(0x0025_63C9),
    accent_fill_hover: rgb(0x001D_54AF),
    on_accent: rgb(0x00FF_FFFF),
    accent_soft: rgb(0x00E1_EAF8),
    selected: over(0x001F_5AB8, 0x38),
    hover: rgb(0x00EB_E8E1),
    pressed: rgb(0x00E0_DCD3),
    code: CodeColors {
        comment: rgb(0x0067_6C76),
        keyword: rgb(0x007A_2E9D),
        quoted: rgb(0x0025_6B3C),
        number: rgb(0x0095_4C00),
        type_name: rgb(0x0010_6374),
        function: rgb(0x001F_5AB8),
        name: rgb(0x00A0_2C4B),
        punctuation: rgb(0x0052_5B69),
    },
    highlight: rgb(0x00FB_E9A9),
    highlight_strong: rgb(0x00FF_CB6B),
    amber: ink(0x00FA_E6B0, 0x00B5_8414),
    green: ink(0x00D3_ECD2, 0x004B_9657),
    rose: ink(0x00FA_DADD, 0x00C4_5A6B),
    warn: rgb(0x009A_4F00),
    warn_soft: rgb(0x00FA_EBD9),
    good: rgb(0x0022_6B3E),
    good_soft: rgb(0x00E0_F1E5),
    bad: rgb(0x00B0_2A2A),
    bad_soft: rgb(0x00FB_E6E3),
    scrim: Color32::from_rgba_premultiplied(10, 12, 16, 90),
    shadow: Color32::from_rgba_premultiplied(6, 7, 9, 36),
    families: [
        (rgb(0x0099_4B0A), rgb(0x00FA_EBDD)),
        (rgb(0x002F_6B1F), rgb(0x00E6_F2E0)),
        (rgb(0x006A_3FC0), rgb(0x00EE_E8FA)),
        (rgb(0x0046_49B8), rgb(0x00E8_E9FA)),
        (rgb(0x00B0_2468), rgb(0x00FB_E6EF)),
        (rgb(0x00B2_2B2B), rgb(0x00FB_E7E4)),
        (rgb(0x004A_5361), rgb(0x00EC_EDEE)),
    ],
};

/// Deep slate, soft ink, sky.
pub static NIGHT: Tokens = Tokens {
    dark: true,
    ring: 2.0,
    underlined_links: false,
    paper: rgb(0x0012_161E),
    panel: rgb(0x000E_1219),
    raised: rgb(0x001B_212C),
    sunken: rgb(0x0019_1F29),
    line: rgb(0x0026_2D3A),
    line_strong: rgb(0x003C_4657),
    ink: rgb(0x00D9_DEE7),
    ink_soft: rgb(0x00A3_ADBC),
    ink_faint: rgb(0x008A_94A4),
    accent: rgb(0x007F_B0FF),
    accent_fill: rgb(0x002F_6FD8),
    accent_fill_hover: rgb(0x0027_63C6),
    on_accent: rgb(0x00FF_FFFF),
    accent_soft: rgb(0x001C_2C48),
    selected: over(0x007F_B0FF, 0x48),
    hover: rgb(0x001C_222D),
    pressed: rgb(0x0026_2D3A),
    code: CodeColors {
        comment: rgb(0x0089_93A3),
        keyword: rgb(0x00C6_A4F5),
        quoted: rgb(0x008C_CB9A),
        number: rgb(0x00F0_B35C),
        type_name: rgb(0x0074_C7D6),
        function: rgb(0x008A_B6FF),
        name: rgb(0x00F2_9BB0),
        punctuation: rgb(0x00A3_ADBC),
    },
    highlight: rgb(0x0054_4512),
    highlight_strong: rgb(0x006B_4A08),
    amber: ink(0x0045_3912, 0x00D2_A243),
    green: ink(0x001C_3E29, 0x0069_B97E),
    rose: ink(0x0049_2430, 0x00E2_8496),
    warn: rgb(0x00F0_B35C),
    warn_soft: rgb(0x0033_2814),
    good: rgb(0x0079_CB94),
    good_soft: rgb(0x0016_2E20),
    bad: rgb(0x00FF_9288),
    bad_soft: rgb(0x003A_1D1E),
    scrim: Color32::from_rgba_premultiplied(2, 3, 4, 150),
    shadow: Color32::from_rgba_premultiplied(0, 0, 0, 120),
    families: [
        (rgb(0x00F2_A868), rgb(0x0033_2416)),
        (rgb(0x008C_CB75), rgb(0x001B_2E18)),
        (rgb(0x00B9_9DF8), rgb(0x0029_2145)),
        (rgb(0x009F_A6F7), rgb(0x0022_2548)),
        (rgb(0x00F2_8DB8), rgb(0x003A_1B2B)),
        (rgb(0x00FF_9A90), rgb(0x003A_1D1E)),
        (rgb(0x00AE_B6C3), rgb(0x0022_2833)),
    ],
};

/// The contrast ratio of WCAG 2.2.
pub(super) fn contrast(left: Color32, right: Color32) -> f32 {
    let luminance = |color: Color32| {
        let linear = egui::Rgba::from(color);
        0.2126 * linear.r() + 0.7152 * linear.g() + 0.0722 * linear.b()
    };
    let (a, b) = (luminance(left) + 0.05, luminance(right) + 0.05);
    a.max(b) / a.min(b)
}

#[cfg(test)]
mod tests;
