//! What is said of an operator that was not understood, or of a chapter that there is not.

use crate::base::text::{LONGEST_NAME, beginning, nearest_called};
use crate::library::Library;
use crate::search::entry::Kind;
use crate::search::query::{Query, Unclear, Wanted};
use crate::search::words::typed;

/// More chapters are only hinted at.
const MOST: usize = 12;

/// What helps with `query`, if anything in it is amiss.
pub(super) fn help(query: &Query, library: &Library) -> Option<String> {
    if let Some(unclear) = &query.unclear {
        return Some(match unclear {
            Unclear::In => format!("Behind in: stands a chapter. {}", list(library)),
            Unclear::Is(kind) => kinds(kind),
        });
    }
    query
        .clauses
        .iter()
        .find_map(|clause| match &clause.wanted {
            Wanted::In(words) if !is_chapter(words, library) => Some(missing(words, library)),
            _ => None,
        })
}

fn kinds(typed: &str) -> String {
    let names = Kind::ALL.map(|kind| format!("is:{}", kind.name()));
    let [text, question, diagram] = names;
    let there_are = format!("There are {text}, {question} and {diagram}");
    if typed.is_empty() {
        format!("{there_are}.")
    } else {
        let typed = beginning(typed, LONGEST_NAME);
        format!("{there_are}, but no is:{typed}: it is looked for as words.")
    }
}

/// Whether each of the words begins one in the names of a topic, of those around it, or in its
/// folder.
fn is_chapter(words: &[String], library: &Library) -> bool {
    let topics = library.topics();
    topics.iter().any(|topic| {
        let mut names = typed(topic.id.as_str());
        let mut around = Some(topic);
        while let Some(topic) = around {
            names.extend(typed(&topic.title));
            around = topic.parent.and_then(|parent| topics.get(parent));
        }
        let begins_one = |word: &String| names.iter().any(|name| name.starts_with(word.as_str()));
        words.iter().all(begins_one)
    })
}

fn missing(words: &[String], library: &Library) -> String {
    let wanted = words.join(" ");
    let titles = library.topics().iter().map(|topic| &*topic.title);
    let known: Vec<(String, &str)> = titles
        .flat_map(|title| {
            let words = typed(title);
            let whole = words.join(" ");
            words
                .into_iter()
                .chain([whole])
                .map(move |name| (name, title))
        })
        .collect();
    let known = known.iter().map(|(name, title)| (name.as_str(), *title));
    let near = nearest_called(&wanted, known);
    let wanted = beginning(&wanted, LONGEST_NAME);
    match near {
        Some(title) => format!("No chapter is called \"{wanted}\". Is \"{title}\" meant?"),
        None => format!("No chapter is called \"{wanted}\". {}", list(library)),
    }
}

fn list(library: &Library) -> String {
    let topics = library
        .topics()
        .iter()
        .filter(|topic| topic.parent.is_none());
    let titles: Vec<&str> = topics.map(|topic| &*topic.title).collect();
    let shown = titles.get(..MOST).unwrap_or(&titles).join(", ");
    match titles.len().saturating_sub(MOST) {
        0 if titles.is_empty() => "There are none.".to_owned(),
        0 => format!("There are: {shown}."),
        more => format!("There are: {shown}, and {more} more."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{NoteSource, Origin};

    #[test]
    fn what_is_amiss_is_told_with_what_there_is() {
        let sources = ["01-sqs/a.md", "02-load-balancing/b.md"].map(|path| NoteSource {
            path: path.to_owned(),
            text: "".into(),
            origin: Origin::Bundled,
            root: None,
        });
        let library = Library::build(sources.into());
        let check = |query: &str, expected: Option<&str>| {
            let help = help(&Query::parse(query), &library);
            assert_eq!(help.as_deref(), expected, "{query}");
        };
        check("queue in:sq in:\"load bal\" is:question", None);
        check("in:02", None);
        check(
            "in:xyz",
            Some("No chapter is called \"xyz\". There are: SQS, Load balancing."),
        );
        check(
            "in:lod",
            Some("No chapter is called \"lod\". Is \"Load balancing\" meant?"),
        );
        check(
            "is:foo",
            Some(
                "There are is:text, is:question and is:diagram, but no is:foo: \
                 it is looked for as words.",
            ),
        );
        check(
            "is:",
            Some("There are is:text, is:question and is:diagram."),
        );
        check(
            "in:",
            Some("Behind in: stands a chapter. There are: SQS, Load balancing."),
        );
    }
}
