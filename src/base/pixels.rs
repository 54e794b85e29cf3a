//! Pictures as plain values: frames of pixels.
//!
//! Colors are premultiplied by their opacity, four bytes a pixel (red, green, blue, opacity), rows
//! from the top.

/// The frames of a picture, all of one size; one if it does not move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frames {
    /// Width and height in pixels, both at least 1.
    pub size: [u32; 2],
    /// At least one.
    pub frames: Vec<Frame>,
}

/// One frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Four bytes a pixel.
    pub rgba: Vec<u8>,
    /// How long it is shown, in milliseconds.
    pub lasts_ms: u32,
}

impl Frames {
    /// How many bytes the pixels take.
    pub fn bytes(&self) -> usize {
        self.frames.iter().map(|frame| frame.rgba.len()).sum()
    }

    /// The frame that is shown `at_ms` after the beginning, going round and round, and in how many
    /// milliseconds the next one is due; nothing is due if there is only one.
    pub fn at(&self, at_ms: u64) -> (usize, Option<u64>) {
        let round: u64 = self
            .frames
            .iter()
            .map(|frame| u64::from(frame.lasts_ms))
            .sum();
        if self.frames.len() < 2 || round == 0 {
            return (0, None);
        }
        let mut left = at_ms % round;
        for (index, frame) in self.frames.iter().enumerate() {
            let lasts = u64::from(frame.lasts_ms);
            if left < lasts {
                return (index, Some(lasts - left));
            }
            left -= lasts;
        }
        (0, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_go_round() {
        let frame = |lasts_ms| Frame {
            rgba: vec![0; 4],
            lasts_ms,
        };
        let frames = Frames {
            size: [1, 1],
            frames: vec![frame(100), frame(50)],
        };
        assert_eq!(frames.at(0), (0, Some(100)));
        assert_eq!(frames.at(120), (1, Some(30)));
        assert_eq!(frames.at(150), (0, Some(100)));
        assert!(frames.at(u64::MAX).1.is_some());
    }

    #[test]
    fn single_frame_is_never_due() {
        let frames = Frames {
            size: [1, 1],
            frames: vec![Frame {
                rgba: vec![0; 4],
                lasts_ms: 100,
            }],
        };
        assert_eq!(frames.at(5_000), (0, None));
    }
}
