//! The pictures of notes that were read, within a budget: those that came into view longest ago
//! are dropped first. Their sizes are kept, so that no text moves when they are read again.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::ids::NoteId;
use crate::base::pixels::Frames;
use crate::tasks::picture::{Picture, fitted};

/// All pixels together take no more.
pub const MOST_BYTES: usize = 128 << 20;

/// A picture is read again when it is shown larger than so many times what was decoded.
const BLURRED: f64 = 1.1;

/// A picture of a note.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PictureKey {
    /// The note it stands in.
    pub note: NoteId,
    /// As written there.
    pub destination: Arc<str>,
    /// Whether it is the one that fills the window, beside the one in the text.
    pub large: bool,
}

/// The pictures of notes.
#[derive(Debug)]
pub struct Pictures {
    known: BTreeMap<PictureKey, NotePicture>,
    most_bytes: usize,
    /// Counts what was shown and decoded, so that pictures can be told apart and put in order.
    serial: u64,
}

/// A picture that stands in a note.
#[derive(Debug, Clone)]
pub enum NotePicture {
    /// It is being read for the first time.
    Loading,
    /// It was read.
    Known(KnownPicture),
    /// Why it is not shown, in a sentence without a full stop.
    Absent(String),
}

/// A picture that was read.
#[derive(Debug, Clone)]
pub struct KnownPicture {
    /// Its own size, in pixels.
    pub size: [u32; 2],
    /// How many pixels wide it was decoded.
    pub decoded_width: u32,
    /// Whether it can be decoded larger than it is without loss.
    pub scales: bool,
    /// Its pixels, unless they were dropped.
    pub frames: Option<Arc<Frames>>,
    /// What is not shown as it is.
    pub remark: Option<&'static str>,
    /// Different for all pixels that were ever decoded.
    pub serial: u64,
    /// Whether it is being read again.
    pub loading: bool,
    /// Whether its file may be another by now.
    pub outdated: bool,
    shown: u64,
}

impl KnownPicture {
    /// Whether it is to be read again, to fit into `room`: its file is another, or it is blurred.
    pub fn is_behind(&self, room: [u32; 2]) -> bool {
        let [width, _] = fitted(self.size, room, self.scales);
        self.outdated || f64::from(width) > f64::from(self.decoded_width) * BLURRED
    }
}

impl Default for Pictures {
    fn default() -> Self {
        Self {
            known: BTreeMap::new(),
            most_bytes: MOST_BYTES,
            serial: 0,
        }
    }
}

impl Pictures {
    /// What is known of a picture; nothing if it was never asked for.
    pub fn get(&self, key: &PictureKey) -> Option<&NotePicture> {
        self.known.get(key)
    }

    /// How many bytes of pixels are kept.
    pub fn bytes(&self) -> usize {
        self.pictures()
            .filter_map(|picture| picture.frames.as_ref())
            .map(|frames| frames.bytes())
            .sum()
    }

    /// Files of pictures changed: all are read again when they come into view. What is known of
    /// them is shown until then, so that no text moves.
    pub(super) fn outdate(&mut self) {
        self.known.retain(|_, picture| {
            if let NotePicture::Known(known) = picture {
                known.outdated = true;
                // What is being read may be of before.
                known.loading = false;
            }
            matches!(picture, NotePicture::Known(_))
        });
    }

    /// Forgets why pictures are not shown: perhaps they are there now.
    pub(super) fn forget_absent(&mut self) {
        let is_absent = |picture: &NotePicture| matches!(picture, NotePicture::Absent(_));
        self.known.retain(|_, picture| !is_absent(picture));
    }

    /// Notes that a picture is being read; says whether nobody did so before.
    pub(super) fn begin(&mut self, key: &PictureKey) -> bool {
        match self.known.get_mut(key) {
            None => {
                self.known.insert(key.clone(), NotePicture::Loading);
                true
            }
            Some(NotePicture::Known(known)) => !std::mem::replace(&mut known.loading, true),
            Some(NotePicture::Loading | NotePicture::Absent(_)) => false,
        }
    }

    /// Notes why a picture is not shown.
    pub(super) fn refuse(&mut self, key: PictureKey, reason: String) {
        self.known.insert(key, NotePicture::Absent(reason));
    }

    /// Notes that a picture came into view.
    pub(super) fn shown(&mut self, key: &PictureKey) {
        self.serial += 1;
        if let Some(NotePicture::Known(known)) = self.known.get_mut(key) {
            known.shown = self.serial;
        }
    }

    /// Takes a picture up that was read, and drops others for it if need be.
    pub(super) fn take(&mut self, key: PictureKey, read: Result<Picture, String>) {
        self.serial += 1;
        let picture = match read {
            Err(reason) => NotePicture::Absent(reason),
            Ok(picture) => NotePicture::Known(KnownPicture {
                size: picture.size,
                decoded_width: picture.frames.size[0],
                frames: Some(Arc::new(picture.frames)),
                remark: picture.remark,
                scales: picture.scales,
                serial: self.serial,
                loading: false,
                outdated: false,
                shown: self.serial,
            }),
        };
        self.known.insert(key, picture);
        self.keep_to_the_budget();
    }

    /// The last one that came into view stays, however large it is.
    fn keep_to_the_budget(&mut self) {
        let mut bytes = self.bytes();
        while bytes > self.most_bytes {
            let last = self.pictures().map(|picture| picture.shown).max();
            let oldest = self
                .known
                .values_mut()
                .filter_map(|picture| match picture {
                    NotePicture::Known(known) if known.frames.is_some() => Some(known),
                    _ => None,
                })
                .min_by_key(|known| known.shown);
            let Some(oldest) = oldest.filter(|known| Some(known.shown) != last) else {
                return;
            };
            bytes -= oldest.frames.take().map_or(0, |frames| frames.bytes());
        }
    }

    fn pictures(&self) -> impl Iterator<Item = &KnownPicture> {
        self.known.values().filter_map(|picture| match picture {
            NotePicture::Known(known) => Some(known),
            _ => None,
        })
    }
}

/// The address of a picture that lies in the web: it is never fetched, but can be opened.
pub fn web_address(destination: &str) -> Option<String> {
    let starts = |scheme: &str| {
        let head = destination.get(..scheme.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    };
    if starts("http://") || starts("https://") {
        Some(destination.to_owned())
    } else if destination.starts_with("//") {
        Some(format!("https:{destination}"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::pixels::Frame;

    fn key(name: &str) -> PictureKey {
        PictureKey {
            note: NoteId::new("a"),
            destination: name.into(),
            large: false,
        }
    }

    fn picture(bytes: usize) -> Picture {
        let frame = Frame {
            rgba: vec![0; bytes],
            lasts_ms: 0,
        };
        Picture {
            size: [7, 5],
            frames: Frames {
                size: [7, 5],
                frames: vec![frame],
            },
            remark: None,
            scales: false,
        }
    }

    fn kept(pictures: &Pictures, name: &str) -> bool {
        matches!(pictures.get(&key(name)), Some(NotePicture::Known(known)) if known.frames.is_some())
    }

    fn small() -> Pictures {
        Pictures {
            most_bytes: 250,
            ..Pictures::default()
        }
    }

    #[test]
    fn picture_that_came_into_view_longest_ago_is_dropped_and_its_size_kept() {
        let mut pictures = small();
        pictures.take(key("a"), Ok(picture(100)));
        pictures.take(key("b"), Ok(picture(100)));
        pictures.shown(&key("a"));
        pictures.take(key("c"), Ok(picture(100)));
        assert!(kept(&pictures, "a") && kept(&pictures, "c") && !kept(&pictures, "b"));
        let Some(NotePicture::Known(dropped)) = pictures.get(&key("b")) else {
            panic!("the size of b is gone");
        };
        assert_eq!(dropped.size, [7, 5]);
        assert!(pictures.begin(&key("b")), "b cannot be read again");
        assert!(!pictures.begin(&key("b")), "b is read twice at once");
    }

    #[test]
    fn picture_whose_file_changed_is_shown_until_it_is_read_again() {
        let mut pictures = small();
        pictures.take(key("a"), Ok(picture(100)));
        pictures.begin(&key("a"));
        pictures.outdate();
        assert!(kept(&pictures, "a"));
        assert!(pictures.begin(&key("a")), "what is being read is of before");
        pictures.take(key("a"), Err("gone".to_owned()));
        assert!(!kept(&pictures, "a"));
    }

    #[test]
    fn picture_larger_than_the_budget_is_shown_alone() {
        let mut pictures = small();
        pictures.take(key("a"), Ok(picture(100)));
        pictures.take(key("b"), Ok(picture(1_000)));
        assert!(!kept(&pictures, "a") && kept(&pictures, "b"));
    }

    #[test]
    fn picture_that_cannot_be_shown_is_not_read_again() {
        let mut pictures = small();
        assert!(pictures.begin(&key("a")));
        pictures.take(key("a"), Err("gone".to_owned()));
        assert!(!pictures.begin(&key("a")));
    }

    #[test]
    fn address_in_the_web_is_known_in_every_spelling() {
        assert!(web_address("HTTPS://example.com/a.png").is_some());
        assert_eq!(
            web_address("//example.com/a").as_deref(),
            Some("https://example.com/a")
        );
        assert_eq!(web_address("http.png"), None);
        assert_eq!(web_address("img/a.png"), None);
    }

    proptest::proptest! {
        /// Else it would be read again and again.
        #[test]
        fn picture_gains_nothing_from_being_read_as_it_was(
            size in [1_u32..60_000, 1_u32..60_000],
            room in [1_u32..9_000, 1_u32..9_000],
            scales: bool,
        ) {
            let known = KnownPicture {
                size,
                decoded_width: fitted(size, room, scales)[0],
                scales,
                frames: None,
                remark: None,
                serial: 0,
                loading: false,
                outdated: false,
                shown: 0,
            };
            proptest::prop_assert!(!known.is_behind(room));
        }
    }
}
