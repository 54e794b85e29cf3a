//! The typefaces: Inter with real weights and slants, `JetBrains` Mono, tabular figures, icons.
//!
//! Every family falls back to the icons, so an icon can stand in any text. Scripts that Inter
//! lacks come from the system when such a character first appears (eframe's `system_fonts`).
//! Installed once, before the first frame; changing fonts later rebuilds the glyph atlas.

use std::sync::Arc;

use egui::epaint::text::VariationCoords;
use egui::{FontData, FontDefinitions, FontFamily, FontId, FontTweak};

use crate::base::typefaces;

/// The faces that text is set in. Each is a family of its own, because egui picks a face by
/// family and size only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Face {
    /// Running text.
    Regular,
    /// Labels of controls, table headers.
    Medium,
    /// Strong words and headings.
    Strong,
    /// Emphasis.
    Italic,
    /// Both.
    StrongItalic,
    /// Figures of equal width, for columns and counters.
    Figures,
    /// Code.
    Mono,
    /// Strong code.
    MonoStrong,
}

impl Face {
    /// All faces.
    pub const ALL: [Self; 8] = [
        Self::Regular,
        Self::Medium,
        Self::Strong,
        Self::Italic,
        Self::StrongItalic,
        Self::Figures,
        Self::Mono,
        Self::MonoStrong,
    ];

    /// This face at `size` points.
    pub fn at(self, size: f32) -> FontId {
        FontId::new(size, self.family())
    }

    /// The egui family of the face.
    pub fn family(self) -> FontFamily {
        match self {
            Self::Regular => FontFamily::Proportional,
            Self::Mono => FontFamily::Monospace,
            Self::Medium
            | Self::Strong
            | Self::Italic
            | Self::StrongItalic
            | Self::Figures
            | Self::MonoStrong => FontFamily::Name(self.font_name().into()),
        }
    }

    fn font_name(self) -> &'static str {
        match self {
            Self::Regular => "inter",
            Self::Medium => "inter-medium",
            Self::Strong => "inter-strong",
            Self::Italic => "inter-italic",
            Self::StrongItalic => "inter-strong-italic",
            Self::Figures => "figures",
            Self::Mono => "jetbrains-mono",
            Self::MonoStrong => "jetbrains-mono-strong",
        }
    }

    fn font_data(self) -> FontData {
        match self {
            Self::Regular => inter(400.0, 0.0),
            Self::Medium => inter(530.0, 0.0),
            Self::Strong => inter(660.0, 0.0),
            Self::Italic => inter(400.0, -10.0),
            Self::StrongItalic => inter(660.0, -10.0),
            Self::Figures => variable(
                include_bytes!("../../assets/fonts/Figures.var.ttf"),
                400.0,
                0.0,
            ),
            Self::Mono => FontData::from_static(typefaces::CODE),
            Self::MonoStrong => {
                FontData::from_static(include_bytes!("../../assets/fonts/JetBrainsMono-Bold.ttf"))
            }
        }
    }

    /// What draws a character that the face itself lacks.
    fn fallbacks(self) -> &'static [&'static str] {
        match self {
            Self::Mono | Self::MonoStrong => &["inter", ICONS],
            Self::Figures => &["inter", ICONS, "jetbrains-mono"],
            Self::Regular | Self::Medium | Self::Strong | Self::Italic | Self::StrongItalic => {
                &[ICONS, "jetbrains-mono"]
            }
        }
    }
}

const ICONS: &str = "phosphor";

/// All families, ready for `Context::set_fonts`.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let icons = FontTweak {
        y_offset_factor: 0.03,
        ..Default::default()
    };
    let phosphor = include_bytes!("../../assets/icons/Phosphor-subset.ttf");
    fonts.font_data.insert(
        ICONS.to_owned(),
        Arc::new(FontData::from_static(phosphor).tweak(icons)),
    );
    for face in Face::ALL {
        fonts
            .font_data
            .insert(face.font_name().to_owned(), Arc::new(face.font_data()));
        let names = std::iter::once(face.font_name()).chain(face.fallbacks().iter().copied());
        fonts
            .families
            .insert(face.family(), names.map(str::to_owned).collect());
    }
    fonts
}

fn inter(weight: f32, slant: f32) -> FontData {
    variable(typefaces::TEXT, weight, slant)
}

fn variable(bytes: &'static [u8], weight: f32, slant: f32) -> FontData {
    let coords = VariationCoords::new([(b"wght", weight), (b"slnt", slant)]);
    FontData::from_static(bytes).tweak(FontTweak {
        coords,
        ..Default::default()
    })
}
