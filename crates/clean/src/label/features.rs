//! What the line model looks at: a few yes-or-no questions about each line, and the words of short ones.

mod hashes;
mod tree;

use sayso_news::BlockKind;

pub(crate) use hashes::BUCKETS;

use super::given::Given;
use super::sheet::Row;
use crate::rendered::{Rendered, Tag};
use crate::words::Marker;
use tree::Tree;

macro_rules! features {
    ($($name:ident)*) => {
        /// One question.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u16)]
        pub(crate) enum Feature { $($name),* }
        /// The questions' names, as the weights' file has them.
        pub(crate) const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

features! {
    Bias
    Words1 Words2 Words4 Words7 Words11 Words19 Words34 Words59 WordsMore
    Stop ShortStop MiddleStop Sentences2 Sentences4 Cut Question Quoted Quotes Colon
    Common0 Common15 Common30 CommonMore TitleCase Shouting Digits Address Fenced
    Bullet Number Arrow Separators1 Separators3 Columns
    Ago EndsAgo Date PartDate Twin Rule Running Headline Oversize
    WholeNavigation WholeRelated WholePopular WholeComments WholeLegal WholePromo WholeTeaser WholeOther
    Menu MenuLegal Label
    StartByline StartDateline StartCaption StartComments StartLegal StartPromo StartNavigation StartEmbed
    WithinLegal WithinPromo WithinComments WithinOther EndCaption
    InStrong StrongNear StrongHeadline StrongRunning Turns2 Turns3 Headlines3 Headlines6 HeadlineTwin
    Furniture1 Furniture2 Furniture3 LabelShort
    InRelated InPopular InTeaser InComments InPromo InLegal InNavigation
    OpensRelated OpensPopular OpensComments OpensPromo OpensOther
    InRelatedRunning InCommentsRunning InPromoRunning
    Core BeforeNear BeforeFar AfterNear AfterFar CoreHeadline CoreShort CoreRunning AfterRunning BeforeRunning
    Gapless GapBefore WideGap
    First Last
    Page20 Page80 Page250 PageMore
    At5 At15 At30 At50 At70 At85 At100
    Run0 Run5 Run25 Run50 Run75 Run95 Run99 RunAll
    TagPlain TagParagraph TagHeading1 TagHeading TagItem TagCell TagQuote TagCaption TagPreformatted TagTerm TagButton
    AtNavigation AtHeader AtFooter AtAside AtFigure AtArticle AtMain AtForm AtList AtTable AtQuote AtEmbed AtBody
    AtComments AtRelated AtPopular AtPromo AtLegal AtByline AtDateline AtTitle AtCaption AtShare AtStandfirst
    Linked30 Linked70 Linked100 Bold
    HolderCore OuterCore OuterRunning HolderNearCore HolderRunning1 HolderRunning3 HolderLinked
    ItemRunning ItemLinked HeadingCore ParagraphRunning ArticleRunning PlainRunning
    Begins Ends Outside Root0 Root1 Root2 Root3 RootDeep
    HolderMost HolderSome HolderNone OuterMost OuterSome OuterNone FarMost FarNone
    OuterLinked FarLinked OuterMany FarMany
    Given GivenPart PastGiven
}

/// The features that hold for one line.
pub(crate) type Found = Vec<u16>;

/// The stretch of lines that holds the most running text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Core {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The best stretch of lines: what running text gives less what other lines cost.
pub(crate) fn core(rows: &[Row]) -> Core {
    let (mut best, mut sum, mut start) = (0.0_f32, 0.0_f32, 0);
    let mut core = Core { start: 0, end: 0 };
    for (n, row) in rows.iter().enumerate() {
        let cost = if row.is_running() {
            let doubt = if row.hits.within.is_some() || row.section.is_some() { 0.3 } else { 1.0 };
            (row.shape.words.min(60) as f32 - 4.0) * doubt
        } else if row.shape.stop && row.shape.words >= 4 {
            0.0
        } else {
            -6.0
        };
        if sum <= 0.0 {
            (sum, start) = (0.0, n);
        }
        sum += cost;
        if sum > best {
            best = sum;
            core = Core { start, end: n + 1 };
        }
    }
    core
}

/// The features of all lines.
pub(crate) fn find(rendered: &Rendered, rows: &[Row], given: &[Given]) -> Vec<Found> {
    let core = core(rows);
    let tree = Tree::of(rendered, rows);
    let mut running = Running::of(rows);
    let gaps = rendered.lines.iter().skip(1).filter(|line| line.gap > 0).count();
    let airy = rendered.lines.len() > 2 && gaps * 4 > rendered.lines.len();
    let mut past = false;
    let mut found = Vec::with_capacity(rows.len());
    for (n, (line, row)) in rendered.lines.iter().zip(rows).enumerate() {
        let mut set = Vec::with_capacity(40);
        words(row, &mut set);
        phrases(row, &mut set);
        place(n, rows, core, &mut set);
        page(n, rows.len(), &mut set);
        set.push(running.before(row) as u16);
        if airy && n > 0 {
            set.push(match line.gap {
                0 => Feature::Gapless,
                1 => Feature::GapBefore,
                _ => Feature::WideGap,
            } as u16);
        }
        if let Some(markup) = &line.markup {
            tree::marked(markup, line, row, &mut set);
            tree.place(n, &rendered.lines, &mut set);
            hashes::marks(markup, &mut set);
            if core.start <= n && n < core.end && matches!(markup.tag, Tag::Heading(_)) {
                set.push(Feature::HeadingCore as u16);
            }
        }
        match given[n] {
            Given::Whole => set.push(Feature::Given as u16),
            Given::Part => set.push(Feature::GivenPart as u16),
            Given::None if past => set.push(Feature::PastGiven as u16),
            Given::None => {}
        }
        past |= given[n] == Given::Whole;
        if line.markup.is_none() {
            hashes::words(row, line.span.slice(&rendered.text), &mut set);
        }
        found.push(set);
    }
    found
}

/// How long the page is, and how far down the line stands.
fn page(n: usize, lines: usize, set: &mut Found) {
    use Feature as F;
    if n == 0 {
        set.push(F::First as u16);
    }
    if n + 1 == lines {
        set.push(F::Last as u16);
    }
    set.push(match lines {
        0..20 => F::Page20,
        20..80 => F::Page80,
        80..250 => F::Page250,
        _ => F::PageMore,
    } as u16);
    set.push(match n * 100 / lines.max(1) {
        0..5 => F::At5,
        5..15 => F::At15,
        15..30 => F::At30,
        30..50 => F::At50,
        50..70 => F::At70,
        70..85 => F::At85,
        _ => F::At100,
    } as u16);
}

/// How much of the page's running text stands above a line.
struct Running {
    all: u32,
    above: u32,
}

impl Running {
    fn of(rows: &[Row]) -> Self {
        Self { all: rows.iter().map(Self::words).sum(), above: 0 }
    }

    fn words(row: &Row) -> u32 {
        if row.is_running() { row.shape.words.min(200) } else { 0 }
    }

    /// For one line after the other.
    fn before(&mut self, row: &Row) -> Feature {
        use Feature as F;
        let above = self.above;
        self.above += Self::words(row);
        if above == 0 {
            return F::Run0;
        }
        if above == self.all {
            return F::RunAll;
        }
        match above * 100 / self.all.max(1) {
            0..5 => F::Run5,
            5..25 => F::Run25,
            25..50 => F::Run50,
            50..75 => F::Run75,
            75..95 => F::Run95,
            _ => F::Run99,
        }
    }
}

fn words(row: &Row, set: &mut Found) {
    use Feature as F;
    let shape = &row.shape;
    let mut put = |feature: F, holds: bool| {
        if holds {
            set.push(feature as u16);
        }
    };
    put(F::Bias, true);
    let size = [
        (1, F::Words1),
        (2, F::Words2),
        (4, F::Words4),
        (7, F::Words7),
        (11, F::Words11),
        (19, F::Words19),
        (34, F::Words34),
        (59, F::Words59),
    ];
    put(size.iter().find(|(most, _)| shape.words <= *most).map_or(F::WordsMore, |(_, f)| *f), true);
    put(F::Stop, shape.stop);
    put(F::ShortStop, shape.stop && shape.words < 6);
    put(F::MiddleStop, shape.stop && (6..12).contains(&shape.words));
    put(F::Sentences2, shape.sentences >= 2);
    put(F::Sentences4, shape.sentences >= 4);
    put(F::Cut, shape.cut);
    put(F::Question, shape.question);
    put(F::Quoted, shape.quoted);
    put(F::Quotes, shape.quotes);
    put(F::Colon, shape.colon);
    if shape.words >= 4 {
        let common = shape.commonness();
        put(F::Common0, common == 0.0);
        put(F::Common15, common > 0.0 && common < 0.15);
        put(F::Common30, (0.15..0.3).contains(&common));
        put(F::CommonMore, common >= 0.3);
        put(F::TitleCase, shape.titleness() >= 0.6);
    }
    put(F::Shouting, shape.shouting);
    put(F::Digits, shape.digits * 3 > shape.chars);
    put(F::Address, shape.address);
    put(F::Fenced, shape.fenced);
    put(F::Bullet, shape.marker == Marker::Bullet);
    put(F::Number, shape.marker == Marker::Number);
    put(F::Arrow, shape.marker == Marker::Arrow);
    put(F::Separators1, (1..3).contains(&shape.separators));
    put(F::Separators3, shape.separators >= 3);
    put(F::Columns, shape.columns > 0);
    put(F::Date, row.is_dateline());
    put(F::PartDate, row.dateline.day && !row.is_dateline() && shape.words < 12);
    put(F::Twin, row.twin.is_some());
    put(F::Rule, row.is_rule() && !row.oversize);
    put(F::Running, row.is_running());
    put(F::Headline, shape.is_headline());
    put(F::Oversize, row.oversize);
}

fn phrases(row: &Row, set: &mut Found) {
    use BlockKind as K;
    use Feature as F;
    let hits = &row.hits;
    let mut put = |feature: Option<F>| set.extend(feature.map(|f| f as u16));
    put(hits.ago.then_some(F::Ago));
    put((hits.ends_ago && !hits.ago).then_some(F::EndsAgo));
    put(hits.whole.map(|hit| match hit.kind {
        K::Navigation => F::WholeNavigation,
        K::Related => F::WholeRelated,
        K::Popular => F::WholePopular,
        K::Comments => F::WholeComments,
        K::Legal => F::WholeLegal,
        K::Promo => F::WholePromo,
        K::Teaser => F::WholeTeaser,
        _ => F::WholeOther,
    }));
    put(hits.menu.map(|hit| if hit.kind == K::Legal { F::MenuLegal } else { F::Menu }));
    put(hits.label.map(|_| F::Label));
    put(hits.start.and_then(|hit| match hit.kind {
        K::Byline => Some(F::StartByline),
        K::Dateline => Some(F::StartDateline),
        K::Caption => Some(F::StartCaption),
        K::Comments => Some(F::StartComments),
        K::Legal => Some(F::StartLegal),
        K::Promo => Some(F::StartPromo),
        K::Navigation => Some(F::StartNavigation),
        K::Embed => Some(F::StartEmbed),
        _ => None,
    }));
    put(hits.within.map(|hit| match hit.kind {
        K::Legal => F::WithinLegal,
        K::Promo => F::WithinPromo,
        K::Comments => F::WithinComments,
        _ => F::WithinOther,
    }));
    put(hits.end.map(|_| F::EndCaption));
    let furniture = row.furniture();
    put((furniture >= 3.0).then_some(F::Furniture3));
    put((2.0..3.0).contains(&furniture).then_some(F::Furniture2));
    put((1.0..2.0).contains(&furniture).then_some(F::Furniture1));
    put((hits.label.is_some() && row.shape.words <= 20 && !row.shape.stop).then_some(F::LabelShort));
    put((row.turns == 2).then_some(F::Turns2));
    put((row.turns >= 3).then_some(F::Turns3));
    put((3..6).contains(&row.headlines).then_some(F::Headlines3));
    put((row.headlines >= 6).then_some(F::Headlines6));
    put((row.twin.is_some() && row.shape.is_headline() && row.shape.words >= 5).then_some(F::HeadlineTwin));
    if let Some(section) = row.section.filter(|s| s.strong) {
        put(Some(F::InStrong));
        put((section.since <= 4).then_some(F::StrongNear));
        put(row.shape.is_headline().then_some(F::StrongHeadline));
        put(row.is_running().then_some(F::StrongRunning));
    }
    if let Some(section) = row.section {
        let running = row.is_running();
        let (plain, with) = match section.kind {
            K::Related => (F::InRelated, Some(F::InRelatedRunning)),
            K::Popular => (F::InPopular, Some(F::InRelatedRunning)),
            K::Teaser => (F::InTeaser, Some(F::InRelatedRunning)),
            K::Comments => (F::InComments, Some(F::InCommentsRunning)),
            K::Promo => (F::InPromo, Some(F::InPromoRunning)),
            K::Legal => (F::InLegal, None),
            _ => (F::InNavigation, None),
        };
        put(Some(plain));
        put(with.filter(|_| running));
    }
    put(row.opener().map(|section| match section.kind {
        K::Related => F::OpensRelated,
        K::Popular => F::OpensPopular,
        K::Comments => F::OpensComments,
        K::Promo => F::OpensPromo,
        _ => F::OpensOther,
    }));
}

fn place(n: usize, rows: &[Row], core: Core, set: &mut Found) {
    use Feature as F;
    let row = &rows[n];
    let mut put = |feature: F, holds: bool| {
        if holds {
            set.push(feature as u16);
        }
    };
    let running = row.is_running();
    if n < core.start {
        let near = core.start - n <= 4;
        put(if near { F::BeforeNear } else { F::BeforeFar }, true);
        put(F::BeforeRunning, running);
    } else if n >= core.end {
        let near = n - core.end < 4;
        put(if near { F::AfterNear } else { F::AfterFar }, true);
        put(F::AfterRunning, running);
    } else {
        put(F::Core, true);
        put(F::CoreHeadline, row.shape.is_headline());
        put(F::CoreShort, row.shape.words < 5);
        put(F::CoreRunning, running);
    }
}
