//! Figures of a text, written one way whatever its digits and marks: ٤١٢, 1 200 and 1,200.

/// The figures, in order; a figure that stands twice comes twice.
pub(super) fn of(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut figures = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if digit(chars[at]).is_none() {
            at += 1;
            continue;
        }
        let (figure, end) = figure(&chars, at);
        figures.push(figure);
        at = end;
    }
    figures
}

/// The figure that begins at a digit, and where it ends.
fn figure(chars: &[char], start: usize) -> (String, usize) {
    let run = |from: usize| chars[from..].iter().map_while(|c| digit(*c)).collect::<String>();
    let mut figure = run(start);
    let mut at = start + figure.len();
    let short = figure.len() <= THOUSAND;
    while short && chars.get(at).copied().is_some_and(parts_thousands) {
        let group = run(at + 1);
        if group.len() != THOUSAND {
            break;
        }
        figure += &group;
        at += 1 + THOUSAND;
    }
    if matches!(chars.get(at), Some('.' | ',' | '٫')) {
        let rest = run(at + 1);
        if (1..THOUSAND).contains(&rest.len()) {
            at += 1 + rest.len();
            figure = format!("{figure}.{rest}");
        }
    }
    (figure, at)
}

/// Digits between two marks.
const THOUSAND: usize = 3;

const fn parts_thousands(c: char) -> bool {
    matches!(c, ',' | '.' | ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '’' | '\'' | '٬')
}

/// The ASCII digit that a digit of any of the scripts of news stands for.
fn digit(c: char) -> Option<char> {
    let zero = match c {
        '0'..='9' => return Some(c),
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        '০'..='৯' => '০',
        '０'..='９' => '０',
        _ => return None,
    };
    char::from_digit(u32::from(c) - u32::from(zero), 10)
}

/// How much it tells that two texts have a figure: the longer, the more; a year is in many.
pub(super) fn telling(figure: &str) -> f32 {
    let year = figure.len() == 4 && (figure.starts_with("19") || figure.starts_with("20"));
    match figure.len() {
        1 => 0.4,
        _ if year => 0.6,
        2 => 0.8,
        _ => 1.2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_one_way() {
        assert_eq!(of("1,200 men, 4.5% and ٤١٢"), ["1200", "4.5", "412"]);
        assert_eq!(of("1 200 человек, 4,5 % и 412."), ["1200", "4.5", "412"]);
        assert_eq!(of("en 2022, 300 personas; 12.345.678"), ["2022", "300", "12345678"]);
        assert_eq!(of("23. 7"), ["23", "7"]);
        assert_eq!(of("５月10日"), ["5", "10"]);
        assert_eq!(of(""), Vec::<String>::new());
    }
}
