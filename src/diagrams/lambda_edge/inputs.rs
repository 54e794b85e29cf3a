//! The table of inputs: what a learner may set, in groups.

use super::choices::{
    ANSWERS, CACHE_CONTROLS, COOKIES, COUNTRIES, METHODS, ORIGIN_REQUEST, ORIGIN_RESPONSE, ORIGINS,
    PATHS, POLICIES, QUERIES, SCHEMES, TOKENS, VIEWER_REQUEST, VIEWER_RESPONSE, options,
};
use crate::diagrams::params::{ChoiceOption, ParamKind, ParamSpec, Params, Unit, always};

/// All inputs, in the order of the controls.
pub(super) const SPECS: &[ParamSpec] = &[
    choice(
        "policy",
        "Protocol policy",
        "What the behavior does with plain HTTP.",
        REQUEST,
        &options(&POLICIES),
    ),
    choice(
        "scheme",
        "Viewers use",
        "How requests arrive.",
        REQUEST,
        &options(&SCHEMES),
    ),
    choice(
        "method",
        "Method",
        "Answers to POST are never cached.",
        REQUEST,
        &options(&METHODS),
    ),
    choice(
        "paths",
        "Pages asked for",
        "How many objects the viewers want.",
        REQUEST,
        &options(&PATHS),
    ),
    number(
        "requests",
        "Requests",
        "How many requests arrive.",
        REQUEST,
        (1, 5_000, 1_000),
        Unit::Count("requests"),
    ),
    number(
        "spacing",
        "Time between",
        "Long gaps let copies expire.",
        REQUEST,
        (0, 100_000, 1),
        Unit::Seconds,
    ),
    choice(
        "cookie",
        "A/B cookie",
        "Whether viewers carry the cookie of an A/B test.",
        REQUEST,
        &options(&COOKIES),
    ),
    choice(
        "token",
        "Token held by",
        "For functions that check a token.",
        REQUEST,
        &options(&TOKENS),
    ),
    choice(
        "query",
        "Query strings",
        "They do not change the page, only perhaps the key.",
        REQUEST,
        &options(&QUERIES),
    ),
    choice(
        "countries",
        "Countries",
        "Where the viewers are, four at a time.",
        REQUEST,
        &options(&COUNTRIES),
    ),
    switch(
        "waf",
        "AWS WAF",
        "Rules that run before every hook.",
        REQUEST,
    ),
    ParamSpec {
        relevant: |params: &Params| params.switch("waf"),
        ..number(
            "waf-every",
            "WAF blocks every",
            "Each Nth request is blocked.",
            REQUEST,
            (1, 100, 10),
            Unit::Count("requests"),
        )
    },
    switch(
        "key-cookie",
        "Cookie in the key",
        "Viewers of group A and B get copies of their own.",
        CACHE,
    ),
    switch(
        "key-query",
        "Query string in the key",
        "Each query string gets a copy of its own.",
        CACHE,
    ),
    switch(
        "key-country",
        "Country in the key",
        "Adds CloudFront-Viewer-Country to the key.",
        CACHE,
    ),
    choice(
        "cache-control",
        "Cache-Control",
        "What the origin, or a generated page, sends.",
        CACHE,
        &options(&CACHE_CONTROLS),
    ),
    ParamSpec {
        relevant: |params: &Params| params.choice("cache-control") == "max-age",
        ..number(
            "max-age",
            "max-age",
            "Seconds that a copy may live.",
            CACHE,
            TTL_DAY,
            Unit::Seconds,
        )
    },
    number(
        "min-ttl",
        "Minimum TTL",
        "The floor, even against no-store.",
        CACHE,
        (0, TTL_YEAR, 0),
        Unit::Seconds,
    ),
    ParamSpec {
        relevant: |params: &Params| params.choice("cache-control") == "none",
        ..number(
            "default-ttl",
            "Default TTL",
            "Used when there is no Cache-Control.",
            CACHE,
            TTL_DAY,
            Unit::Seconds,
        )
    },
    number(
        "max-ttl",
        "Maximum TTL",
        "The ceiling for max-age.",
        CACHE,
        (0, TTL_YEAR, TTL_YEAR),
        Unit::Seconds,
    ),
    choice(
        "viewer-request",
        "Viewer request",
        "Runs on every request, before the cache.",
        FUNCTIONS,
        &options(&VIEWER_REQUEST),
    ),
    choice(
        "origin-request",
        "Origin request",
        "Runs on a miss, before the origin; a policy forwards cookie and country to it.",
        FUNCTIONS,
        &options(&ORIGIN_REQUEST),
    ),
    choice(
        "origin-response",
        "Origin response",
        "Runs on a miss, before the answer is stored.",
        FUNCTIONS,
        &options(&ORIGIN_RESPONSE),
    ),
    choice(
        "viewer-response",
        "Viewer response",
        "Runs on hits and misses, before the viewer.",
        FUNCTIONS,
        &options(&VIEWER_RESPONSE),
    ),
    choice(
        "origin",
        "Origin",
        "Where misses go.",
        ORIGIN,
        &options(&ORIGINS),
    ),
    choice(
        "status",
        "The origin answers",
        "A failed lookup of its name gives 502.",
        ORIGIN,
        &options(&ANSWERS),
    ),
    switch(
        "error-page",
        "Custom error page",
        "CloudFront replaces errors of the origin by a page of yours.",
        ORIGIN,
    ),
];

const REQUEST: &str = "Request";
const CACHE: &str = "Cache";
const FUNCTIONS: &str = "Functions";
const ORIGIN: &str = "Origin";
const TTL_YEAR: u64 = 31_536_000;
const TTL_DAY: (u64, u64, u64) = (0, TTL_YEAR, 86_400);

const fn choice(
    key: &'static str,
    label: &'static str,
    help: &'static str,
    group: &'static str,
    options: &'static [ChoiceOption],
) -> ParamSpec {
    let default = match options {
        [first, ..] => first.key,
        [] => "",
    };
    ParamSpec {
        key,
        label,
        help,
        group,
        kind: ParamKind::Choice { options, default },
        relevant: always,
    }
}

const fn switch(
    key: &'static str,
    label: &'static str,
    help: &'static str,
    group: &'static str,
) -> ParamSpec {
    ParamSpec {
        key,
        label,
        help,
        group,
        kind: ParamKind::Switch { default: false },
        relevant: always,
    }
}

const fn number(
    key: &'static str,
    label: &'static str,
    help: &'static str,
    group: &'static str,
    (min, max, default): (u64, u64, u64),
    unit: Unit,
) -> ParamSpec {
    ParamSpec {
        key,
        label,
        help,
        group,
        kind: ParamKind::Number {
            min,
            max,
            default,
            unit,
        },
        relevant: always,
    }
}
