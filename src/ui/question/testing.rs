//! Questions for the tests of the screens that ask them.

use crate::base::ids::NoteId;
use crate::base::time::{Day, Moment};
use crate::markdown::parse;
use crate::quiz::card::Card;
use crate::quiz::extract::{IdRule, extract};
use crate::quiz::memory::Outcomes;
use crate::quiz::scheduler::Scheduler;

/// The study day of the tests: 23 November 2026.
pub(in crate::ui) const TODAY: Day = Day(20_780);

/// A note with a question of each type: single choice, multiple response, typed, turned over.
pub(in crate::ui) const NOTE: &str = "\
## Classes

```quiz id=gir domain=1.3 shuffle=no
An archive is read once a quarter and must open in milliseconds. Which class costs least?

- [ ] Standard-IA
  > Milliseconds too, but a higher storage price.
- [x] Glacier Instant Retrieval
- [ ] Glacier Flexible Retrieval
  > A restore takes minutes to hours.

Instant Retrieval: archive price, millisecond first byte.
```

## Steps

```quiz id=steps domain=1.3 shuffle=no
Which transitions does S3 accept?

- [ ] Glacier to Standard
  > No rule leads back.
- [x] Standard to Standard-IA
- [x] Standard-IA to Glacier
```

## Limits

```quiz id=minimum domain=1.3 type=answer
For how long is an object in Standard-IA charged at least?

= 30 days
= one month
```

```quiz id=durability domain=1.3
How durable is Standard?

---

Eleven nines a year.
```
";

/// The questions of a note.
pub(in crate::ui) fn cards(note: &str, markdown: &str) -> Vec<Card> {
    let (cards, issues) = extract(&parse(markdown), &NoteId::new(note), IdRule::Required);
    assert_eq!(issues, Vec::new());
    cards
}

/// The question with this id in [`NOTE`].
pub(in crate::ui) fn card(own_id: &str) -> Card {
    let id = format!("s3/classes#{own_id}");
    let found = cards("s3/classes", NOTE)
        .into_iter()
        .find(|card| card.id.as_str() == id);
    found.expect("a question of the test note")
}

/// What the ratings of a new card lead to.
pub(in crate::ui) fn outcomes(card: &Card) -> Outcomes {
    Scheduler::default().next(&card.id, None, TODAY)
}

/// Noon of [`TODAY`].
pub(in crate::ui) fn noon() -> Moment {
    Moment::from_millis(i64::from(TODAY.0) * 86_400_000 + 43_200_000)
}
