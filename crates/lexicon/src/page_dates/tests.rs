//! Dates of many languages, one by one.

use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Vec<String> {
    PageDates::all().find(text).iter().map(|(span, m)| format!("{} = {m}", span.slice(text))).collect()
}

#[test]
fn many_languages() {
    for (text, want) in [
        ("Veröffentlicht am 22. Mai 2023", "22. Mai 2023 = 2023-05-22"),
        ("Publié le 1er août 2021 à 19h44", "1er août 2021 à 19h44 = 2021-08-01T19:44:00"),
        ("22 de mayo de 2023, 16:30", "22 de mayo de 2023, 16:30 = 2023-05-22T16:30:00"),
        ("опубликовано 3 марта 2020 в 10:05", "3 марта 2020 в 10:05 = 2020-03-03T10:05:00"),
        ("2023年5月22日 16時30分", "2023年5月22日 16時30分 = 2023-05-22T16:30:00"),
        ("2023년 5월 22일", "2023년 5월 22일 = 2023-05-22"),
        ("2023. május 22.", "2023. május 22 = 2023-05-22"),
        ("22 Mayıs 2023 Pazartesi", "22 Mayıs 2023 = 2023-05-22"),
        ("5 września 2019", "5 września 2019 = 2019-09-05"),
        ("22 مايو، 2023", "22 مايو، 2023 = 2023-05-22"),
        ("22 मई 2023", "22 मई 2023 = 2023-05-22"),
        ("3 मार्च 2023", "3 मार्च 2023 = 2023-03-03"),
        ("le 3 mai 2024 à 14 h 05", "3 mai 2024 à 14 h 05 = 2024-05-03T14:05:00"),
        ("el 3 de mayo de 2024 a las 14:05 horas", "3 de mayo de 2024 a las 14:05 = 2024-05-03T14:05:00"),
        ("3 мая 2024, 14:05", "3 мая 2024, 14:05 = 2024-05-03T14:05:00"),
        ("3 мая 2024 года в 14:05", "3 мая 2024 года в 14:05 = 2024-05-03T14:05:00"),
        ("3 травня 2024 року о 14:05", "3 травня 2024 року о 14:05 = 2024-05-03T14:05:00"),
        ("3. Mai 2024, 14:05 Uhr", "3. Mai 2024, 14:05 = 2024-05-03T14:05:00"),
        ("3. Mai 2024 um 14 Uhr", "3. Mai 2024 um 14 Uhr = 2024-05-03T14:00:00"),
        ("maj 3, 2024", "maj 3, 2024 = 2024-05-03"),
        ("3 maja 2024 r., godz. 14:05", "3 maja 2024 r., godz. 14:05 = 2024-05-03T14:05:00"),
        ("3 maggio 2024 alle ore 14.05", "3 maggio 2024 alle ore 14.05 = 2024-05-03T14:05:00"),
        ("3 mei 2024 om 14:05 uur", "3 mei 2024 om 14:05 = 2024-05-03T14:05:00"),
        ("3 de maio de 2024 às 14h05", "3 de maio de 2024 às 14h05 = 2024-05-03T14:05:00"),
        ("3 Mayıs 2024 Cuma saat 14.05", "3 Mayıs 2024 Cuma saat 14.05 = 2024-05-03T14:05:00"),
        ("3 مايو 2024 الساعة 14:05", "3 مايو 2024 الساعة 14:05 = 2024-05-03T14:05:00"),
        ("3 مايو/أيار 2024", "3 مايو/أيار 2024 = 2024-05-03"),
        ("3 मई 2024 को 14:05", "3 मई 2024 को 14:05 = 2024-05-03T14:05:00"),
        ("2024年5月3日 下午2:05", "2024年5月3日 下午2:05 = 2024-05-03T14:05:00"),
        ("2024年5月3日 午後2時5分", "2024年5月3日 午後2時5分 = 2024-05-03T14:05:00"),
        ("2024年5月3日（金） 14時05分", "2024年5月3日（金） 14時05分 = 2024-05-03T14:05:00"),
        ("令和6年5月3日", "令和6年5月3日 = 2024-05-03"),
        ("平成31年4月30日", "平成31年4月30日 = 2019-04-30"),
    ] {
        assert_eq!(read(text), [want], "{text}");
    }
    for (text, want) in [
        ("14 اردیبهشت 1403", "14 اردیبهشت 1403 = 2024-05-03"),
        ("جمعه 14 اردیبهشت‌ماه 1403 ساعت 14:05", "14 اردیبهشت‌ماه 1403 ساعت 14:05 = 2024-05-03T14:05:00"),
        ("1403/02/14 - 14:05", "1403/02/14 - 14:05 = 2024-05-03T14:05:00"),
    ] {
        assert_eq!(read(text), [want], "{text}");
    }
    for text in ["31 مهر 1403", "14 خرداد 2024", "1445/10/24", "1403/13/01", "11403/02/14", "1403/02/144"]
    {
        assert!(read(text).is_empty(), "{text}");
    }
    for text in ["31. Februar 2020", "im Mai 2023", "Mai 22", "mars 2020 rover", "999 мая 99999"] {
        assert!(read(text).is_empty(), "{text}");
    }
}

#[test]
fn the_words_before_tell() {
    let role = |before| PageDates::all().role(before);
    assert_eq!(role("Last updated on Monday, "), Some(DateRole::Updated));
    assert_eq!(role("Published: "), Some(DateRole::Published));
    assert_eq!(role("· Zuletzt geändert am "), Some(DateRole::Updated));
    assert_eq!(role("By Ana Sole "), None);
    assert_eq!(role("Copyright © "), Some(DateRole::Other));
}

#[test]
fn language_and_host_tell_what_comes_first() {
    let day_first = |language, host| PageDates::all().day_first(language, host);
    for (language, host, want) in [
        ("de", "post.example", Some(true)),
        ("en-US", "post.co.uk", Some(true)),
        ("en-US", "post.com", Some(false)),
        ("en-GB", "post.com", Some(true)),
        ("en", "town.gov", Some(false)),
        ("en", "post.com", None),
        ("en-CA", "post.ca", None),
        ("", "post.de", Some(true)),
    ] {
        assert_eq!(day_first(language, host), want, "{language} {host}");
    }
}

proptest! {
    #[test]
    fn spans_stand_on_boundaries(text in "(?s)([0-9]{1,4}|[年月日 .,]|Mai|mars|de|1er|º|é|.){0,40}") {
        let mut end = 0;
        for (span, moment) in PageDates::all().find(&text) {
            prop_assert!(span.start() >= end && text.get(span.range()).is_some() && moment.is_valid());
            end = span.end();
        }
        PageDates::all().role(&text);
    }
}
