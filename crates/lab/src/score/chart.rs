//! Two small charts as SVG: accuracy against speed, and how far scores can be trusted. They read in light and dark.

use std::fmt::Write as _;

const WIDE: f64 = 560.0;
const HIGH: f64 = 320.0;
const LEFT: f64 = 56.0;
const TOP: f64 = 20.0;
const RIGHT: f64 = 540.0;
const BOTTOM: f64 = 270.0;
const COLOURS: [&str; 3] = ["#2f7fb8", "#c7602a", "#4d8f3a"];

fn begun(title: &str, x: &str, y: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDE} {HIGH}\" role=\"img\" aria-label=\"{title}\" \
         font-family=\"system-ui, sans-serif\" font-size=\"13\">\n<title>{title}</title>\n\
         <style>text{{fill:#333}}.axis{{stroke:#777}}.grid{{stroke:#7774}}@media(prefers-color-scheme:dark){{text{{fill:#ddd}}}}</style>\n\
         <path class=\"axis\" fill=\"none\" d=\"M{LEFT} {TOP}V{BOTTOM}H{RIGHT}\"/>\n\
         <text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{x}</text>\n\
         <text transform=\"translate(16 {}) rotate(-90)\" text-anchor=\"middle\">{y}</text>\n",
        f64::midpoint(LEFT, RIGHT),
        HIGH - 10.0,
        f64::midpoint(TOP, BOTTOM),
    )
}

/// A tick on the upright axis.
fn rung(svg: &mut String, y: f64, label: &str) {
    let _ = writeln!(svg, "<path class=\"grid\" d=\"M{LEFT} {y:.1}H{RIGHT}\"/>");
    let _ =
        writeln!(svg, "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{label}</text>", LEFT - 8.0, y + 4.0);
}

/// A tick on the level axis.
fn step(svg: &mut String, x: f64, label: &str) {
    let _ = writeln!(svg, "<text x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\">{label}</text>", BOTTOM + 18.0);
}

/// Name, articles a second and F1 of each.
pub(super) fn speed(points: &[(&str, f64, f64)]) -> String {
    let mut svg = begun(
        "Accuracy against speed",
        "articles of 600 words a second, one thread",
        "F1 of attributed content",
    );
    let x = |speed: f64| LEFT + (RIGHT - LEFT) * (speed.max(1.0).log10() / 4.0).min(1.0);
    let y = |f1: f64| BOTTOM - (BOTTOM - TOP) * ((f1 - 50.0) / 40.0).clamp(0.0, 1.0);
    for f1 in [50.0, 60.0, 70.0, 80.0, 90.0] {
        rung(&mut svg, y(f1), &format!("{f1}"));
    }
    for power in 0..5 {
        let speed = 10_f64.powi(power);
        step(&mut svg, x(speed), &format!("{speed}"));
    }
    for (at, (name, speed, f1)) in points.iter().enumerate() {
        let (x, y, colour) = (x(*speed), y(*f1), COLOURS[at % COLOURS.len()]);
        let _ = writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"6\" fill=\"{colour}\"/>");
        let _ = writeln!(
            svg,
            "<text x=\"{:.1}\" y=\"{:.1}\">{name}: {f1:.1} at {speed:.0}/s</text>",
            x + 10.0,
            y - 8.0
        );
    }
    svg.push_str("</svg>\n");
    svg
}

/// For each the count and the right ones of every tenth of the score.
pub(super) fn reliability(sets: &[(&str, [(usize, usize); 10])]) -> String {
    let mut svg =
        begun("How often scores are right", "score of the attribution", "share with the right content");
    let x = |share: f64| LEFT + (RIGHT - LEFT) * share;
    let y = |share: f64| BOTTOM - (BOTTOM - TOP) * share;
    for tick in [0.0, 0.2, 0.4, 0.6, 0.8, 1.0] {
        rung(&mut svg, y(tick), &format!("{tick:.1}"));
        step(&mut svg, x(tick), &format!("{tick:.1}"));
    }
    let _ =
        writeln!(svg, "<path class=\"axis\" stroke-dasharray=\"4 4\" d=\"M{LEFT} {BOTTOM}L{RIGHT} {TOP}\"/>");
    for (at, (name, bins)) in sets.iter().enumerate() {
        let colour = COLOURS[at % COLOURS.len()];
        let held = bins.iter().enumerate().filter(|(_, (all, _))| *all >= 10);
        let points: Vec<_> = held
            .map(|(bin, (all, right))| (x((bin as f64 + 0.5) / 10.0), y(*right as f64 / *all as f64)))
            .collect();
        let line: Vec<_> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let _ = writeln!(
            svg,
            "<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" points=\"{}\"/>",
            line.join(" ")
        );
        for (x, y) in points {
            let _ = writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" fill=\"{colour}\"/>");
        }
        let y = TOP + 16.0 + 18.0 * at as f64;
        let _ = writeln!(
            svg,
            "<circle cx=\"{}\" cy=\"{}\" r=\"4\" fill=\"{colour}\"/><text x=\"{}\" y=\"{y}\">{name}</text>",
            LEFT + 16.0,
            y - 4.0,
            LEFT + 26.0
        );
    }
    svg.push_str("</svg>\n");
    svg
}
