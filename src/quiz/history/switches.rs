//! Marks that are turned on and off: the latest turn counts, and a turn can be forgotten.

use std::collections::BTreeMap;

use crate::base::stamp::Stamp;

/// Every turn of every mark.
#[derive(Debug, Clone)]
pub(super) struct Switches<K> {
    turns: BTreeMap<K, BTreeMap<Stamp, bool>>,
}

impl<K> Default for Switches<K> {
    fn default() -> Self {
        Self {
            turns: BTreeMap::new(),
        }
    }
}

impl<K: Ord> Switches<K> {
    pub(super) fn turn(&mut self, key: K, stamp: &Stamp, on: bool) {
        self.turns.entry(key).or_default().insert(stamp.clone(), on);
    }

    pub(super) fn forget(&mut self, key: &K, stamp: &Stamp) {
        if let Some(turns) = self.turns.get_mut(key) {
            turns.remove(stamp);
        }
    }

    pub(super) fn is_on(&self, key: &K) -> bool {
        self.turns.get(key).is_some_and(ends_on)
    }

    pub(super) fn all_on(&self) -> impl Iterator<Item = &K> {
        self.turns
            .iter()
            .filter(|(_, turns)| ends_on(turns))
            .map(|(key, _)| key)
    }
}

fn ends_on(turns: &BTreeMap<Stamp, bool>) -> bool {
    turns.last_key_value().is_some_and(|(_, on)| *on)
}
