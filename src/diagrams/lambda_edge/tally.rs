//! Everything that is counted: calls, look-ups, fetches, and what went wrong.
//!
//! A stage carries the tally of what it adds; sums over any stretch are sums of stages, so a
//! batch counts exactly what its requests would have counted one by one.

use super::functions::Hook;
use std::ops::AddAssign;

/// Illustrative cost of one call of a `CloudFront` Function.
const CLOUDFRONT_FUNCTION_COST: u64 = 1;
/// Illustrative cost of one call of a Lambda@Edge function, duration left out.
const LAMBDA_COST: u64 = 6;

/// Counts over one stage or many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) requests: u64,
    /// 301 or 403 by the protocol policy.
    pub(super) refused_http: u64,
    pub(super) blocked: u64,
    pub(super) viewer_request: u64,
    pub(super) origin_request: u64,
    pub(super) origin_response: u64,
    pub(super) viewer_response: u64,
    /// Calls above that were `CloudFront` Functions.
    pub(super) cloudfront_functions: u64,
    /// Answered at viewer request.
    pub(super) answered_early: u64,
    pub(super) lookups: u64,
    pub(super) hits: u64,
    pub(super) misses: u64,
    pub(super) origin_fetches: u64,
    pub(super) stored: u64,
    pub(super) wrong_variants: u64,
    /// Pages for token holders that went to someone without.
    pub(super) leaks: u64,
    /// Token holders who were refused.
    pub(super) locked_out: u64,
    /// Ended in 502: an invalid answer of a function, or an origin's name without an address.
    pub(super) bad_gateways: u64,
    /// Ended in 503: a function threw or ran out of time.
    pub(super) unavailable: u64,
}

impl Tally {
    /// One call at `hook`.
    pub(super) fn call(hook: Hook, is_cloudfront_function: bool) -> Self {
        let mut tally = Self {
            cloudfront_functions: u64::from(is_cloudfront_function),
            ..Self::default()
        };
        match hook {
            Hook::ViewerRequest => tally.viewer_request = 1,
            Hook::OriginRequest => tally.origin_request = 1,
            Hook::OriginResponse => tally.origin_response = 1,
            Hook::ViewerResponse => tally.viewer_response = 1,
        }
        tally
    }

    /// What was added since an earlier state of the same count.
    pub(super) fn since(&self, before: Self) -> Self {
        Self {
            requests: self.requests - before.requests,
            refused_http: self.refused_http - before.refused_http,
            blocked: self.blocked - before.blocked,
            viewer_request: self.viewer_request - before.viewer_request,
            origin_request: self.origin_request - before.origin_request,
            origin_response: self.origin_response - before.origin_response,
            viewer_response: self.viewer_response - before.viewer_response,
            cloudfront_functions: self.cloudfront_functions - before.cloudfront_functions,
            answered_early: self.answered_early - before.answered_early,
            lookups: self.lookups - before.lookups,
            hits: self.hits - before.hits,
            misses: self.misses - before.misses,
            origin_fetches: self.origin_fetches - before.origin_fetches,
            stored: self.stored - before.stored,
            wrong_variants: self.wrong_variants - before.wrong_variants,
            leaks: self.leaks - before.leaks,
            locked_out: self.locked_out - before.locked_out,
            bad_gateways: self.bad_gateways - before.bad_gateways,
            unavailable: self.unavailable - before.unavailable,
        }
    }

    /// Calls at `hook`.
    pub(super) fn calls(&self, hook: Hook) -> u64 {
        match hook {
            Hook::ViewerRequest => self.viewer_request,
            Hook::OriginRequest => self.origin_request,
            Hook::OriginResponse => self.origin_response,
            Hook::ViewerResponse => self.viewer_response,
        }
    }

    /// Calls of Lambda@Edge functions.
    pub(super) fn lambda_calls(&self) -> u64 {
        Hook::ALL
            .map(|hook| self.calls(hook))
            .iter()
            .sum::<u64>()
            .saturating_sub(self.cloudfront_functions)
    }

    /// Illustrative, relative: a call of a `CloudFront` Function is 1, of Lambda@Edge 6.
    pub(super) fn relative_cost(&self) -> u64 {
        self.lambda_calls() * LAMBDA_COST + self.cloudfront_functions * CLOUDFRONT_FUNCTION_COST
    }

    /// Hits in a hundred look-ups; `None` before the first look-up.
    pub(super) fn hit_percent(&self) -> Option<f64> {
        (self.lookups > 0).then(|| self.hits as f64 * 100.0 / self.lookups as f64)
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, more: Self) {
        self.requests += more.requests;
        self.refused_http += more.refused_http;
        self.blocked += more.blocked;
        self.viewer_request += more.viewer_request;
        self.origin_request += more.origin_request;
        self.origin_response += more.origin_response;
        self.viewer_response += more.viewer_response;
        self.cloudfront_functions += more.cloudfront_functions;
        self.answered_early += more.answered_early;
        self.lookups += more.lookups;
        self.hits += more.hits;
        self.misses += more.misses;
        self.origin_fetches += more.origin_fetches;
        self.stored += more.stored;
        self.wrong_variants += more.wrong_variants;
        self.leaks += more.leaks;
        self.locked_out += more.locked_out;
        self.bad_gateways += more.bad_gateways;
        self.unavailable += more.unavailable;
    }
}
