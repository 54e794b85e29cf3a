//! What a note says of itself before its text.

/// The keys of the front matter that the program uses.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FrontMatter {
    /// The title; if absent the first heading or the file's name serves.
    pub title: Option<String>,
    /// The stable identity that links, cards and bookmarks hang on.
    pub id: Option<String>,
    /// One sentence for search and tooltip.
    pub summary: Option<String>,
    /// Exam task statements ("1.3").
    pub domains: Vec<String>,
    /// Year and month when the facts were checked ("2026-11").
    pub facts_as_of: Option<String>,
}
