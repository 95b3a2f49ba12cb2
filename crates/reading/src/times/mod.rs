//! Times that the running text names, tied to the time of writing.

mod anchor;

use sayso_lexicon::Lexicon;
use sayso_lexicon::calendar::{
    Anchor as From, Base, Lean, Meaning, Moment, Stretch, TimeWordKind, TimeWords, Unit, View, Year,
};
use sayso_news::{Article, Basis, BlockKind, Edtf, TimeKind, TimeMention, Timex, When};
use sayso_text::Span;

pub(crate) use anchor::{Anchor, precision};

use crate::draft::{Draft, is_read};

/// For how many paragraphs a report still speaks of a quarter that it named.
const QUARTER_HOLDS: usize = 4;

/// The times of an article, in order.
pub(crate) fn times(lexicon: &'static Lexicon, draft: &Draft<'_>) -> Vec<TimeMention> {
    let article = draft.article;
    let anchor = Anchor::of(article);
    let blocks = article.blocks.iter().filter(|block| is_read(block.kind));
    let read: Vec<_> =
        blocks.map(|block| (block, lexicon.calendar.find(block.span.slice(&article.text)))).collect();
    let looks_back = looks_back(read.iter().flat_map(|(_, words)| words), anchor.writing);
    let mut found = Vec::new();
    let (mut spoken, mut quarter, mut before) = (None, None, anchor.writing);
    for (number, (block, words)) in read.iter().enumerate() {
        let text = block.span.slice(&article.text);
        // A post tells its own time; its "today" is not the article's.
        let written = anchor.at(article, block.span).writing;
        // Each entry of a live account begins anew.
        if written != before {
            (spoken, before) = (None, written);
        }
        let writing = match block.kind {
            BlockKind::Embed => anchor::own_date(text, words).or(written),
            _ => written,
        };
        let report = quarter.filter(|(_, said)| number - said <= QUARTER_HOLDS).map(|(quarter, _)| quarter);
        let mut told =
            Told { article, writing, looks_back, spoken, here: None, quarter: report, named: false };
        found.extend(words.iter().map(|words| told.mention(words, block.span.start())));
        if block.kind == BlockKind::Body {
            spoken = told.here.or(spoken);
            quarter = told.quarter.filter(|_| told.named).map(|named| (named, number)).or(quarter);
        }
    }
    found
}

/// Whether the years that an article names lie mostly well before it was written, as in a life or a history: there a
/// month without a year is of the year last spoken of.
fn looks_back<'w>(words: impl Iterator<Item = &'w TimeWords>, writing: Option<Moment>) -> bool {
    let (mut years, mut early) = (0, 0);
    for words in words {
        let named = View::default().resolve(&words.meaning);
        let Some(year) = named.filter(|_| words.kind == TimeWordKind::Date).map(|s| s.from.year) else {
            continue;
        };
        years += 1;
        early += usize::from(writing.is_none_or(|now| now.year - year > 1));
    }
    years > 0 && (writing.is_none() || (years >= 4 && early * 4 >= years * 3))
}

/// What has been told on the way through one block.
struct Told<'a> {
    article: &'a Article,
    writing: Option<Moment>,
    /// Whether the article tells of years long past.
    looks_back: bool,
    /// The last time spoken of in earlier blocks.
    spoken: Option<Moment>,
    /// The last time spoken of in this one.
    here: Option<Moment>,
    /// The quarter that a report speaks of.
    quarter: Option<(i16, u8)>,
    /// Whether this block speaks of it.
    named: bool,
}

impl Told<'_> {
    fn mention(&mut self, words: &TimeWords, start: usize) -> TimeMention {
        let span = words.span.shift(start);
        let (view, meaning) = self.seen(words);
        let stretch = view.resolve(&meaning);
        let value = Timex::parse(&view.standard(&meaning)).unwrap_or_else(|_| Timex::unknown());
        if let (Some(stretch), Meaning::Point(point)) = (stretch, meaning) {
            self.hear_quarter(point.base, &stretch);
        }
        if let Some(stretch) = stretch
            && stretch.to.is_none()
            && !compares(&meaning)
            && matches!(words.kind, TimeWordKind::Date | TimeWordKind::Time)
        {
            self.here = Some(Moment { clock: None, ..stretch.from });
        }
        let kind = match words.kind {
            TimeWordKind::Date => TimeKind::Date,
            TimeWordKind::Time => TimeKind::Time,
            TimeWordKind::Duration => TimeKind::Duration,
            TimeWordKind::Set => TimeKind::Set,
        };
        TimeMention { span, value, when: stretch.and_then(|s| self.when(words, &s, span)), kind }
    }

    /// Takes note of a quarter that is spoken of; one that is only compared with stays out.
    fn hear_quarter(&mut self, base: Base, stretch: &Stretch) {
        let speaks = match base {
            Base::Quarter { year: Year::Unsaid, .. } => true,
            Base::Quarter { .. } => self.writing.is_none_or(|now| now.year == stretch.from.year),
            Base::Whole { unit: Unit::Quarter, shift, .. } => shift == -1,
            _ => false,
        };
        if speaks && let Some(month @ 1..=12) = stretch.from.month {
            (self.quarter, self.named) = (Some((stretch.from.year, (month - 1) / 3 + 1)), true);
        }
    }

    /// From where some words are seen here, and what they mean here.
    fn seen(&self, words: &TimeWords) -> (View, Meaning) {
        let mut spoken = self.here.or(self.spoken);
        // "at 10:30" is on the day that was last spoken of, unless the sentence looks ahead: then on that of writing,
        // or on one named beside it.
        if matches!(words.meaning, Meaning::Point(point) if point.base == Base::Unsaid) {
            spoken = if words.lean == Lean::Future { self.here } else { spoken };
            spoken = spoken.filter(|spoken| spoken.day.is_some() && self.is_recent(*spoken));
        }
        let meaning =
            if self.looks_back && spoken.is_some() { of_spoken_year(words.meaning) } else { words.meaning };
        (View { writing: self.writing, spoken, lean: words.lean, quarter: self.quarter }, meaning)
    }

    /// Whether a day lies in the week before the writing, as those of news do.
    fn is_recent(&self, day: Moment) -> bool {
        let days = self.writing.and_then(|writing| Some((writing.date()? - day.date()?).get_days()));
        self.looks_back || days.is_none_or(|days| (-7..=7).contains(&days))
    }

    fn when(&self, words: &TimeWords, stretch: &Stretch, span: Span) -> Option<When> {
        let stated = View::default().resolve(&words.meaning).is_some();
        Some(When {
            value: Edtf::parse(&stretch.to_string()).ok()?,
            precision: precision(stretch.grain()),
            basis: if stated { Basis::Stated } else { Basis::Inferred },
            cite: Some(self.article.cite(span)),
        })
    }
}

/// Whether words only compare with a time before: "a year earlier" does not move the story there.
fn compares(meaning: &Meaning) -> bool {
    let Meaning::Point(point) = meaning else { return false };
    matches!(point.base, Base::Away { unit: Unit::Year, back: true, from: From::Spoken, .. })
}

/// The same month or day, of the year spoken of.
fn of_spoken_year(meaning: Meaning) -> Meaning {
    match meaning {
        Meaning::Point(mut point) => {
            if let Base::Day { year: year @ Year::Unsaid, .. }
            | Base::Month { year: year @ Year::Unsaid, .. }
            | Base::Season { year: year @ Year::Unsaid, .. } = &mut point.base
            {
                *year = Year::Spoken;
            }
            Meaning::Point(point)
        }
        other => other,
    }
}
