//! The contract's words as a reader wants them: statuses, stances, channels, numbers.

use sayso_news::{ChannelKind, Claim, ClaimStatus, Figure, OppositionKind, Stance, StoryRelation};

use crate::desk::Said;
use crate::plain::{count, line};

/// The statuses in the order in which a reader wants them.
pub(crate) const STATUSES: [ClaimStatus; 4] =
    [ClaimStatus::Disputed, ClaimStatus::Corroborated, ClaimStatus::SingleOrigin, ClaimStatus::Unsourced];

/// The name of a status.
pub(crate) fn status_name(status: ClaimStatus) -> &'static str {
    match status {
        ClaimStatus::Disputed => "Disputed",
        ClaimStatus::Corroborated => "Corroborated",
        ClaimStatus::SingleOrigin => "Single origin",
        ClaimStatus::Unsourced => "Unsourced",
    }
}

/// What a status means, in a few words.
pub(crate) fn status_means(status: ClaimStatus) -> &'static str {
    match status {
        ClaimStatus::Disputed => "somebody says so; somebody denies it, or says what cannot hold with it",
        ClaimStatus::Corroborated => "two or more independent origins, and nobody against",
        ClaimStatus::SingleOrigin => "every report leads back to one origin",
        ClaimStatus::Unsourced => "only in an outlet’s own voice, or from sources unknown",
    }
}

/// What a stance is called beside its speaker. The words of a denial may be what is denied or the denial itself ("had
/// nothing to do with it"), so "denies" would at times say the reverse.
pub(crate) fn stance_word(stance: Stance) -> &'static str {
    match stance {
        Stance::Assert => "says",
        Stance::Confirm => "confirms",
        Stance::Deny => "denial",
        Stance::Doubt => "doubt",
        Stance::Believe => "believes",
        Stance::Intend => "intends",
        Stance::Appeal => "appeals",
    }
}

/// The heading over quotations that may be one utterance in two languages.
pub(crate) const UTTERANCES: &str = "May be the same words in another language";

/// How another story stands to the one that is read.
pub(crate) fn relation_words(relation: StoryRelation) -> &'static str {
    match relation {
        StoryRelation::Earlier => "earlier",
        StoryRelation::FollowUp => "later",
        StoryRelation::Covers => "told of here too",
        StoryRelation::PartOf => "tells of this one too",
    }
}

/// What stands between two claims that cannot both hold.
pub(crate) fn opposition_words(kind: OppositionKind) -> &'static str {
    match kind {
        OppositionKind::Negation => "the opposite",
        OppositionKind::Actor => "another did it",
        OppositionKind::Outcome => "another outcome",
        OppositionKind::Number => "another number",
        OppositionKind::Time => "another time",
        OppositionKind::Place => "another place",
        OppositionKind::Attribution => "another source",
    }
}

/// On how many origins and reports a claim rests.
pub(crate) fn origins_words(claim: &Claim) -> String {
    let origins = match claim.origins {
        0 => "no known origin".to_owned(),
        known => count(known as usize, "origin"),
    };
    format!("{origins} behind {}", count(claim.reports as usize, "report"))
}

/// The channel in words.
pub(crate) fn through(said: Said<'_>) -> Option<String> {
    let channel = said.attribution.channel.as_ref()?;
    let name = channel.name.as_deref().map(line).filter(|name| !name.is_empty());
    let on = |network: &str| match &name {
        Some(name) if !network.eq_ignore_ascii_case(name) => format!("on {network}, {name}"),
        _ => format!("on {network}"),
    };
    let to = |somebody: &str| format!("to {}", name.as_deref().unwrap_or(somebody));
    let within = |what: &str| match &name {
        Some(name) => format!("in {what}, {name}"),
        None => format!("in {what}"),
    };
    Some(match channel.kind {
        ChannelKind::X => on("X"),
        ChannelKind::Telegram => on("Telegram"),
        ChannelKind::Facebook => on("Facebook"),
        ChannelKind::Social => on("social media"),
        ChannelKind::Agency => to("a news agency"),
        ChannelKind::Broadcast => to("a broadcaster"),
        ChannelKind::Press => to("the press"),
        ChannelKind::Website => on("a website"),
        ChannelKind::Interview => within("an interview"),
        ChannelKind::Statement => within("a statement"),
        ChannelKind::Video => within("a video"),
        ChannelKind::Document => within("a document"),
        ChannelKind::Unknown => return name.map(|name| format!("through {name}")),
    })
}

/// A number as a reader wants it: `at least 1,200`, `5 to 7`.
pub(crate) fn amount(figure: &Figure) -> String {
    match (figure.low, figure.high) {
        (Some(low), Some(high)) if (low - high).abs() > f64::EPSILON => {
            format!("{} to {}", grouped(low), grouped(high))
        }
        (Some(low), None) => format!("at least {}", grouped(low)),
        (None, Some(high)) => format!("up to {}", grouped(high)),
        _ => grouped(figure.value),
    }
}

/// A number with commas between thousands.
fn grouped(value: f64) -> String {
    let text = format!("{value}");
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), ""), |(w, f)| (w, f));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("−", digits));
    let mut out = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        let words = |values: [f64; 4]| values.map(grouped);
        assert_eq!(words([12.0, 1200.0, 1_234_567.5, -4000.0]), ["12", "1,200", "1,234,567.5", "−4,000"]);
    }
}
