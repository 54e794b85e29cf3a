//! The typefaces: Inter with real weights and slants for the controls, what the person chose for
//! running text, `JetBrains` Mono, tabular figures, icons.
//!
//! Every family falls back to the icons, so an icon can stand in any text. Scripts that all of
//! them lack come from the system (`shell::system_fonts`). A face is read when its family is first
//! drawn with; changing the typeface of running text rebuilds the glyph atlas.

use std::sync::Arc;

use egui::epaint::text::VariationCoords;
use egui::{FontData, FontDefinitions, FontFamily, FontId, FontTweak};

use crate::base::reading::Typeface;
use crate::base::typefaces;

/// The faces that text is set in. Each is a family of its own, because egui picks a face by
/// family and size only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Face {
    /// Text of the interface.
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
    /// Running text, in the typeface that the person chose.
    Text,
    /// Strong words and headings in it.
    TextStrong,
    /// Emphasis in it.
    TextItalic,
    /// Both.
    TextStrongItalic,
}

impl Face {
    /// All faces.
    pub const ALL: [Self; 12] = [
        Self::Regular,
        Self::Medium,
        Self::Strong,
        Self::Italic,
        Self::StrongItalic,
        Self::Figures,
        Self::Mono,
        Self::MonoStrong,
        Self::Text,
        Self::TextStrong,
        Self::TextItalic,
        Self::TextStrongItalic,
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
            _ => FontFamily::Name(self.name().into()),
        }
    }

    /// What the family is called, and for all but running text its font.
    fn name(self) -> &'static str {
        match self {
            Self::Regular => "inter",
            Self::Medium => "inter-medium",
            Self::Strong => "inter-strong",
            Self::Italic => "inter-italic",
            Self::StrongItalic => "inter-strong-italic",
            Self::Figures => "figures",
            Self::Mono => "jetbrains-mono",
            Self::MonoStrong => "jetbrains-mono-strong",
            Self::Text => "text",
            Self::TextStrong => "text-strong",
            Self::TextItalic => "text-italic",
            Self::TextStrongItalic => "text-strong-italic",
        }
    }

    /// The font of the face; none where it borrows that of [`Self::sans`].
    fn font(self, typeface: Typeface) -> Option<FontData> {
        Some(match self {
            Self::Regular => inter(REGULAR, 0.0),
            Self::Medium => inter(530.0, 0.0),
            Self::Strong => inter(660.0, 0.0),
            Self::Italic => inter(REGULAR, -10.0),
            Self::StrongItalic => inter(660.0, -10.0),
            Self::Figures => variable(
                include_bytes!("../../assets/fonts/Figures.var.ttf"),
                REGULAR,
                0.0,
            ),
            Self::Mono => FontData::from_static(typefaces::CODE),
            Self::MonoStrong => {
                FontData::from_static(include_bytes!("../../assets/fonts/JetBrainsMono-Bold.ttf"))
            }
            Self::Text | Self::TextStrong | Self::TextItalic | Self::TextStrongItalic => {
                return self.running_text(typeface);
            }
        })
    }

    fn running_text(self, typeface: Typeface) -> Option<FontData> {
        let (faces, scale) = match typeface {
            Typeface::Sans => return None,
            Typeface::Serif => (&LITERATA, LITERATA_SCALE),
            Typeface::Legible => (&HYPERLEGIBLE, HYPERLEGIBLE_SCALE),
        };
        let [regular, strong, italic, strong_italic] = *faces;
        let bytes = match self {
            Self::TextStrong => strong,
            Self::TextItalic => italic,
            Self::TextStrongItalic => strong_italic,
            _ => regular,
        };
        Some(FontData::from_static(bytes).tweak(FontTweak {
            scale,
            ..Default::default()
        }))
    }

    /// The face of the interface that is nearest to one of running text.
    fn sans(self) -> Option<Self> {
        Some(match self {
            Self::Text => Self::Regular,
            Self::TextStrong => Self::Strong,
            Self::TextItalic => Self::Italic,
            Self::TextStrongItalic => Self::StrongItalic,
            _ => return None,
        })
    }

    /// What draws a character that the face itself lacks.
    fn fallbacks(self) -> &'static [&'static str] {
        match self {
            Self::Mono | Self::MonoStrong => &["inter", ICONS],
            Self::Figures => &["inter", ICONS, "jetbrains-mono"],
            _ => &[ICONS, "jetbrains-mono"],
        }
    }
}

const ICONS: &str = "phosphor";

/// The usual weight and the smallest step more, which no outline shows: where all axes stand at
/// their defaults, egui prepares the hinting of the whole font anew for each glyph that it draws.
const REGULAR: f32 = 400.04;

/// Regular, strong, italic, and both.
type Cuts = [&'static [u8]; 4];

static LITERATA: Cuts = [
    include_bytes!("../../assets/fonts/Literata-Regular.ttf"),
    include_bytes!("../../assets/fonts/Literata-Strong.ttf"),
    include_bytes!("../../assets/fonts/Literata-Italic.ttf"),
    include_bytes!("../../assets/fonts/Literata-StrongItalic.ttf"),
];

static HYPERLEGIBLE: Cuts = [
    include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-Regular.ttf"),
    include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-Strong.ttf"),
    include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-Italic.ttf"),
    include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-StrongItalic.ttf"),
];

/// Small letters become nearly as high as those of Inter.
const LITERATA_SCALE: f32 = 1.05;
/// The same.
const HYPERLEGIBLE_SCALE: f32 = 1.08;

/// All families, ready for `Context::set_fonts`, with running text in `typeface`.
pub fn definitions(typeface: Typeface) -> FontDefinitions {
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
        let own = face.font(typeface).map(|font| {
            let font = Arc::new(font);
            fonts.font_data.insert(face.name().to_owned(), font);
            face.name()
        });
        let names = own.into_iter().chain(face.sans().map(Face::name));
        let names = names.chain(face.fallbacks().iter().copied());
        let names = names.map(str::to_owned).collect();
        fonts.families.insert(face.family(), names);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_names_fonts_that_are_there() {
        for typeface in [Typeface::Sans, Typeface::Serif, Typeface::Legible] {
            let fonts = definitions(typeface);
            for face in Face::ALL {
                let names = &fonts.families[&face.family()];
                assert!(!names.is_empty(), "{face:?}");
                for name in names {
                    assert!(fonts.font_data.contains_key(name), "{face:?}: {name}");
                }
            }
        }
    }

    #[test]
    fn running_text_is_set_in_the_chosen_typeface_and_falls_back_to_inter() {
        let first = |typeface, face: Face| definitions(typeface).families[&face.family()].clone();
        assert_eq!(first(Typeface::Sans, Face::TextItalic)[0], "inter-italic");
        let serif = first(Typeface::Serif, Face::TextItalic);
        assert_eq!(serif[..2], ["text-italic", "inter-italic"]);
        assert_eq!(first(Typeface::Serif, Face::Regular)[0], "inter");
    }
}
