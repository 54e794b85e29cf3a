//! What the speaker wants: keys, clicks on the left and right third, the wheel.
//!
//! Keys are taken from the input before any widget sees them. One gesture on a touchpad is one
//! step, however far it glides.

use egui::{Event, Key, Modifiers, MouseWheelUnit, Ui};

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Intent {
    Next,
    Previous,
    /// To the next slide, past what this one has left to show.
    Skip,
    SkipBack,
    First,
    Last,
    Black,
    Digit(u8),
    /// To the slide whose number was typed, or on.
    Enter,
    Leave,
    /// Between window and whole screen.
    Fullscreen,
}

impl Intent {
    /// Whether a key that is held down goes on doing it.
    fn may_repeat(self) -> bool {
        matches!(
            self,
            Self::Next | Self::Previous | Self::Skip | Self::SkipBack
        )
    }
}

/// The wheel between frames.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Wheel {
    sum: f32,
    last_secs: f64,
    /// Whether this gesture has had its step.
    spent: bool,
}

/// Points of a touchpad that make a step.
const STEP_PTS: f32 = 40.0;
/// A pause of this length ends a gesture.
const PAUSE_SECS: f64 = 0.2;

/// Takes the presentation's keys out of the input.
pub(super) fn keys(ui: &Ui) -> Vec<Intent> {
    let mut intents = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key {
                key,
                pressed: true,
                repeat,
                modifiers,
                ..
            } = event
            else {
                return true;
            };
            let Some(intent) = intent(*key, *modifiers) else {
                return true;
            };
            if !*repeat || intent.may_repeat() {
                intents.push(intent);
            }
            false
        });
    });
    intents
}

fn intent(key: Key, modifiers: Modifiers) -> Option<Intent> {
    if modifiers.command || modifiers.ctrl || modifiers.alt {
        return None;
    }
    let intent = match (key, modifiers.shift) {
        (Key::ArrowRight | Key::ArrowDown | Key::PageDown, true) => Intent::Skip,
        (Key::ArrowLeft | Key::ArrowUp | Key::PageUp, true) => Intent::SkipBack,
        (Key::ArrowRight | Key::ArrowDown | Key::PageDown | Key::Space, false) => Intent::Next,
        (Key::ArrowLeft | Key::ArrowUp | Key::PageUp | Key::Backspace, _) | (Key::Space, true) => {
            Intent::Previous
        }
        (Key::Enter, _) => Intent::Enter,
        (Key::Home, _) => Intent::First,
        (Key::End, _) => Intent::Last,
        (Key::B | Key::Period, false) => Intent::Black,
        (Key::F | Key::F11, false) => Intent::Fullscreen,
        (Key::Escape, _) => Intent::Leave,
        (key, false) => Intent::Digit(digit(key)?),
        _ => return None,
    };
    Some(intent)
}

fn digit(key: Key) -> Option<u8> {
    let keys = [
        Key::Num0,
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ];
    keys.iter()
        .position(|known| *known == key)
        .and_then(|digit| u8::try_from(digit).ok())
}

impl Wheel {
    /// The steps that the wheel asks for in this frame.
    pub(super) fn steps(&mut self, ui: &Ui) -> Vec<Intent> {
        let turns: Vec<Turn> = ui.input(|input| input.events.iter().filter_map(turn).collect());
        let now = ui.input(|input| input.time);
        turns
            .into_iter()
            .filter_map(|turn| self.turn(turn, now))
            .collect()
    }

    fn turn(&mut self, turn: Turn, now_secs: f64) -> Option<Intent> {
        if now_secs - self.last_secs > PAUSE_SECS || turn.steps.signum() != self.sum.signum() {
            self.sum = 0.0;
            self.spent = false;
        }
        self.last_secs = now_secs;
        self.sum += turn.steps;
        if self.spent || self.sum.abs() < 1.0 {
            return None;
        }
        let on = self.sum > 0.0;
        self.sum -= self.sum.signum();
        self.spent = turn.glides;
        Some(if on { Intent::Next } else { Intent::Previous })
    }
}

/// How far the wheel was turned.
#[derive(Debug, Clone, Copy)]
struct Turn {
    /// Downwards and to the right is on.
    steps: f32,
    /// Whether it is a touchpad, where one gesture comes in many turns.
    glides: bool,
}

fn turn(event: &Event) -> Option<Turn> {
    let Event::MouseWheel {
        unit,
        delta,
        modifiers,
        ..
    } = event
    else {
        return None;
    };
    if modifiers.command || modifiers.ctrl {
        return None;
    }
    let along = if delta.x.abs() > delta.y.abs() {
        delta.x
    } else {
        delta.y
    };
    let glides = *unit == MouseWheelUnit::Point;
    let steps = if glides { -along / STEP_PTS } else { -along };
    (steps != 0.0).then_some(Turn { steps, glides })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_glide_on_a_touchpad_is_one_step() {
        let mut wheel = Wheel::default();
        let glide = |steps| Turn {
            steps,
            glides: true,
        };
        let at = |frame: u8| 1.0 + f64::from(frame) * 0.02;
        let steps: Vec<_> = (0..20)
            .filter_map(|frame| wheel.turn(glide(0.4), at(frame)))
            .collect();
        assert_eq!(steps, [Intent::Next]);
        assert_eq!(wheel.turn(glide(1.0), 2.0), Some(Intent::Next));
        assert_eq!(wheel.turn(glide(-1.0), 2.1), Some(Intent::Previous));
    }

    #[test]
    fn each_notch_of_a_wheel_is_a_step() {
        let mut wheel = Wheel::default();
        let notch = Turn {
            steps: 1.0,
            glides: false,
        };
        let steps: Vec<_> = (0..3)
            .filter_map(|at| wheel.turn(notch, f64::from(at) * 0.05))
            .collect();
        assert_eq!(steps, [Intent::Next; 3]);
    }

    #[test]
    fn keys_of_the_window_are_left_alone() {
        assert_eq!(intent(Key::B, Modifiers::COMMAND), None);
        assert_eq!(intent(Key::ArrowLeft, Modifiers::ALT), None);
        assert_eq!(intent(Key::Num7, Modifiers::NONE), Some(Intent::Digit(7)));
        assert_eq!(intent(Key::PageDown, Modifiers::SHIFT), Some(Intent::Skip));
        assert_eq!(intent(Key::Space, Modifiers::SHIFT), Some(Intent::Previous));
    }
}
