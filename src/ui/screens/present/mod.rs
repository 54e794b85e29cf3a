//! Stand-in.
#![expect(missing_docs, reason = "stand-in")]
#[derive(Debug)]
pub struct PresentView;
pub fn show(
    _: &mut egui::Ui,
    _: &mut Option<PresentView>,
    _: &crate::base::ids::NoteId,
    _: usize,
    _: &mut crate::ui::view_ctx::ViewCtx<'_>,
) {
}
