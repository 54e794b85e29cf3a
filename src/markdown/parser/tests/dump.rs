//! A document as lines, for tests to compare.

use super::super::*;
use crate::markdown::document::{Container, Marker, Picture, Table};

/// Blocks as lines: containers, kind, text with styled runs in braces.
pub(super) fn dump(source: &str) -> String {
    let lines: Vec<String> = parse(source).blocks.iter().map(dump_block).collect();
    lines.join("\n")
}

fn dump_picture(picture: &Picture) -> String {
    let Picture {
        destination,
        alt,
        title,
        size,
        link,
    } = picture;
    let side = |side: Option<u16>| side.map_or_else(String::new, |side| side.to_string());
    let size = format!("{}x{}", side(size.width), side(size.height));
    let size = if size == "x" {
        String::new()
    } else {
        format!(" {size}")
    };
    let leads = link
        .as_ref()
        .map_or_else(String::new, |link| format!("->{}", link.destination));
    format!("img {destination} [{alt}] ({title}){size}{leads}")
}

fn dump_block(block: &Block) -> String {
    let containers: String = block.containers.iter().map(dump_container).collect();
    let text = match &block.kind {
        BlockKind::Heading {
            level,
            text,
            anchor,
        } => format!("h{level} #{anchor} {}", dump_inline(text)),
        BlockKind::Paragraph(text) => format!("p {}", dump_inline(text)),
        BlockKind::Pictures(pictures) => {
            let pictures: Vec<String> = pictures.iter().map(dump_picture).collect();
            pictures.join(" + ")
        }
        BlockKind::Embed { link } => format!("embed {}", link.destination),
        BlockKind::CalloutTitle(text) => format!("title {}", dump_inline(text)),
        BlockKind::Math(tex) => format!("math {tex:?}"),
        BlockKind::Drawing(source) => format!("drawing {source:?}"),
        BlockKind::Code { language, text } => format!("code:{language} {text:?}"),
        BlockKind::Table(table) => dump_table(table),
        BlockKind::Rule => "rule".to_owned(),
        BlockKind::Directive(directive) => format!(
            "{:?} <{}> {:?}",
            directive.name, directive.arguments, directive.body
        ),
    };
    format!("{containers}{}", text.trim_end())
}

fn dump_container(container: &Container) -> String {
    let mark = |first: &bool| if *first { "!" } else { "" };
    match container {
        Container::Quote { .. } => "> ".to_owned(),
        Container::Callout { kind, fold, .. } => {
            let fold = match fold {
                Fold::Never => "",
                Fold::Open => "+",
                Fold::Closed => "-",
            };
            format!("{kind:?}{fold} ")
        }
        Container::Aligned(alignment) => format!("{alignment:?} "),
        Container::Item {
            marker,
            first,
            tight,
            ..
        } => {
            let loose = if *tight { "" } else { "~" };
            let marker = match marker {
                Marker::Bullet => "-".to_owned(),
                Marker::Number(number) => format!("{number}."),
                Marker::Task { progress, number } => {
                    let number = number.map_or_else(String::new, |number| format!("{number}."));
                    format!("{number}[{}]", progress.sign())
                }
                Marker::Definition => ":".to_owned(),
            };
            format!("{marker}{}{loose} ", mark(first))
        }
        Container::Footnote {
            label,
            number,
            first,
        } => format!("^{label}={number}{} ", mark(first)),
    }
}

fn dump_table(table: &Table) -> String {
    let row = |cells: &[Inline]| {
        cells
            .iter()
            .map(dump_inline)
            .collect::<Vec<_>>()
            .join(" | ")
    };
    let rows: Vec<String> = table.rows.iter().map(|cells| row(cells)).collect();
    let alignments = &table.alignments;
    format!(
        "table {alignments:?} {} / {}",
        row(&table.header),
        rows.join(" / ")
    )
}

fn dump_inline(inline: &Inline) -> String {
    let run = |(text, span): (&str, &crate::markdown::document::Span)| {
        let style = span.style;
        let flags = [
            (style.strong, 's'),
            (style.emphasis, 'e'),
            (style.code, 'c'),
            (style.strikethrough, 'd'),
            (style.highlight, 'h'),
            (style.superscript, '^'),
            (style.subscript, '_'),
            (style.image, 'i'),
            (style.key, 'k'),
            (style.underline, 'u'),
            (style.math, 'm'),
        ];
        let flags: String = flags
            .iter()
            .filter(|(on, _)| *on)
            .map(|(_, flag)| flag)
            .collect();
        let link = span.link.as_ref().map_or_else(String::new, |link| {
            format!("->{:?} {}", link.kind, link.destination)
        });
        if flags.is_empty() && link.is_empty() {
            text.to_owned()
        } else {
            format!("{{{flags}:{text}{link}}}")
        }
    };
    inline
        .runs()
        .map(run)
        .collect::<String>()
        .replace('\n', "\\n")
}
