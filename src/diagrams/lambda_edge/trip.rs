//! The way of one request as a value: its stages, what came of each, and the answer.
//!
//! `walk` finds the stages; each carries the counts and the cache write that are due when it is
//! played.

use super::cache::{Key, TtlRule, Write};
use super::functions::{Fault, Hook};
use super::setup::Setup;
use super::tally::Tally;
use super::traffic::{Group, Region, Request};

/// All stages of one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trip {
    /// As the viewer sent it.
    pub(super) sent: Request,
    pub(super) key: Key,
    pub(super) stages: Vec<Stage>,
}

/// One stage: where, what came of it, and how request and response stand after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stage {
    pub(super) stop: Stop,
    pub(super) outcome: Outcome,
    pub(super) request: Request,
    pub(super) response: Option<Response>,
    pub(super) tally: Tally,
    pub(super) write: Option<Write>,
}

/// Where a stage takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stop {
    Arrival,
    Hook(Hook),
    Lookup,
    /// DNS is asked for the origin's address.
    NameLookup,
    Origin,
    Store,
    Send,
}

/// What came of a stage, without anything that differs from request to request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    Accepted,
    RedirectedToHttps,
    RefusedHttp,
    BlockedByWaf,
    /// The function ran and passed on what it got, changed or not.
    Ran {
        changed: bool,
    },
    /// The function answered in place of what lies behind.
    Answered(u16),
    Failed(Fault),
    /// The function was left out by a rule.
    Silent(Silence),
    Hit,
    Miss(Miss),
    NoName,
    Fetched(u16),
    Stored(TtlRule),
    NotStored(NotStored),
    Sent(Verdict),
}

/// Why the function at viewer response was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Silence {
    ErrorStatus,
    CustomErrorPage,
}

/// Why nothing could be taken from the cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Miss {
    Absent,
    Expired,
    Method,
}

/// Why an answer was not stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NotStored {
    Method,
    NoLifetime(TtlRule),
}

/// Whether the viewer got what was meant for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verdict {
    Right,
    WrongVariant,
    Leak,
    LockedOut,
}

/// An answer as it stands at some point of its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) body: Body,
    /// Added at origin response, therefore stored.
    pub(super) stored_header: bool,
    /// Added at viewer response, therefore not stored.
    pub(super) own_header: bool,
    /// `X-Cache: Hit`.
    pub(super) from_cache: bool,
    /// Whether `CloudFront` has put the custom error page in place of the body.
    pub(super) custom_error_page: bool,
}

/// What an answer shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Body {
    /// The page in the variant that the origin chose.
    Page(Variant),
    /// Made by the function at origin request.
    Generated,
    /// Put in place by the function at origin response.
    Replaced,
    /// A redirect, a refusal or an error.
    Notice,
}

/// Which of the pages under one path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Variant {
    pub(super) group: Group,
    pub(super) region: Region,
}

impl Trip {
    /// The hook that runs next after the stage `at`, if one still does.
    pub(super) fn next_call(&self, at: usize) -> Option<Hook> {
        self.stages.iter().skip(at + 1).find_map(Stage::call)
    }
}

impl Stage {
    /// The hook whose function was called at this stage.
    pub(super) fn call(&self) -> Option<Hook> {
        match (self.stop, self.outcome) {
            (Stop::Hook(_), Outcome::Silent(_)) => None,
            (Stop::Hook(hook), _) => Some(hook),
            _ => None,
        }
    }
}

impl Variant {
    /// What a viewer sees about whom nothing is known.
    pub(super) fn usual() -> Self {
        Self {
            group: Group::A,
            region: Region::Home,
        }
    }

    /// What the viewer of this request should see.
    pub(super) fn wanted(setup: &Setup, request: &Request) -> Self {
        Self {
            group: request.group.unwrap_or(Group::A),
            region: if setup.has_regions() {
                request.country.region()
            } else {
                Region::Home
            },
        }
    }

    /// What the origin makes of a request as it arrives there: the path decides, then the
    /// cookie if it gets that far, and page A is what everyone else sees.
    pub(super) fn served(setup: &Setup, request: &Request) -> Self {
        let by_cookie = request.group.filter(|_| setup.origin_sees_cookie());
        Self {
            group: request.rewritten.or(by_cookie).unwrap_or(Group::A),
            region: request.region,
        }
    }
}

impl Response {
    /// An answer without additions.
    pub(super) fn new(status: u16, body: Body) -> Self {
        Self {
            status,
            body,
            stored_header: false,
            own_header: false,
            from_cache: false,
            custom_error_page: false,
        }
    }

    /// A redirect, a refusal or an error.
    pub(super) fn notice(status: u16) -> Self {
        Self::new(status, Body::Notice)
    }
}
