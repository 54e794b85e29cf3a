//! The sentences of the four hooks: what the function did and what it may do there.

use super::functions::{EdgeFunction, Fault, Hook};
use super::setup::Setup;
use super::trip::{Outcome, Silence, Stage};

/// What a function did at `hook`, or why it was left out, with what it may do there.
pub(super) fn sentence(setup: &Setup, hook: Hook, stage: &Stage) -> String {
    let title = hook.title();
    match stage.outcome {
        Outcome::Failed(fault) => failed(hook, fault),
        Outcome::Answered(status) => answered(setup, hook, stage, status),
        Outcome::Silent(Silence::ErrorStatus) => format!(
            "{title} does not run: the status is {}, and from 400 up CloudFront leaves it out.",
            stage.response.map_or(0, |response| response.status)
        ),
        Outcome::Silent(Silence::CustomErrorPage) => format!(
            "{title} does not run: CloudFront sends the custom error page, and no hook runs for that."
        ),
        _ => {
            let (kind, rights) = if setup.function(hook).is_cloudfront_function() {
                ("the CloudFront Function", hook.cloudfront_function_rights())
            } else {
                ("the function", hook.rights())
            };
            format!(
                "{title}: {kind} {}. A function here {rights}.",
                deed(setup, hook, stage)
            )
        }
    }
}

/// What the function did, as the end of "the function …".
fn deed(setup: &Setup, hook: Hook, stage: &Stage) -> String {
    let changed = matches!(stage.outcome, Outcome::Ran { changed: true });
    let request = &stage.request;
    match setup.function(hook) {
        EdgeFunction::Log => "writes a log line and changes nothing".to_owned(),
        EdgeFunction::Auth401 | EdgeFunction::Auth302 | EdgeFunction::Auth403 => {
            "finds a valid token and lets the request pass".to_owned()
        }
        EdgeFunction::RedirectHalf => "lets this viewer pass".to_owned(),
        EdgeFunction::RewriteByCookie if changed && hook == Hook::ViewerRequest => format!(
            "reads the cookie and rewrites the URI to {}, which also becomes part of the cache key",
            request.path()
        ),
        EdgeFunction::RewriteByCookie if changed => format!(
            "reads the cookie and rewrites the URI to {} for the origin, too late for the cache key",
            request.path()
        ),
        EdgeFunction::RewriteByCookie => "finds no cookie and leaves the URI".to_owned(),
        EdgeFunction::NormalizeQuery if changed => format!(
            "normalizes the query string, so the URI reads {}",
            request.uri()
        ),
        EdgeFunction::NormalizeQuery => {
            "finds the query string in normal form and leaves it".to_owned()
        }
        EdgeFunction::CloudFrontFunction if hook == Hook::ViewerRequest => {
            "edits a request header in under a millisecond".to_owned()
        }
        EdgeFunction::CloudFrontFunction => {
            "adds a response header in under a millisecond".to_owned()
        }
        EdgeFunction::ChooseOrigin => format!(
            "reads CloudFront-Viewer-Country and chooses the {} for {}",
            request.region.origin_name(),
            request.country.code()
        ),
        EdgeFunction::AddHeader if hook == Hook::OriginResponse => {
            "adds a security header, which is stored with the answer".to_owned()
        }
        EdgeFunction::AddHeader => {
            "adds a security header to this one answer, not to the stored copy".to_owned()
        }
        EdgeFunction::ReplaceBody => "replaces the body".to_owned(),
        EdgeFunction::FixStatus if changed => {
            "turns the error into status 200 with a page of its own".to_owned()
        }
        EdgeFunction::FixStatus => "finds no error and changes nothing".to_owned(),
        EdgeFunction::ChangeStatus
        | EdgeFunction::Generate
        | EdgeFunction::TooSlow
        | EdgeFunction::TooLarge
        | EdgeFunction::Throws
        | EdgeFunction::Nothing => "does nothing".to_owned(),
    }
}

fn failed(hook: Hook, fault: Fault) -> String {
    let title = hook.title();
    let status = fault.status();
    let why = match fault {
        Fault::TimedOut => format!("runs longer than the {} s allowed here", hook.limit_secs()),
        Fault::TooLarge => format!("returns more than the {} allowed here", hook.limit_size()),
        Fault::Threw => "throws an error".to_owned(),
        Fault::StatusChanged => "tries to change the status, which is read-only here".to_owned(),
    };
    let rule = match fault {
        Fault::TimedOut | Fault::Threw => "as the call gave no answer",
        Fault::TooLarge | Fault::StatusChanged => "as its answer is invalid",
    };
    let silent = match hook {
        Hook::ViewerRequest => "cache, origin and all other hooks are left out",
        Hook::OriginRequest => "the origin is not asked and nothing is stored",
        Hook::OriginResponse => "the origin's answer is lost and nothing is stored",
        Hook::ViewerResponse => "a stored copy stays as it is",
    };
    format!("{title}: the function {why}, so the viewer gets {status}, {rule}; {silent}.")
}

fn answered(setup: &Setup, hook: Hook, stage: &Stage, status: u16) -> String {
    let what = match setup.function(hook) {
        EdgeFunction::Auth401 => "finds no token and answers 401",
        EdgeFunction::Auth302 => "finds no token and answers 302 to the login page",
        EdgeFunction::Auth403 => "finds no token and answers 403",
        EdgeFunction::RedirectHalf => "answers 302 to this viewer",
        EdgeFunction::Generate => "generates the page with status 200",
        _ => return format!("{}: the function answers {status}.", hook.title()),
    };
    if hook == Hook::ViewerRequest {
        return format!(
            "Viewer request: the function {what}. An answer made here goes straight out: it is \
             never cached and no other hook runs."
        );
    }
    let method_note = if stage.request.method.is_cacheable() {
        "goes to the cache"
    } else {
        "takes the way of an origin's answer"
    };
    format!(
        "Origin request: the function {what}. An answer made here {method_note}, while the origin \
         and origin response are left out."
    )
}
