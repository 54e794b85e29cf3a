//! A small library: two topics, links of every kind, questions of three types.

/// Path below the notes' folder, and text.
pub(crate) const SMALL_LIBRARY: &[(&str, &str)] = &[
    ("01-storage/01-buckets.md", BUCKETS),
    ("01-storage/02-classes.md", CLASSES),
    ("02-queues/01-messages.md", MESSAGES),
];

/// How many questions the library has.
pub(crate) const QUESTIONS: usize = 4;

const BUCKETS: &str = r"---
title: Buckets
id: storage/buckets
summary: What a bucket is and what it is called.
---

A bucket holds objects. See [storage classes](02-classes.md), [the prices](02-classes.md#prices),
[[queues/messages]], [further below](#names), [the manual](https://example.com/manual),
[a script](javascript:alert), [a program](file:///bin/sh) and [nothing](missing.md).
There is a remark.[^1]

## Names

Names are unique in the whole world.

```quiz id=unique domain=1.1
In how large a space is the name of a bucket unique?

- [ ] In the account
  > Two accounts cannot share a name either.
- [ ] In the region
  > The region plays no part.
- [x] In the world

A name belongs to one bucket only.
```

## Limits

There may be many objects in a bucket.

```quiz id=limits domain=1.1
Which two are limits of an object?

- [x] Its size
- [x] The length of its key
- [ ] The color of its key
  > Keys have no color.
- [ ] Its weight
  > It has none.

Size and key are limited.
```

[^1]: Buckets were there first.
";

const CLASSES: &str = r"---
title: Storage classes
id: storage/classes
---

What an object costs depends on its class.

## Prices

The price falls with the time of access.

```quiz id=word type=answer domain=1.1
What falls with the time of access?

= price
```

## Times

```quiz id=turned domain=1.1
How long may access take?

---

Up to a day.
```
";

const MESSAGES: &str = r"---
title: Messages
id: queues/messages
---

A message waits until it is received.

## Sending

One sends a message.

## Receiving

One receives a message. Back to [buckets](../01-storage/01-buckets.md).

## Deleting

One deletes a message.
";
