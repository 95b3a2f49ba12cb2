//! A run of capitalised words is cut into names, adjectives of peoples, and titles.

use std::ops::Range;

use sayso_lexicon::{Head, Known, Sort};
use sayso_news::{EntityKind, Tag};

use super::evidence::Evidence;
use super::{Form, Name, View};

/// Cuts `run` and appends its names.
pub(super) fn cut(view: &View<'_, '_>, run: Range<usize>, names: &mut Vec<Name>) {
    let mut at = run.start;
    let mut title: Option<Range<usize>> = None;
    while at < run.end {
        // What joined the words does not begin a name.
        if at > run.start && !view.is_upper(at) && view.tag(at) != Tag::Open {
            at += 1;
            title = None;
            continue;
        }
        let step = step(view, at, run.end);
        match step {
            Step::Title(end) => {
                let start = title.take().map_or(at, |t| t.start);
                title = Some(start..end);
                at = end;
            }
            Step::Name(mut name) => {
                at = name.tokens.end;
                if name.form == Form::Named {
                    name.title = title.take();
                    if name.title.is_some() {
                        name.evidence.add(EntityKind::Person, 2.0, "title-before");
                    }
                } else {
                    title = None;
                }
                names.push(*name);
            }
            Step::Skip(end) => {
                at = end;
                title = None;
            }
        }
    }
}

enum Step {
    Title(usize),
    Name(Box<Name>),
    Skip(usize),
}

fn name(tokens: Range<usize>, form: Form, known: Option<Known>) -> Name {
    Name { tokens, form, known, evidence: Evidence::default(), title: None, short_for: None }
}

fn named(tokens: Range<usize>, kind: EntityKind, weight: f32, rule: &'static str) -> Step {
    let mut name = name(tokens, Form::Named, None);
    name.evidence.add(kind, weight, rule);
    Step::Name(Box::new(name))
}

/// What kind a known name names.
pub(super) fn kind_of(sort: Sort) -> EntityKind {
    match sort {
        Sort::State | Sort::Settlement | Sort::Region | Sort::Water | Sort::Mountain | Sort::Adjective => {
            EntityKind::Place
        }
        Sort::People | Sort::Group => EntityKind::Group,
        Sort::Organisation | Sort::Outlet | Sort::Platform => EntityKind::Organisation,
        Sort::Event => EntityKind::Event,
        Sort::Work => EntityKind::Work,
    }
}

fn step(view: &View<'_, '_>, at: usize, end: usize) -> Step {
    let known = view.known(at).filter(|(after, _)| *after <= end);
    let title = view.title(at).filter(|(after, _)| *after <= end);
    let people = &view.lexicon.people;
    if let Some((after, known)) = known
        && after == end
        && !(known.sort == Sort::Adjective && end == at + 1 && view.title_case && view.is_plain(at))
    {
        return step_known(at..after, known);
    }
    // The whole rest has a head: "Russian Volunteer Corps", "Belgorod Border Service".
    let rest = head_end(view, at, end);
    if let Some((stop, kind, rule)) = rest {
        let title_first = title.is_some_and(|(after, t)| {
            after < stop && t.kind != sayso_lexicon::TitleKind::Role && person_follows(view, after, stop)
        });
        let held = known.is_some_and(|(after, _)| after < stop) && titled_person(view, at, stop);
        if !title_first && !held {
            return named(at..stop, kind, 1.6, rule);
        }
    }
    if let Some((after, _)) = title {
        let single_given = after == at + 1
            && people.given(view.word(at)).is_some()
            && after < end
            && view.title(after).is_none();
        if !single_given {
            return if after == end || view.is_upper(after) { Step::Title(after) } else { Step::Skip(after) };
        }
    }
    if let Some((after, known)) = known {
        let person = people.given(view.word(at)).is_some()
            && after == at + 1
            && view.is_upper(after)
            && view.title(after).is_none()
            && known.sort != Sort::Adjective
            && !view.is_plain(after);
        if !person {
            // "London Heathrow", "China Eastern": the known name is the beginning of a longer one.
            let goes_on = known.sort != Sort::Adjective
                && !matches!(known.sort, Sort::People | Sort::Event)
                && !view.title_case
                && view.is_upper(after)
                && view.known(after).is_none()
                && view.title(after).is_none()
                && view.lexicon.people.given(view.word(after)).is_none();
            if !goes_on {
                return step_known(at..after, known);
            }
            let stop = (after..end).find(|i| !view.is_upper(*i) || view.title(*i).is_some()).unwrap_or(end);
            let kind = if kind_of(known.sort) == EntityKind::Place && (after..stop).any(|i| view.is_plain(i))
            {
                EntityKind::Organisation
            } else {
                kind_of(known.sort)
            };
            return named(at..stop, kind, 0.8, "known-name-and-more");
        }
    }
    person_or_unknown(view, at, end)
}

fn step_known(tokens: Range<usize>, known: Known) -> Step {
    let form = match known.sort {
        Sort::Adjective => Form::Adjective,
        Sort::People => Form::People,
        _ => Form::Named,
    };
    let mut found = name(tokens.clone(), form, Some(known));
    let several = tokens.len() > 1;
    let weight = match known.sort {
        Sort::Settlement | Sort::Region if !several => 1.0,
        _ => 1.6,
    };
    found.evidence.add(kind_of(known.sort), weight, "known-name");
    found.evidence.entry(known.table, known.name);
    Step::Name(Box::new(found))
}

/// Where a name that ends in a head ends, and what it names. The head must be capitalised with the rest.
fn head_end(view: &View<'_, '_>, at: usize, end: usize) -> Option<(usize, EntityKind, &'static str)> {
    // "Ministry of …", "Bank of …", "Battle of …", "Lake …", "Hurricane …": the head stands first.
    if let Some(found) = head_first(view, at, end) {
        return Some(found);
    }
    // The head stands last; of several the last one in the run, no title before a person between.
    for stop in (at + 2..=end).rev() {
        if !view.is_upper(stop - 1) {
            continue;
        }
        if let Some((head, kind)) = view.body_before(at + 1, stop) {
            let whole = head > at
                && (at..stop).all(|i| {
                    view.title(i).is_none_or(|(after, t)| {
                        let role = t.kind == sayso_lexicon::TitleKind::Role;
                        role || after == stop || !person_follows(view, after, stop)
                    })
                });
            if whole {
                let kind = if kind == Head::Group { EntityKind::Group } else { EntityKind::Organisation };
                return Some((stop, kind, "body-word"));
            }
        }
        if let Some((head, _)) = view.place_before(at + 1, stop)
            && head > at
        {
            return Some((stop, EntityKind::Place, "place-word"));
        }
        if is_event_word(view.word(stop - 1)) {
            return Some((stop, EntityKind::Event, "event-word"));
        }
        if is_work_word(view.word(stop - 1)) {
            return Some((stop, EntityKind::Work, "work-word"));
        }
    }
    None
}

fn head_first(view: &View<'_, '_>, at: usize, end: usize) -> Option<(usize, EntityKind, &'static str)> {
    let word = view.word(at);
    if matches!(word, "Hurricane" | "Cyclone" | "Typhoon" | "Storm" | "Operation" | "Tropical")
        && at + 1 < end
    {
        return Some((end, EntityKind::Event, "event-word"));
    }
    if matches!(
        word,
        "Lake"
            | "Mount"
            | "Mt"
            | "Mt."
            | "Cape"
            | "Port"
            | "Fort"
            | "Camp"
            | "Saint"
            | "St"
            | "St."
            | "San"
            | "Santa"
            | "El"
            | "Los"
            | "Las"
            | "New"
            | "Upper"
            | "Lower"
            | "Nizhny"
            | "Veliky"
            | "Gulf"
            | "Bay"
    ) && at + 1 < end
        && (end - at) <= 3
        && !matches!(word, "Saint" | "St" | "St." | "El" | "Las" | "Los" | "New")
        && view.body_before(at + 1, end).is_none()
        && (at..end).all(|i| view.is_upper(i) || view.word(i) == "of")
    {
        return Some((end, EntityKind::Place, "place-word"));
    }
    let of = (at + 1..end.min(at + 4)).find(|i| matches!(view.word(*i), "of" | "for"))?;
    if matches!(word, "Battle" | "Siege" | "Feast" | "War" | "Treaty" | "Summit") {
        return Some((end, EntityKind::Event, "event-word"));
    }
    if let Some((head, kind)) = view.body_before(at, of)
        && view.title_before(head, of).is_none_or(|(t, _)| t > at || head == at)
    {
        let kind = if kind == Head::Group { EntityKind::Group } else { EntityKind::Organisation };
        return Some((end, kind, "body-word"));
    }
    view.place_before(at, of).map(|_| (end, EntityKind::Place, "place-word")).or_else(|| {
        let state = matches!(
            word,
            "Republic"
                | "Kingdom"
                | "Emirate"
                | "Sultanate"
                | "Principality"
                | "Commonwealth"
                | "Union"
                | "Duchy"
        );
        state.then_some((end, EntityKind::Place, "state-word"))
    })
}

fn is_event_word(word: &str) -> bool {
    matches!(
        word,
        "War"
            | "Wars"
            | "Summit"
            | "Cup"
            | "Championship"
            | "Championships"
            | "Games"
            | "Olympics"
            | "Festival"
            | "Revolution"
            | "Uprising"
            | "Massacre"
            | "Genocide"
            | "Conference"
            | "Election"
            | "Elections"
            | "Day"
            | "Week"
            | "Open"
            | "Prix"
            | "Marathon"
            | "Awards"
            | "Referendum"
            | "Intifada"
            | "Tour"
            | "Biennale"
            | "Expo"
            | "Tournament"
            | "Trophy"
            | "Crisis"
            | "Talks"
            | "Offensive"
    )
}

fn is_work_word(word: &str) -> bool {
    matches!(
        word,
        "Act"
            | "Treaty"
            | "Accord"
            | "Accords"
            | "Agreement"
            | "Agreements"
            | "Convention"
            | "Pact"
            | "Protocol"
            | "Protocols"
            | "Charter"
            | "Declaration"
            | "Constitution"
            | "Code"
            | "Bill"
            | "Memorandum"
            | "Resolution"
            | "Prize"
            | "Award"
            | "Law"
            | "Report"
            | "Review"
            | "Directive"
            | "Amendment"
            | "Plan"
            | "Doctrine"
    )
}

/// Whether a person's name may begin at `at`.
fn person_follows(view: &View<'_, '_>, at: usize, end: usize) -> bool {
    at < end
        && view.is_upper(at)
        && (view.lexicon.people.given(view.word(at)).is_some()
            || (!view.is_plain(at) && view.known(at).is_none()))
}

/// "Ukraine President Volodymyr …": a title and a person stand in the rest.
fn titled_person(view: &View<'_, '_>, at: usize, end: usize) -> bool {
    (at + 1..end).any(|i| view.title(i).is_some_and(|(after, _)| person_follows(view, after, end)))
}

fn person_or_unknown(view: &View<'_, '_>, at: usize, end: usize) -> Step {
    let people = &view.lexicon.people;
    let given = people.given(view.word(at)).is_some();
    // The name ends where a title, or the adjective of a people, begins anew: "Belgorod Governor Vyacheslav …".
    let mut stop = at + 1;
    while stop < end {
        let cut = view.title(stop).is_some_and(|(after, _)| {
            !given || after < end && view.lexicon.people.given(view.word(after)).is_some()
        }) || view.known(stop).is_some_and(|(_, k)| k.sort == Sort::Adjective && !given);
        if cut && view.is_upper(stop) {
            break;
        }
        stop += 1;
    }
    // No name ends in what only joins names.
    while stop > at + 1 && !view.is_upper(stop - 1) && view.tag(stop - 1) != Tag::Number {
        stop -= 1;
    }
    let mut found = name(at..stop, Form::Named, None);
    let words = (at..stop).filter(|i| view.is_upper(*i)).count();
    if given && words > 1 {
        found.evidence.add(EntityKind::Person, 1.4, "given-name");
    } else if given {
        found.evidence.add(EntityKind::Person, 0.6, "given-name");
    }
    Step::Name(Box::new(found))
}
