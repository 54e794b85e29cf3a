//! A long note as learners keep them: headings six deep, nested lists, tables, code, bold, links.

use fastrand::Rng;

use super::note::{code, heading, paragraph, sentence, table};

/// A note of about `bytes` bytes.
pub(crate) fn text(rng: &mut Rng, title: &str, bytes: usize) -> String {
    let mut text = format!("# {title}\n\n");
    let mut section = 0_usize;
    while text.len() < bytes {
        // Chapters, and in each a stair down to the sixth level.
        let level = 1 + section % 6;
        section += 1;
        for part in [&"#".repeat(level), " ", &heading(rng), "\n\n"] {
            text.push_str(part);
        }
        for _ in 0..rng.usize(2..5) {
            let block = match rng.u8(..10) {
                0..=3 => nested(rng),
                4 => table(rng),
                5 => code(rng),
                6 => linked(rng),
                _ => paragraph(rng, &[]),
            };
            text.push_str(&block);
            text.push('\n');
        }
    }
    text
}

/// A list up to four deep.
fn nested(rng: &mut Rng) -> String {
    let mut list = String::new();
    let mut depth = 0;
    for _ in 0..rng.usize(4..12) {
        for part in [&"  ".repeat(depth), "- ", &sentence(rng, &[]), "\n"] {
            list.push_str(part);
        }
        depth = rng.usize(..=(depth + 1).min(3));
    }
    list
}

fn linked(rng: &mut Rng) -> String {
    let page = rng.u32(..1_000);
    format!(
        "{} See [the manual](https://docs.example.com/{page}) and **{}**.\n",
        sentence(rng, &[]),
        heading(rng)
    )
}
