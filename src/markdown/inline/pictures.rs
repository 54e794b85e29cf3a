//! Pictures in running text: read as their words, and taken out where they can stand as blocks.

use std::ops::Range;
use std::sync::Arc;

use super::InlineBuilder;
use crate::base::file_name;
use crate::markdown::document::{Link, LinkKind};
use crate::markdown::picture::{MetPicture, with_size};

/// A picture that is asked to be at most so many points wide or high is an icon of its line.
const ICON: u16 = 32;

/// Whether it can stand as a block: neither a badge of the web nor an icon.
fn can_stand(picture: &MetPicture) -> bool {
    let size = picture.size;
    let is_small = |points: u16| points <= ICON;
    let is_icon = size.width.is_some_and(is_small) || size.height.is_some_and(is_small);
    !is_icon && !picture.destination.contains("://")
}

impl InlineBuilder {
    /// A picture (or a note in its place) whose alternative text lasts until [`Self::end`].
    pub(in crate::markdown) fn begin_image(&mut self, picture: MetPicture) {
        self.save(super::Begun::Image);
        self.image_depth += 1;
        if self.image_depth > 1 {
            return;
        }
        let in_link = self.link.is_some() || self.html_link.is_some();
        self.has_words |= in_link;
        self.style.image = !picture.is_note;
        if !in_link {
            let destination = picture.destination.clone();
            let kind = if picture.is_note {
                LinkKind::Wiki
            } else {
                LinkKind::Image
            };
            self.link = Some(Arc::new(Link { destination, kind }));
        }
        self.pictures.push(picture);
    }

    /// The picture that ended just now, if it can stand as a block of its own: its words go with
    /// it. Badges of the web and icons stay words, and so does what a comment or a highlight
    /// reaches over, or a link, until that ends.
    pub(in crate::markdown) fn take_picture(&mut self) -> Option<MetPicture> {
        self.pictures.last().filter(|picture| can_stand(picture))?;
        self.cut_picture(self.picture_words.start)
    }

    /// The picture that the link which ended just now holds, if it holds nothing else and the
    /// picture can stand as a block: it leads where the link does.
    pub(in crate::markdown) fn take_linked_picture(&mut self) -> Option<MetPicture> {
        let (link, start) = self.ended_link.take()?;
        let is_picture = |picture: &&MetPicture| can_stand(picture) && !picture.is_note;
        self.pictures.last().filter(is_picture)?;
        let Range { start: from, end } = self.picture_words.clone();
        let start = start.min(from);
        let around = [start..from, end..self.text.len()];
        let is_blank = |range: Range<usize>| {
            self.text
                .get(range)
                .is_some_and(|text| text.trim().is_empty())
        };
        if !around.into_iter().all(is_blank) {
            return None;
        }
        let picture = self.cut_picture(start)?;
        Some(MetPicture {
            link: Some(link),
            ..picture
        })
    }

    /// Takes the last picture out of the text, with all that is collected since `start`.
    fn cut_picture(&mut self, start: usize) -> Option<MetPicture> {
        let is_in_link = self.link.is_some() || self.html_link.is_some();
        if self.image_depth > 0 || is_in_link || self.is_within_marks() {
            return None;
        }
        self.cut_from(start);
        let before = self.text.trim_end().len();
        self.cut_from(before);
        self.pictures.pop()
    }

    /// Whether the text has more than one line.
    pub(in crate::markdown) fn has_breaks(&self) -> bool {
        self.text.contains('\n')
    }

    /// The pictures of a text that is nothing else.
    pub(in crate::markdown) fn take_pictures(&mut self) -> Vec<MetPicture> {
        if self.has_words {
            return Vec::new();
        }
        self.cut_from(0);
        std::mem::take(&mut self.pictures)
    }

    /// An inner image has no life of its own: its words belong to the outer one's.
    pub(super) fn end_image(&mut self, start: usize) {
        self.image_depth = self.image_depth.saturating_sub(1);
        if self.image_depth > 0 {
            return;
        }
        self.picture_words = start..self.text.len();
        let Some(picture) = self.pictures.last_mut() else {
            return;
        };
        picture.alt = self
            .text
            .get(start..)
            .unwrap_or_default()
            .trim()
            .replace('\n', " ");
        if let Some((alt, size)) = with_size(&picture.alt) {
            picture.size = size;
            self.cut_from(start);
            let Some(picture) = self.pictures.last_mut() else {
                return;
            };
            picture.alt.clone_from(&alt);
            self.push_alt(&alt);
        }
        let Some(picture) = self.pictures.last_mut() else {
            return;
        };
        if picture.alt.is_empty() {
            let name = match file_name::telling_stem(&picture.destination) {
                "" => "Picture".to_owned(),
                name => name.to_owned(),
            };
            self.push_alt(&name);
        }
        self.picture_words.end = self.text.len();
    }

    /// Words that stand for a picture.
    fn push_alt(&mut self, words: &str) {
        self.image_depth = 1;
        self.push(words);
        self.image_depth = 0;
    }
}
