//! The options of every choice: value, key and name, written once.
//!
//! `inputs` makes the controls from these tables, `setup` reads the chosen values by them.

use super::functions::EdgeFunction;
use super::setup::{Answer, CacheControl, Policy};
use super::traffic::{CookieMix, Country, Method, QueryMix, SchemeMix, TokenMix};
use crate::diagrams::params::{ChoiceOption, Params};

/// Value, key and name of each option of a choice.
pub(super) type Table<T, const N: usize> = [(T, &'static str, &'static str); N];

pub(super) const POLICIES: Table<Policy, 3> = [
    (Policy::Both, "http-and-https", "HTTP and HTTPS"),
    (
        Policy::Redirect,
        "redirect-to-https",
        "Redirect HTTP to HTTPS",
    ),
    (Policy::HttpsOnly, "https-only", "HTTPS only"),
];
pub(super) const SCHEMES: Table<SchemeMix, 3> = [
    (SchemeMix::Https, "https", "All HTTPS"),
    (SchemeMix::Http, "http", "All HTTP"),
    (SchemeMix::Third, "mixed", "Every third HTTP"),
];
pub(super) const METHODS: Table<Method, 3> = [
    (Method::Get, "get", "GET"),
    (Method::Head, "head", "HEAD"),
    (Method::Post, "post", "POST"),
];
pub(super) const PATHS: Table<u64, 3> = [
    (1, "one", "One page"),
    (2, "two", "Two pages"),
    (20, "many", "Twenty pages"),
];
pub(super) const COOKIES: Table<CookieMix, 3> = [
    (CookieMix::None, "none", "No cookie"),
    (CookieMix::Halves, "halves", "Half A, half B"),
    (CookieMix::OneInTen, "one-in-ten", "One in ten is B"),
];
pub(super) const TOKENS: Table<TokenMix, 3> = [
    (TokenMix::All, "all", "All viewers"),
    (TokenMix::EverySecond, "every-second", "Every second viewer"),
    (TokenMix::None, "none", "No viewer"),
];
pub(super) const QUERIES: Table<QueryMix, 3> = [
    (QueryMix::None, "none", "None"),
    (QueryMix::TwoOrders, "two-orders", "Same values, two orders"),
    (QueryMix::Tags, "tags", "Five tracking tags"),
];
pub(super) const COUNTRIES: Table<&[Country], 3> = [
    (&[Country::Us], "one", "US"),
    (&[Country::Us, Country::De], "two", "US and DE"),
    (
        &[Country::Us, Country::De, Country::Jp, Country::Br],
        "four",
        "US, DE, JP and BR",
    ),
];
pub(super) const CACHE_CONTROLS: Table<CacheControl, 3> = [
    (CacheControl::MaxAge, "max-age", "max-age"),
    (CacheControl::Absent, "none", "No header"),
    (CacheControl::NoStore, "no-store", "no-store"),
];
pub(super) const VIEWER_REQUEST: Table<EdgeFunction, 11> = [
    (EdgeFunction::Nothing, "nothing", "Nothing"),
    (EdgeFunction::Log, "log", "Log the visit"),
    (EdgeFunction::Auth401, "auth-401", "401 without a token"),
    (
        EdgeFunction::Auth302,
        "auth-302",
        "302 to the login without a token",
    ),
    (
        EdgeFunction::RedirectHalf,
        "redirect-half",
        "302 for half of the viewers",
    ),
    (
        EdgeFunction::RewriteByCookie,
        "rewrite-by-cookie",
        "Rewrite the URI by cookie",
    ),
    (
        EdgeFunction::NormalizeQuery,
        "normalize-query",
        "Normalize the query string",
    ),
    (
        EdgeFunction::CloudFrontFunction,
        "cloudfront-function",
        "CloudFront Function: edit a header",
    ),
    (EdgeFunction::TooSlow, "too-slow", "Run longer than 30 s"),
    (
        EdgeFunction::TooLarge,
        "too-large",
        "Answer with more than 40 KB",
    ),
    (EdgeFunction::Throws, "throws", "Throw an error"),
];
pub(super) const ORIGIN_REQUEST: Table<EdgeFunction, 8> = [
    (EdgeFunction::Nothing, "nothing", "Nothing"),
    (EdgeFunction::Log, "log", "Log the fetch"),
    (
        EdgeFunction::RewriteByCookie,
        "rewrite-by-cookie",
        "Rewrite the URI by cookie",
    ),
    (
        EdgeFunction::ChooseOrigin,
        "choose-origin",
        "Choose the origin by country",
    ),
    (EdgeFunction::Generate, "generate", "Generate the page"),
    (EdgeFunction::Auth403, "auth-403", "403 without a token"),
    (EdgeFunction::TooSlow, "too-slow", "Run longer than 30 s"),
    (EdgeFunction::Throws, "throws", "Throw an error"),
];
pub(super) const ORIGIN_RESPONSE: Table<EdgeFunction, 6> = [
    (EdgeFunction::Nothing, "nothing", "Nothing"),
    (EdgeFunction::Log, "log", "Log the answer"),
    (
        EdgeFunction::AddHeader,
        "add-header",
        "Add a security header",
    ),
    (
        EdgeFunction::ReplaceBody,
        "replace-body",
        "Replace the body",
    ),
    (
        EdgeFunction::FixStatus,
        "fix-status",
        "Turn errors into a 200 page",
    ),
    (
        EdgeFunction::TooLarge,
        "too-large",
        "Replace the body by over 1 MB",
    ),
];
pub(super) const VIEWER_RESPONSE: Table<EdgeFunction, 5> = [
    (EdgeFunction::Nothing, "nothing", "Nothing"),
    (EdgeFunction::Log, "log", "Log the answer"),
    (
        EdgeFunction::AddHeader,
        "add-header",
        "Add a security header",
    ),
    (
        EdgeFunction::ChangeStatus,
        "change-status",
        "Change the status",
    ),
    (
        EdgeFunction::CloudFrontFunction,
        "cloudfront-function",
        "CloudFront Function: edit a header",
    ),
];
pub(super) const ORIGINS: Table<bool, 2> = [
    (true, "s3-bucket", "S3 bucket"),
    (false, "load-balancer", "Load balancer"),
];
pub(super) const ANSWERS: Table<Answer, 4> = [
    (Answer::Status(200), "200", "200 OK"),
    (Answer::Status(404), "404", "404 Not Found"),
    (Answer::Status(500), "500", "500 Internal Server Error"),
    (Answer::NoName, "dns-failure", "The name does not resolve"),
];

/// The value behind the chosen key; `fallback` if the key is foreign.
pub(super) fn chosen<T: Copy, const N: usize>(
    params: &Params,
    key: &str,
    table: &Table<T, N>,
    fallback: T,
) -> T {
    let wanted = params.choice(key);
    table
        .iter()
        .find(|(_, key, _)| *key == wanted)
        .map_or(fallback, |(value, _, _)| *value)
}

/// The name on screen of a value.
pub(super) fn label<T: PartialEq, const N: usize>(table: &Table<T, N>, wanted: &T) -> &'static str {
    table
        .iter()
        .find(|(value, _, _)| value == wanted)
        .map_or("", |(_, _, label)| label)
}

/// The options of a control from their table.
#[expect(
    clippy::indexing_slicing,
    reason = "runs while compiling; both arrays have N entries"
)]
pub(super) const fn options<T: Copy, const N: usize>(table: &Table<T, N>) -> [ChoiceOption; N] {
    let mut options = [ChoiceOption { key: "", label: "" }; N];
    let mut at = 0;
    while at < N {
        options[at] = ChoiceOption {
            key: table[at].1,
            label: table[at].2,
        };
        at += 1;
    }
    options
}
