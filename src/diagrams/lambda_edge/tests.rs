//! Check cases: the counts, rules, refusals and predictions that the diagram exists to show.

use super::functions::Hook;
use super::model::LambdaEdge;
use super::presets::PRESETS;
use super::setup::Setup;
use super::tally::Tally;
use super::{KIND, inputs};
use crate::diagrams::Simulation as _;
use crate::diagrams::params::Params;
use crate::diagrams::scene::Shape;

mod properties;
mod reference;
mod stages;

fn params(values: &[(&str, &str)]) -> Params {
    let mut params = Params::defaults(inputs::SPECS);
    for (key, value) in values {
        params.set_text(key, value).unwrap();
    }
    params
}

fn preset(key: &str) -> Params {
    let preset = PRESETS.iter().find(|preset| preset.key == key).unwrap();
    Params::from_preset(inputs::SPECS, preset).unwrap()
}

fn begin(params: &Params) -> LambdaEdge {
    LambdaEdge::new(Setup::read(params), 7)
}

fn to_end(params: &Params) -> LambdaEdge {
    let mut run = begin(params);
    while run.step().is_some() {}
    run
}

fn totals(params: &Params) -> Tally {
    to_end(params).tally
}

/// Calls at the four hooks, in their order, then requests to the origin.
fn calls(params: &Params) -> [u64; 5] {
    let tally = totals(params);
    [
        tally.viewer_request,
        tally.origin_request,
        tally.origin_response,
        tally.viewer_response,
        tally.origin_fetches,
    ]
}

fn sentences(params: &Params) -> Vec<String> {
    let mut run = begin(params);
    std::iter::from_fn(|| run.step().map(|step| step.sentence)).collect()
}

#[track_caller]
fn check_says(params: &Params, needle: &str) {
    let all = sentences(params);
    assert!(
        all.iter().any(|sentence| sentence.contains(needle)),
        "{needle:?} is not in {all:#?}"
    );
}

#[test]
fn origin_hooks_run_once_for_a_thousand_requests_of_one_cached_page() {
    assert_eq!(calls(&preset("cached-page")), [1_000, 1, 1, 1_000, 1]);
}

#[test]
fn viewer_response_runs_for_those_who_are_not_redirected() {
    assert_eq!(calls(&preset("redirect-half")), [1_000, 1, 1, 500, 1]);
}

#[test]
fn error_of_the_origin_runs_origin_response_but_not_viewer_response() {
    let [
        viewer_request,
        origin_request,
        origin_response,
        viewer_response,
        fetches,
    ] = calls(&preset("not-found"));
    assert_eq!((viewer_request, viewer_response), (60, 0));
    assert!(origin_response > 0);
    // One request a second, and an error lives ten seconds.
    assert_eq!([origin_request, origin_response, fetches], [6, 6, 6]);
    check_says(&preset("not-found"), "from 400 up CloudFront leaves it out");
}

#[test]
fn variants_need_the_cookie_in_the_key_or_a_uri_rewritten_before_the_lookup() {
    let check = |key, fetches, wrong| {
        let tally = totals(&preset(key));
        assert_eq!(
            (tally.origin_fetches, tally.wrong_variants),
            (fetches, wrong),
            "{key}"
        );
    };
    check("ab-test-cookie", 2, 0);
    check("ab-test-viewer-rewrite", 2, 0);
    check("ab-test-origin-rewrite", 1, 500);
}

#[test]
fn header_of_origin_response_stays_on_the_stored_copy() {
    let run = to_end(&preset("header-once"));
    assert_eq!((run.tally.origin_response, run.tally.hits), (1, 999));
    let stored: Vec<_> = run.cache.by_last_use();
    assert!(stored.iter().all(|(_, entry)| entry.response.stored_header));
    check_says(
        &preset("header-once"),
        "with the header that origin response once added",
    );
}

#[test]
fn header_of_viewer_response_is_never_stored() {
    let run = to_end(&preset("header-each-time"));
    assert_eq!(run.tally.viewer_response, 1_000);
    let (_, entry) = run.cache.by_last_use()[0];
    assert!(!entry.response.own_header && !entry.response.stored_header);
}

#[test]
fn repaired_error_is_stored_as_a_page_and_runs_viewer_response() {
    assert_eq!(calls(&preset("repaired-error")), [0, 0, 1, 1_000, 1]);
}

#[test]
fn custom_error_page_runs_no_viewer_response() {
    let [_, _, _, viewer_response, _] = calls(&preset("custom-error-page"));
    assert_eq!(viewer_response, 0);
    check_says(
        &preset("custom-error-page"),
        "404 with the custom error page",
    );
}

#[test]
fn copy_expires_when_its_max_age_is_reached() {
    let tally = totals(&preset("expiring-page"));
    assert_eq!((tally.hits, tally.misses), (80, 40));
    check_says(
        &preset("expiring-page"),
        "is up, so CloudFront turns to the origin",
    );
}

#[test]
fn check_at_the_wrong_hook_leaks_and_at_the_right_hook_does_not() {
    let wrong = totals(&preset("auth-at-origin-request"));
    assert_eq!((wrong.leaks, wrong.origin_request), (500, 1));
    let right = totals(&preset("auth-at-viewer-request"));
    assert_eq!((right.leaks, right.answered_early), (0, 500));
}

#[test]
fn refusal_generated_at_origin_request_is_stored_and_locks_out_others() {
    let mut setup = Setup::read(&params(&[
        ("requests", "12"),
        ("origin-request", "auth-403"),
        ("token", "none"),
    ]));
    let mut run = LambdaEdge::new(setup.clone(), 7);
    while run.begun < 2 {
        run.step();
    }
    setup.tokens = super::traffic::TokenMix::All;
    // From here on everyone holds a token.
    run.setup = setup.into();
    while run.step().is_some() {}
    // Stored at second 0 for ten seconds: requests 3 to 10 hold tokens in vain.
    assert_eq!(run.tally.locked_out, 8);
}

#[test]
fn generated_page_is_stored_and_the_origin_is_never_asked() {
    assert_eq!(calls(&preset("generated-page")), [1_000, 1, 0, 1_000, 0]);
}

#[test]
fn answer_made_at_viewer_request_is_never_stored() {
    let run = to_end(&params(&[
        ("viewer-request", "auth-302"),
        ("token", "none"),
        ("viewer-response", "log"),
    ]));
    assert_eq!(run.cache.len(), 0);
    assert_eq!((run.tally.lookups, run.tally.viewer_response), (0, 0));
}

#[test]
fn origin_by_country_needs_the_country_in_the_key() {
    let wrong = totals(&preset("origin-by-country"));
    assert_eq!((wrong.origin_fetches, wrong.wrong_variants), (1, 500));
    let right = totals(&preset("origin-by-country-in-key"));
    assert_eq!((right.origin_fetches, right.wrong_variants), (2, 0));
}

#[test]
fn normalized_query_strings_share_one_copy() {
    assert_eq!(totals(&preset("tracking-tags")).origin_fetches, 5);
    assert_eq!(totals(&preset("normalized-query")).origin_fetches, 1);
    let orders = [("query", "two-orders"), ("key-query", "yes")];
    assert_eq!(totals(&params(&orders)).origin_fetches, 2);
}

#[test]
fn call_without_an_answer_ends_in_503_and_invalid_answer_in_502() {
    let check = |values: &[(&str, &str)], status: u16, stored: usize| {
        let run = to_end(&params(&[values, &[("requests", "40")]].concat()));
        assert_eq!(
            (
                run.tally.bad_gateways,
                run.tally.unavailable,
                run.cache.len()
            ),
            if status == 502 {
                (40, 0, stored)
            } else {
                (0, 40, stored)
            },
            "{values:?}"
        );
    };
    for hook in ["viewer-request", "origin-request"] {
        check(&[(hook, "too-slow")], 503, 0);
        check(&[(hook, "throws")], 503, 0);
    }
    check(&[("viewer-request", "too-large")], 502, 0);
    check(&[("origin-response", "too-large")], 502, 0);
    check(&[("viewer-response", "change-status")], 502, 1);
}

#[test]
fn name_is_looked_up_before_origin_request_is_called() {
    assert_eq!(calls(&preset("dns-failure")), [100, 0, 0, 0, 0]);
    assert_eq!(totals(&preset("dns-failure")).bad_gateways, 100);
}

#[test]
fn redirect_to_https_and_waf_come_before_every_hook() {
    let tally = totals(&preset("front-door"));
    assert_eq!(tally.refused_http, 333);
    // Of the 100 that WAF would block, 33 have been redirected before.
    assert_eq!(tally.blocked, 67);
    assert_eq!(tally.viewer_request, 600);
    let only = [("policy", "https-only"), ("scheme", "http")];
    assert_eq!(totals(&params(&only)).refused_http, 1_000);
}

#[test]
fn answers_to_post_are_neither_taken_from_the_cache_nor_stored() {
    let run = to_end(&params(&[("method", "post"), ("requests", "30")]));
    assert_eq!((run.tally.misses, run.cache.len()), (30, 0));
    let head = totals(&params(&[("method", "head"), ("requests", "30")]));
    assert_eq!(head.misses, 1);
}

#[test]
fn ttl_follows_header_and_limits() {
    let check = |values: &[(&str, &str)], expected: Option<u64>| {
        let run = to_end(&params(&[values, &[("requests", "1")]].concat()));
        let ttl = run
            .cache
            .by_last_use()
            .first()
            .map(|(_, entry)| entry.ttl_secs);
        assert_eq!(ttl, expected, "{values:?}");
    };
    check(&[], Some(86_400));
    check(&[("max-age", "60"), ("min-ttl", "300")], Some(300));
    check(&[("max-age", "600"), ("max-ttl", "300")], Some(300));
    check(&[("max-age", "0")], None);
    check(&[("cache-control", "none")], Some(86_400));
    check(&[("cache-control", "none"), ("default-ttl", "5")], Some(5));
    check(&[("cache-control", "no-store")], None);
    check(&[("cache-control", "no-store"), ("min-ttl", "5")], Some(5));
    check(&[("status", "500")], Some(10));
}

#[test]
fn mixed_functions_on_viewer_events_are_refused_and_left_out() {
    let check = |request: &str, response: &str, kept: [bool; 2]| {
        let run = begin(&params(&[
            ("viewer-request", request),
            ("viewer-response", response),
        ]));
        assert_eq!(
            [Hook::ViewerRequest, Hook::ViewerResponse].map(|hook| run.setup.has(hook)),
            kept
        );
        let refused = kept != [true, true];
        assert_eq!(run.opening().contains("may not be mixed"), refused);
        let note = run.scene(Shape::Wide).element("note").is_some();
        assert_eq!(note, refused);
    };
    check("cloudfront-function", "log", [false, true]);
    check("auth-401", "cloudfront-function", [true, false]);
    check("cloudfront-function", "cloudfront-function", [true, true]);
    check("log", "add-header", [true, true]);
}

#[test]
fn cloudfront_functions_go_with_lambda_at_the_origin_and_cost_a_sixth() {
    let tally = totals(&preset("cheap-headers"));
    assert_eq!(
        (tally.cloudfront_functions, tally.lambda_calls()),
        (2_000, 1)
    );
    assert_eq!(tally.relative_cost(), 2_006);
    assert_eq!(totals(&preset("cached-page")).relative_cost(), 12_012);
}

#[test]
fn inputs_that_cloudfront_refuses_are_put_right_with_a_sentence() {
    let bucket = Setup::read(&params(&[("status", "dns-failure")]));
    assert!(!bucket.origin_is_bucket && bucket.corrections.len() == 1);
    let limits = Setup::read(&params(&[("min-ttl", "500"), ("max-ttl", "100")]));
    assert_eq!((limits.ttl.min, limits.ttl.max), (500, 500));
    assert_eq!(limits.corrections.len(), 1);
    assert!(Setup::read(&params(&[])).corrections.is_empty());
}

#[test]
fn defaults_and_presets_name_known_values() {
    assert_eq!(KIND.params.len(), params(&[]).specs().len());
    for key in [
        "cached-page",
        "redirect-half",
        "not-found",
        "ab-test-cookie",
        "ab-test-origin-rewrite",
        "header-once",
    ] {
        assert!(PRESETS.iter().any(|preset| preset.key == key), "{key}");
    }
}
