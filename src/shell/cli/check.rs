//! Reads notes and prints what they hold, and everything that is wrong with them.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::ensure;

use crate::app::documents::{OpenNote, read_source};
use crate::app::question_bank::QuestionBank;
use crate::base::ids::NoteId;
use crate::base::text::count;
use crate::base::time::Clock;
use crate::diagrams::mermaid;
use crate::import::convert::read_note;
use crate::library::{Library, Note, NoteSource, Origin, links};
use crate::markdown::document::{Block, BlockKind, DirectiveName, Document, Issue};
use crate::quiz::card::Card;
use crate::quiz::stats::Share;
use crate::quiz::{blueprint, check, kind::CardKind};
use crate::tasks::load::{ReadNote, load};
use crate::tasks::progress::{CancelToken, Reporter};

pub(super) fn run(paths: &[PathBuf], summary: bool) -> anyhow::Result<ExitCode> {
    let mut sources = Vec::new();
    let mut issues: Vec<(String, Issue)> = Vec::new();
    for path in paths {
        ensure!(
            path.exists(),
            "there is nothing there: \"{}\"",
            path.display()
        );
        read(path, &mut sources, &mut issues);
    }
    let read = sources.into_iter().map(read_source).map(Arc::new);
    let library = Library::from_parsed(read.collect());
    let checked = Checked::of(library);
    issues.extend(checked.found());
    issues.sort_by(|(left, a), (right, b)| (left, a.line).cmp(&(right, b.line)));
    issues.dedup();
    let mut out = io::stdout().lock();
    // A reader that closes early (`| head`) is no error.
    let _closed = print(&mut out, &checked, &issues, summary);
    Ok(if issues.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// All notes, with what is counted in each.
struct Checked {
    library: Library,
    bank: QuestionBank,
    cards: Vec<Card>,
    texts: BTreeMap<NoteId, Counted>,
}

/// What is counted in the text of a note, and how it breaks the house rules.
#[derive(Default)]
struct Counted {
    words: usize,
    diagrams: usize,
    issues: Vec<Issue>,
}

/// Reads the notes below `path` (or the one note); what cannot be read is an issue.
fn read(path: &Path, sources: &mut Vec<NoteSource>, issues: &mut Vec<(String, Issue)>) {
    let mut send = |_| {};
    let mut reporter = Reporter::new(CancelToken::default(), Clock::System, &mut send);
    let notes = if path.is_dir() {
        load(path, &mut reporter).unwrap_or_default()
    } else {
        vec![read_one(path)]
    };
    let folder = if path.is_dir() {
        path
    } else {
        path.parent().unwrap_or(path)
    };
    let root: Arc<Path> = Arc::from(folder);
    for note in notes {
        match note.text {
            Ok(text) => sources.push(NoteSource {
                path: note.path,
                text,
                origin: Origin::Bundled,
                root: Some(Arc::clone(&root)),
            }),
            Err(message) => issues.push((
                folder.join(note.path).display().to_string(),
                Issue { line: 1, message },
            )),
        }
    }
}

fn read_one(file: &Path) -> ReadNote {
    let name = file.file_name().unwrap_or_default();
    ReadNote {
        path: name.to_string_lossy().into_owned(),
        text: read_note(file).map(|note| Arc::from(note.text)),
    }
}

impl Checked {
    /// Reads note after note; no two texts are in memory at once.
    fn of(library: Library) -> Self {
        let notes = library.notes().iter();
        let texts = notes.map(|note| (note.id().clone(), Counted::of(note)));
        let texts = texts.collect();
        let bank = QuestionBank::of(&library);
        Self {
            cards: bank.cards(),
            bank,
            library,
            texts,
        }
    }

    fn text(&self, note: &Note) -> Option<&Counted> {
        self.texts.get(note.id())
    }

    /// Issues of notes, of links, and of questions, each with the file it stands in.
    fn found(&self) -> Vec<(String, Issue)> {
        let of_notes = self.library.notes().iter().flat_map(|note| {
            let own = note.issues().iter().chain(self.bank.issues_of(note.id()));
            let of_house = self.text(note).map(|text| &text.issues);
            let all = own.chain(of_house.into_iter().flatten()).cloned();
            all.map(move |issue| (file(note), issue))
        });
        let of_links = links::check(&self.library)
            .into_iter()
            .filter_map(|(id, issue)| Some((file(self.library.note(&id)?), issue)));
        let report = check::check(&self.cards);
        let of_questions = report.findings.iter().filter_map(|finding| {
            let card = self.bank.card(&finding.card)?;
            let issue = Issue {
                line: card.line,
                message: finding.kind.message(),
            };
            Some((file(self.library.note(&card.note)?), issue))
        });
        of_notes.chain(of_links).chain(of_questions).collect()
    }
}

impl Counted {
    fn of(note: &Note) -> Self {
        let Ok(open) = OpenNote::read(note) else {
            return Self::default();
        };
        let is_diagram = |kind: &BlockKind| matches!(kind, BlockKind::Directive(directive) if directive.name == DirectiveName::Diagram);
        let blocks = open.document.blocks.iter();
        let mut issues = check::note::issues(note, &open.document, &open.cards);
        issues.extend(drawings(&open.document));
        Self {
            words: check::note::words(&open.document),
            diagrams: blocks.filter(|block| is_diagram(&block.kind)).count(),
            issues,
        }
    }
}

/// The drawings of a note that cannot be drawn.
fn drawings(document: &Document) -> impl Iterator<Item = Issue> {
    let refused = |block: &Block| {
        let BlockKind::Drawing(source) = &block.kind else {
            return None;
        };
        let reason = mermaid::draw(source).err()?;
        Some(Issue {
            line: document.line_of(block.range.start),
            message: format!("the drawing is shown as its text: {reason}"),
        })
    };
    document.blocks.iter().filter_map(refused)
}

fn file(note: &Note) -> String {
    note.file()
        .map_or_else(|| note.path().to_owned(), |file| file.display().to_string())
}

fn print(
    out: &mut impl Write,
    checked: &Checked,
    issues: &[(String, Issue)],
    summary: bool,
) -> io::Result<()> {
    for (file, issue) in issues {
        writeln!(out, "{file}:{}: {}", issue.line, issue.message)?;
    }
    let library = &checked.library;
    let outlines = library.notes().iter().map(Note::outline);
    let sections: usize = outlines.map(|outline| outline.entries.len()).sum();
    let diagrams: usize = checked.texts.values().map(|text| text.diagrams).sum();
    writeln!(
        out,
        "{}, {}, {}",
        count(library.notes().len(), "note"),
        count(sections, "section"),
        count(diagrams, "diagram")
    )?;
    writeln!(
        out,
        "{}: {}",
        count(checked.cards.len(), "question"),
        by_type(&checked.cards)
    )?;
    writeln!(out, "{}", count(links::count(library), "link"))?;
    writeln!(out, "{}", count(issues.len(), "issue"))?;
    if summary {
        writeln!(out)?;
        print_table(out, checked)?;
        writeln!(out)?;
        print_tasks(out, checked)?;
    }
    Ok(())
}

fn by_type(cards: &[Card]) -> String {
    let mut types: BTreeMap<&str, usize> = BTreeMap::new();
    for card in cards {
        *types.entry(card.kind.name()).or_default() += 1;
    }
    types
        .iter()
        .map(|(name, number)| format!("{number} {name}"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// One row a chapter: notes, words a note, questions, multiple response, share of the single
/// choices whose right option is the longest, share of each domain.
fn print_table(out: &mut impl Write, checked: &Checked) -> io::Result<()> {
    let library = &checked.library;
    write!(out, "{:<30}{:>7}{:>12}", "chapter", "notes", "words")?;
    write!(
        out,
        "{:>11}{:>10}{:>11}",
        "questions", "multiple", "longest %"
    )?;
    writeln!(out, "{:>6}{:>6}{:>6}{:>6}", "D1 %", "D2 %", "D3 %", "D4 %")?;
    let chapter = |note: &Note| library.topics_above(note).first().copied();
    for notes in library.notes().chunk_by(|note, next| {
        chapter(note).map(|topic| &topic.id) == chapter(next).map(|topic| &topic.id)
    }) {
        let topic = notes.first().and_then(chapter);
        let title = topic.map_or("(no chapter)", |topic| &topic.title);
        print_row(out, title, notes, checked)?;
    }
    print_row(out, "all", library.notes(), checked)
}

/// One row a task of the exam: the notes that name it, and the questions that test it.
fn print_tasks(out: &mut impl Write, checked: &Checked) -> io::Result<()> {
    writeln!(out, "{:<10}{:>7}{:>11}", "exam task", "notes", "questions")?;
    for task in blueprint::tasks() {
        let notes = checked.library.notes().iter();
        let names_it = |note: &&Note| note.domains().contains(&task);
        let notes = notes.filter(names_it).count();
        let asks = |card: &&Card| card.domain.as_deref() == Some(task.as_str());
        let questions = checked.cards.iter().filter(asks).count();
        writeln!(out, "{task:<10}{notes:>7}{questions:>11}")?;
    }
    Ok(())
}

fn print_row(
    out: &mut impl Write,
    title: &str,
    notes: &[Note],
    checked: &Checked,
) -> io::Result<()> {
    let cards = notes
        .iter()
        .flat_map(|note| checked.bank.of_note(note.id()));
    let cards: Vec<Card> = cards.collect();
    let report = check::check(&cards);
    let texts = notes.iter().filter_map(|note| checked.text(note));
    let words: Vec<usize> = texts.map(|text| text.words).collect();
    let words = match (words.iter().min(), words.iter().max()) {
        (Some(least), Some(most)) => format!("{least}–{most}"),
        _ => "–".to_owned(),
    };
    let multiple = cards
        .iter()
        .filter(|card| matches!(card.kind, CardKind::MultipleResponse(_)))
        .count();
    let percent = |share: &Share| share.value().unwrap_or_default() * 100.0;
    let longest = percent(&report.right_is_longest);
    write!(out, "{title:<30}{:>7}", notes.len())?;
    write!(out, "{words:>12}")?;
    write!(out, "{:>11}{multiple:>10}{longest:>11.0}", cards.len())?;
    for domain in &blueprint::DOMAINS {
        let share = report.by_domain.get(&domain.number).map_or(0.0, percent);
        write!(out, "{share:>6.0}")?;
    }
    writeln!(out)
}
