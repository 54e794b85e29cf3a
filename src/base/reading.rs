//! How running text is set, as the person chose it: plain values that the settings save and the
//! typesetter reads.

/// The typeface of running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Typeface {
    /// Inter, the typeface of the controls.
    #[default]
    Sans,
    /// Literata, made for books on screens.
    Serif,
    /// Atkinson Hyperlegible Next, whose letters are told apart at low vision.
    Legible,
}

/// The distance of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LineSpacing {
    /// More text at once.
    Tight,
    /// As designed.
    #[default]
    Usual,
    /// The next line is found easily.
    Airy,
}

/// How running text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reading {
    /// In which letters.
    pub typeface: Typeface,
    /// How far its lines are apart.
    pub spacing: LineSpacing,
    /// The widest line, in characters: one of [`Reading::MEASURE`].
    pub measure_chars: u16,
}

impl Reading {
    /// The least and the most characters of a line.
    pub const MEASURE: std::ops::RangeInclusive<u16> = 56..=96;

    /// The characters of a line as designed.
    pub const USUAL_MEASURE: u16 = 72;

    /// The same with the measure brought into its range.
    #[must_use]
    pub fn in_range(self) -> Self {
        let (least, most) = (*Self::MEASURE.start(), *Self::MEASURE.end());
        Self {
            measure_chars: self.measure_chars.clamp(least, most),
            ..self
        }
    }
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            typeface: Typeface::default(),
            spacing: LineSpacing::default(),
            measure_chars: Self::USUAL_MEASURE,
        }
    }
}
