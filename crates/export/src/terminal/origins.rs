//! Where a story comes from, on a terminal: its sources, on whichever most rests first.

use sayso_news::NodeKind;

use super::page::{Page, plain, styled};
use super::{BOLD, DIM, heading};
use crate::lineage::Lineage;
use crate::plain::{clip, count};
use crate::sheet::Sheet;
use crate::stemma::{Bundle, Fold, Level, Stemma};

/// Sources that are shown.
const MOST: usize = 10;
/// Columns of a full bar, and of all that stands left of a name.
const BAR: usize = 12;
const INDENT: usize = BAR + 9;

pub(super) fn section(page: &mut Page, sheet: &Sheet<'_, '_>) {
    let Some(lineage) = sheet.digest.and_then(Lineage::of) else { return };
    let stemma = Stemma::folded(&lineage);
    let all = stemma.articles;
    // Where nothing rests on two reports there is no more to see than the claims show.
    let sources: Vec<(usize, &Bundle)> = stemma
        .bundles
        .iter()
        .enumerate()
        .filter(|(_, b)| b.level != Level::Outlet && b.fold != Fold::Lightest && b.articles > 1)
        .collect();
    if sources.is_empty() {
        return;
    }
    heading(page, "Where it comes from", BOLD, &format!("of {}, so many rest on", count(all, "report")));
    for (at, bundle) in sources.iter().take(MOST) {
        let full = (BAR * bundle.articles).div_ceil(all.max(1));
        let sign = if bundle.kind == NodeKind::Unknown { "░" } else { "█" };
        let bar = format!("{}{}", sign.repeat(full), " ".repeat(BAR.saturating_sub(full)));
        let mut runs =
            vec![plain(clip(&bundle.name(&lineage), 60)), styled(format!(" ({})", bundle.words()), DIM)];
        let relays: Vec<String> = passing(&stemma, *at)
            .map(|(relay, articles)| format!("{articles} through {}", clip(&relay.name(&lineage), 40)))
            .collect();
        if !relays.is_empty() {
            runs.push(styled(format!("; {}", relays.join(", ")), DIM));
        }
        page.block(INDENT, &plain(format!("  {bar}{:>5}", bundle.articles)), &runs);
    }
    let rest = sources.len().saturating_sub(MOST);
    if rest > 0 {
        page.para(2, &[styled(format!("and {rest} more on whom two reports or more rest"), DIM)]);
    }
}

/// What passes a source on, with how many reports.
fn passing(stemma: &Stemma, source: usize) -> impl Iterator<Item = (&Bundle, usize)> {
    stemma
        .strands
        .iter()
        .filter(move |strand| strand.to == source)
        .map(|strand| (&stemma.bundles[strand.from], strand.articles))
        .filter(|(from, _)| from.level == Level::Relay)
}
