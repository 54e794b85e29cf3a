//! The bytes of the typefaces that text is set in, on screen and in drawings.

/// Inter: upright and slanted, all weights.
pub static TEXT: &[u8] = include_bytes!("../../assets/fonts/Inter.var.ttf");

/// `JetBrains` Mono.
pub static CODE: &[u8] = include_bytes!("../../assets/fonts/JetBrainsMono-Regular.ttf");
