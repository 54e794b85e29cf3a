//! The sentence of every stage: what happened and by which rule.
//!
//! Reads a trip and the settings, changes nothing; the log, the screen reader and print all use
//! these sentences, so each stands on its own.

use super::cache::{ERROR_TTL_SECS, Key, TtlRule, Write};
use super::functions::Hook;
use super::hook_words;
use super::setup::{Policy, Setup};
use super::traffic::Request;
use super::trip::{Body, Miss, NotStored, Outcome, Response, Stage, Stop, Trip, Variant, Verdict};
use crate::base::text::grouped;

/// What the stage `at` of a trip did; empty if there is no such stage.
pub(super) fn sentence(setup: &Setup, trip: &Trip, at: usize) -> String {
    let Some(stage) = trip.stages.get(at) else {
        return String::new();
    };
    match stage.outcome {
        Outcome::Accepted
        | Outcome::RedirectedToHttps
        | Outcome::RefusedHttp
        | Outcome::BlockedByWaf => arrival(setup, trip, stage),
        Outcome::Ran { .. } | Outcome::Answered(_) | Outcome::Failed(_) | Outcome::Silent(_) => {
            match stage.stop {
                Stop::Hook(hook) => hook_words::sentence(setup, hook, stage),
                _ => String::new(),
            }
        }
        Outcome::Hit => hit(setup, trip, stage),
        Outcome::Miss(miss) => missed(setup, &trip.key, stage, miss),
        Outcome::NoName => no_name(setup),
        Outcome::Fetched(status) => fetched(setup, stage, status),
        Outcome::Stored(rule) => stored(trip, stage, rule),
        Outcome::NotStored(reason) => not_stored(reason),
        Outcome::Sent(verdict) => sent(setup, trip, stage, verdict),
    }
}

/// `12 s`, `59 min`, `24 h`, `365 d`: a span in the largest unit that loses little.
pub(super) fn span(secs: u64) -> String {
    match secs {
        0..120 => format!("{secs} s"),
        120..7_200 => format!("{} min", secs / 60),
        7_200..172_800 => format!("{} h", secs / 3_600),
        _ => format!("{} d", grouped(secs / 86_400)),
    }
}

/// The variant of a body in a word: `page B`, `page A from Europe`.
pub(super) fn body_name(setup: &Setup, body: Body) -> String {
    match body {
        Body::Page(variant) => variant_name(setup, variant),
        Body::Generated => "the generated page".to_owned(),
        Body::Replaced => "the replaced body".to_owned(),
        Body::Notice => "a short notice".to_owned(),
    }
}

/// Page and origin of a variant, as far as they differ between viewers.
pub(super) fn variant_name(setup: &Setup, variant: Variant) -> String {
    let page = if setup.has_groups() {
        format!("page {}", variant.group.letter())
    } else {
        "the page".to_owned()
    };
    if setup.has_regions() {
        format!("{page} of the {}", variant.region.origin_name())
    } else {
        page
    }
}

fn arrival(setup: &Setup, trip: &Trip, stage: &Stage) -> String {
    let request = &trip.sent;
    let line = format!("{} {}", request.method.text(), request.uri());
    match stage.outcome {
        Outcome::RedirectedToHttps => format!(
            "{line} comes by plain HTTP and the policy redirects it: 301 to HTTPS from CloudFront \
             itself, so no hook runs."
        ),
        Outcome::RefusedHttp => format!(
            "{line} comes by plain HTTP and the policy allows HTTPS only: 403 from CloudFront \
             itself, so no hook runs."
        ),
        Outcome::BlockedByWaf => format!(
            "AWS WAF blocks {line} with 403: its rules come before viewer request, so no hook runs."
        ),
        _ => {
            let mut checks = vec![match (setup.policy, request.scheme.text()) {
                (Policy::Both, scheme) => format!("the policy allows {}", scheme.to_uppercase()),
                (_, _) => "it uses HTTPS as the policy wants".to_owned(),
            }];
            if setup.waf_every.is_some() {
                checks.push("WAF lets it pass".to_owned());
            }
            format!(
                "{line} arrives from {}; {}.",
                viewer(setup, request),
                checks.join(" and ")
            )
        }
    }
}

/// The traits of a viewer that matter with these settings.
fn viewer(setup: &Setup, request: &Request) -> String {
    let mut traits = Vec::new();
    if let Some(group) = request.group {
        traits.push(format!("in group {}", group.letter()));
    }
    if setup.countries.len() > 1 {
        traits.push(format!("in {}", request.country.code()));
    }
    if setup.checks_token() {
        traits.push(if request.token {
            "with a token".to_owned()
        } else {
            "without a token".to_owned()
        });
    }
    if traits.is_empty() {
        "a viewer".to_owned()
    } else {
        format!("a viewer {}", traits.join(", "))
    }
}

fn hit(setup: &Setup, trip: &Trip, stage: &Stage) -> String {
    let copy = stage.response.map_or_else(
        || "the copy".to_owned(),
        |response| match response.body {
            Body::Notice => format!("the stored {}", response.status),
            body => body_name(setup, body),
        },
    );
    let header = if stage
        .response
        .is_some_and(|response| response.stored_header)
    {
        ", with the header that origin response once added"
    } else {
        ""
    };
    let silent = match (
        setup.has(Hook::OriginRequest),
        setup.has(Hook::OriginResponse),
    ) {
        (false, false) => "the origin is not asked",
        (true, true) => "both origin hooks and the origin are left out",
        (true, false) => "origin request and the origin are left out",
        (false, true) => "the origin and origin response are left out",
    };
    format!(
        "Hit: {copy} is fresh under the key {}{header}; {silent}.",
        trip.key.text()
    )
}

fn missed(setup: &Setup, key: &Key, stage: &Stage, miss: Miss) -> String {
    let why = match miss {
        Miss::Absent => format!("nothing is stored under the key {}", key.text()),
        Miss::Expired => format!("the time of the copy under {} is up", key.text()),
        Miss::Method => format!(
            "answers to {} are never taken from the cache",
            stage.request.method.text()
        ),
    };
    let header = if setup.adds_country() {
        " CloudFront has added its country header by now."
    } else {
        ""
    };
    format!("Miss: {why}, so CloudFront turns to the origin.{header}")
}

fn no_name(setup: &Setup) -> String {
    let hook = if setup.has(Hook::OriginRequest) {
        "before it would call origin request"
    } else {
        "before it asks the origin"
    };
    format!(
        "CloudFront looks up the origin's name {hook}; DNS has no answer, so the viewer gets 502."
    )
}

fn fetched(setup: &Setup, stage: &Stage, status: u16) -> String {
    let origin = if setup.has_regions() {
        stage.request.region.origin_name()
    } else if setup.origin_is_bucket {
        "S3 bucket"
    } else {
        "load balancer"
    };
    let asked = format!(
        "The {origin} is asked for {} and answers {status}",
        stage.request.path()
    );
    match stage.response.map(|response| response.body) {
        Some(Body::Page(variant)) if setup.has_groups() => {
            let why = if stage.request.rewritten.is_some() {
                "by the path"
            } else if setup.origin_sees_cookie() {
                "by the cookie"
            } else {
                "since the cookie does not reach it"
            };
            format!("{asked} with page {} {why}.", variant.group.letter())
        }
        _ if status >= 400 && setup.has(Hook::OriginResponse) => {
            format!("{asked}; origin response runs for errors too.")
        }
        _ => format!("{asked}."),
    }
}

fn stored(trip: &Trip, stage: &Stage, rule: TtlRule) -> String {
    let secs = match stage.write {
        Some(Write::Put(_, entry)) => entry.ttl_secs,
        _ => 0,
    };
    let why = match rule {
        TtlRule::MaxAge => "by its max-age",
        TtlRule::RaisedToMin => "as the minimum TTL is above its max-age",
        TtlRule::CutToMax => "as the maximum TTL is below its max-age",
        TtlRule::Default => "by the default TTL, as it carries no Cache-Control",
        TtlRule::NoStoreAgainstMin => "since the minimum TTL wins over no-store",
        TtlRule::NoStore => "",
        TtlRule::Error => {
            return format!(
                "The error is stored under {} for {ERROR_TTL_SECS} s, the usual time for errors.",
                trip.key.text()
            );
        }
    };
    format!(
        "The answer is stored under {} for {}, {why}; the key is the one of the look-up.",
        trip.key.text(),
        span(secs)
    )
}

fn not_stored(reason: NotStored) -> String {
    match reason {
        NotStored::Method => "The answer to a POST is not stored.".to_owned(),
        NotStored::NoLifetime(TtlRule::NoStore) => {
            "The answer says no-store and the minimum TTL is 0, so it is not stored.".to_owned()
        }
        NotStored::NoLifetime(_) => "Its TTL comes to 0 s, so it is not stored.".to_owned(),
    }
}

fn sent(setup: &Setup, trip: &Trip, stage: &Stage, verdict: Verdict) -> String {
    let Some(response) = stage.response else {
        return String::new();
    };
    let what = answer_name(setup, response);
    match verdict {
        Verdict::Right => format!("Viewer {} gets {what}.", trip.sent.number),
        Verdict::WrongVariant => format!(
            "Viewer {} should see {} and gets {what}: {}.",
            trip.sent.number,
            variant_name(setup, Variant::wanted(setup, &trip.sent)),
            wrong_because(setup, response)
        ),
        Verdict::Leak => format!(
            "Leak: viewer {} has no token and gets {what}, because origin request does not run on \
             a hit; a check belongs at viewer request.",
            trip.sent.number
        ),
        Verdict::LockedOut => format!(
            "Viewer {} holds a token and gets {what}: the refusal of someone else was cached.",
            trip.sent.number
        ),
    }
}

fn wrong_because(setup: &Setup, response: Response) -> &'static str {
    if response.from_cache {
        "the copy was made for another viewer, and the key does not tell them apart"
    } else if setup.has_groups() && !setup.origin_sees_cookie() {
        "the cookie does not reach the origin, which answers with page A"
    } else {
        "the origin was not told what this viewer needs"
    }
}

fn answer_name(setup: &Setup, response: Response) -> String {
    if response.custom_error_page {
        return format!("{} with the custom error page", response.status);
    }
    match response.body {
        Body::Notice => response.status.to_string(),
        body => {
            let source = if response.from_cache {
                " from the cache"
            } else {
                ""
            };
            format!(
                "{} with {}{source}",
                response.status,
                body_name(setup, body)
            )
        }
    }
}
