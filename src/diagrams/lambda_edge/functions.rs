//! The four hooks with their rights and limits, and the functions that a learner may attach.
//!
//! Words and figures only; what a function does to a request stands in `trip`.
//! Limits: 30 s at every hook; 40 KB at viewer hooks, 1 MB at origin hooks.

/// One of the four places at which a function may be attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hook {
    ViewerRequest,
    OriginRequest,
    OriginResponse,
    ViewerResponse,
}

/// What a learner may attach; not every function is offered at every hook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum EdgeFunction {
    Nothing,
    Log,
    /// Answers 401 without a token (viewer request).
    Auth401,
    /// Sends viewers without a token to the login page (viewer request).
    Auth302,
    /// Answers 403 without a token (origin request: the wrong hook for it).
    Auth403,
    RedirectHalf,
    RewriteByCookie,
    NormalizeQuery,
    /// A `CloudFront` Function that edits a header.
    CloudFrontFunction,
    ChooseOrigin,
    Generate,
    AddHeader,
    ReplaceBody,
    FixStatus,
    ChangeStatus,
    TooSlow,
    TooLarge,
    Throws,
}

/// Why a call ended in an error of the function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    TimedOut,
    TooLarge,
    Threw,
    StatusChanged,
}

impl Hook {
    pub(super) const ALL: [Self; 4] = [
        Self::ViewerRequest,
        Self::OriginRequest,
        Self::OriginResponse,
        Self::ViewerResponse,
    ];

    /// The name in ids and inputs.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::ViewerRequest => "viewer-request",
            Self::OriginRequest => "origin-request",
            Self::OriginResponse => "origin-response",
            Self::ViewerResponse => "viewer-response",
        }
    }

    /// The name at the head of a card or a sentence.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::ViewerRequest => "Viewer request",
            Self::OriginRequest => "Origin request",
            Self::OriginResponse => "Origin response",
            Self::ViewerResponse => "Viewer response",
        }
    }

    /// The name within a sentence.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::ViewerRequest => "viewer request",
            Self::OriginRequest => "origin request",
            Self::OriginResponse => "origin response",
            Self::ViewerResponse => "viewer response",
        }
    }

    /// What may be read and changed here, as the end of a sentence.
    pub(super) fn rights(self) -> &'static str {
        match self {
            Self::ViewerRequest => {
                "may read the request, change its URI, query string and headers (the cache key \
                 follows) or answer by itself, but never change the method or the origin"
            }
            Self::OriginRequest => {
                "may read the request, change its URI, query string, headers and origin (the cache \
                 key stays) or answer by itself, but never change the method"
            }
            Self::OriginResponse => {
                "may change status and headers and replace the body before all is stored, but \
                 cannot read the origin's body; the request is a read-only copy"
            }
            Self::ViewerResponse => {
                "may change headers, which are not stored; the status is read-only and the body \
                 out of reach"
            }
        }
    }

    /// What a `CloudFront` Function may do here, as the end of a sentence; it has viewer events
    /// only.
    pub(super) fn cloudfront_function_rights(self) -> &'static str {
        if self == Self::ViewerRequest {
            "may change URI, query string and headers (the cache key follows) or answer by itself, \
             without network and body"
        } else {
            "may change headers, which are not stored, without network and body"
        }
    }

    /// The rights in a word or two, for the card.
    pub(super) fn rights_badge(self) -> &'static str {
        match self {
            Self::ViewerRequest => "key + headers",
            Self::OriginRequest => "URI, origin",
            Self::OriginResponse => "all, stored",
            Self::ViewerResponse => "headers only",
        }
    }

    /// Whether it stands before the cache and therefore sees every request.
    pub(super) fn is_viewer(self) -> bool {
        matches!(self, Self::ViewerRequest | Self::ViewerResponse)
    }

    /// The longest run allowed.
    pub(super) fn limit_secs(self) -> u32 {
        if self.is_viewer() { 5 } else { 30 }
    }

    /// The largest answer allowed.
    pub(super) fn limit_size(self) -> &'static str {
        if self.is_viewer() { "40 KB" } else { "1 MB" }
    }
}

impl EdgeFunction {
    /// Whether it is a `CloudFront` Function and not Lambda@Edge.
    pub(super) fn is_cloudfront_function(self) -> bool {
        self == Self::CloudFrontFunction
    }

    /// Whether it is a Lambda@Edge function.
    pub(super) fn is_lambda(self) -> bool {
        self != Self::Nothing && !self.is_cloudfront_function()
    }

    /// Whether it may end the way of a request where it stands.
    pub(super) fn may_answer(self) -> bool {
        matches!(
            self,
            Self::Auth401
                | Self::Auth302
                | Self::Auth403
                | Self::RedirectHalf
                | Self::Generate
                | Self::TooSlow
                | Self::TooLarge
                | Self::Throws
        )
    }

    /// For the card: at most 18 characters.
    pub(super) fn short(self) -> &'static str {
        match self {
            Self::Nothing => "no function",
            Self::Log => "writes a log",
            Self::Auth401 => "checks token: 401",
            Self::Auth302 => "checks token: 302",
            Self::Auth403 => "checks token: 403",
            Self::RedirectHalf => "302 for every 2nd",
            Self::RewriteByCookie => "URI by cookie",
            Self::NormalizeQuery => "normalizes query",
            Self::CloudFrontFunction => "CloudFront Func.",
            Self::ChooseOrigin => "origin by country",
            Self::Generate => "generates a page",
            Self::AddHeader => "adds HSTS header",
            Self::ReplaceBody => "replaces body",
            Self::FixStatus => "repairs errors",
            Self::ChangeStatus => "changes status",
            Self::TooSlow => "runs too long",
            Self::TooLarge => "answer too large",
            Self::Throws => "throws an error",
        }
    }
}

impl Fault {
    /// What the viewer gets for it: 503 if the call gave no answer, 502 if it gave an invalid one.
    pub(super) fn status(self) -> u16 {
        match self {
            Self::TimedOut | Self::Threw => 503,
            Self::TooLarge | Self::StatusChanged => 502,
        }
    }
}
