//! A capture becomes an article: typed blocks, title, byline, dates, outlet, language.
