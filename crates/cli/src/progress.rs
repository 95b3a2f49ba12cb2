//! Progress of long work: on standard error, only on a terminal, only when it takes a while.

use std::io::{self, IsTerminal as _};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar over `total` captures; it draws nothing when nobody looks at a terminal or there is little to do.
pub(crate) fn bar(total: usize, quiet: bool) -> ProgressBar {
    draw(total, quiet || total < 100, "{bar:30} {pos}/{len} captures, {per_sec}, {eta} left")
}

/// A bar over sentences to be rewritten, each of which takes a model seconds.
pub(crate) fn sentences(total: usize, quiet: bool) -> ProgressBar {
    draw(total, quiet, "{bar:30} {pos}/{len} sentences, {eta} left")
}

fn draw(total: usize, hidden: bool, template: &str) -> ProgressBar {
    if hidden || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template(template).expect("the template is well formed");
    let bar =
        ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr()).with_style(style);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
