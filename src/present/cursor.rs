//! Where the speaker is, and what "next" means there.
//!
//! Counts screens, not the note's sections: their number is known once the window's size is.
//! What a diagram or question has left to show comes in with each call; the cursor says what
//! is to be done and moves itself only.

/// The place in the deck.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    at: usize,
    total: usize,
    black: bool,
    typed: Option<usize>,
}

/// What the present screen can still show of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Showing {
    /// Everything stands there.
    #[default]
    Still,
    /// A diagram, somewhere between its first and its last step.
    Diagram {
        /// Nothing to step back to.
        at_start: bool,
        /// Nothing left to step.
        at_end: bool,
    },
    /// A question.
    Question {
        /// Whether its answer is shown.
        revealed: bool,
    },
}

/// What "next" or "previous" led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advance {
    /// The diagram goes one step on, or back.
    StepDiagram,
    /// The question shows its answer, or hides it again.
    Reveal,
    /// Another screen is shown.
    NextSlide,
    /// The screen that was black shows the slide again.
    Light,
    /// There is nothing further that way.
    End,
}

impl Cursor {
    /// The present screen, from 0.
    pub fn slide(&self) -> usize {
        self.at
    }

    /// How many screens there are.
    pub fn total(&self) -> usize {
        self.total
    }

    /// Whether the screen is black.
    pub fn is_black(&self) -> bool {
        self.black
    }

    /// The number typed so far to jump to.
    pub fn typed(&self) -> Option<usize> {
        self.typed
    }

    /// The screens have been counted anew, and `at` is where the same text stands now.
    pub fn recount(&mut self, total: usize, at: usize) {
        self.total = total;
        self.at = at.min(total.saturating_sub(1));
    }

    /// Goes on: first within the slide, then to the next one.
    pub fn next(&mut self, showing: Showing) -> Advance {
        match showing {
            _ if self.light() => Advance::Light,
            Showing::Diagram { at_end: false, .. } => Advance::StepDiagram,
            Showing::Question { revealed: false } => Advance::Reveal,
            _ => self.to(self.at + 1),
        }
    }

    /// Goes back: first within the slide, then to the one before.
    pub fn previous(&mut self, showing: Showing) -> Advance {
        match showing {
            _ if self.light() => Advance::Light,
            Showing::Diagram {
                at_start: false, ..
            } => Advance::StepDiagram,
            Showing::Question { revealed: true } => Advance::Reveal,
            _ => self
                .at
                .checked_sub(1)
                .map_or(Advance::End, |at| self.to(at)),
        }
    }

    /// Goes to the next slide, whatever this one has left to show.
    pub fn skip(&mut self) -> Advance {
        self.next(Showing::Still)
    }

    /// Goes to the slide before, whatever this one shows.
    pub fn skip_back(&mut self) -> Advance {
        self.previous(Showing::Still)
    }

    /// Goes to the first slide.
    pub fn first(&mut self) -> Advance {
        self.light();
        self.to(0)
    }

    /// Goes to the last slide.
    pub fn last(&mut self) -> Advance {
        self.light();
        self.to(self.total.saturating_sub(1))
    }

    /// Makes the screen black, or shows the slide again.
    pub fn toggle_black(&mut self) {
        self.typed = None;
        self.black = !self.black;
    }

    /// Takes one digit of the number of a slide.
    pub fn type_digit(&mut self, digit: u8) {
        let number = self.typed.unwrap_or(0) * 10 + usize::from(digit);
        self.typed = (1..=self.total.max(9)).contains(&number).then_some(number);
    }

    /// Goes to the slide whose number was typed; `None` if none was.
    pub fn jump(&mut self) -> Option<Advance> {
        let number = self.typed.take()?;
        self.light();
        Some(self.to((number - 1).min(self.total.saturating_sub(1))))
    }

    /// Ends the black screen; whether there was one.
    fn light(&mut self) -> bool {
        self.typed = None;
        std::mem::take(&mut self.black)
    }

    fn to(&mut self, at: usize) -> Advance {
        if at >= self.total || at == self.at {
            return Advance::End;
        }
        self.at = at;
        Advance::NextSlide
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(slide: usize, total: usize) -> Cursor {
        Cursor {
            at: slide,
            total,
            ..Cursor::default()
        }
    }

    #[test]
    fn next_shows_all_of_a_slide_before_it_leaves() {
        let diagram = |at_start, at_end| Showing::Diagram { at_start, at_end };
        let cases = [
            (Showing::Still, Advance::NextSlide, 2),
            (diagram(true, false), Advance::StepDiagram, 1),
            (diagram(false, true), Advance::NextSlide, 2),
            (Showing::Question { revealed: false }, Advance::Reveal, 1),
            (Showing::Question { revealed: true }, Advance::NextSlide, 2),
        ];
        for (showing, expected, slide) in cases {
            let mut cursor = at(1, 3);
            assert_eq!(
                (cursor.next(showing), cursor.slide()),
                (expected, slide),
                "{showing:?}"
            );
        }
    }

    #[test]
    fn previous_takes_back_what_next_did() {
        let diagram = |at_start, at_end| Showing::Diagram { at_start, at_end };
        let cases = [
            (Showing::Still, Advance::NextSlide, 0),
            (diagram(false, true), Advance::StepDiagram, 1),
            (diagram(true, false), Advance::NextSlide, 0),
            (Showing::Question { revealed: true }, Advance::Reveal, 1),
            (Showing::Question { revealed: false }, Advance::NextSlide, 0),
        ];
        for (showing, expected, slide) in cases {
            let mut cursor = at(1, 3);
            assert_eq!(
                (cursor.previous(showing), cursor.slide()),
                (expected, slide),
                "{showing:?}"
            );
        }
    }

    #[test]
    fn ends_are_said_and_not_passed() {
        let mut cursor = at(2, 3);
        assert_eq!(
            (cursor.next(Showing::Still), cursor.slide()),
            (Advance::End, 2)
        );
        assert_eq!((cursor.first(), cursor.slide()), (Advance::NextSlide, 0));
        assert_eq!(
            (cursor.previous(Showing::Still), cursor.slide()),
            (Advance::End, 0)
        );
        assert_eq!((cursor.last(), cursor.slide()), (Advance::NextSlide, 2));
        assert_eq!(Cursor::default().next(Showing::Still), Advance::End);
    }

    #[test]
    fn black_screen_lights_up_where_it_was() {
        let mut cursor = at(1, 3);
        cursor.toggle_black();
        assert_eq!(
            (cursor.next(Showing::Still), cursor.slide()),
            (Advance::Light, 1)
        );
        assert!(!cursor.is_black());
    }

    #[test]
    fn typed_number_jumps() {
        let mut cursor = at(0, 17);
        assert_eq!(cursor.jump(), None);
        cursor.type_digit(1);
        cursor.type_digit(2);
        assert_eq!(
            (cursor.typed(), cursor.jump(), cursor.slide()),
            (Some(12), Some(Advance::NextSlide), 11)
        );
        cursor.type_digit(0);
        assert_eq!(cursor.typed(), None);
    }

    #[test]
    fn recount_keeps_the_place_within_the_deck() {
        let mut cursor = at(9, 10);
        cursor.recount(4, 7);
        assert_eq!((cursor.slide(), cursor.total()), (3, 4));
    }
}
