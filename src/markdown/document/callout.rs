//! The kinds of callouts, and whether they fold.

/// What a callout is about: GitHub's five alerts and the further kinds that notes use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CalloutKind {
    /// Something worth knowing.
    Note,
    /// What follows in short.
    Abstract,
    /// Something beside the matter.
    Info,
    /// What is to be done.
    Todo,
    /// A way to do it better.
    Tip,
    /// What success depends on.
    Important,
    /// What went well.
    Success,
    /// What is asked.
    Question,
    /// What goes wrong without care.
    Warning,
    /// What does harm.
    Caution,
    /// What went wrong.
    Failure,
    /// A fault.
    Bug,
    /// How it looks in practice.
    Example,
    /// What somebody said.
    Quote,
    /// `<details>`: only a fold.
    Details,
}

/// Whether a callout folds, and how it stands at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fold {
    /// It does not fold.
    #[default]
    Never,
    /// It folds and begins open.
    Open,
    /// It folds and begins closed.
    Closed,
}

impl CalloutKind {
    /// The word in the title line, unless the note gives another.
    pub fn title(self) -> &'static str {
        match self {
            Self::Note => "Note",
            Self::Abstract => "Abstract",
            Self::Info => "Info",
            Self::Todo => "To do",
            Self::Tip => "Tip",
            Self::Important => "Important",
            Self::Success => "Success",
            Self::Question => "Question",
            Self::Warning => "Warning",
            Self::Caution => "Caution",
            Self::Failure => "Failure",
            Self::Bug => "Bug",
            Self::Example => "Example",
            Self::Quote => "Quote",
            Self::Details => "Details",
        }
    }

    /// The kind that a word in `[!…]` names, in any case; `None` for a word nobody uses.
    pub fn named(word: &str) -> Option<Self> {
        Some(match word.to_lowercase().as_str() {
            "note" => Self::Note,
            "abstract" | "summary" | "tldr" => Self::Abstract,
            "info" => Self::Info,
            "todo" => Self::Todo,
            "tip" | "hint" => Self::Tip,
            "important" => Self::Important,
            "success" | "check" | "done" => Self::Success,
            "question" | "help" | "faq" => Self::Question,
            "warning" | "attention" => Self::Warning,
            "caution" | "danger" | "error" => Self::Caution,
            "failure" | "fail" | "missing" => Self::Failure,
            "bug" => Self::Bug,
            "example" => Self::Example,
            "quote" | "cite" => Self::Quote,
            _ => return None,
        })
    }
}
