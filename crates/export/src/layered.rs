//! A layered drawing of a small directed graph: columns from what is reported to who reports it, few crossings.
//!
//! The usual three steps: layers by longest path, order by barycentres, places by pulling towards neighbours. Edges
//! that skip a column pass through way-points, so that no edge runs behind a node.

/// What is known of a node before it is placed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    /// The leftmost column that it may stand in.
    pub(crate) least: usize,
    /// Its height.
    pub(crate) height: f64,
}

/// A placed graph.
#[derive(Debug)]
pub(crate) struct Drawing {
    /// Column and vertical middle of each node.
    pub(crate) nodes: Vec<(usize, f64)>,
    /// For each edge the points that it passes: column and vertical middle, from what is reported to who reports it.
    pub(crate) edges: Vec<Vec<(usize, f64)>>,
    /// Number of columns.
    pub(crate) columns: usize,
    /// Height of the whole.
    pub(crate) height: f64,
}

/// Space between two nodes of one column, and the height of a way-point.
const GAP: f64 = 14.0;
const POINT: f64 = 6.0;
const SWEEPS: usize = 8;

/// A node or way-point in its column.
#[derive(Debug, Clone)]
struct Spot {
    column: usize,
    height: f64,
    middle: f64,
    left: Vec<usize>,
    right: Vec<usize>,
}

/// Places nodes and edges; an edge is `(who reports, what is reported)`, by index into `shapes`.
pub(crate) fn draw(shapes: &[Shape], edges: &[(usize, usize)]) -> Drawing {
    let layers = layers(shapes, edges);
    let spot = |column: usize, height| Spot { column, height, middle: 0.0, left: vec![], right: vec![] };
    let mut spots: Vec<Spot> =
        shapes.iter().zip(&layers).map(|(shape, column)| spot(*column, shape.height)).collect();
    let mut paths = Vec::with_capacity(edges.len());
    for &(from, to) in edges {
        let mut path = vec![to];
        let (low, high) = (spots[to].column, spots[from].column);
        for column in low + 1..high {
            path.push(spots.len());
            spots.push(spot(column, POINT));
        }
        path.push(from);
        for pair in path.windows(2) {
            if spots[pair[0]].column < spots[pair[1]].column {
                spots[pair[0]].right.push(pair[1]);
                spots[pair[1]].left.push(pair[0]);
            }
        }
        paths.push(path);
    }
    let count = spots.iter().map(|spot| spot.column + 1).max().unwrap_or(0);
    let mut columns = vec![Vec::new(); count];
    for (at, spot) in spots.iter().enumerate() {
        columns[spot.column].push(at);
    }
    order(&mut spots, &mut columns);
    let height = settle(&mut spots, &columns);
    let place = |at: &usize| (spots[*at].column, spots[*at].middle);
    Drawing {
        nodes: (0..shapes.len()).map(|at| place(&at)).collect(),
        edges: paths.iter().map(|path| path.iter().map(place).collect()).collect(),
        columns: count,
        height,
    }
}

/// The column of each node: right of all that it reports. A circle is broken at its first node.
fn layers(shapes: &[Shape], edges: &[(usize, usize)]) -> Vec<usize> {
    let mut layers: Vec<usize> = shapes.iter().map(|shape| shape.least).collect();
    let mut reported_by = vec![Vec::new(); shapes.len()];
    let mut open = vec![0usize; shapes.len()];
    for &(from, to) in edges.iter().filter(|(from, to)| from != to) {
        reported_by[to].push(from);
        open[from] += 1;
    }
    let mut done = vec![false; shapes.len()];
    let mut ready: Vec<usize> = (0..shapes.len()).filter(|at| open[*at] == 0).collect();
    let mut first = 0;
    loop {
        while let Some(at) = ready.pop() {
            if std::mem::replace(&mut done[at], true) {
                continue;
            }
            for &next in &reported_by[at] {
                if !done[next] {
                    layers[next] = layers[next].max(layers[at] + 1);
                }
                open[next] -= 1;
                if open[next] == 0 {
                    ready.push(next);
                }
            }
        }
        while first < done.len() && done[first] {
            first += 1;
        }
        if first == done.len() {
            return layers;
        }
        ready.push(first);
    }
}

/// Orders each column by the mean place of its neighbours, to and fro.
fn order(spots: &mut [Spot], columns: &mut [Vec<usize>]) {
    let rank = |spots: &mut [Spot], column: &[usize]| {
        for (nth, at) in column.iter().enumerate() {
            spots[*at].middle = nth as f64;
        }
    };
    for column in columns.iter() {
        rank(spots, column);
    }
    for sweep in 0..SWEEPS {
        let ahead = sweep % 2 == 0;
        for step in 0..columns.len() {
            let nth = if ahead { step } else { columns.len() - 1 - step };
            let column = &mut columns[nth];
            let pull = |at: &usize| {
                let spot = &spots[*at];
                mean(spots, if ahead { &spot.left } else { &spot.right }).unwrap_or(spot.middle)
            };
            let mut pulled: Vec<(f64, usize)> = column.iter().map(|at| (pull(at), *at)).collect();
            pulled.sort_by(|a, b| a.0.total_cmp(&b.0));
            *column = pulled.into_iter().map(|(_, at)| at).collect();
            rank(spots, column);
        }
    }
}

fn mean(spots: &[Spot], of: &[usize]) -> Option<f64> {
    (!of.is_empty()).then(|| of.iter().map(|at| spots[*at].middle).sum::<f64>() / of.len() as f64)
}

/// Gives each spot its height on the page; the order stays and nothing overlaps. Returns the height of the whole.
fn settle(spots: &mut [Spot], columns: &[Vec<usize>]) -> f64 {
    for column in columns {
        let mut at = 0.0;
        for &spot in column {
            spots[spot].middle = at + spots[spot].height / 2.0;
            at += spots[spot].height + GAP;
        }
    }
    for sweep in 0..SWEEPS {
        for step in 0..columns.len() {
            let column = &columns[if sweep % 2 == 0 { step } else { columns.len() - 1 - step }];
            let wanted: Vec<f64> = column
                .iter()
                .map(|at| {
                    let near: Vec<usize> = spots[*at].left.iter().chain(&spots[*at].right).copied().collect();
                    mean(spots, &near).unwrap_or(spots[*at].middle)
                })
                .collect();
            spread(spots, column, &wanted);
        }
    }
    close(spots)
}

/// Takes out bands in which nothing stands, and begins at nought. Returns the height of the whole.
fn close(spots: &mut [Spot]) -> f64 {
    let mut down: Vec<usize> = (0..spots.len()).collect();
    let top = |spot: &Spot| spot.middle - spot.height / 2.0;
    down.sort_by(|a, b| top(&spots[*a]).total_cmp(&top(&spots[*b])));
    let mut taken = down.first().map_or(0.0, |at| top(&spots[*at]));
    let mut bottom = taken;
    let mut height: f64 = 0.0;
    for at in down {
        taken += (top(&spots[at]) - bottom - GAP).max(0.0);
        bottom = bottom.max(top(&spots[at]) + spots[at].height);
        spots[at].middle -= taken;
        height = height.max(spots[at].middle + spots[at].height / 2.0);
    }
    height
}

/// Brings a column near to where it wants to be: pushed down where it would overlap, then moved up as a whole.
fn spread(spots: &mut [Spot], column: &[usize], wanted: &[f64]) {
    let mut floor = f64::NEG_INFINITY;
    let mut shift = 0.0;
    for (&at, &want) in column.iter().zip(wanted) {
        let half = spots[at].height / 2.0;
        let middle = want.max(floor + half);
        spots[at].middle = middle;
        floor = middle + half + GAP;
        shift += middle - want;
    }
    let shift = shift / column.len().max(1) as f64;
    for &at in column {
        spots[at].middle -= shift;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn nothing_overlaps_and_edges_lead_right(
            least in prop::collection::vec((0usize..3, 20.0f64..60.0), 1..30),
            ends in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 0..50),
        ) {
            let shapes: Vec<Shape> = least.iter().map(|(least, height)| Shape { least: *least, height: *height }).collect();
            let edges: Vec<_> = ends.iter().map(|(a, b)| (a.index(shapes.len()), b.index(shapes.len()))).collect();
            let drawing = draw(&shapes, &edges);
            for (a, x) in drawing.nodes.iter().enumerate() {
                prop_assert!(x.0 >= shapes[a].least && x.0 < drawing.columns);
                prop_assert!(x.1 - shapes[a].height / 2.0 > -0.01);
                prop_assert!(x.1 + shapes[a].height / 2.0 < drawing.height + 0.01);
                for (b, y) in drawing.nodes.iter().enumerate().skip(a + 1) {
                    let apart = (x.1 - y.1).abs() + 0.01 >= f64::midpoint(shapes[a].height, shapes[b].height);
                    prop_assert!(x.0 != y.0 || apart, "{a} and {b} overlap");
                }
            }
        }

        #[test]
        fn without_circles_every_edge_leads_right(
            count in 2usize..20,
            ends in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 0..40),
        ) {
            let shapes = vec![Shape { least: 0, height: 30.0 }; count];
            let edges: Vec<_> = ends
                .iter()
                .map(|(a, b)| (a.index(count), b.index(count)))
                .map(|(a, b)| (a.max(b), a.min(b)))
                .filter(|(a, b)| a != b)
                .collect();
            let drawing = draw(&shapes, &edges);
            for (from, to) in edges {
                prop_assert!(drawing.nodes[to].0 < drawing.nodes[from].0);
            }
        }
    }

    #[test]
    fn a_long_edge_passes_way_points() {
        let shapes = [0, 1, 2].map(|least| Shape { least, height: 30.0 });
        let drawing = draw(&shapes, &[(1, 0), (2, 1), (2, 0)]);
        assert_eq!(drawing.edges[2].len(), 3);
        assert_eq!(drawing.columns, 3);
    }
}
