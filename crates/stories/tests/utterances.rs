//! Quotations that are proposed as one utterance in two languages, in made-up stories: what holds whatever they say.

mod tiny;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use sayso_lexicon::Lexicon;
use sayso_news::{Article, Cite, Reading, Story};
use sayso_stories::Grouper;

/// What an article quotes: by which speaker, a figure, a place and a way of saying it.
#[derive(Debug, Clone)]
struct Said {
    speaker: usize,
    figure: u32,
    place: usize,
    way: usize,
}

const LANGUAGES: [&str; 4] = ["en", "ru", "es", "ar"];

const SPEAKERS: [[&str; 4]; 2] = [
    ["Andrei Maltsev", "Андрей Мальцев", "Andréi Maltsev", "أندريه مالتسيف"],
    ["Irina Solntseva", "Ирина Солнцева", "Irina Solntseva", "إيرينا سولنتسيفا"],
];

const PLACES: [[&str; 4]; 3] = [
    ["Tarvin", "Тарвина", "Tarvin", "تارفين"],
    ["Lodvaren", "Лодварена", "Lodvaren", "لودفارين"],
    ["Kargin", "Каргина", "Kargin", "كارجين"],
];

fn sentence(said: &Said, language: usize) -> String {
    let (who, place) = (SPEAKERS[said.speaker][language], PLACES[said.place][language]);
    let figure = said.figure;
    match (language, said.way) {
        (0, 0) => format!(
            "“We have {figure} rescuers there and every street around {place} is closed,” {who} said."
        ),
        (0, _) => format!(
            "“Nobody told us a word. We learnt of {figure} dead near {place} from the radio,” {who} said."
        ),
        (1, 0) => {
            format!("«На месте {figure} спасателей, все улицы вокруг {place} закрыты», — сказал {who}.")
        }
        (1, _) => format!(
            "«Нам никто ничего не сказал. О {figure} погибших у {place} мы узнали по радио», — сказал {who}."
        ),
        (2, 0) => format!(
            "«Tenemos allí {figure} rescatistas y todas las calles de {place} están cerradas», dijo {who}."
        ),
        (2, _) => format!(
            "«Nadie nos dijo nada. Supimos de {figure} muertos cerca de {place} por la radio», dijo {who}."
        ),
        (_, 0) => {
            format!("وقال {who}: «لدينا {figure} من رجال الإنقاذ هناك وجميع الشوارع حول {place} مغلقة».")
        }
        _ => format!("وقال {who}: «لم يخبرنا أحد بشيء. علمنا بمقتل {figure} قرب {place} من الراديو»."),
    }
}

fn article(nth: usize, language: usize, all: &[Said]) -> (Article, Reading) {
    let lines: Vec<String> = all.iter().map(|said| sentence(said, language)).collect();
    let text = format!("Noborsk {nth}\n{}\n", lines.join("\n"));
    let mut article = tiny::article(&format!("u{nth}"), Some("2031-05-14"), &text);
    article.language = Some(LANGUAGES[language].into());
    let mut reading = tiny::read(&article);
    reading.quotations = tiny::quotations(&text);
    for entity in &mut reading.entities {
        if SPEAKERS.iter().flatten().any(|name| *name == entity.name) {
            entity.kind = sayso_news::EntityKind::Person;
        }
    }
    (article, reading)
}

fn story(read: &[&(Article, Reading)]) -> Story {
    static GROUPER: LazyLock<Grouper> = LazyLock::new(|| Grouper::new(Lexicon::english()));
    let pairs: Vec<_> = read.iter().map(|(article, reading)| (article, reading)).collect();
    GROUPER.whole(&pairs).expect("there are articles")
}

fn said() -> impl Strategy<Value = Said> {
    (0..SPEAKERS.len(), 0_u32..3000, 0..PLACES.len(), 0_usize..2)
        .prop_map(|(speaker, figure, place, way)| Said { speaker, figure, place, way })
}

/// Articles that each choose some of the same things that were said.
fn articles() -> impl Strategy<Value = Vec<(Article, Reading)>> {
    let chosen = (0..LANGUAGES.len(), prop::collection::vec(any::<prop::sample::Index>(), 1..4));
    (prop::collection::vec(said(), 1..5), prop::collection::vec(chosen, 2..7)).prop_map(|(said, chosen)| {
        let written = |(nth, (language, which)): (usize, &(usize, Vec<prop::sample::Index>))| {
            let all: Vec<Said> = which.iter().map(|index| index.get(&said).clone()).collect();
            article(nth, *language, &all)
        };
        chosen.iter().enumerate().map(written).collect()
    })
}

proptest! {
    #[test]
    fn cites_are_whole_quotations_of_two_languages_and_have_one_fellow_in_each(read in articles()) {
        let all: Vec<_> = read.iter().collect();
        let story = story(&all);
        let of = |cite: Cite| &read.iter().find(|(article, _)| article.id == cite.article).unwrap().0;
        let mut met = BTreeSet::new();
        for two in &story.utterances {
            let (from, to) = (of(two.from), of(two.to));
            prop_assert_ne!(&from.language, &to.language);
            for (cite, article, other) in [(two.from, from, to), (two.to, to, from)] {
                let (before, behind) = article.text.split_at(cite.span.start());
                prop_assert!(before.ends_with(['“', '«']), "{}", cite.words(article));
                prop_assert!(behind[cite.span.len()..].trim_start_matches(',').starts_with(['”', '»']));
                prop_assert!(met.insert((cite, other.language.clone())), "{} has two fellows", cite.words(article));
            }
            for cite in &two.step.cites {
                prop_assert!(!cite.words(of(*cite)).is_empty());
            }
            let score = two.score.get();
            prop_assert!(score > 0.0 && score < 1.0 && !two.step.text.is_empty());
            // Of made-up sayings, only those with the same figure are the same.
            let digits = |cite: Cite| -> String {
                cite.words(of(cite)).chars().filter(char::is_ascii_digit).collect()
            };
            prop_assert_eq!(digits(two.from), digits(two.to));
        }
    }

    #[test]
    fn any_order_gives_the_same_proposals(
        (read, order) in articles().prop_flat_map(|read| {
            let order = (0..read.len()).collect::<Vec<_>>();
            (Just(read), Just(order).prop_shuffle())
        })
    ) {
        let sorted: Vec<_> = read.iter().collect();
        let shuffled: Vec<_> = order.iter().map(|nth| &read[*nth]).collect();
        prop_assert_eq!(story(&sorted).utterances, story(&shuffled).utterances);
    }
}

#[test]
fn one_saying_in_four_languages_is_proposed_where_both_name_a_person() {
    let said = [Said { speaker: 0, figure: 412, place: 0, way: 0 }];
    let read: Vec<_> = (0..LANGUAGES.len()).map(|language| article(language, language, &said)).collect();
    let all: Vec<_> = read.iter().collect();
    let language = |cite: Cite| read.iter().find(|(a, _)| a.id == cite.article)?.0.language.clone();
    let found = story(&all).utterances;
    let mut pairs: Vec<_> = found
        .iter()
        .map(|two| {
            let mut pair = [two.from, two.to].map(|cite| language(cite).unwrap());
            pair.sort_unstable();
            pair.join(" ")
        })
        .collect();
    pairs.sort_unstable();
    // Here nobody was read as speaking, and Arabic has no capitals to tell a name by.
    assert_eq!(pairs, ["en es", "en ru", "es ru"]);
}
