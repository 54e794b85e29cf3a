//! Named sets of inputs, each for one thing worth seeing.

use crate::diagrams::params::Preset;

/// All presets; the first is the picture in the gallery.
pub(super) const PRESETS: &[Preset] = &[
    Preset {
        key: "cached-page",
        label: "One cached page",
        summary: "All four hooks on 1,000 requests for one page: origin hooks run once.",
        values: &[
            ("viewer-request", "log"),
            ("origin-request", "log"),
            ("origin-response", "log"),
            ("viewer-response", "log"),
        ],
    },
    Preset {
        key: "redirect-half",
        label: "Half redirected",
        summary: "Viewer request answers half of the viewers, so viewer response runs half as often.",
        values: &[
            ("viewer-request", "redirect-half"),
            ("origin-request", "log"),
            ("origin-response", "log"),
            ("viewer-response", "log"),
        ],
    },
    Preset {
        key: "not-found",
        label: "The origin says 404",
        summary: "Origin response runs for errors, viewer response does not; errors live 10 s.",
        values: &[
            ("requests", "60"),
            ("viewer-request", "log"),
            ("origin-request", "log"),
            ("origin-response", "log"),
            ("viewer-response", "add-header"),
            ("status", "404"),
        ],
    },
    Preset {
        key: "repaired-error",
        label: "Errors repaired",
        summary: "Origin response turns 500 into a 200 page, which is stored and lets viewer response run.",
        values: &[
            ("origin-response", "fix-status"),
            ("viewer-response", "add-header"),
            ("origin", "load-balancer"),
            ("status", "500"),
        ],
    },
    Preset {
        key: "custom-error-page",
        label: "Custom error page",
        summary: "CloudFront puts your page in place of a 404; no viewer response for it.",
        values: &[
            ("requests", "60"),
            ("viewer-request", "log"),
            ("viewer-response", "add-header"),
            ("status", "404"),
            ("error-page", "yes"),
        ],
    },
    Preset {
        key: "ab-test-cookie",
        label: "A/B test: cookie in the key",
        summary: "With the cookie in the cache key both pages are fetched once and nobody is mixed up.",
        values: &[("cookie", "halves"), ("key-cookie", "yes")],
    },
    Preset {
        key: "ab-test-viewer-rewrite",
        label: "A/B test: URI at viewer request",
        summary: "A URI rewritten before the look-up changes the key: two fetches, all viewers right.",
        values: &[
            ("cookie", "halves"),
            ("viewer-request", "rewrite-by-cookie"),
        ],
    },
    Preset {
        key: "ab-test-origin-rewrite",
        label: "A/B test: URI at origin request",
        summary: "A URI rewritten after the look-up leaves the key: one fetch, and B gets page A.",
        values: &[
            ("cookie", "halves"),
            ("origin-request", "rewrite-by-cookie"),
        ],
    },
    Preset {
        key: "header-once",
        label: "A header added once",
        summary: "A header added at origin response is stored: every hit has it without another call.",
        values: &[("origin-response", "add-header")],
    },
    Preset {
        key: "header-each-time",
        label: "A header added each time",
        summary: "The same header at viewer response costs a call for every request.",
        values: &[("viewer-response", "add-header")],
    },
    Preset {
        key: "expiring-page",
        label: "Copies expire",
        summary: "With a max-age of 60 s and a request every 20 s, each third one is a miss.",
        values: &[
            ("requests", "120"),
            ("spacing", "20"),
            ("max-age", "60"),
            ("viewer-request", "log"),
            ("origin-request", "log"),
            ("origin-response", "log"),
            ("viewer-response", "log"),
        ],
    },
    Preset {
        key: "auth-at-viewer-request",
        label: "Token checked in front",
        summary: "A check at viewer request sees every viewer, so no cached page leaks.",
        values: &[("token", "every-second"), ("viewer-request", "auth-401")],
    },
    Preset {
        key: "auth-at-origin-request",
        label: "Token checked at the wrong hook",
        summary: "A check at origin request sees misses only: the cached page leaks to everyone.",
        values: &[("token", "every-second"), ("origin-request", "auth-403")],
    },
    Preset {
        key: "generated-page",
        label: "Page made at the edge",
        summary: "A page generated at origin request is stored; the origin is never asked.",
        values: &[
            ("viewer-request", "log"),
            ("origin-request", "generate"),
            ("origin-response", "log"),
            ("viewer-response", "log"),
        ],
    },
    Preset {
        key: "origin-by-country",
        label: "Origin by country, wrong key",
        summary: "An origin chosen by country without the country in the key serves one page to all.",
        values: &[("countries", "two"), ("origin-request", "choose-origin")],
    },
    Preset {
        key: "origin-by-country-in-key",
        label: "Origin by country, right key",
        summary: "With the country in the key each country has a copy from its own origin.",
        values: &[
            ("countries", "two"),
            ("key-country", "yes"),
            ("origin-request", "choose-origin"),
        ],
    },
    Preset {
        key: "tracking-tags",
        label: "Tracking tags in the key",
        summary: "Five tags in the key make five copies of one page.",
        values: &[("query", "tags"), ("key-query", "yes")],
    },
    Preset {
        key: "normalized-query",
        label: "Tracking tags dropped",
        summary: "Viewer request drops the tags before the look-up, so one copy serves all.",
        values: &[
            ("query", "tags"),
            ("key-query", "yes"),
            ("viewer-request", "normalize-query"),
        ],
    },
    Preset {
        key: "slow-viewer-request",
        label: "Too slow at viewer request",
        summary: "A function that runs longer than 30 s at a viewer hook ends every request in 503.",
        values: &[
            ("requests", "100"),
            ("viewer-request", "too-slow"),
            ("viewer-response", "log"),
        ],
    },
    Preset {
        key: "status-at-viewer-response",
        label: "Status changed too late",
        summary: "The status is read-only at viewer response; changing it is an invalid answer: 502.",
        values: &[("requests", "100"), ("viewer-response", "change-status")],
    },
    Preset {
        key: "dns-failure",
        label: "The origin's name is gone",
        summary: "DNS is asked before origin request is called: 502 without a single call of it.",
        values: &[
            ("requests", "100"),
            ("viewer-request", "log"),
            ("origin-request", "log"),
            ("origin", "load-balancer"),
            ("status", "dns-failure"),
        ],
    },
    Preset {
        key: "cheap-headers",
        label: "CloudFront Functions in front",
        summary: "CloudFront Functions at the viewer hooks, Lambda@Edge at the origin hooks: allowed and cheap.",
        values: &[
            ("viewer-request", "cloudfront-function"),
            ("origin-request", "log"),
            ("viewer-response", "cloudfront-function"),
        ],
    },
    Preset {
        key: "mixed-functions",
        label: "A mix that is refused",
        summary: "A CloudFront Function and Lambda@Edge on the viewer events of one behavior.",
        values: &[
            ("viewer-request", "cloudfront-function"),
            ("viewer-response", "log"),
        ],
    },
    Preset {
        key: "front-door",
        label: "HTTPS and WAF first",
        summary: "Redirects to HTTPS and WAF blocks happen before every hook.",
        values: &[
            ("policy", "redirect-to-https"),
            ("scheme", "mixed"),
            ("waf", "yes"),
            ("viewer-request", "log"),
            ("viewer-response", "log"),
        ],
    },
];
