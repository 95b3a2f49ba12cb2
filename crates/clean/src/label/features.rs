//! What the body model looks at: a few yes-or-no questions about each line.

use sayso_news::BlockKind;

use super::sheet::Row;
use crate::rendered::{Line, Markup, Regions, Rendered, Tag};
use crate::words::Marker;

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
    InRelated InComments InPromo InLegal InNavigation
    InRelatedRunning InCommentsRunning InPromoRunning
    Core BeforeNear BeforeFar AfterNear AfterFar CoreHeadline CoreShort CoreRunning AfterRunning BeforeRunning
    Gapless GapBefore WideGap
    First Last
    TagPlain TagParagraph TagHeading1 TagHeading TagItem TagCell TagQuote TagCaption TagPreformatted TagTerm TagButton
    AtNavigation AtHeader AtFooter AtAside AtFigure AtArticle AtMain AtForm AtList AtTable AtQuote AtEmbed AtBody
    AtComments AtRelated AtPopular AtPromo AtLegal AtByline AtDateline AtTitle AtCaption AtShare AtStandfirst
    Linked30 Linked70 Linked100 Bold
    HolderCore OuterCore OuterRunning HolderNearCore HolderRunning1 HolderRunning3 HolderLinked
    ItemRunning ItemLinked HeadingCore ParagraphRunning ArticleRunning PlainRunning
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

/// Which element of the page holds the most running text, and how much each holds.
struct Holders {
    running: Vec<u32>,
    links: Vec<(u32, u32)>,
    best: u32,
    outer_running: Vec<u32>,
    /// The element around the holders that holds the most.
    best_outer: u32,
}

impl Holders {
    fn of(rendered: &Rendered, rows: &[Row]) -> Self {
        let count = 1 + rendered
            .lines
            .iter()
            .filter_map(|l| l.markup.as_ref())
            .map(|m| m.holder.max(m.outer))
            .max()
            .unwrap_or(0) as usize;
        let mut running = vec![0_u32; count];
        let mut links = vec![(0_u32, 0_u32); count];
        let mut words = vec![0_u32; count];
        let mut outer_running = vec![0_u32; count];
        let mut outer_words = vec![0_u32; count];
        for (line, row) in rendered.lines.iter().zip(rows) {
            let Some(markup) = &line.markup else { continue };
            let holder = markup.holder as usize;
            links[holder].0 += markup.linked;
            links[holder].1 += row.shape.chars;
            if row.is_running() && !is_linked(markup, row, 50) {
                running[holder] += 1;
                words[holder] += row.shape.words.min(100);
                outer_running[markup.outer as usize] += 1;
                outer_words[markup.outer as usize] += row.shape.words.min(100);
            }
        }
        let most =
            |words: &[u32]| (0..count).max_by_key(|n| (words[*n], std::cmp::Reverse(*n))).unwrap_or(0) as u32;
        let (best, best_outer) = (most(&words), most(&outer_words));
        Self { running, links, best, outer_running, best_outer }
    }
}

fn is_linked(markup: &Markup, row: &Row, percent: u32) -> bool {
    markup.linked * 100 > row.shape.chars * percent
}

/// The features of all lines.
pub(crate) fn find(rendered: &Rendered, rows: &[Row]) -> Vec<Found> {
    let core = core(rows);
    let holders = Holders::of(rendered, rows);
    let gaps = rendered.lines.iter().skip(1).filter(|line| line.gap > 0).count();
    let airy = rendered.lines.len() > 2 && gaps * 4 > rendered.lines.len();
    let mut found = Vec::with_capacity(rows.len());
    for (n, (line, row)) in rendered.lines.iter().zip(rows).enumerate() {
        let mut set = Vec::with_capacity(24);
        words(row, &mut set);
        phrases(row, &mut set);
        place(n, rows, core, &mut set);
        if n == 0 {
            set.push(Feature::First as u16);
        }
        if n + 1 == rows.len() {
            set.push(Feature::Last as u16);
        }
        if airy && n > 0 {
            set.push(match line.gap {
                0 => Feature::Gapless,
                1 => Feature::GapBefore,
                _ => Feature::WideGap,
            } as u16);
        }
        if let Some(markup) = &line.markup {
            marked(markup, line, row, &holders, &mut set);
            if core.start <= n && n < core.end && matches!(markup.tag, Tag::Heading(_)) {
                set.push(Feature::HeadingCore as u16);
            }
        }
        found.push(set);
    }
    found
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
            K::Related | K::Popular | K::Teaser => (F::InRelated, Some(F::InRelatedRunning)),
            K::Comments => (F::InComments, Some(F::InCommentsRunning)),
            K::Promo => (F::InPromo, Some(F::InPromoRunning)),
            K::Legal => (F::InLegal, None),
            _ => (F::InNavigation, None),
        };
        put(Some(plain));
        put(with.filter(|_| running));
    }
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

fn marked(markup: &Markup, line: &Line, row: &Row, holders: &Holders, set: &mut Found) {
    use Feature as F;
    let mut put = |feature: F, holds: bool| {
        if holds {
            set.push(feature as u16);
        }
    };
    let tag = match markup.tag {
        Tag::Plain | Tag::Time => F::TagPlain,
        Tag::Paragraph => F::TagParagraph,
        Tag::Heading(1) => F::TagHeading1,
        Tag::Heading(_) => F::TagHeading,
        Tag::Item => F::TagItem,
        Tag::Cell => F::TagCell,
        Tag::Quote => F::TagQuote,
        Tag::Caption => F::TagCaption,
        Tag::Preformatted => F::TagPreformatted,
        Tag::Term => F::TagTerm,
        Tag::Button => F::TagButton,
    };
    put(tag, true);
    let regions = [
        (Regions::NAVIGATION, F::AtNavigation),
        (Regions::HEADER, F::AtHeader),
        (Regions::FOOTER, F::AtFooter),
        (Regions::ASIDE, F::AtAside),
        (Regions::FIGURE, F::AtFigure),
        (Regions::ARTICLE, F::AtArticle),
        (Regions::MAIN, F::AtMain),
        (Regions::FORM, F::AtForm),
        (Regions::LIST, F::AtList),
        (Regions::TABLE, F::AtTable),
        (Regions::QUOTE, F::AtQuote),
        (Regions::EMBED, F::AtEmbed),
        (Regions::BODY, F::AtBody),
        (Regions::COMMENTS, F::AtComments),
        (Regions::RELATED, F::AtRelated),
        (Regions::POPULAR, F::AtPopular),
        (Regions::PROMO, F::AtPromo),
        (Regions::LEGAL, F::AtLegal),
        (Regions::BYLINE, F::AtByline),
        (Regions::DATELINE, F::AtDateline),
        (Regions::TITLE, F::AtTitle),
        (Regions::CAPTION, F::AtCaption),
        (Regions::SHARE, F::AtShare),
        (Regions::STANDFIRST, F::AtStandfirst),
    ];
    for (region, feature) in regions {
        put(feature, markup.within.any(region));
    }
    let running = row.is_running();
    put(F::Linked100, is_linked(markup, row, 85));
    put(F::Linked70, is_linked(markup, row, 50) && !is_linked(markup, row, 85));
    put(F::Linked30, is_linked(markup, row, 20) && !is_linked(markup, row, 50));
    put(F::Bold, markup.bold * 100 > row.shape.chars * 80 && !line.span.is_empty());
    let holder = markup.holder as usize;
    put(F::HolderCore, markup.holder == holders.best);
    let outer = markup.outer as usize;
    put(F::OuterCore, markup.holder != holders.best && markup.outer == holders.best_outer);
    put(F::OuterRunning, holders.outer_running[outer] >= 3);
    put(F::HolderNearCore, markup.holder != holders.best && markup.holder.abs_diff(holders.best) <= 3);
    put(F::HolderRunning1, (1..3).contains(&holders.running[holder]));
    put(F::HolderRunning3, holders.running[holder] >= 3);
    put(F::HolderLinked, holders.links[holder].0 * 2 > holders.links[holder].1);
    put(F::ItemRunning, markup.tag == Tag::Item && running);
    put(F::ItemLinked, markup.tag == Tag::Item && is_linked(markup, row, 50));
    put(F::ParagraphRunning, markup.tag == Tag::Paragraph && running);
    put(F::PlainRunning, markup.tag == Tag::Plain && running);
    put(F::ArticleRunning, markup.within.any(Regions::ARTICLE) && running);
}
