//! The same mechanism once more, written plainly, one request after the other, without stages,
//! batches or pictures. Follows the published order of events line by line.

use std::collections::HashMap;

use super::super::functions::{EdgeFunction, Hook};
use super::super::setup::{Answer, CacheControl, Policy, Setup};
use super::super::tally::Tally;
use super::super::traffic::{Country, Group, Method, Query, Request, Scheme};

/// What is stored, and what is sent: status, the page (group and whether European), or no page.
#[derive(Clone)]
struct Copy {
    status: u64,
    page: Option<(Group, bool)>,
    content: bool,
}

/// Counts of all requests, one by one.
pub(super) fn totals(setup: &Setup, seed: u64) -> Tally {
    let mut tally = Tally::default();
    let mut cache = HashMap::new();
    for index in 0..setup.requests {
        let request = Request::nth(setup, seed, index);
        one(setup, request, &mut cache, &mut tally);
    }
    tally
}

fn one(
    setup: &Setup,
    request: Request,
    cache: &mut HashMap<String, (Copy, u64)>,
    tally: &mut Tally,
) {
    tally.requests += 1;
    // 1 and 2: protocol policy, then WAF.
    if request.scheme == Scheme::Http && setup.policy != Policy::Both {
        tally.refused_http += 1;
        return;
    }
    if setup
        .waf_every
        .is_some_and(|every| request.number.is_multiple_of(every))
    {
        tally.blocked += 1;
        return;
    }
    // 3: viewer request.
    let Some((path, path_group, query)) = viewer_request(setup, &request, tally) else {
        return;
    };
    // 4 and 5: the key.
    let key = format!(
        "{path}{:?}{:?}{:?}",
        setup.key.query.then_some(query),
        setup.key.cookie.then_some(request.group),
        setup.key.country.then_some(request.country)
    );
    // 6: hit or miss.
    tally.lookups += 1;
    let cacheable = request.method != Method::Post;
    let fresh = cache
        .get(&key)
        .filter(|(_, expires)| cacheable && *expires > request.at_secs)
        .cloned();
    let hit = fresh.is_some();
    let copy = if let Some((copy, _)) = fresh {
        tally.hits += 1;
        copy
    } else {
        tally.misses += 1;
        let Some(copy) = miss(setup, &request, path_group, tally) else {
            return;
        };
        // 10: store.
        let ttl = ttl(setup, copy.status);
        if cacheable && ttl > 0 {
            tally.stored += 1;
            cache.insert(key, (copy.clone(), request.at_secs + ttl));
        }
        copy
    };
    // 11: viewer response.
    if copy.status < 400 && !viewer_response(setup, tally) {
        tally.bad_gateways += 1;
        return;
    }
    // 12: send.
    judge(setup, &request, &copy, hit, tally);
}

/// 3: path, ending of the path and query string after the function; `None` if it answers.
fn viewer_request(
    setup: &Setup,
    request: &Request,
    tally: &mut Tally,
) -> Option<(String, Option<Group>, Query)> {
    let path = format!("/page-{}", request.object);
    let function = setup.function(Hook::ViewerRequest);
    if function != EdgeFunction::Nothing {
        tally.viewer_request += 1;
    }
    match function {
        EdgeFunction::TooSlow | EdgeFunction::Throws => {
            tally.unavailable += 1;
            None
        }
        EdgeFunction::TooLarge => {
            tally.bad_gateways += 1;
            None
        }
        EdgeFunction::Auth401 | EdgeFunction::Auth302 if !request.token => {
            tally.answered_early += 1;
            None
        }
        EdgeFunction::RedirectHalf if [2, 3].contains(&(request.number % 4)) => {
            tally.answered_early += 1;
            None
        }
        EdgeFunction::RewriteByCookie => {
            let ending = format!("{:?}", request.group);
            Some((path + &ending, request.group, request.query))
        }
        EdgeFunction::NormalizeQuery => Some((path, None, request.query.normalized())),
        EdgeFunction::CloudFrontFunction => {
            tally.cloudfront_functions += 1;
            Some((path, None, request.query))
        }
        _ => Some((path, None, request.query)),
    }
}

/// 11: whether the function leaves the answer valid.
fn viewer_response(setup: &Setup, tally: &mut Tally) -> bool {
    let function = setup.function(Hook::ViewerResponse);
    tally.viewer_response += u64::from(function != EdgeFunction::Nothing);
    tally.cloudfront_functions += u64::from(function == EdgeFunction::CloudFrontFunction);
    function != EdgeFunction::ChangeStatus
}

/// 7 to 9: everything behind the cache; `None` for an error, counted here.
fn miss(
    setup: &Setup,
    request: &Request,
    mut path_group: Option<Group>,
    tally: &mut Tally,
) -> Option<Copy> {
    let Answer::Status(status) = setup.answer else {
        tally.bad_gateways += 1;
        return None;
    };
    let origin_request = setup.function(Hook::OriginRequest);
    let mut european = false;
    if origin_request != EdgeFunction::Nothing {
        tally.origin_request += 1;
    }
    let made = |status, content| {
        Some(Copy {
            status,
            page: None,
            content,
        })
    };
    match origin_request {
        EdgeFunction::TooSlow | EdgeFunction::Throws => {
            tally.unavailable += 1;
            return None;
        }
        EdgeFunction::Generate => return made(200, true),
        EdgeFunction::Auth403 if !request.token => return made(403, false),
        EdgeFunction::RewriteByCookie => path_group = request.group,
        EdgeFunction::ChooseOrigin => european = request.country == Country::De,
        _ => {}
    }
    tally.origin_fetches += 1;
    let cookie = if setup.key.cookie || origin_request == EdgeFunction::RewriteByCookie {
        request.group
    } else {
        None
    };
    let group = path_group.or(cookie).unwrap_or(Group::A);
    let origin_response = setup.function(Hook::OriginResponse);
    if origin_response != EdgeFunction::Nothing {
        tally.origin_response += 1;
    }
    match origin_response {
        EdgeFunction::TooLarge => {
            tally.bad_gateways += 1;
            None
        }
        EdgeFunction::ReplaceBody => made(u64::from(status), true),
        EdgeFunction::FixStatus if status >= 400 => made(200, true),
        _ => Some(Copy {
            status: u64::from(status),
            page: (status < 400).then_some((group, european)),
            content: status < 400,
        }),
    }
}

fn ttl(setup: &Setup, status: u64) -> u64 {
    if status >= 400 {
        return 10;
    }
    match setup.cache_control {
        CacheControl::MaxAge => setup.max_age_secs.clamp(setup.ttl.min, setup.ttl.max),
        CacheControl::Absent => setup.ttl.default,
        CacheControl::NoStore => setup.ttl.min,
    }
}

fn judge(setup: &Setup, request: &Request, copy: &Copy, hit: bool, tally: &mut Tally) {
    let checks = [
        setup.function(Hook::ViewerRequest),
        setup.function(Hook::OriginRequest),
    ];
    let private = checks.iter().any(|function| {
        matches!(
            function,
            EdgeFunction::Auth401 | EdgeFunction::Auth302 | EdgeFunction::Auth403
        )
    });
    if private && !request.token && copy.status < 400 && copy.content {
        tally.leaks += 1;
    } else if private && request.token && hit && copy.status == 403 {
        tally.locked_out += 1;
    } else if let Some((group, european)) = copy.page {
        let by_country = checks[1] == EdgeFunction::ChooseOrigin;
        let wants_europe = by_country && request.country == Country::De;
        if group != request.group.unwrap_or(Group::A) || european != wants_europe {
            tally.wrong_variants += 1;
        }
    }
}
