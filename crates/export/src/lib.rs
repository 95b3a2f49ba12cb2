//! Records become outward views: JSON, Markdown, HTML, the terminal.
