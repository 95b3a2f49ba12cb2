//! The language of the running text, told by its letters.

use compact_str::CompactString;
use sayso_text::head;
use whatlang::Lang;

/// So much text is looked at.
const SAMPLE: usize = 3 << 10;
/// So much of a paragraph.
const GLANCE: usize = 240;
/// Less text than this tells nothing.
const LEAST: usize = 40;

/// The ISO 639-1 code of the language of `text`; `None` when it is not sure.
pub(crate) fn of(text: &str) -> Option<CompactString> {
    let sample = head(text, SAMPLE);
    if sample.chars().filter(|c| c.is_alphabetic()).take(LEAST).count() < LEAST {
        return None;
    }
    let info = whatlang::detect(sample)?;
    (info.is_reliable() || info.confidence() > 0.6)
        .then(|| code(info.lang()).map(CompactString::const_new))
        .flatten()
}

/// The code of a paragraph's language, where it is another than `own` without a doubt. Its beginning is looked at first.
pub(crate) fn other(text: &str, own: &str) -> Option<CompactString> {
    let differs = |lang: Lang| code(lang).is_none_or(|code| code != own);
    whatlang::detect(head(text, GLANCE)).filter(|info| differs(info.lang()))?;
    let info = whatlang::detect(text)
        .filter(whatlang::Info::is_reliable)
        .filter(|info| info.confidence() >= 0.95 && differs(info.lang()))?;
    code(info.lang()).map(CompactString::const_new)
}

/// The two-letter code at the head of a tag: `pt-BR`.
pub(crate) fn code_of(tag: &str) -> Option<CompactString> {
    let code = tag.trim().split(['-', '_']).next()?;
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic()))
        .then(|| code.to_ascii_lowercase().into())
}

/// The tag that a page gives, which may tell a region; the language of its words where that is another.
pub(crate) fn tag(told: Option<&str>, given: Option<&str>) -> Option<String> {
    let same = |given: &&str| told.is_none_or(|told| code_of(given).is_some_and(|code| code == told));
    given.filter(same).or(told).map(str::to_owned)
}

/// The two-letter code; whatlang has the three-letter ones.
fn code(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Afr => "af",
        Lang::Aka => "ak",
        Lang::Amh => "am",
        Lang::Ara => "ar",
        Lang::Aze => "az",
        Lang::Bel => "be",
        Lang::Ben => "bn",
        Lang::Bul => "bg",
        Lang::Cat => "ca",
        Lang::Ces => "cs",
        Lang::Cmn => "zh",
        Lang::Cym => "cy",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Eng => "en",
        Lang::Epo => "eo",
        Lang::Est => "et",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Guj => "gu",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Hrv => "hr",
        Lang::Hun => "hu",
        Lang::Hye => "hy",
        Lang::Ind => "id",
        Lang::Ita => "it",
        Lang::Jav => "jv",
        Lang::Jpn => "ja",
        Lang::Kan => "kn",
        Lang::Kat => "ka",
        Lang::Khm => "km",
        Lang::Kor => "ko",
        Lang::Lat => "la",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Mal => "ml",
        Lang::Mar => "mr",
        Lang::Mkd => "mk",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Nld => "nl",
        Lang::Nob => "no",
        Lang::Ori => "or",
        Lang::Pan => "pa",
        Lang::Pes => "fa",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Sin => "si",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Sna => "sn",
        Lang::Spa => "es",
        Lang::Srp => "sr",
        Lang::Swe => "sv",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Tgl => "tl",
        Lang::Tha => "th",
        Lang::Tuk => "tk",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        Lang::Urd => "ur",
        Lang::Uzb => "uz",
        Lang::Vie => "vi",
        Lang::Yid => "yi",
        Lang::Zul => "zu",
        #[allow(unreachable_patterns)]
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn languages_are_told() {
        assert_eq!(
            of("The harbour was shut on Monday after a boat had run aground in the fog.").as_deref(),
            Some("en")
        );
        assert_eq!(
            of("Паром зупинився у порту в понеділок через туман, повідомила міська влада.").as_deref(),
            Some("uk")
        );
        assert_eq!(
            of("Le port a été fermé lundi après qu’un bateau s’est échoué dans le brouillard.").as_deref(),
            Some("fr")
        );
    }

    #[test]
    fn too_little_tells_nothing() {
        assert_eq!(of("Yes."), None);
        assert_eq!(of(""), None);
        assert_eq!(of("12345 67890 12345 67890 12345 67890 12345 67890"), None);
    }
}
