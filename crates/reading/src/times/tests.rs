//! Times as readers of news meet them.
