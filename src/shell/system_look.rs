//! Light or dark, contrast and motion as the system asks for them, followed while it changes.
//!
//! On Linux the desktop's portal tells (`org.freedesktop.portal.Settings`); it is listened to on a
//! thread of its own, because asking may start the portal. Without one nothing is told, and nothing
//! is said about it: the look is as designed. On Windows and macOS the window system itself knows
//! about light and dark.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use super::env::SystemLooks;
use crate::app::settings::SystemLook;
use crate::tasks::worker::Wake;

/// Listens to the system.
#[derive(Debug)]
pub(super) struct Listener {
    source: Source,
    last: SystemLook,
}

#[derive(Debug)]
enum Source {
    Told(Receiver<SystemLook>),
    ByHand(Arc<Mutex<SystemLook>>),
}

impl Listener {
    /// Begins to listen; `wake` is called when there is something to hear.
    pub(super) fn to(looks: SystemLooks, wake: Wake) -> Self {
        let source = match looks {
            SystemLooks::Desktop => {
                let (sender, told) = channel();
                listen(sender, wake);
                Source::Told(told)
            }
            SystemLooks::ByHand(look) => Source::ByHand(look),
        };
        Self {
            source,
            last: SystemLook::default(),
        }
    }

    /// What the system asks for now, if that is new.
    pub(super) fn news(&mut self) -> Option<SystemLook> {
        let now = match &self.source {
            Source::Told(told) => told.try_iter().last()?,
            Source::ByHand(look) => *look.lock().unwrap_or_else(PoisonError::into_inner),
        };
        let is_new = now != self.last;
        self.last = now;
        is_new.then_some(now)
    }
}

#[cfg(not(target_os = "linux"))]
fn listen(_told: Sender<SystemLook>, _wake: Wake) {}

/// Without a thread or a portal the look stays as designed.
#[cfg(target_os = "linux")]
fn listen(told: Sender<SystemLook>, wake: Wake) {
    let listener = std::thread::Builder::new().name("system look".to_owned());
    let _unheard = listener.spawn(move || {
        let _no_portal = portal::follow(|look| {
            let listens = told.send(look).is_ok();
            wake();
            listens
        });
    });
}

#[cfg(target_os = "linux")]
mod portal {
    //! The desktop's portal on the session bus.

    use std::collections::HashMap;

    use zbus::blocking::{Connection, Proxy, proxy};
    use zbus::proxy::CacheProperties;
    use zbus::zvariant::{OwnedValue, Value};

    use crate::app::settings::SystemLook;

    const APPEARANCE: &str = "org.freedesktop.appearance";

    /// Tells what the desktop asks for, now and whenever it changes, until `tell` says stop.
    pub(super) fn follow(tell: impl Fn(SystemLook) -> bool) -> zbus::Result<()> {
        let bus = Connection::session()?;
        let settings: Proxy<'_> = proxy::Builder::new(&bus)
            .destination("org.freedesktop.portal.Desktop")?
            .path("/org/freedesktop/portal/desktop")?
            .interface("org.freedesktop.portal.Settings")?
            .cache_properties(CacheProperties::No)
            .build()?;
        // Before it is asked, so that no change falls between.
        let changes = settings.receive_signal_with_args("SettingChanged", &[(0, APPEARANCE)])?;
        let mut look = SystemLook::default();
        let all: HashMap<String, HashMap<String, OwnedValue>> =
            settings.call("ReadAll", &(vec![APPEARANCE],))?;
        for (key, value) in all.get(APPEARANCE).into_iter().flatten() {
            take(&mut look, key, value);
        }
        if !tell(look) {
            return Ok(());
        }
        for change in changes {
            let body = change.body();
            let Ok((_, key, value)) = body.deserialize::<(String, String, OwnedValue)>() else {
                continue;
            };
            take(&mut look, &key, &value);
            if !tell(look) {
                break;
            }
        }
        Ok(())
    }

    /// Takes one setting over; one that is not known changes nothing.
    fn take(look: &mut SystemLook, key: &str, value: &Value<'_>) {
        let Some(number) = number(value) else { return };
        match key {
            "color-scheme" => {
                look.dark = match number {
                    1 => Some(true),
                    2 => Some(false),
                    _ => None,
                };
            }
            "contrast" => look.high_contrast = number == 1,
            "reduced-motion" => look.reduced_motion = number == 1,
            _ => {}
        }
    }

    fn number(value: &Value<'_>) -> Option<u32> {
        match value {
            Value::U32(number) => Some(*number),
            // Some portals wrap what they read once more.
            Value::Value(inner) => number(inner),
            _ => None,
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn settings_of_the_portal_become_a_look() {
            let mut look = SystemLook::default();
            take(&mut look, "color-scheme", &Value::U32(1));
            take(
                &mut look,
                "contrast",
                &Value::Value(Box::new(Value::U32(1))),
            );
            take(&mut look, "reduced-motion", &Value::U32(1));
            let all = SystemLook {
                dark: Some(true),
                high_contrast: true,
                reduced_motion: true,
            };
            assert_eq!(look, all);
            take(&mut look, "color-scheme", &Value::U32(2));
            assert_eq!(look.dark, Some(false));
            take(&mut look, "color-scheme", &Value::U32(0));
            assert_eq!(look.dark, None);
        }

        #[test]
        fn what_is_not_known_changes_nothing() {
            let mut look = SystemLook::default();
            take(&mut look, "accent-color", &Value::U32(1));
            take(&mut look, "contrast", &Value::from("high"));
            assert_eq!(look, SystemLook::default());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_are_told_once() {
        let look = Arc::new(Mutex::new(SystemLook::default()));
        let wake: Wake = Arc::new(|| {});
        let mut listener = Listener::to(SystemLooks::ByHand(Arc::clone(&look)), wake);
        assert_eq!(listener.news(), None);
        look.lock().unwrap().high_contrast = true;
        assert!(listener.news().unwrap().high_contrast);
        assert_eq!(listener.news(), None);
    }
}
