//! Where the person is, and the way back and forward, each with its exact place.
//!
//! A place hangs on text (note, section, quote), not on pixels, so it survives a restart,
//! another width and an edit.

use super::route::Route;
use crate::base::ids::NoteId;
use crate::library::anchor::Place;

/// One stop: a screen, and for a note the place in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Stop {
    /// The screen.
    pub route: Route,
    /// The place in the note, once the reader has been there.
    pub place: Option<Place>,
}

/// The present stop and those before and after it.
#[derive(Debug, Clone, PartialEq)]
pub struct Nav {
    current: Stop,
    back: Vec<Stop>,
    forward: Vec<Stop>,
    /// Counts arrivals, so that the reader knows when to scroll to a place.
    arrivals: u64,
}

impl Stop {
    /// Whether it names no place further down than the top of its note.
    pub fn is_at_top(&self) -> bool {
        let is_far = self.place.as_ref().is_some_and(|place| !place.is_at_top());
        matches!(self.route, Route::Note { section: None, .. }) && !is_far
    }
}

impl Default for Nav {
    fn default() -> Self {
        Self::at(Stop {
            route: Route::Home,
            place: None,
        })
    }
}

impl Nav {
    /// How many stops are kept in each direction.
    const KEPT: usize = 100;

    /// Begins at a stop.
    pub fn at(current: Stop) -> Self {
        Self {
            current,
            back: Vec::new(),
            forward: Vec::new(),
            arrivals: 0,
        }
    }

    /// Takes up where a saved session ended.
    pub fn resume(current: Stop, back: Vec<Stop>, forward: Vec<Stop>) -> Self {
        Self {
            current,
            back,
            forward,
            arrivals: 0,
        }
    }

    /// The present screen.
    pub fn route(&self) -> &Route {
        &self.current.route
    }

    /// The present stop.
    pub fn current(&self) -> &Stop {
        &self.current
    }

    /// The stops behind, nearest last.
    pub fn behind(&self) -> &[Stop] {
        &self.back
    }

    /// The stops ahead, nearest last.
    pub fn ahead(&self) -> &[Stop] {
        &self.forward
    }

    /// How often a screen was entered; a new number means: scroll to the place.
    pub fn arrivals(&self) -> u64 {
        self.arrivals
    }

    /// Goes to `stop`; where we are becomes the nearest stop behind.
    pub fn go(&mut self, stop: Stop) {
        if stop.route == self.current.route && !self.leads_elsewhere(&stop) {
            self.current = stop;
        } else {
            let left = std::mem::replace(&mut self.current, stop);
            if self.back.last() != Some(&left) {
                self.back.push(left);
            }
            let surplus = self.back.len().saturating_sub(Self::KEPT);
            self.back.drain(..surplus);
            self.forward.clear();
        }
        self.arrivals += 1;
    }

    /// Whether it names another block of the open note than the one that is read, or may: a
    /// section without a place.
    fn leads_elsewhere(&self, stop: &Stop) -> bool {
        let names_section = matches!(&stop.route, Route::Note { section, .. } if section.is_some());
        match (&stop.place, &self.current.place) {
            (Some(to), Some(here)) => (to.block, &to.quote) != (here.block, &here.quote),
            (None, Some(_)) => names_section,
            (_, None) => false,
        }
    }

    /// Changes the screen without leaving a stop behind (slides, steps).
    pub fn replace(&mut self, route: Route) {
        self.current.route = route;
    }

    /// Returns to the nearest stop behind. False if there is none.
    pub fn back(&mut self) -> bool {
        let Some(stop) = self.back.pop() else {
            return false;
        };
        self.forward
            .push(std::mem::replace(&mut self.current, stop));
        self.arrivals += 1;
        true
    }

    /// Goes to the nearest stop ahead. False if there is none.
    pub fn forward(&mut self) -> bool {
        let Some(stop) = self.forward.pop() else {
            return false;
        };
        self.back.push(std::mem::replace(&mut self.current, stop));
        self.arrivals += 1;
        true
    }

    /// The reader has moved within the present note, as seen after that `arrival`.
    pub fn remember(&mut self, place: Place, arrival: Option<u64>) {
        let is_here = arrival.is_none_or(|arrival| arrival == self.arrivals);
        if is_here && self.current.route.note_id() == Some(&place.note) {
            self.current.place = Some(place);
        }
    }

    /// What was the note `from` is the note `to`.
    pub fn follow(&mut self, from: &NoteId, to: &NoteId) {
        let behind_and_ahead = self.back.iter_mut().chain(&mut self.forward);
        for stop in behind_and_ahead.chain([&mut self.current]) {
            if let Route::Note { id, .. } | Route::Present { id, .. } = &mut stop.route
                && id == from
            {
                *id = to.clone();
            }
            if let Some(place) = &mut stop.place
                && place.note == *from
            {
                place.note = to.clone();
            }
        }
    }

    /// The last place in `note` that any stop remembers.
    pub fn last_place(&self, note: &NoteId) -> Option<&Place> {
        std::iter::once(&self.current)
            .chain(self.back.iter().rev())
            .chain(self.forward.iter().rev())
            .filter_map(|stop| stop.place.as_ref())
            .find(|place| place.note == *note)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(block: usize) -> Place {
        let document = crate::markdown::parse("one\n\ntwo\n\nthree\n");
        Place::of(&document, &NoteId::new("a"), block)
    }

    fn stop(block: usize) -> Stop {
        Stop {
            route: Route::note(NoteId::new("a")),
            place: Some(place(block)),
        }
    }

    #[test]
    fn place_that_was_seen_before_an_arrival_is_not_the_place_of_the_new_stop() {
        let mut nav = Nav::at(stop(0));
        let seen = nav.arrivals();
        nav.go(stop(2));
        nav.remember(place(1), Some(seen));
        assert_eq!(nav.current(), &stop(2));
        nav.remember(place(1), Some(nav.arrivals()));
        assert_eq!(nav.current(), &stop(1));
    }

    #[test]
    fn another_place_of_the_open_note_leaves_a_way_back() {
        let mut nav = Nav::at(stop(0));
        nav.go(stop(0));
        assert!(!nav.back(), "it is the same place");
        nav.go(stop(2));
        assert!(nav.back());
        assert_eq!(nav.current(), &stop(0));
    }

    #[test]
    fn section_that_was_opened_last_leaves_a_way_back_too_once() {
        let section = Stop {
            route: "note:a#deep".parse().unwrap(),
            place: None,
        };
        let mut nav = Nav::at(section.clone());
        nav.remember(place(2), None);
        nav.go(section.clone());
        nav.remember(place(1), None);
        nav.go(section.clone());
        nav.remember(place(1), None);
        nav.go(section);
        let mut blocks = Vec::new();
        while nav.back() {
            blocks.push(nav.current().place.as_ref().unwrap().block);
        }
        assert_eq!(blocks, [1, 2]);
    }
}
