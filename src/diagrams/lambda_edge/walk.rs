//! The rules: which stages a request passes, in which order, and what cuts its way short.
//!
//! [`Trip::of`] is a pure function of settings, cache and request. The order is the one of the
//! four events of `CloudFront`: protocol policy and WAF, viewer request, look-up, origin request,
//! origin, origin response, store, viewer response.

use std::ops::ControlFlow;

use super::cache::{Cache, Entry, Key, Write, lifetime};
use super::functions::{EdgeFunction, Fault, Hook};
use super::setup::{Answer, Policy, Setup};
use super::tally::Tally;
use super::traffic::{Request, Scheme};
use super::trip::{
    Body, Miss, NotStored, Outcome, Response, Silence, Stage, Stop, Trip, Variant, Verdict,
};

impl Trip {
    /// The way of `request` with the cache as it stands.
    pub(super) fn of(setup: &Setup, cache: &Cache, request: Request) -> Self {
        let mut walk = Walk {
            setup,
            cache,
            sent: request,
            key: Key::of(setup, &request),
            request,
            response: None,
            stages: Vec::with_capacity(9),
        };
        // Both ends of the way lead to the viewer.
        let (ControlFlow::Continue(()) | ControlFlow::Break(())) = walk.pass();
        walk.send();
        Self {
            sent: walk.sent,
            key: walk.key,
            stages: walk.stages,
        }
    }
}

struct Walk<'a> {
    setup: &'a Setup,
    cache: &'a Cache,
    sent: Request,
    key: Key,
    request: Request,
    response: Option<Response>,
    stages: Vec<Stage>,
}

/// `Break` when the answer is found and goes straight to the viewer.
type Way<T = ()> = ControlFlow<(), T>;

impl Walk<'_> {
    fn pass(&mut self) -> Way {
        self.arrive()?;
        self.viewer_request()?;
        self.request.country_known = self.setup.adds_country();
        self.key = Key::of(self.setup, &self.request);
        if !self.look_up() {
            self.resolve_name()?;
            let generated = self.origin_request()?;
            if !generated {
                self.fetch();
                self.origin_response()?;
            }
            self.store();
        }
        self.show_error_page();
        self.viewer_response()
    }

    fn note(&mut self, stop: Stop, outcome: Outcome, tally: Tally) {
        self.stages.push(Stage {
            stop,
            outcome,
            request: self.request,
            response: self.response,
            tally,
            write: None,
        });
    }

    fn note_write(&mut self, stop: Stop, outcome: Outcome, tally: Tally, write: Write) {
        self.note(stop, outcome, tally);
        if let Some(stage) = self.stages.last_mut() {
            stage.write = Some(write);
        }
    }

    fn arrive(&mut self) -> Way {
        let mut tally = Tally {
            requests: 1,
            ..Tally::default()
        };
        let plain = self.request.scheme == Scheme::Http;
        let blocked = self
            .setup
            .waf_every
            .is_some_and(|every| self.request.number.is_multiple_of(every));
        let (outcome, status) = match self.setup.policy {
            Policy::Redirect if plain => (Outcome::RedirectedToHttps, 301),
            Policy::HttpsOnly if plain => (Outcome::RefusedHttp, 403),
            _ if blocked => (Outcome::BlockedByWaf, 403),
            Policy::Both | Policy::Redirect | Policy::HttpsOnly => {
                self.note(Stop::Arrival, Outcome::Accepted, tally);
                return Way::Continue(());
            }
        };
        if outcome == Outcome::BlockedByWaf {
            tally.blocked = 1;
        } else {
            tally.refused_http = 1;
        }
        self.response = Some(Response::notice(status));
        self.note(Stop::Arrival, outcome, tally);
        Way::Break(())
    }

    fn viewer_request(&mut self) -> Way {
        let hook = Hook::ViewerRequest;
        let before = self.request;
        match self.setup.function(hook) {
            EdgeFunction::Nothing => return Way::Continue(()),
            EdgeFunction::Auth401 if !self.request.token => return self.answer(hook, 401),
            EdgeFunction::Auth302 if !self.request.token => return self.answer(hook, 302),
            EdgeFunction::RedirectHalf if self.request.is_redirected() => {
                return self.answer(hook, 302);
            }
            EdgeFunction::RewriteByCookie => self.request.rewritten = self.request.group,
            EdgeFunction::NormalizeQuery => self.request.query = self.request.query.normalized(),
            EdgeFunction::CloudFrontFunction => self.request.edited_header = true,
            EdgeFunction::TooSlow => return self.fail(hook, Fault::TimedOut),
            EdgeFunction::TooLarge => return self.fail(hook, Fault::TooLarge),
            EdgeFunction::Throws => return self.fail(hook, Fault::Threw),
            _ => {}
        }
        self.ran(hook, self.request != before);
        Way::Continue(())
    }

    /// Whether a fresh copy was found.
    fn look_up(&mut self) -> bool {
        let mut tally = Tally {
            lookups: 1,
            ..Tally::default()
        };
        let miss = match self.cache.get(&self.key) {
            _ if !self.request.method.is_cacheable() => Miss::Method,
            Some(entry) if entry.is_fresh(self.request.at_secs) => {
                tally.hits = 1;
                self.response = Some(Response {
                    from_cache: true,
                    ..entry.response
                });
                let write = Write::Hit(self.key);
                self.note_write(Stop::Lookup, Outcome::Hit, tally, write);
                return true;
            }
            Some(_) => Miss::Expired,
            None => Miss::Absent,
        };
        tally.misses = 1;
        self.note(Stop::Lookup, Outcome::Miss(miss), tally);
        false
    }

    fn resolve_name(&mut self) -> Way {
        if self.setup.answer != Answer::NoName {
            return Way::Continue(());
        }
        self.response = Some(Response::notice(502));
        self.note(Stop::NameLookup, Outcome::NoName, Tally::default());
        Way::Break(())
    }

    /// Whether the function made the answer, so that the origin is left out.
    fn origin_request(&mut self) -> Way<bool> {
        let hook = Hook::OriginRequest;
        let before = self.request;
        let answer = match self.setup.function(hook) {
            EdgeFunction::Nothing => return Way::Continue(false),
            EdgeFunction::TooSlow => return self.fail(hook, Fault::TimedOut),
            EdgeFunction::Throws => return self.fail(hook, Fault::Threw),
            EdgeFunction::RewriteByCookie => {
                self.request.rewritten = self.request.group;
                None
            }
            EdgeFunction::ChooseOrigin => {
                self.request.region = self.request.country.region();
                None
            }
            EdgeFunction::Generate => Some(Response::new(200, Body::Generated)),
            EdgeFunction::Auth403 if !self.request.token => Some(Response::notice(403)),
            _ => None,
        };
        match answer {
            Some(response) => {
                self.response = Some(response);
                self.note(
                    Stop::Hook(hook),
                    Outcome::Answered(response.status),
                    self.call(hook),
                );
            }
            None => self.ran(hook, self.request != before),
        }
        Way::Continue(answer.is_some())
    }

    fn fetch(&mut self) {
        let Answer::Status(status) = self.setup.answer else {
            return;
        };
        let body = if status < 400 {
            Body::Page(Variant::served(self.setup, &self.request))
        } else {
            Body::Notice
        };
        self.response = Some(Response::new(status, body));
        let tally = Tally {
            origin_fetches: 1,
            ..Tally::default()
        };
        self.note(Stop::Origin, Outcome::Fetched(status), tally);
    }

    fn origin_response(&mut self) -> Way {
        let hook = Hook::OriginResponse;
        let before = self.response;
        let Some(response) = self.response.as_mut() else {
            return Way::Continue(());
        };
        match self.setup.function(hook) {
            EdgeFunction::Nothing => return Way::Continue(()),
            EdgeFunction::TooLarge => return self.fail(hook, Fault::TooLarge),
            EdgeFunction::AddHeader => response.stored_header = true,
            EdgeFunction::ReplaceBody => response.body = Body::Replaced,
            EdgeFunction::FixStatus if response.status >= 400 => {
                *response = Response::new(200, Body::Replaced);
            }
            _ => {}
        }
        self.ran(hook, self.response != before);
        Way::Continue(())
    }

    fn store(&mut self) {
        let Some(response) = self.response else {
            return;
        };
        let (ttl_secs, rule) = lifetime(self.setup, response.status);
        let reason = if !self.request.method.is_cacheable() {
            NotStored::Method
        } else if ttl_secs == 0 {
            NotStored::NoLifetime(rule)
        } else {
            let entry = Entry {
                response,
                stored_at_secs: self.request.at_secs,
                ttl_secs,
                hits: 0,
                touched: self.request.number,
            };
            let tally = Tally {
                stored: 1,
                ..Tally::default()
            };
            let write = Write::Put(self.key, entry);
            self.note_write(Stop::Store, Outcome::Stored(rule), tally, write);
            return;
        };
        self.note(Stop::Store, Outcome::NotStored(reason), Tally::default());
    }

    /// Only errors of the origin are replaced, not what a function answered.
    fn show_error_page(&mut self) {
        let Some(response) = self.response.as_mut() else {
            return;
        };
        let from_origin = self.setup.answer == Answer::Status(response.status);
        response.custom_error_page = self.setup.error_page && from_origin && response.status >= 400;
    }

    fn viewer_response(&mut self) -> Way {
        let hook = Hook::ViewerResponse;
        let function = self.setup.function(hook);
        let Some(response) = self.response.as_mut() else {
            return Way::Continue(());
        };
        if function == EdgeFunction::Nothing {
            return Way::Continue(());
        }
        if response.status >= 400 {
            let silence = if response.custom_error_page {
                Silence::CustomErrorPage
            } else {
                Silence::ErrorStatus
            };
            self.note(Stop::Hook(hook), Outcome::Silent(silence), Tally::default());
            return Way::Continue(());
        }
        match function {
            EdgeFunction::ChangeStatus => return self.fail(hook, Fault::StatusChanged),
            EdgeFunction::AddHeader | EdgeFunction::CloudFrontFunction => {
                response.own_header = true;
                self.ran(hook, true);
            }
            _ => self.ran(hook, false),
        }
        Way::Continue(())
    }

    fn send(&mut self) {
        let verdict = self.verdict();
        let ended_in = |status| {
            u64::from(
                self.response
                    .is_some_and(|response| response.status == status),
            )
        };
        let tally = Tally {
            wrong_variants: u64::from(verdict == Verdict::WrongVariant),
            leaks: u64::from(verdict == Verdict::Leak),
            locked_out: u64::from(verdict == Verdict::LockedOut),
            bad_gateways: ended_in(502),
            unavailable: ended_in(503),
            ..Tally::default()
        };
        self.note(Stop::Send, Outcome::Sent(verdict), tally);
    }

    fn verdict(&self) -> Verdict {
        let Some(response) = self.response else {
            return Verdict::Right;
        };
        let holds_content = response.status < 400 && response.body != Body::Notice;
        if self.setup.checks_token() {
            if !self.sent.token && holds_content {
                return Verdict::Leak;
            }
            let refused_by_copy = response.from_cache && response.status == 403;
            if self.sent.token && refused_by_copy {
                return Verdict::LockedOut;
            }
        }
        match response.body {
            Body::Page(variant) if variant != Variant::wanted(self.setup, &self.sent) => {
                Verdict::WrongVariant
            }
            Body::Page(_) | Body::Generated | Body::Replaced | Body::Notice => Verdict::Right,
        }
    }

    fn call(&self, hook: Hook) -> Tally {
        Tally::call(hook, self.setup.function(hook).is_cloudfront_function())
    }

    fn ran(&mut self, hook: Hook, changed: bool) {
        self.note(Stop::Hook(hook), Outcome::Ran { changed }, self.call(hook));
    }

    fn answer(&mut self, hook: Hook, status: u16) -> Way {
        self.response = Some(Response::notice(status));
        let mut tally = self.call(hook);
        tally.answered_early = 1;
        self.note(Stop::Hook(hook), Outcome::Answered(status), tally);
        Way::Break(())
    }

    fn fail<T>(&mut self, hook: Hook, fault: Fault) -> Way<T> {
        self.response = Some(Response::notice(fault.status()));
        self.note(Stop::Hook(hook), Outcome::Failed(fault), self.call(hook));
        Way::Break(())
    }
}
