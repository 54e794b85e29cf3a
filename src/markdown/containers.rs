//! The containers that are open while a note is read: lists, quotes, callouts, footnotes.
//!
//! A stack, as deep as the note nests; each block takes a copy of its outermost
//! [`MAX_NESTING`] entries. Which containers still wait for their first block is one number:
//! everything below `used` has had one, everything above has not.

use std::sync::Arc;

use super::document::{
    Alignment, Block, CalloutKind, Container, Fold, MAX_NESTING, Marker, Progress,
};

/// One open container.
#[derive(Debug, Clone)]
enum Open {
    Quote {
        id: u32,
    },
    Callout {
        id: u32,
        kind: CalloutKind,
        fold: Fold,
    },
    Aligned(Alignment),
    Item {
        list: u32,
        marker: Marker,
    },
    Footnote {
        label: Arc<str>,
    },
}

/// A list whose items are being read.
#[derive(Debug)]
struct List {
    id: u32,
    /// The number of the next item, if the list counts.
    next: Option<u32>,
}

/// A footnote takes its blocks out of whatever stands around it.
#[derive(Debug)]
struct Detour {
    base: usize,
    used_before: usize,
}

/// The open containers, outermost first.
#[derive(Debug, Default)]
pub(super) struct Containers {
    open: Vec<Open>,
    used: usize,
    lists: Vec<List>,
    detours: Vec<Detour>,
    /// By list id: whether its items are paragraphs and stand apart.
    loose: Vec<bool>,
}

/// The containers of a block, and whether some were dropped for depth.
pub(super) struct Snapshot {
    pub(super) containers: Vec<Container>,
    pub(super) too_deep: bool,
}

impl Containers {
    pub(super) fn open_quote(&mut self) {
        let id = self.new_id();
        self.open.push(Open::Quote { id });
    }

    pub(super) fn open_callout(&mut self, kind: CalloutKind, fold: Fold) {
        let id = self.new_id();
        self.open.push(Open::Callout { id, kind, fold });
    }

    pub(super) fn open_aligned(&mut self, alignment: Alignment) {
        self.open.push(Open::Aligned(alignment));
    }

    pub(super) fn open_list(&mut self, first_number: Option<u64>) {
        let id = self.new_id();
        self.lists.push(List {
            id,
            next: first_number.map(|number| u32::try_from(number).unwrap_or(u32::MAX)),
        });
    }

    pub(super) fn close_list(&mut self) {
        self.lists.pop();
    }

    pub(super) fn open_item(&mut self) {
        let Some(list) = self.lists.last_mut() else {
            return;
        };
        let marker = list.next.map_or(Marker::Bullet, Marker::Number);
        list.next = list.next.map(|number| number.saturating_add(1));
        self.open.push(Open::Item {
            list: list.id,
            marker,
        });
    }

    /// What a term means: an item with nothing in front of it.
    pub(super) fn open_definition(&mut self) {
        self.open_item();
        if let Some(Open::Item { marker, .. }) = self.open.last_mut() {
            *marker = Marker::Definition;
        }
    }

    pub(super) fn open_footnote(&mut self, label: Arc<str>) {
        self.detours.push(Detour {
            base: self.open.len(),
            used_before: self.used,
        });
        self.open.push(Open::Footnote { label });
    }

    /// Whether items can be opened.
    pub(super) fn has_list(&self) -> bool {
        !self.lists.is_empty()
    }

    /// The outermost callout that has had no block yet, if the innermost container is not it.
    pub(super) fn take_untitled(&mut self) -> Option<(CalloutKind, Snapshot)> {
        let is_callout = |open: &Open| matches!(open, Open::Callout { .. });
        let waiting = self.open.get(self.used..)?;
        let at = self.used + waiting.iter().position(is_callout)?;
        let Some(Open::Callout { kind, .. }) = self.open.get(at) else {
            return None;
        };
        let kind = *kind;
        let inner = self.open.split_off(at + 1);
        let snapshot = self.take_for_block();
        self.open.extend(inner);
        Some((kind, snapshot))
    }

    /// Whether the innermost container has had no block yet.
    pub(super) fn is_unused(&self) -> bool {
        !self.open.is_empty() && self.used < self.open.len()
    }

    /// Leaves the innermost container.
    pub(super) fn close(&mut self) {
        self.open.pop();
        self.used = self.used.min(self.open.len());
    }

    /// Leaves a footnote; what stands around it is as if it had not been there.
    pub(super) fn close_footnote(&mut self) {
        self.close();
        if let Some(detour) = self.detours.pop() {
            self.used = detour.used_before.min(self.open.len());
        }
    }

    /// The item being read is a task.
    pub(super) fn mark_task(&mut self, progress: Progress) {
        if let Some(Open::Item { marker, .. }) = self.open.last_mut() {
            let number = match *marker {
                Marker::Number(number) => Some(number),
                _ => None,
            };
            *marker = Marker::Task { progress, number };
        }
    }

    /// Whether an item begins here that is no task yet.
    pub(super) fn begins_item(&self) -> bool {
        let is_plain = |open: &Open| match open {
            Open::Item { marker, .. } => matches!(marker, Marker::Bullet | Marker::Number(_)),
            _ => false,
        };
        self.is_unused() && self.open.last().is_some_and(is_plain)
    }

    /// A paragraph of its own stands directly in an item: its list is not tight.
    pub(super) fn mark_loose(&mut self) {
        if let Some(Open::Item { list, .. }) = self.open.last()
            && let Some(loose) = self.loose.get_mut(*list as usize)
        {
            *loose = true;
        }
    }

    /// What a block that is complete now stands in. Its containers have had their first block.
    pub(super) fn take_for_block(&mut self) -> Snapshot {
        let base = self.detours.last().map_or(0, |detour| detour.base);
        let around = self.open.get(base..).unwrap_or_default();
        let kept = around.get(..MAX_NESTING).unwrap_or(around);
        // As many as there are: most blocks of most notes stand in some.
        let mut containers = Vec::with_capacity(kept.len());
        let places = kept.iter().zip(base..);
        containers.extend(places.map(|(open, at)| open.container(at >= self.used)));
        let too_deep = kept.len() < around.len();
        self.used = self.open.len();
        Snapshot {
            containers,
            too_deep,
        }
    }

    /// Says of each item whether its list is tight, which is known only at the list's end.
    pub(super) fn settle_tightness(&self, blocks: &mut [Block]) {
        let containers = blocks.iter_mut().flat_map(|block| &mut block.containers);
        for container in containers {
            if let Container::Item { list, tight, .. } = container {
                *tight = !self.loose.get(*list as usize).copied().unwrap_or(false);
            }
        }
    }

    fn new_id(&mut self) -> u32 {
        self.loose.push(false);
        self.loose.len() as u32 - 1
    }
}

impl Open {
    fn container(&self, first: bool) -> Container {
        match self {
            Self::Quote { id } => Container::Quote { id: *id },
            Self::Callout { id, kind, fold } => Container::Callout {
                id: *id,
                kind: *kind,
                fold: *fold,
            },
            Self::Aligned(alignment) => Container::Aligned(*alignment),
            Self::Item { list, marker } => Container::Item {
                list: *list,
                marker: *marker,
                first,
                tight: true,
            },
            Self::Footnote { label } => Container::Footnote {
                label: label.clone(),
                number: 0,
                first,
            },
        }
    }
}
