//! The cache of the edge location: keys, copies, and how long a copy lives.
//!
//! TTL rule: `max-age` within minimum and maximum; no header takes the default; `no-store` is
//! kept out unless the minimum is above zero; errors live 10 s, since ours carry no header.

use std::collections::BTreeMap;

use super::setup::{CacheControl, Setup};
use super::traffic::{Country, Group, Query, Request, path};
use super::trip::Response;

/// How long `CloudFront` keeps an error when nothing else is said.
pub(super) const ERROR_TTL_SECS: u64 = 10;

/// What makes two requests the same for the cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    object: u64,
    rewritten: Option<Group>,
    query: Query,
    group: Option<Group>,
    country: Option<Country>,
}

/// A stored answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) response: Response,
    pub(super) stored_at_secs: u64,
    pub(super) ttl_secs: u64,
    pub(super) hits: u64,
    /// The number of the request that last stored or used it.
    pub(super) touched: u64,
}

/// All stored answers, those whose time is up included until they are replaced.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cache {
    entries: BTreeMap<Key, Entry>,
}

/// A change of the cache that a stage brings about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Write {
    /// A copy was used.
    Hit(Key),
    /// An answer was stored.
    Put(Key, Entry),
}

/// Why a copy lives as long as it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TtlRule {
    MaxAge,
    RaisedToMin,
    CutToMax,
    Default,
    NoStore,
    NoStoreAgainstMin,
    Error,
}

impl Key {
    /// The key of a request as it stands after viewer request.
    pub(super) fn of(setup: &Setup, request: &Request) -> Self {
        Self {
            object: request.object,
            rewritten: request.rewritten,
            query: if setup.key.query {
                request.query
            } else {
                Query::None
            },
            group: request.group.filter(|_| setup.key.cookie),
            country: setup.key.country.then_some(request.country),
        }
    }

    /// `/page-1-b?a&b A DE`.
    pub(super) fn text(&self) -> String {
        let mut text = path(self.object, self.rewritten) + &self.query.text();
        for part in [
            self.group.map(Group::letter),
            self.country.map(Country::code),
        ]
        .into_iter()
        .flatten()
        {
            text.push(' ');
            text.push_str(part);
        }
        text
    }
}

impl Entry {
    /// Whether it may still be used at that second.
    pub(super) fn is_fresh(&self, at_secs: u64) -> bool {
        self.stored_at_secs.saturating_add(self.ttl_secs) > at_secs
    }
}

impl Cache {
    /// What is stored under `key`, fresh or not.
    pub(super) fn get(&self, key: &Key) -> Option<&Entry> {
        self.entries.get(key)
    }

    /// Carries out a change for the request with this number.
    pub(super) fn apply(&mut self, write: Write, number: u64) {
        match write {
            Write::Hit(key) => {
                if let Some(entry) = self.entries.get_mut(&key) {
                    entry.hits += 1;
                    entry.touched = number;
                }
            }
            Write::Put(key, entry) => {
                self.entries.insert(key, entry);
            }
        }
    }

    /// How many answers are stored.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The answers by last use, newest first.
    pub(super) fn by_last_use(&self) -> Vec<(&Key, &Entry)> {
        let mut entries: Vec<_> = self.entries.iter().collect();
        entries.sort_by_key(|(_, entry)| std::cmp::Reverse(entry.touched));
        entries
    }
}

/// How many seconds an answer may be kept, and why; zero means that it is not stored.
pub(super) fn lifetime(setup: &Setup, status: u16) -> (u64, TtlRule) {
    let limits = setup.ttl;
    if status >= 400 {
        return (ERROR_TTL_SECS, TtlRule::Error);
    }
    match setup.cache_control {
        CacheControl::Absent => (limits.default, TtlRule::Default),
        CacheControl::NoStore if limits.min > 0 => (limits.min, TtlRule::NoStoreAgainstMin),
        CacheControl::NoStore => (0, TtlRule::NoStore),
        CacheControl::MaxAge => match setup.max_age_secs {
            low if low < limits.min => (limits.min, TtlRule::RaisedToMin),
            high if high > limits.max => (limits.max, TtlRule::CutToMax),
            fits => (fits, TtlRule::MaxAge),
        },
    }
}
