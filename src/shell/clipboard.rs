//! The clipboard for more than plain text, which is all that the toolkit puts there.

use arboard::Clipboard;

/// The system's clipboard, joined when something is first put there. It must live on: on some
/// systems the text goes with it.
#[derive(Default)]
pub(super) struct RichClipboard(Option<Clipboard>);

impl RichClipboard {
    /// Puts HTML there, and `text` for programs that want none. Says whether the system took it.
    pub(super) fn put_html(&mut self, html: &str, text: &str) -> bool {
        if self.0.is_none() {
            self.0 = Clipboard::new().ok();
        }
        let clipboard = self.0.as_mut();
        clipboard.is_some_and(|clipboard| clipboard.set_html(html, Some(text)).is_ok())
    }
}
