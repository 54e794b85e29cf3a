//! Stand-in while the view is being built.
#![expect(missing_docs, reason = "stand-in")]
use egui::Ui;
#[derive(Debug)]
pub struct DiagramView;
#[derive(Debug, Clone, Copy)]
pub enum Room {
    InNote,
    Full,
    Slide,
    Thumbnail,
}
#[derive(Debug)]
pub enum DiagramAction {
    OpenFull,
    BackToNote(String),
    CopyLink(String),
    ChallengeAnswered { id: String, right: bool },
}
impl DiagramView {
    pub fn from_fence(_: &crate::markdown::document::Directive) -> Result<Self, String> {
        Ok(Self)
    }
    pub fn from_link(_: &str) -> Result<Self, String> {
        Ok(Self)
    }
    pub fn of_kind(_: &'static crate::diagrams::Kind) -> Self {
        Self
    }
    pub fn citation(&self) -> (String, String) {
        (String::new(), String::new())
    }
}
pub fn diagram_ui(_: &mut Ui, _: &mut DiagramView, _: Room) -> Option<DiagramAction> {
    None
}
