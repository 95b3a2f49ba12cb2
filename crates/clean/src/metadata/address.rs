//! Whether the address that a page gives as its own is that of the page that was found.

/// Whether `own` can stand for `found`: it leads to a page of the same site, or of the one that `found` keeps a copy of.
pub(super) fn stands_for(own: &str, found: &str) -> bool {
    let Some((host, path)) = parts(own) else { return false };
    let Some((found_host, found_path)) = parts(found) else { return false };
    let leads = path.len() > 1 || found_path.len() <= 1;
    leads && (site(host) == site(found_host) || found_path.contains(bare(host)))
}

/// Host and path.
fn parts(url: &str) -> Option<(&str, &str)> {
    let rest = url.split_once("://")?.1;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    Some(rest.split_at(end))
}

fn bare(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

/// The part of a host that a site's owner has: `amp.post.example`, `www.post.co.uk`.
fn site(host: &str) -> &str {
    let dots: Vec<usize> = host.rmatch_indices('.').map(|(at, _)| at).collect();
    let second = |n: usize| dots.get(n).map_or(host, |at| &host[at + 1..]);
    // Under some countries' endings a short second part is no owner's name.
    let short = dots.len() > 1 && dots[0] - dots[1] <= 4 && host.len() - dots[0] == 3;
    if short { second(2) } else { second(1) }
}

#[cfg(test)]
mod tests {
    use super::site;

    #[test]
    fn sites_are_told_from_their_parts() {
        for (host, want) in [
            ("amp.post.example", "post.example"),
            ("post.example", "post.example"),
            ("www.post.co.uk", "post.co.uk"),
            ("localhost", "localhost"),
        ] {
            assert_eq!(site(host), want);
        }
    }
}
