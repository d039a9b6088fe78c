//! Who is believed to be signed in before the handler has looked.
//!
//! A cookie or a token that anybody can make up must not buy a place at the desk. Believed is whoever was recognised
//! with the same one lately, or has just been given it; of the others a few, so that a desk is not held up after a
//! restart. Kept are keyed digests, never the secrets.

use std::collections::HashSet;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;
use std::sync::{Mutex, PoisonError};

use app::accounts::Recognised;
use axum::http::header::{AUTHORIZATION, COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;

use super::buckets::Buckets;

/// Requests of people not seen before that are believed all the same: at once, and each second.
const UNSEEN: f64 = 60.0;
const UNSEEN_PER_SECOND: f64 = 10.0;
/// People who are remembered, in each of two generations.
const PEOPLE: usize = 10_000;
/// The cookie of a session, without the prefix that it has behind TLS.
const SESSION: &str = "motcua";

/// What a request says of who sent it.
pub struct Claim {
    key: u64,
    /// Set by the handler that finds the person.
    pub recognised: Recognised,
}

/// Who was recognised lately; the elder generation is forgotten when the younger one is full.
#[derive(Default)]
struct Known {
    young: HashSet<u64>,
    old: HashSet<u64>,
}

/// What is remembered of claims.
pub struct Claims {
    keys: RandomState,
    known: Mutex<Known>,
    unseen: Buckets,
}

impl Claims {
    pub fn new() -> Self {
        Self {
            keys: RandomState::new(),
            known: Mutex::default(),
            unseen: Buckets::new(UNSEEN, UNSEEN_PER_SECOND),
        }
    }

    /// What a request claims, if anything.
    pub fn read(&self, headers: &HeaderMap) -> Option<Claim> {
        let token = headers.get(AUTHORIZATION).map(HeaderValue::as_bytes);
        let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let secret = token.or_else(|| cookies.flat_map(|all| all.split(';')).find_map(session))?;
        Some(Claim { key: self.keys.hash_one(secret), recognised: Recognised::default() })
    }

    /// Whether a claim is believed.
    pub fn believes(&self, claim: &Claim) -> bool {
        let known = {
            let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            known.young.contains(&claim.key) || known.old.contains(&claim.key)
        };
        known || self.unseen.take("", 1.0)
    }

    /// Learns from the answer to a request whether its claim was true, and of whom it lets in.
    pub fn learn(&self, claim: Option<&Claim>, response: &Response) {
        if let Some(claim) = claim {
            if claim.recognised.is_noted() {
                self.remember(claim.key);
            } else if response.status() == StatusCode::UNAUTHORIZED {
                let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
                known.young.remove(&claim.key);
                known.old.remove(&claim.key);
            }
        }
        let given = response.headers().get_all(SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
        for secret in given.filter_map(|one| session(one.split(';').next().unwrap_or_default())) {
            self.remember(self.keys.hash_one(secret));
        }
    }

    fn remember(&self, key: u64) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.young.contains(&key) {
            return;
        }
        if known.young.len() >= PEOPLE {
            known.old = std::mem::take(&mut known.young);
        }
        known.young.insert(key);
    }
}

/// The secret of a session in one `name=value`.
fn session(pair: &str) -> Option<&[u8]> {
    let (name, value) = pair.trim().split_once('=')?;
    (name.trim_start_matches("__Host-") == SESSION && !value.is_empty()).then_some(value.as_bytes())
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn claim(claims: &Claims, name: axum::http::HeaderName, value: &str) -> Claim {
        let mut headers = HeaderMap::new();
        headers.insert(name, HeaderValue::from_str(value).unwrap());
        claims.read(&headers).unwrap()
    }

    /// Takes the share of those who were never seen.
    fn crowd(claims: &Claims) {
        for number in 0..200 {
            claims.believes(&claim(claims, COOKIE, &format!("motcua=invented{number}")));
        }
        assert!(!claims.believes(&claim(claims, COOKIE, "motcua=x")));
    }

    #[test]
    fn whoever_was_recognised_is_believed_until_told_to_sign_in() {
        let claims = Claims::new();
        let honest = || claim(&claims, AUTHORIZATION, "Bearer 1");
        let first = honest();
        assert!(claims.believes(&first), "a few are believed at first");
        first.recognised.note();
        claims.learn(Some(&first), &Response::new(Body::empty()));
        crowd(&claims);
        assert!(claims.believes(&honest()));

        // A page for anybody says nothing of who asks.
        claims.learn(Some(&honest()), &Response::new(Body::empty()));
        assert!(claims.believes(&honest()));
        let mut over = Response::new(Body::empty());
        *over.status_mut() = StatusCode::UNAUTHORIZED;
        claims.learn(Some(&honest()), &over);
        assert!(!claims.believes(&honest()));
    }

    #[test]
    fn whoever_signs_in_is_believed_at_once() {
        for name in ["motcua", "__Host-motcua"] {
            let claims = Claims::new();
            crowd(&claims);
            let mut signed_in = Response::new(Body::empty());
            let set = format!("{name}=abc; Path=/; HttpOnly");
            signed_in.headers_mut().insert(SET_COOKIE, HeaderValue::from_str(&set).unwrap());
            claims.learn(None, &signed_in);
            assert!(claims.believes(&claim(&claims, COOKIE, &format!("lang=en; {name}=abc"))));
            assert!(!claims.believes(&claim(&claims, COOKIE, &format!("{name}=abd"))));
        }
    }

    #[test]
    fn a_cookie_without_a_session_claims_nothing() {
        let claims = Claims::new();
        for cookies in ["", "lang=en", "motcua=", "motcua_khach=1"] {
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE, HeaderValue::from_str(cookies).unwrap());
            assert!(claims.read(&headers).is_none(), "{cookies}");
        }
    }
}
