//! The inputs as typed settings, checked against what `CloudFront` accepts.
//!
//! A set of inputs that `CloudFront` would refuse is put right, and a sentence says which rule it
//! broke; the opening of the diagram shows these sentences.

use super::choices::{self, chosen};
use super::functions::{EdgeFunction, Hook};
use super::traffic::{CookieMix, Country, Method, QueryMix, SchemeMix, TokenMix};
use crate::diagrams::params::Params;

/// So many viewers in a row come from the same country.
pub(super) const VIEWERS_PER_COUNTRY: u64 = 4;

/// Everything that stays the same during one run.
#[derive(Debug, Clone)]
pub(super) struct Setup {
    pub(super) policy: Policy,
    pub(super) scheme: SchemeMix,
    pub(super) method: Method,
    /// How many objects the viewers want.
    pub(super) objects: u64,
    pub(super) requests: u64,
    pub(super) spacing_secs: u64,
    pub(super) cookies: CookieMix,
    pub(super) tokens: TokenMix,
    pub(super) query: QueryMix,
    pub(super) countries: &'static [Country],
    /// WAF blocks each request whose number this divides.
    pub(super) waf_every: Option<u64>,
    pub(super) key: KeyParts,
    pub(super) cache_control: CacheControl,
    pub(super) max_age_secs: u64,
    pub(super) ttl: TtlLimits,
    functions: [EdgeFunction; 4],
    pub(super) origin_is_bucket: bool,
    pub(super) answer: Answer,
    pub(super) error_page: bool,
    /// Which rules the inputs broke, and what was done instead: whole sentences.
    pub(super) corrections: Vec<String>,
}

/// What the behavior does with plain HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Policy {
    Both,
    Redirect,
    HttpsOnly,
}

/// What the cache policy adds to host and URI.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KeyParts {
    pub(super) cookie: bool,
    pub(super) query: bool,
    pub(super) country: bool,
}

/// The header that decides how long a copy lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CacheControl {
    MaxAge,
    Absent,
    NoStore,
}

/// The limits of the cache policy, in seconds; `min <= default <= max`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TtlLimits {
    pub(super) min: u64,
    pub(super) default: u64,
    pub(super) max: u64,
}

/// What comes of asking the origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Status(u16),
    /// DNS has no address for its name.
    NoName,
}

impl Setup {
    /// Reads a complete set of inputs.
    pub(super) fn read(params: &Params) -> Self {
        let mut setup = Self {
            policy: chosen(params, "policy", &choices::POLICIES, Policy::Both),
            scheme: chosen(params, "scheme", &choices::SCHEMES, SchemeMix::Https),
            method: chosen(params, "method", &choices::METHODS, Method::Get),
            objects: chosen(params, "paths", &choices::PATHS, 1),
            requests: params.number("requests"),
            spacing_secs: params.number("spacing"),
            cookies: chosen(params, "cookie", &choices::COOKIES, CookieMix::None),
            tokens: chosen(params, "token", &choices::TOKENS, TokenMix::All),
            query: chosen(params, "query", &choices::QUERIES, QueryMix::None),
            countries: chosen(params, "countries", &choices::COUNTRIES, &[Country::Us]),
            waf_every: params.switch("waf").then(|| params.number("waf-every")),
            key: KeyParts {
                cookie: params.switch("key-cookie"),
                query: params.switch("key-query"),
                country: params.switch("key-country"),
            },
            cache_control: chosen(
                params,
                "cache-control",
                &choices::CACHE_CONTROLS,
                CacheControl::Absent,
            ),
            max_age_secs: params.number("max-age"),
            ttl: TtlLimits {
                min: params.number("min-ttl"),
                default: params.number("default-ttl"),
                max: params.number("max-ttl"),
            },
            functions: Hook::ALL.map(|hook| attached(params, hook)),
            origin_is_bucket: chosen(params, "origin", &choices::ORIGINS, true),
            answer: chosen(params, "status", &choices::ANSWERS, Answer::Status(200)),
            error_page: params.switch("error-page"),
            corrections: Vec::new(),
        };
        setup.refuse_mixed_functions();
        setup.order_ttls();
        setup.replace_bucket_without_name();
        setup
    }

    /// What is attached to `hook`.
    pub(super) fn function(&self, hook: Hook) -> EdgeFunction {
        let [
            viewer_request,
            origin_request,
            origin_response,
            viewer_response,
        ] = self.functions;
        match hook {
            Hook::ViewerRequest => viewer_request,
            Hook::OriginRequest => origin_request,
            Hook::OriginResponse => origin_response,
            Hook::ViewerResponse => viewer_response,
        }
    }

    /// Whether a function is attached to `hook`.
    pub(super) fn has(&self, hook: Hook) -> bool {
        self.function(hook) != EdgeFunction::Nothing
    }

    /// The hooks that have a function.
    pub(super) fn attached_hooks(&self) -> impl Iterator<Item = Hook> {
        Hook::ALL.into_iter().filter(|hook| self.has(*hook))
    }

    /// Whether some function lets viewers with a token only see the pages.
    pub(super) fn checks_token(&self) -> bool {
        matches!(
            self.function(Hook::ViewerRequest),
            EdgeFunction::Auth401 | EdgeFunction::Auth302
        ) || self.function(Hook::OriginRequest) == EdgeFunction::Auth403
    }

    /// Whether viewers are meant to see different pages under one path.
    pub(super) fn has_groups(&self) -> bool {
        self.cookies != CookieMix::None
    }

    /// Whether viewers of different countries are meant to reach different origins.
    pub(super) fn has_regions(&self) -> bool {
        self.function(Hook::OriginRequest) == EdgeFunction::ChooseOrigin && self.countries.len() > 1
    }

    /// Whether the cookie travels to the origin: as part of the key, or because a policy
    /// forwards it for the function at origin request.
    pub(super) fn origin_sees_cookie(&self) -> bool {
        self.key.cookie || self.function(Hook::OriginRequest) == EdgeFunction::RewriteByCookie
    }

    /// Whether a policy makes `CloudFront` add the country header.
    pub(super) fn adds_country(&self) -> bool {
        self.key.country || self.function(Hook::OriginRequest) == EdgeFunction::ChooseOrigin
    }

    fn refuse_mixed_functions(&mut self) {
        let [viewer_request, _, _, viewer_response] = &mut self.functions;
        let left_out = if viewer_request.is_cloudfront_function() && viewer_response.is_lambda() {
            *viewer_request = EdgeFunction::Nothing;
            Hook::ViewerRequest
        } else if viewer_response.is_cloudfront_function() && viewer_request.is_lambda() {
            *viewer_response = EdgeFunction::Nothing;
            Hook::ViewerResponse
        } else {
            return;
        };
        self.corrections.push(format!(
            "CloudFront refuses this: CloudFront Functions and Lambda@Edge may not be mixed on the \
             viewer events of one behavior. It runs without the CloudFront Function at {}.",
            left_out.name()
        ));
    }

    fn order_ttls(&mut self) {
        let TtlLimits { min, default, max } = self.ttl;
        // With a Cache-Control header the default plays no part and is moved silently.
        let default_counts = self.cache_control == CacheControl::Absent;
        let max_ordered = max.max(min);
        let ordered = TtlLimits {
            min,
            default: default.clamp(min, max_ordered),
            max: max_ordered,
        };
        let refused = max < min || (default_counts && ordered.default != default);
        self.ttl = ordered;
        if refused {
            self.corrections.push(
                "CloudFront refuses these TTLs: minimum, default and maximum must rise in this \
                 order. The minimum is kept and the others are moved to fit."
                    .to_owned(),
            );
        }
    }

    fn replace_bucket_without_name(&mut self) {
        if self.origin_is_bucket && self.answer == Answer::NoName {
            self.origin_is_bucket = false;
            self.corrections.push(
                "A lookup that fails concerns the name of a custom origin, so a load balancer \
                 stands in for the S3 bucket."
                    .to_owned(),
            );
        }
    }
}

fn attached(params: &Params, hook: Hook) -> EdgeFunction {
    let nothing = EdgeFunction::Nothing;
    match hook {
        Hook::ViewerRequest => chosen(params, hook.key(), &choices::VIEWER_REQUEST, nothing),
        Hook::OriginRequest => chosen(params, hook.key(), &choices::ORIGIN_REQUEST, nothing),
        Hook::OriginResponse => chosen(params, hook.key(), &choices::ORIGIN_RESPONSE, nothing),
        Hook::ViewerResponse => chosen(params, hook.key(), &choices::VIEWER_RESPONSE, nothing),
    }
}
