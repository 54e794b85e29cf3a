//! What leaves the program says formulas in TeX: the clipboard, and the accessibility tree.

use egui::accesskit::{Node, Role};
use egui::{Context, FullOutput, OutputCommand, Plugin};

use super::{Known, Shared, is_formula};
use crate::markdown::formula::FormulaStyle;

/// A character of a text run is at most so many bytes long.
const LONGEST_CHARACTER: usize = 255;

pub(super) struct Spoken(pub(super) Shared);

impl Plugin for Spoken {
    fn debug_name(&self) -> &'static str {
        "formulas as TeX"
    }

    fn output_hook(&mut self, _ctx: &Context, output: &mut FullOutput) {
        let known = self.0.0.lock();
        for command in &mut output.platform_output.commands {
            if let OutputCommand::CopyText(text) | OutputCommand::TextSelectionSettled(text) =
                command
                && text.contains(is_formula)
            {
                *text = in_tex(&known, text);
            }
        }
        let tree = output.platform_output.accesskit_update.as_mut();
        for (_, node) in tree.into_iter().flat_map(|tree| &mut tree.nodes) {
            if node.role() == Role::TextRun {
                say(&known, node);
            }
        }
    }
}

/// The text with the TeX of formulas between dollar signs.
fn in_tex(known: &Known, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match known.of(c) {
            Some(formula) => {
                let mark = match formula.style {
                    FormulaStyle::Inline => "$",
                    FormulaStyle::Display => "$$",
                };
                out.extend([mark, &formula.tex, mark]);
            }
            None => out.push(c),
        }
    }
    out
}

/// Makes each formula in a run one character that reads as its TeX.
fn say(known: &Known, run: &mut Node) {
    let Some(text) = run.value().filter(|text| text.contains(is_formula)) else {
        return;
    };
    let (mut said, mut lengths) = (String::new(), Vec::new());
    let mut rest = text;
    for length in run.character_lengths() {
        let (character, after) = rest
            .split_at_checked(usize::from(*length))
            .unwrap_or((rest, ""));
        rest = after;
        let formula = character.chars().next().and_then(|c| known.of(c));
        let word = formula.map_or(character, |formula| shortened(&formula.tex));
        said.push_str(word);
        lengths.push(word.len() as u8);
    }
    run.set_value(said);
    run.set_character_lengths(lengths);
}

fn shortened(tex: &str) -> &str {
    let end = (0..=LONGEST_CHARACTER.min(tex.len()))
        .rev()
        .find(|end| tex.is_char_boundary(*end));
    tex.get(..end.unwrap_or(0)).unwrap_or_default()
}
