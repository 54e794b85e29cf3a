//! One made-up note: sections of running text with lists, tables, code and links, as people write.

use fastrand::Rng;

/// How many different words there are.
const WORDS: usize = 6_000;

/// About so many bytes between two headings.
const SECTION_BYTES: usize = 900;

/// A note of about `bytes` bytes about `title`, which links to some of `others` by name.
pub(crate) fn text(rng: &mut Rng, title: &str, bytes: usize, others: &[String]) -> String {
    let mut text = format!("---\ntitle: {title}\n---\n\n");
    text.push_str(&paragraph(rng, others));
    let mut section = 0;
    while text.len() < bytes {
        section += 1;
        let level = if section % 3 == 0 { "###" } else { "##" };
        let heading = format!("\n{level} {}\n\n", heading(rng));
        text.push_str(&heading);
        let end = text.len() + SECTION_BYTES;
        while text.len() < end.min(bytes) {
            let block = match rng.u8(..10) {
                0 | 1 => list(rng, others),
                2 => table(rng),
                3 => code(rng),
                _ => paragraph(rng, others),
            };
            text.push_str(&block);
            text.push('\n');
        }
    }
    text
}

/// A word; low numbers come much more often, as in any language.
pub(crate) fn word(rng: &mut Rng) -> String {
    let spread = rng.f64() * rng.f64() * rng.f64();
    spelled((spread * WORDS as f64) as usize)
}

/// The word with this number: syllables, two to four of them.
fn spelled(number: usize) -> String {
    const SYLLABLES: [&str; 20] = [
        "ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu",
        "wa", "xe", "yi", "zo", "qua",
    ];
    let mut word = String::new();
    let mut rest = number + SYLLABLES.len();
    while rest > 0 {
        word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    word
}

fn words(rng: &mut Rng, count: usize) -> String {
    let words: Vec<String> = (0..count).map(|_| word(rng)).collect();
    words.join(" ")
}

pub(super) fn heading(rng: &mut Rng) -> String {
    let count = rng.usize(2..5);
    let heading = words(rng, count);
    let first = heading.chars().next().unwrap_or('a').to_uppercase();
    format!("{first}{}", &heading[1..])
}

pub(super) fn sentence(rng: &mut Rng, others: &[String]) -> String {
    let (before, after) = (rng.usize(3..9), rng.usize(2..8));
    let middle = match rng.u8(..12) {
        0 => format!("**{}**", words(rng, 2)),
        1 => format!("*{}*", word(rng)),
        2 => format!("`{}`", word(rng)),
        3 if !others.is_empty() => format!("[[{}]]", others[rng.usize(..others.len())]),
        _ => word(rng),
    };
    format!("{} {middle} {}.", words(rng, before), words(rng, after))
}

pub(super) fn paragraph(rng: &mut Rng, others: &[String]) -> String {
    let sentences: Vec<String> = (0..rng.usize(2..6))
        .map(|_| sentence(rng, others))
        .collect();
    format!("{}\n", sentences.join(" "))
}

fn list(rng: &mut Rng, others: &[String]) -> String {
    let items = (0..rng.usize(3..8)).map(|_| format!("- {}\n", sentence(rng, others)));
    items.collect()
}

pub(super) fn table(rng: &mut Rng) -> String {
    let columns = rng.usize(2..5);
    let row = |rng: &mut Rng| {
        let cells: Vec<String> = (0..columns).map(|_| words(rng, 2)).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let mut table = row(rng);
    table.push_str(&"|---".repeat(columns));
    table.push_str("|\n");
    for _ in 0..rng.usize(3..9) {
        table.push_str(&row(rng));
    }
    table
}

pub(super) fn code(rng: &mut Rng) -> String {
    let lines = (0..rng.usize(3..10)).map(|_| {
        let name = word(rng);
        format!("let {name} = {}({});\n", word(rng), rng.u32(..1_000))
    });
    format!("```rust\n{}```\n", lines.collect::<String>())
}
