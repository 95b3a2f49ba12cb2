//! The one place that speaks to another machine: a rewriter that the user named, at an OpenAI-compatible address.

use std::fmt;
use std::time::Duration;

use anyhow::{Result, bail};
use sayso_rewrite::{Endpoint, Failure, Reply, TASK};
use serde_json::{Value, json};
use ureq::{Agent, Error};

use crate::plan::REWRITE_KEY;

/// Seconds for one sentence: a model that is loaded first takes a while.
const PATIENCE: u64 = 120;

/// Bytes of an answer at most.
const LONGEST: u64 = 1 << 20;

/// Pieces of words that an answer may have. No sentence of a brief needs as many.
const MOST: u32 = 1024;

/// A model behind an address.
pub(crate) struct Rewriter {
    agent: Agent,
    place: String,
    model: String,
    key: Option<String>,
}

impl fmt::Debug for Rewriter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // never the key
        f.debug_struct("Rewriter")
            .field("place", &self.place)
            .field("model", &self.model)
            .finish_non_exhaustive()
    }
}

impl Rewriter {
    /// Checks an address as it was typed; no connection is made yet.
    pub(crate) fn check(url: &str, model: String, key: Option<String>) -> Result<Self> {
        // said without the address, which holds a secret then
        if url.contains(['@', '?', '#']) {
            bail!("--rewrite: an address has no user, `?` or `#`; a key is read from {REWRITE_KEY}");
        }
        let place = url.trim_end_matches('/');
        let Some((scheme, _)) = place.split_once("://").filter(|(_, host)| !host.is_empty()) else {
            bail!("--rewrite `{url}` is no address; one looks like http://127.0.0.1:11434/v1");
        };
        match scheme {
            "http" => {}
            "https" if cfg!(feature = "https") => {}
            "https" => bail!(
                "--rewrite `{url}`: this build reaches http:// addresses only; build it with `--features https`"
            ),
            _ => bail!("--rewrite `{url}`: an address begins with http:// or https://"),
        }
        // Only the machine that was named: no proxy out of the environment, and nowhere that it sends us on to.
        let config = Agent::config_builder()
            .proxy(None)
            .max_redirects(0)
            .http_status_as_error(false)
            .timeout_connect(Some(Duration::from_secs(10)))
            .timeout_global(Some(Duration::from_secs(PATIENCE)))
            .user_agent(concat!("sayso/", env!("CARGO_PKG_VERSION")));
        #[cfg(feature = "https")]
        let config = config.tls_config(
            ureq::tls::TlsConfig::builder()
                .root_certs(ureq::tls::RootCerts::PlatformVerifier)
                .unversioned_rustls_crypto_provider(std::sync::Arc::new(
                    rustls::crypto::ring::default_provider(),
                ))
                .build(),
        );
        Ok(Self { agent: config.build().new_agent(), place: place.to_owned(), model, key })
    }

    fn post(&self, sentence: &str) -> Result<(u16, String), Error> {
        let asked = json!({
            "model": self.model,
            "messages": [
                { "role": "system", "content": TASK },
                { "role": "user", "content": sentence },
            ],
            "temperature": 0,
            "seed": 0,
            "max_tokens": MOST,
            "stream": false,
        });
        let mut post = self
            .agent
            .post(format!("{}/chat/completions", self.place))
            .header("content-type", "application/json")
            .header("accept", "application/json");
        if let Some(key) = &self.key {
            post = post.header("authorization", format!("Bearer {key}"));
        }
        let mut answer = post.send(asked.to_string())?;
        let status = answer.status().as_u16();
        Ok((status, answer.body_mut().with_config().limit(LONGEST).read_to_string()?))
    }

    fn failure(&self, what: impl fmt::Display, hint: impl Into<String>) -> Failure {
        Failure { what: format!("the rewriter at {} {what}.", self.place), hint: hint.into() }
    }
}

impl Endpoint for Rewriter {
    fn model(&self) -> &str {
        &self.model
    }

    fn place(&self) -> &str {
        &self.place
    }

    fn ask(&self, sentence: &str) -> Result<Reply, Failure> {
        let (status, body) = self.post(sentence).map_err(|error| match error {
            Error::Timeout(_) => self.failure(
                format_args!("gave no answer within {PATIENCE} seconds"),
                "Name a smaller model with --rewrite-model, or leave out --rewrite.",
            ),
            Error::BodyExceedsLimit(most) => self.failure(
                format_args!("gave an answer of more than {most} bytes"),
                "See that the address is that of a chat model, or leave out --rewrite.",
            ),
            error => self.failure(
                format_args!("could not be reached ({error})"),
                "See that it runs there, or leave out --rewrite.",
            ),
        })?;
        if !(200..300).contains(&status) {
            let hint = match status {
                401 | 403 => format!("Put its key into {REWRITE_KEY}."),
                404 => "See that the address ends where /chat/completions begins (often /v1), and name a model that it has with --rewrite-model.".to_owned(),
                _ => "See what it says about itself, or leave out --rewrite.".to_owned(),
            };
            return Err(self.failure(format_args!("answered with status {status}{}", told(&body)), hint));
        }
        let answer: Value = serde_json::from_str(&body).unwrap_or_default();
        match answer["choices"][0]["message"]["content"].as_str() {
            Some(content) => Ok(Reply::new(after_thought(content))),
            None => Err(self.failure(
                "answered with something that is no chat completion",
                "See that the address ends where /chat/completions begins (often /v1).",
            )),
        }
    }
}

/// What a model says after it has thought aloud.
fn after_thought(content: &str) -> &str {
    content.rsplit_once("</think>").map_or(content, |(_, answer)| answer)
}

/// The beginning of an error's own words, on one line.
fn told(body: &str) -> String {
    let error: Value = serde_json::from_str(body).unwrap_or_default();
    let words = error["error"]["message"].as_str().or_else(|| error["error"].as_str()).unwrap_or_default();
    let line: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).take(160).collect();
    if line.trim().is_empty() { String::new() } else { format!(": {}", line.trim()) }
}
