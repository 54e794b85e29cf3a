//! What viewers send: requests as small values, and the pattern that makes them.
//!
//! Requests are a function of settings, seed and number; chance touches only which object is
//! asked for. Each trait follows its own rhythm so that no two of them always meet:
//! cookies A, A, B, B; tokens yes, no; redirected viewers no, yes, yes, no.

use super::setup::{Setup, VIEWERS_PER_COUNTRY};

/// Half of an A/B test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    A,
    B,
}

/// Where a viewer is, as `CloudFront` finds out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Country {
    Us,
    De,
    Jp,
    Br,
}

/// The query string, by what differs between viewers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Query {
    None,
    /// `?a&b`
    Sorted,
    /// `?b&a`: the same, written the other way round.
    Reversed,
    /// `?tag=n`: a tracking tag without influence on the page.
    Tag(u8),
}

/// The origin that a request is meant for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Region {
    Home,
    Europe,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    Http,
    Https,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Head,
    Post,
}

/// Every how many requests one is plain HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SchemeMix {
    Https,
    Http,
    Third,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CookieMix {
    None,
    Halves,
    OneInTen,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenMix {
    All,
    EverySecond,
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum QueryMix {
    None,
    TwoOrders,
    Tags,
}

/// A request as it stands at some point of its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Request {
    /// From 1.
    pub(super) number: u64,
    /// Seconds since the first request.
    pub(super) at_secs: u64,
    pub(super) scheme: Scheme,
    pub(super) method: Method,
    /// The number in `/page-1`.
    pub(super) object: u64,
    /// The ending that a function put behind the path.
    pub(super) rewritten: Option<Group>,
    pub(super) query: Query,
    /// The cookie `group`.
    pub(super) group: Option<Group>,
    pub(super) country: Country,
    /// Whether `CloudFront-Viewer-Country` is among the headers yet.
    pub(super) country_known: bool,
    /// Whether the viewer holds a valid token.
    pub(super) token: bool,
    /// Whether a `CloudFront` Function has edited a header.
    pub(super) edited_header: bool,
    /// The origin it would go to.
    pub(super) region: Region,
}

impl Request {
    /// The request with this index (from 0) of the run.
    pub(super) fn nth(setup: &Setup, seed: u64, index: u64) -> Self {
        let number = index + 1;
        let chance = scramble(seed, number);
        let object = match setup.objects {
            0 | 1 => 0,
            2 => chance % 2,
            // The smaller of two draws: the first pages are asked for more often.
            many => (chance % many).min((chance >> 32) % many),
        };
        Self {
            number,
            at_secs: index.saturating_mul(setup.spacing_secs),
            scheme: setup.scheme.nth(index),
            method: setup.method,
            object: object + 1,
            rewritten: None,
            query: setup.query.nth(index),
            group: setup.cookies.nth(index),
            country: setup
                .countries
                .get((index / VIEWERS_PER_COUNTRY) as usize % setup.countries.len().max(1))
                .copied()
                .unwrap_or(Country::Us),
            country_known: false,
            token: setup.tokens.nth(index),
            edited_header: false,
            region: Region::Home,
        }
    }

    /// Whether the viewer is in the half that a function redirects: exactly one of each pair.
    pub(super) fn is_redirected(&self) -> bool {
        matches!(self.number % 4, 2 | 3)
    }

    /// `/page-1-b`: the path without its query string.
    pub(super) fn path(&self) -> String {
        path(self.object, self.rewritten)
    }

    /// `/page-1-b?a&b`.
    pub(super) fn uri(&self) -> String {
        format!("{}{}", self.path(), self.query.text())
    }
}

/// The path of an object with the ending that a rewrite gave it.
pub(super) fn path(object: u64, rewritten: Option<Group>) -> String {
    let ending = match rewritten {
        None => "",
        Some(Group::A) => "-a",
        Some(Group::B) => "-b",
    };
    format!("/page-{object}{ending}")
}

impl Group {
    pub(super) fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
        }
    }
}

impl Country {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Us => "US",
            Self::De => "DE",
            Self::Jp => "JP",
            Self::Br => "BR",
        }
    }

    /// The origin that is meant to serve it.
    pub(super) fn region(self) -> Region {
        match self {
            Self::De => Region::Europe,
            Self::Us | Self::Jp | Self::Br => Region::Home,
        }
    }
}

impl Region {
    /// After "the".
    pub(super) fn origin_name(self) -> &'static str {
        match self {
            Self::Home => "US origin",
            Self::Europe => "European origin",
        }
    }
}

impl Query {
    pub(super) fn text(self) -> String {
        match self {
            Self::None => String::new(),
            Self::Sorted => "?a&b".to_owned(),
            Self::Reversed => "?b&a".to_owned(),
            Self::Tag(tag) => format!("?tag={tag}"),
        }
    }

    /// Parameters in order, tracking tags dropped.
    pub(super) fn normalized(self) -> Self {
        match self {
            Self::Sorted | Self::Reversed => Self::Sorted,
            Self::None | Self::Tag(_) => Self::None,
        }
    }
}

impl Method {
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
        }
    }

    /// Whether answers to it may come from the cache and go into it.
    pub(super) fn is_cacheable(self) -> bool {
        self != Self::Post
    }
}

impl Scheme {
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }
}

impl SchemeMix {
    fn nth(self, index: u64) -> Scheme {
        match self {
            Self::Http => Scheme::Http,
            Self::Third if index % 3 == 2 => Scheme::Http,
            Self::Https | Self::Third => Scheme::Https,
        }
    }
}

impl CookieMix {
    fn nth(self, index: u64) -> Option<Group> {
        match self {
            Self::None => None,
            Self::Halves if (index / 2).is_multiple_of(2) => Some(Group::A),
            Self::OneInTen if index % 10 != 9 => Some(Group::A),
            Self::Halves | Self::OneInTen => Some(Group::B),
        }
    }
}

impl TokenMix {
    fn nth(self, index: u64) -> bool {
        match self {
            Self::All => true,
            Self::EverySecond => index.is_multiple_of(2),
            Self::None => false,
        }
    }
}

impl QueryMix {
    fn nth(self, index: u64) -> Query {
        match self {
            Self::None => Query::None,
            Self::TwoOrders if index % 3 == 1 => Query::Reversed,
            Self::TwoOrders => Query::Sorted,
            Self::Tags => Query::Tag((index % 5) as u8 + 1),
        }
    }
}

/// A well-mixed number from a seed and an index (the finalizer of `SplitMix64`).
fn scramble(seed: u64, index: u64) -> u64 {
    let mut z = seed.wrapping_add(index.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
