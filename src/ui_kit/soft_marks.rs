//! Marks that the typesetter puts into texts to break or to keep a line. They are of no use
//! elsewhere: a plugin of the toolkit takes them out of everything that is copied.

use egui::{Context, FullOutput, OutputCommand};

/// Breaks the line within a word. The first character tells it from a line break of the text.
pub const BREAK: &str = "\u{200B}\n";

/// How [`BREAK`] begins.
pub const MARK: char = '\u{200B}';

/// A space at which no line is broken.
pub const KEEP: char = '\u{a0}';

/// The text without such marks.
pub fn without(text: &str) -> String {
    text.replace(BREAK, "").replace(KEEP, " ")
}

/// Takes the marks out of what goes to the clipboard.
#[derive(Debug, Default)]
pub struct SoftMarks;

impl egui::Plugin for SoftMarks {
    fn debug_name(&self) -> &'static str {
        "soft marks"
    }

    fn output_hook(&mut self, _ctx: &Context, output: &mut FullOutput) {
        for command in &mut output.platform_output.commands {
            if let OutputCommand::CopyText(text) = command
                && text.contains([MARK, KEEP])
            {
                *text = without(text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_marks_is_copied() {
        let ctx = Context::default();
        ctx.add_plugin(SoftMarks);
        let output = ctx.run_ui(egui::RawInput::default(), |ui| {
            ui.copy_text(format!("Get{BREAK}Object 5{KEEP}s\nnext"));
        });
        let copied = output.platform_output.commands.iter().any(
            |command| matches!(command, OutputCommand::CopyText(text) if text == "GetObject 5 s\nnext"),
        );
        output.drop_without_applying_deltas();
        assert!(copied);
    }
}
