//! Blocks written as Markdown again, for whoever copies a part of a note.
//!
//! What is written reads as the same text; how it was written before (underlined headings,
//! references, indented code) is not kept.

use super::document::{
    Alignment, Block, BlockKind, Container, DirectiveName, Fold, Inline, LinkKind, Marker, Picture,
    Span, Style, Table, wiki_words,
};

/// The blocks as Markdown, with a line break at its end.
pub fn to_markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut previous: Option<&Block> = None;
    for block in blocks {
        if let Some(previous) = previous {
            part(&mut out, previous, block);
        }
        write_block(&mut out, block);
        previous = Some(block);
    }
    out
}

/// The blocks as HTML.
pub fn to_html(blocks: &[Block]) -> String {
    let blocks: Vec<Block> = blocks.iter().map(without_callout).collect();
    let markdown = to_markdown(&blocks);
    let mut out = String::new();
    pulldown_cmark::html::push_html(&mut out, super::parser::events(&markdown));
    out
}

/// A callout is no element of HTML: it is a quote, with its title in strong words.
fn without_callout(block: &Block) -> Block {
    let mut block = block.clone();
    for container in &mut block.containers {
        if let Container::Callout { id, .. } = *container {
            *container = Container::Quote { id };
        }
    }
    if let BlockKind::CalloutTitle(mut title) = block.kind {
        for span in &mut title.spans {
            span.style.strong = true;
        }
        block.kind = BlockKind::Paragraph(title);
    }
    block
}

/// The line between two blocks: it goes on with the quotes and items that both stand in.
fn part(out: &mut String, above: &Block, below: &Block) {
    let shared = above.containers.iter().zip(&below.containers);
    let shared = shared.take_while(|(above, below)| same_box(above, below));
    let is_text = |block: &Block| matches!(block.kind, BlockKind::Paragraph(_));
    let begins_item = matches!(
        below.containers.last(),
        Some(Container::Item { first: true, .. })
    );
    if begins_item && is_text(above) && is_text(below) && below.shares_tight_list(above) {
        return;
    }
    if matches!(above.kind, BlockKind::CalloutTitle(_))
        && shared.clone().count() == above.containers.len()
    {
        return;
    }
    let prefix: String = shared.map(|(_, below)| prefixes(below).1).collect();
    out.push_str(prefix.trim_end());
    out.push('\n');
}

fn same_box(left: &Container, right: &Container) -> bool {
    let begins_anew = matches!(right, Container::Item { first: true, .. });
    !begins_anew && left.is_same_box(right)
}

fn write_block(out: &mut String, block: &Block) {
    let (mut first, mut next) = (String::new(), String::new());
    for container in &block.containers {
        let (opening, rest) = prefixes(container);
        first.push_str(&opening);
        next.push_str(&rest);
    }
    for line in block_text(block).split('\n') {
        out.push_str(format!("{first}{line}").trim_end());
        out.push('\n');
        first.clone_from(&next);
    }
}

/// What stands before the first and before each further line of a block in a container.
fn prefixes(container: &Container) -> (String, String) {
    let (opening, first) = match container {
        Container::Quote { .. } | Container::Callout { .. } => {
            return ("> ".to_owned(), "> ".to_owned());
        }
        Container::Aligned(_) => return (String::new(), String::new()),
        Container::Item { marker, first, .. } => (marker_text(*marker), *first),
        Container::Footnote { label, first, .. } => (format!("[^{label}]: "), *first),
    };
    let blank = match container {
        Container::Footnote { .. } => "    ".to_owned(),
        Container::Item {
            marker: Marker::Task { number, .. },
            ..
        } => " ".repeat(list_mark(*number).len()),
        _ => " ".repeat(opening.chars().count()),
    };
    (if first { opening } else { blank.clone() }, blank)
}

fn marker_text(marker: Marker) -> String {
    match marker {
        Marker::Bullet => list_mark(None),
        Marker::Number(number) => list_mark(Some(number)),
        Marker::Task { progress, number } => {
            format!("{}[{}] ", list_mark(number), progress.sign())
        }
        Marker::Definition => ": ".to_owned(),
    }
}

fn picture_text(picture: &Picture) -> String {
    let width = picture.size.width.map(|width| format!("|{width}"));
    let words = escaped(&picture.alt) + &width.unwrap_or_default();
    let title = if picture.title.is_empty() {
        String::new()
    } else {
        format!(" \"{}\"", picture.title)
    };
    let to = target(&picture.destination) + &title;
    match &picture.link {
        Some(link) => format!("[![{words}]({to})]({})", target(&link.destination)),
        None => format!("![{words}]({to})"),
    }
}

fn list_mark(number: Option<u32>) -> String {
    number.map_or_else(|| "- ".to_owned(), |number| format!("{number}. "))
}

fn block_text(block: &Block) -> String {
    match &block.kind {
        BlockKind::Heading { level, text, .. } => {
            let hashes = "#".repeat(usize::from(*level));
            format!("{hashes} {}", inline_text(text).replace("\\\n", " "))
        }
        BlockKind::Paragraph(text) => inline_text(text),
        BlockKind::CalloutTitle(text) => callout_line(block, text),
        BlockKind::Pictures(pictures) => {
            let pictures: Vec<String> = pictures.iter().map(picture_text).collect();
            pictures.join(" ")
        }
        BlockKind::Embed { link } => format!("![[{}]]", link.destination),
        BlockKind::Math(tex) => format!("$$\n{tex}\n$$"),
        BlockKind::Code { language, text } => fenced(language, text),
        BlockKind::Drawing(text) => fenced("mermaid", text),
        BlockKind::Table(table) => table_text(table),
        BlockKind::Rule => "---".to_owned(),
        BlockKind::Directive(directive) => {
            let name = match directive.name {
                DirectiveName::Quiz => "quiz",
                DirectiveName::Diagram => "diagram",
            };
            fenced(
                format!("{name} {}", directive.arguments).trim_end(),
                &directive.body,
            )
        }
    }
}

fn callout_line(block: &Block, title: &Inline) -> String {
    let Some(Container::Callout { kind, fold, .. }) = block.containers.last() else {
        return inline_text(title);
    };
    let fold = match fold {
        Fold::Never => "",
        Fold::Open => "+",
        Fold::Closed => "-",
    };
    let word = kind.title().to_lowercase().replace(' ', "");
    let line = format!("[!{word}]{fold}");
    if *title.text == *kind.title() {
        line
    } else {
        format!("{line} {}", inline_text(title))
    }
}

/// A fence longer than any within.
fn fenced(info: &str, text: &str) -> String {
    let longest = text
        .lines()
        .map(str::trim_start)
        .map(|line| line.len() - line.trim_start_matches('`').len());
    let fence = "`".repeat(longest.max().unwrap_or(0).max(2) + 1);
    format!("{fence}{info}\n{text}\n{fence}")
}

fn table_text(table: &Table) -> String {
    let row = |cells: &[Inline]| {
        let cells = cells.iter().map(|cell| {
            let text = inline_text(cell).replace("\\\n", "<br>");
            // A bar would end the cell.
            text.replace('|', "\\|").replace("\\\\|", "\\|")
        });
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let rule = table.alignments.iter().map(|alignment| match alignment {
        Alignment::None => "---",
        Alignment::Left => ":--",
        Alignment::Center => ":-:",
        Alignment::Right => "--:",
    });
    let rule = format!("| {} |", rule.collect::<Vec<_>>().join(" | "));
    let rows = table.rows.iter().map(|cells| row(cells));
    let lines: Vec<String> = [row(&table.header), rule].into_iter().chain(rows).collect();
    lines.join("\n")
}

fn inline_text(inline: &Inline) -> String {
    let mut writer = RunWriter::default();
    for (text, span) in inline.runs() {
        writer.run(text, span);
    }
    writer.close(0);
    writer.out.replace('\n', "\\\n")
}

/// Writes runs; marks that neighbors share stay open between them.
#[derive(Debug, Default)]
struct RunWriter {
    out: String,
    /// What is open, outermost first: how each ends.
    open: Vec<&'static str>,
}

impl RunWriter {
    fn run(&mut self, text: &str, span: &Span) {
        let core = text.trim();
        if core.is_empty() {
            self.out.push_str(text);
            return;
        }
        let is_footnote = span
            .link
            .as_ref()
            .is_some_and(|link| link.kind == LinkKind::Footnote);
        let style = if is_footnote {
            Style::default()
        } else {
            span.style
        };
        let marks = marks(style);
        let shared = self.open.iter().zip(&marks);
        let shared = shared
            .take_while(|(open, (_, close))| *open == close)
            .count();
        self.close(shared);
        let (lead, tail) = text.split_once(core).unwrap_or_default();
        self.out.push_str(lead);
        for (open, close) in marks.into_iter().skip(shared) {
            self.out.push_str(open);
            self.open.push(close);
        }
        self.words(core, span);
        self.out.push_str(tail);
    }

    /// Closes all but the outer `kept` marks; space at the end stays outside, where it counts.
    fn close(&mut self, kept: usize) {
        if self.open.len() <= kept {
            return;
        }
        let end = self.out.trim_end().len();
        let space = self.out.split_off(end);
        for close in self.open.drain(kept..).rev() {
            self.out.push_str(close);
        }
        self.out.push_str(&space);
    }

    fn words(&mut self, text: &str, span: &Span) {
        let words = words(text, span.style);
        let link = span.link.as_deref();
        let written = match link.map(|link| (link.kind, &*link.destination)) {
            None => words,
            Some((LinkKind::Tag, tag)) => tag.to_owned(),
            Some((LinkKind::Footnote, label)) => format!("[^{label}]"),
            Some((LinkKind::Wiki, name)) if wiki_words(name) == text => format!("[[{name}]]"),
            Some((LinkKind::Wiki, name)) => format!("[[{name}|{text}]]"),
            Some((LinkKind::Image, to)) => format!("![{words}]({})", target(to)),
            Some((LinkKind::Inline, to)) => format!("[{words}]({})", target(to)),
        };
        self.out.push_str(&written);
    }
}

/// What stands before and after a run in a style, outermost first.
fn marks(style: Style) -> Vec<(&'static str, &'static str)> {
    let all = [
        (style.strong, "**", "**"),
        (style.emphasis, "*", "*"),
        (style.strikethrough, "~~", "~~"),
        (style.highlight, "==", "=="),
        (style.underline, "<u>", "</u>"),
        (style.subscript, "<sub>", "</sub>"),
        (style.superscript, "<sup>", "</sup>"),
        (style.key, "<kbd>", "</kbd>"),
    ];
    let on = all.into_iter().filter(|(on, ..)| *on);
    on.map(|(_, open, close)| (open, close)).collect()
}

fn words(text: &str, style: Style) -> String {
    if style.math {
        return format!("${text}$");
    }
    if !style.code {
        return escaped(text);
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    let pad = if longest > 0 { " " } else { "" };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}

fn target(destination: &str) -> String {
    if destination.contains([' ', '(', ')', '<', '>']) {
        format!("<{}>", destination.replace('<', "%3C").replace('>', "%3E"))
    } else {
        destination.to_owned()
    }
}

/// Characters that would mean something, with a backslash before them.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at_start = true;
    for (at, c) in text.char_indices() {
        let means_something = match c {
            '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '$' | '~' | '&' | '{' => true,
            // Alone they mean nothing.
            '=' | '%' => {
                text.get(at + 1..).is_some_and(|rest| rest.starts_with(c))
                    || text.get(..at).is_some_and(|before| before.ends_with(c))
            }
            '#' | '>' | '-' | '+' | ':' | '|' => at_start,
            // Where a block's name could begin.
            '^' => text
                .get(..at)
                .is_some_and(|before| before.is_empty() || before.ends_with(char::is_whitespace)),
            '.' | ')' => text.get(..at).is_some_and(|before| {
                !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit())
            }),
            _ => false,
        };
        if means_something {
            out.push('\\');
        }
        out.push(c);
        at_start = c == '\n';
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse;
    use crate::markdown::plain::to_text;

    fn check(source: &str) {
        let document = parse(source);
        let again = parse(to_markdown(&document.blocks));
        assert_eq!(
            to_text(&again),
            to_text(&document),
            "{source}\n\n{}",
            to_markdown(&document.blocks)
        );
    }

    #[test]
    fn what_is_written_reads_as_the_same_text() {
        for source in [
            "a \\%%b%% c",
            "# A *b* `c`\n\nd **e**, ~~f~~ ==g== H<sub>2</sub>O <kbd>k</kbd> $x_1$ [l](m \"n\") [[o|p]] [[q]] [[r#s]] <u>t</u> #u/v ![r](s.png) x\\\ny",
            "1. a\n2. b\n   - c\n\n     d\n- [x] e\n- [ ] f\n\n1. [x] g\n\n   h\n\n- [-] i\n- [/] j\n- \\[-] k",
            "- a\n  - b\n\n  - c\n- d\n\ne\n\n- f\n\n- g\n  - h\n  - i\n\n- j",
            "> a\n>\n> > b\n>\n> - c\n\n> [!faq]- T *u*\n> v\n>\n> > [!bug]\n> > w",
            "| a | b |\n|:-:|--:|\n| `1` | [[x\\|y]] |\n| 2 \\| 3 | <br>4 |",
            "```rust\nfn a() {}\n```\n\n````\n```\n````\n\n---\n\n![a](b.png)\n\n![[c#d]]\n\n$$\ne\n$$",
            "term\n\n: one\n\n: two",
            "a[^1]\n\n[^1]: b\n\n    c",
            "1\\. not a list\n\n\\# no heading\n\n\\- no item \\*star\\* \\`tick\\` a_b \\<b> {#x}",
            "```quiz id=a\nWhich?\n- [x] b\n```",
        ] {
            check(source);
        }
    }

    #[test]
    fn bundled_notes_survive_being_copied() {
        let notes = include_dir::include_dir!("$CARGO_MANIFEST_DIR/notes");
        let mut folders = vec![&notes];
        let mut count = 0;
        while let Some(folder) = folders.pop() {
            folders.extend(folder.dirs());
            for file in folder.files() {
                check(file.contents_utf8().unwrap());
                count += 1;
            }
        }
        assert!(count > 100, "{count} notes");
    }

    #[test]
    fn html_has_the_elements_of_the_text() {
        let document = parse("a **b**\n\n- c");
        assert_eq!(
            to_html(&document.blocks),
            "<p>a <strong>b</strong></p>\n<ul>\n<li>c</li>\n</ul>\n"
        );
        let document = parse("> [!tip]- A *b*\n> c");
        assert_eq!(
            to_html(&document.blocks),
            "<blockquote>\n<p><strong>A <em>b</em></strong></p>\n<p>c</p>\n</blockquote>\n"
        );
    }
}
