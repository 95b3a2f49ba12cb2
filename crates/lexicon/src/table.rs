//! The form that all tables share.

/// One entry: its columns, in order. A missing column reads as the empty string.
#[derive(Debug, Clone, Copy)]
pub struct Row(&'static str);

impl Row {
    /// Column number `nth`, counted from 0.
    pub fn column(self, nth: usize) -> &'static str {
        self.0.split('\t').nth(nth).unwrap_or("").trim()
    }

    /// The items of a column that lists several, parted by `|`.
    pub fn list(self, nth: usize) -> impl Iterator<Item = &'static str> {
        self.column(nth).split('|').map(str::trim).filter(|item| !item.is_empty())
    }
}

/// The entries of a table; comment lines (`#`) and blank lines left out.
pub fn rows(table: &'static str) -> impl Iterator<Item = Row> {
    table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(Row)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// Every table of every language: a header with origin, licence and columns; entries sorted, none twice.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test of the files themselves")]
    fn tables_are_in_order() {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        let mut wrong = Vec::new();
        for folder in std::fs::read_dir(data).unwrap() {
            for file in std::fs::read_dir(folder.unwrap().path()).unwrap() {
                let path = file.unwrap().path();
                let name = path.display();
                let text = std::fs::read_to_string(&path).unwrap();
                for word in ["# origin: ", "# licence: ", "# columns: "] {
                    if !text.lines().take_while(|l| l.starts_with('#')).any(|l| l.starts_with(word)) {
                        wrong.push(format!("{name}: the header has no line `{word}…`; add it"));
                    }
                }
                let entries: Vec<_> = text.lines().filter(|l| !l.starts_with('#')).collect();
                for pair in entries.windows(2) {
                    if pair[0] == pair[1] {
                        wrong.push(format!("{name}: `{}` stands twice; remove one", pair[0]));
                    } else if pair[0] > pair[1] {
                        wrong.push(format!(
                            "{name}: `{}` stands after `{}`; sort the entries by bytes (LC_ALL=C sort)",
                            pair[1], pair[0]
                        ));
                    }
                }
                wrong.extend(
                    entries
                        .iter()
                        .filter(|e| e.trim().is_empty())
                        .map(|_| format!("{name}: a blank line among the entries; remove it")),
                );
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
