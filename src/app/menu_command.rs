//! Every named action of the program: its words, its key, and the command it stands for.
//!
//! One table feeds the shortcuts, the jump box (after `>`), the tooltips and the page of keys.

use super::command::{
    Command, FindCommand, ImportCommand, MarkCommand, Overlay, PaneCommand, Part, SearchCommand,
    SittingCommand,
};
use super::panes::{Pane, fits_beside};
use super::route::{Route, Scope};
use super::settings::Change;
use super::state::AppState;
use crate::base::ids::NoteId;
use crate::library::marks::Ink;

/// One named action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of each stand in the table below")]
pub enum MenuCommand {
    Jump,
    Find,
    NextHit,
    PreviousHit,
    Home,
    Gallery,
    Practise,
    PractiseNote,
    Present,
    Back,
    Forward,
    MarkRead,
    Bookmark,
    HighlightAmber,
    HighlightGreen,
    HighlightRose,
    Comment,
    Marks,
    ToggleTree,
    FilterTree,
    Text,
    OnThisPage,
    Beside,
    SwapPanes,
    Focus,
    FoldAll,
    UnfoldAll,
    ImportFiles,
    ImportFolder,
    FlipTheme,
    LargerText,
    SmallerText,
    UsualText,
    Fullscreen,
    Settings,
    Keys,
    Quit,
}

/// A key with its modifiers, without naming a toolkit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chord {
    /// Ctrl, on macOS Cmd.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
    /// The key as egui names it: `K`, `F5`, `ArrowLeft`, `Plus`, `?`.
    pub key: &'static str,
}

impl Chord {
    const fn plain(key: &'static str) -> Self {
        Self {
            command: false,
            shift: false,
            alt: false,
            key,
        }
    }

    const fn command(key: &'static str) -> Self {
        Self {
            command: true,
            ..Self::plain(key)
        }
    }

    const fn shift(key: &'static str) -> Self {
        Self {
            shift: true,
            ..Self::plain(key)
        }
    }

    const fn command_shift(key: &'static str) -> Self {
        Self {
            command: true,
            shift: true,
            ..Self::plain(key)
        }
    }

    const fn alt(key: &'static str) -> Self {
        Self {
            alt: true,
            ..Self::plain(key)
        }
    }
}

impl MenuCommand {
    /// All of them, in the order of the page of keys.
    pub const ALL: [Self; 37] = [
        Self::Jump,
        Self::Find,
        Self::NextHit,
        Self::PreviousHit,
        Self::Home,
        Self::Gallery,
        Self::Practise,
        Self::PractiseNote,
        Self::Present,
        Self::Back,
        Self::Forward,
        Self::MarkRead,
        Self::Bookmark,
        Self::HighlightAmber,
        Self::HighlightGreen,
        Self::HighlightRose,
        Self::Comment,
        Self::Marks,
        Self::ToggleTree,
        Self::FilterTree,
        Self::Text,
        Self::OnThisPage,
        Self::Beside,
        Self::SwapPanes,
        Self::Focus,
        Self::FoldAll,
        Self::UnfoldAll,
        Self::ImportFiles,
        Self::ImportFolder,
        Self::FlipTheme,
        Self::LargerText,
        Self::SmallerText,
        Self::UsualText,
        Self::Fullscreen,
        Self::Settings,
        Self::Keys,
        Self::Quit,
    ];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Jump => "Search or jump",
            Self::Find => "Find in this note",
            Self::NextHit => "Next hit in this note",
            Self::PreviousHit => "Previous hit in this note",
            Self::Home => "Home",
            Self::Gallery => "All diagrams",
            Self::Practise => "Practise",
            Self::PractiseNote => "Practise this note",
            Self::Present => "Present this note",
            Self::Back => "Back",
            Self::Forward => "Forward",
            Self::MarkRead => "Mark as read, or as not read",
            Self::Bookmark => "Bookmark this place",
            Self::HighlightAmber => "Highlight in amber",
            Self::HighlightGreen => "Highlight in green",
            Self::HighlightRose => "Highlight in rose",
            Self::Comment => "Comment on what is selected",
            Self::Marks => "Highlights and bookmarks",
            Self::ToggleTree => "Show or hide the tree",
            Self::FilterTree => "Filter the tree",
            Self::Text => "To the text of the note",
            Self::OnThisPage => "On this page",
            Self::Beside => "Two panes, or one",
            Self::SwapPanes => "Exchange the two panes",
            Self::Focus => "Focus on the text",
            Self::FoldAll => "Fold all topics",
            Self::UnfoldAll => "Unfold all topics",
            Self::ImportFiles => "Import files…",
            Self::ImportFolder => "Import a folder…",
            Self::FlipTheme => "Switch day and night",
            Self::LargerText => "Larger text",
            Self::SmallerText => "Smaller text",
            Self::UsualText => "Usual text size",
            Self::Fullscreen => "Whole screen",
            Self::Settings => "Settings…",
            Self::Keys => "All keys",
            Self::Quit => "Quit",
        }
    }

    /// Further words by which it is found.
    pub fn other_words(self) -> &'static str {
        match self {
            Self::Jump => "find go open",
            Self::Find => "search page",
            Self::NextHit | Self::PreviousHit => "find search match",
            Self::Home => "start overview today",
            Self::Gallery => "simulators play",
            Self::Practise | Self::PractiseNote => "practice quiz questions cards review exam test",
            Self::Present => "slides slideshow presentation",
            Self::Back => "previous history",
            Self::Forward => "next history",
            Self::MarkRead => "done unread finished",
            Self::Bookmark => "favorite star remember",
            Self::HighlightAmber => "mark color yellow orange",
            Self::HighlightGreen => "mark color",
            Self::HighlightRose => "mark color pink red",
            Self::Comment => "note annotate remark",
            Self::Marks => "annotations comments favorites",
            Self::ToggleTree => "sidebar navigation topics chapters panel",
            Self::FilterTree => "sidebar search topics",
            Self::Text => "read note keyboard scroll",
            Self::OnThisPage => "outline contents headings sections links backlinks sidebar",
            Self::Beside => "split view side columns",
            Self::SwapPanes => "split swap switch",
            Self::Focus => "zen distraction reading mode",
            Self::FoldAll => "collapse close tree",
            Self::UnfoldAll => "expand open tree",
            Self::ImportFiles | Self::ImportFolder => "add open notes markdown vault",
            Self::FlipTheme => "theme dark light mode colors appearance",
            Self::LargerText => "font size zoom in bigger increase",
            Self::SmallerText => "font size zoom out smaller decrease",
            Self::UsualText => "font zoom reset default normal 100",
            Self::Fullscreen => "fullscreen maximize window",
            Self::Settings => {
                "preferences options configuration theme dark light colors font typeface text size \
                 zoom motion exam date"
            }
            Self::Keys => "shortcuts keyboard help",
            Self::Quit => "exit close leave",
        }
    }

    /// The keys that do it; the first is the one that is shown.
    pub fn chords(self) -> &'static [Chord] {
        match self {
            Self::Jump => const { &[Chord::command("K"), Chord::command("P")] },
            Self::Find => const { &[Chord::command("F")] },
            Self::NextHit => const { &[Chord::plain("F3"), Chord::command("G")] },
            Self::PreviousHit => const { &[Chord::shift("F3"), Chord::command_shift("G")] },
            Self::Home => const { &[Chord::alt("Home")] },
            Self::Gallery => const { &[Chord::command_shift("D")] },
            Self::Practise => const { &[Chord::command_shift("P")] },
            Self::Present => const { &[Chord::plain("F5")] },
            Self::Back => const { &[Chord::alt("ArrowLeft")] },
            Self::Forward => const { &[Chord::alt("ArrowRight")] },
            Self::Bookmark => const { &[Chord::command("D")] },
            Self::HighlightAmber => const { &[Chord::command("1")] },
            Self::HighlightGreen => const { &[Chord::command("2")] },
            Self::HighlightRose => const { &[Chord::command("3")] },
            Self::Comment => const { &[Chord::command_shift("M")] },
            Self::Marks => const { &[Chord::command_shift("H")] },
            Self::ToggleTree => const { &[Chord::command("B")] },
            Self::FilterTree => const { &[Chord::command_shift("F")] },
            Self::Text => const { &[Chord::plain("F6")] },
            Self::OnThisPage => const { &[Chord::command_shift("O")] },
            Self::Beside => const { &[Chord::command("Backslash")] },
            // Where Shift makes another sign of the key, it goes by that.
            Self::SwapPanes => {
                const {
                    &[
                        Chord::command_shift("Backslash"),
                        Chord::command_shift("Pipe"),
                    ]
                }
            }
            Self::Focus => const { &[Chord::plain("F9")] },
            Self::PractiseNote
            | Self::MarkRead
            | Self::FoldAll
            | Self::UnfoldAll
            | Self::ImportFolder => &[],
            Self::ImportFiles => const { &[Chord::command("O")] },
            Self::FlipTheme => const { &[Chord::command_shift("L")] },
            Self::LargerText => const { &[Chord::command("Plus"), Chord::command("Equals")] },
            Self::SmallerText => const { &[Chord::command("Minus")] },
            Self::UsualText => const { &[Chord::command("0")] },
            Self::Fullscreen => const { &[Chord::plain("F11")] },
            Self::Settings => const { &[Chord::command("Comma")] },
            Self::Keys => const { &[Chord::plain("F1"), Chord::plain("?")] },
            Self::Quit => const { &[Chord::command("Q")] },
        }
    }

    /// Whether its key works while a dialog is open: what lies beneath stays as it is.
    pub fn works_above_dialogs(self) -> bool {
        matches!(
            self,
            Self::Jump
                | Self::Marks
                | Self::ImportFiles
                | Self::FlipTheme
                | Self::LargerText
                | Self::SmallerText
                | Self::UsualText
                | Self::Fullscreen
                | Self::Settings
                | Self::Keys
                | Self::Quit
        )
    }

    /// The command it stands for now; `None` when it makes no sense here.
    pub fn resolve(self, state: &AppState, dark_now: bool) -> Option<Command> {
        self.resolve_in(Pane::Main, state, dark_now)
    }

    /// The same where it is meant for the note of `pane`.
    pub fn resolve_in(self, pane: Pane, state: &AppState, dark_now: bool) -> Option<Command> {
        let here = state.nav.route().note_id();
        let note = state.nav_of(pane)?.route().note_id().cloned();
        Some(match self {
            Self::Jump => Command::Open(Overlay::Jump),
            Self::Find => note.map(|_| Command::Find(FindCommand::Open(None)))?,
            Self::NextHit | Self::PreviousHit if !is_lit(state, pane, note.as_ref()?) => {
                Command::Find(FindCommand::Open(None))
            }
            Self::NextHit | Self::PreviousHit => Command::Search(if self == Self::NextHit {
                SearchCommand::Next
            } else {
                SearchCommand::Previous
            }),
            Self::Home => Command::Go(Route::Home),
            Self::Gallery => Command::Go(Route::Gallery),
            Self::Practise => Command::Sitting(SittingCommand::Start(Scope::Everything)),
            Self::PractiseNote => Command::Sitting(SittingCommand::Start(Scope::Note(note?))),
            Self::Present => Command::Go(Route::Present {
                id: note?,
                slide: 0,
            }),
            Self::Back => Command::Back,
            Self::Forward => Command::Forward,
            Self::MarkRead => {
                let note = note?;
                let read = !state.is_read(&note);
                Command::MarkRead { note, read }
            }
            Self::Bookmark => Command::Mark(note.map(|_| MarkCommand::Bookmark(None))?),
            Self::HighlightAmber => Command::Mark(note.map(|_| highlight(Ink::Amber))?),
            Self::HighlightGreen => Command::Mark(note.map(|_| highlight(Ink::Green))?),
            Self::HighlightRose => Command::Mark(note.map(|_| highlight(Ink::Rose))?),
            Self::Comment => Command::Mark(note.map(|_| MarkCommand::Comment(None))?),
            Self::Marks => Command::Open(Overlay::Marks),
            Self::ToggleTree => Command::ToggleTree,
            Self::FilterTree => Command::TurnTo(Part::TreeFilter),
            Self::Text => here.map(|_| Command::TurnTo(Part::Text))?,
            Self::OnThisPage => here.map(|_| Command::TurnTo(Part::OnThisPage))?,
            Self::Beside => {
                let can = state.beside.is_some() || fits_beside(state.nav.route());
                can.then_some(Command::Pane(PaneCommand::Toggle))?
            }
            Self::SwapPanes => {
                let can = state.beside.is_some() && fits_beside(state.nav.route());
                can.then_some(Command::Pane(PaneCommand::Swap))?
            }
            Self::Focus => here.map(|_| Command::ToggleFocus)?,
            Self::FoldAll => Command::FoldAll,
            Self::UnfoldAll => Command::UnfoldAll,
            Self::ImportFiles => Command::Import(ImportCommand::PickFiles),
            Self::ImportFolder => Command::Import(ImportCommand::PickFolder),
            Self::FlipTheme => Command::Change(Change::FlipTheme { dark_now }),
            Self::LargerText => Command::Change(Change::LargerText),
            Self::SmallerText => Command::Change(Change::SmallerText),
            Self::UsualText => Command::Change(Change::TextPercent(100)),
            Self::Fullscreen => Command::ToggleFullscreen,
            Self::Settings => Command::Open(Overlay::Settings),
            Self::Keys => Command::Open(Overlay::Keys),
            Self::Quit => Command::Quit,
        })
    }
}

fn is_lit(state: &AppState, pane: Pane, note: &NoteId) -> bool {
    state.search.seeking_in(pane).lit_in(note).is_some()
}

/// Of what is selected in the open note; its screen knows that.
fn highlight(ink: Ink) -> MarkCommand {
    MarkCommand::Highlight { ink, words: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_actions_share_a_key() {
        let mut seen: Vec<(Chord, MenuCommand)> = Vec::new();
        for command in MenuCommand::ALL {
            for chord in command.chords() {
                if let Some((_, other)) = seen.iter().find(|(taken, _)| taken == chord) {
                    panic!("{other:?} and {command:?} share {chord:?}");
                }
                seen.push((*chord, command));
            }
        }
    }

    #[test]
    fn every_action_is_in_the_table_once() {
        let labels: std::collections::BTreeSet<_> = MenuCommand::ALL
            .into_iter()
            .map(MenuCommand::label)
            .collect();
        assert_eq!(labels.len(), MenuCommand::ALL.len());
    }
}
