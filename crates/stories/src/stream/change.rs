//! What one arrival changes.

use sayso_news::{ArticleId, Step, StoryId};

/// One thing that became otherwise when an article came.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The story that is spoken of.
    pub story: StoryId,
    /// What happened to it.
    pub kind: ChangeKind,
    /// Why, with the headlines of the articles that decided it.
    pub reason: Step,
}

/// What can happen to a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeKind {
    /// It began with this article.
    Founded {
        /// Its first article.
        article: ArticleId,
    },
    /// This article came to it.
    Joined {
        /// The article.
        article: ArticleId,
    },
    /// All its articles, those that are no longer compared with others too, stand in another story now, and its id is
    /// no longer used. The older id lives on.
    Merged {
        /// The older story.
        into: StoryId,
    },
    /// It began with articles that stood in another story until now.
    Split {
        /// The story that they leave.
        from: StoryId,
        /// The articles.
        articles: Vec<ArticleId>,
    },
    /// One article came to it from another story; both live on.
    Moved {
        /// The story that it leaves.
        from: StoryId,
        /// The article.
        article: ArticleId,
    },
    /// Its last article is older than the window: nothing can join it any more.
    Closed,
}
