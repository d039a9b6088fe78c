//! Who is served first when more is asked than can be answered.
//!
//! Reports give way first, then searches, then what anybody may ask; acts and what a signed-in desk reads are never
//! held up here. A lane works on a few requests at a time, lets some wait a second, and refuses the rest after that
//! second with words and the time to come back. What had to wait for more than a moment is worked on by threads that
//! give way ([`Behind`]).

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use app::accounts::Origin;
use axum::body::Body;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, Method, Request, StatusCode};
use axum::response::Response;
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::behind::{Behind, LEAST, LESS, Standing};
use super::buckets::Buckets;
use super::claims::{Claim, Claims};

/// The longest that a request waits for its lane. A refusal never comes sooner, so that who asks again at once costs
/// no more than who waits.
const PATIENCE: Duration = Duration::from_secs(1);
/// Who waited no longer than this met others by chance, and is answered in its place: to hand it over costs more
/// than a short answer itself.
const SOON: Duration = Duration::from_millis(5);
/// Requests that wait, for each that is worked on.
const WAITING: usize = 128;
/// Refusals that are held back at the same time; beyond it they come at once.
const HELD: usize = 4096;
/// More is asked than can be answered.
const OVERLOAD: StatusCode = StatusCode::SERVICE_UNAVAILABLE;
/// When to come back, seconds.
const BACK: HeaderValue = HeaderValue::from_static("5");

/// Lookups by code that one address may make at once.
const LOOKUPS: f64 = 60.0;
/// Lookups that it gets back each second.
const LOOKUPS_PER_SECOND: f64 = 5.0;

/// The marker of a refusal that still needs words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// More is asked than can be answered.
    Overload,
    /// One address asks too often.
    TooOften,
}

/// What a request is, for the order of giving way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Acts, and what a signed-in person reads: never held up.
    Desk,
    /// Passwords are expensive to check on purpose.
    SignIn,
    /// What anybody may ask.
    Public,
    /// Looking for dossiers by words.
    Search,
    /// Lists, boards and books over many dossiers.
    Report,
}

impl Class {
    /// The classes that have a lane, in the order of giving way.
    pub const HELD: [Self; 4] = [Self::Report, Self::Search, Self::Public, Self::SignIn];

    /// Its name in metrics.
    pub fn name(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::SignIn => "sign-in",
            Self::Public => "public",
            Self::Search => "search",
            Self::Report => "report",
        }
    }

    /// What a request is, where `signed_in` says whether it is believed to come from somebody who is signed in.
    pub fn of(method: &Method, path: &str, query: Option<&str>, signed_in: bool) -> Self {
        let begins = |starts: &[&str]| starts.iter().any(|start| path.starts_with(start));
        if *method != Method::GET && *method != Method::HEAD {
            return match path {
                "/api/v1/tokens" | "/dang-nhap" => Self::SignIn,
                // What guests send is a page for each of them as well.
                _ => {
                    if signed_in {
                        Self::Desk
                    } else {
                        Self::Public
                    }
                }
            };
        }
        if !signed_in || begins(&["/tra-cuu", "/t/", "/api/v1/track"]) {
            return Self::Public;
        }
        if begins(&["/bang-dieu-hanh", "/bao-cao", "/giam-sat", "/so-theo-doi", "/api/v1/board"])
            || begins(&["/api/v1/register", "/api/v1/statistics", "/api/v1/supervision"])
        {
            return Self::Report;
        }
        let words = query.is_some_and(|query| {
            query.split('&').any(|pair| pair.strip_prefix("q=").is_some_and(|words| !words.is_empty()))
        });
        if words { Self::Search } else { Self::Desk }
    }
}

/// One lane.
struct Lane {
    permits: Arc<Semaphore>,
    waiting: AtomicUsize,
    most: usize,
    refused: AtomicU64,
}

impl Lane {
    fn new(at_once: usize) -> Self {
        Self {
            permits: Arc::new(Semaphore::new(at_once)),
            waiting: AtomicUsize::new(0),
            most: at_once.saturating_mul(WAITING),
            refused: AtomicU64::new(0),
        }
    }

    /// A place among those who wait; `None` when there are too many.
    fn place(self: &Arc<Self>) -> Option<Waiting> {
        let place = Waiting(Arc::clone(self));
        (self.waiting.fetch_add(1, Ordering::AcqRel) < self.most).then_some(place)
    }
}

/// One of those who wait for a lane; gone also when the client goes.
struct Waiting(Arc<Lane>);

impl Waiting {
    /// Waits for its turn until `latest`; `None` when it would take longer.
    async fn turn(self, latest: Instant) -> Option<OwnedSemaphorePermit> {
        let permit = Arc::clone(&self.0.permits).acquire_owned();
        tokio::time::timeout_at(latest.into(), permit).await.ok()?.ok()
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::AcqRel);
    }
}

/// One whose refusal is held back; gone also when the client goes.
struct Held<'a>(&'a AtomicUsize);

impl<'a> Held<'a> {
    fn among(all: &'a AtomicUsize) -> Option<Self> {
        let place = Self(all);
        (all.fetch_add(1, Ordering::AcqRel) < HELD).then_some(place)
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

/// All lanes of the program.
pub struct Lanes {
    lanes: Option<[Arc<Lane>; Class::HELD.len()]>,
    lookups: Buckets,
    claims: Claims,
    held: AtomicUsize,
    too_often: AtomicU64,
    behind: Behind,
    /// For connections that give way; threads of their own, else those who wait would wait for those who were refused.
    refused: Behind,
}

/// What is known of a request before it is let through.
pub struct Asked {
    class: Class,
    /// From where it comes.
    address: Option<String>,
    /// It says that somebody is signed in.
    claim: Option<Claim>,
    /// It looks a dossier up by something that can be guessed.
    lookup: bool,
    /// How its connection stands.
    standing: Option<Standing>,
}

impl Lanes {
    /// Lanes for what anybody asks that work on `at_once` requests; 0 means no lanes at all.
    pub fn new(at_once: usize) -> Self {
        let of = |class: &Class| {
            Arc::new(Lane::new(match class {
                Class::Report => at_once.div_ceil(2),
                _ => at_once,
            }))
        };
        Self {
            lanes: (at_once > 0).then(|| Class::HELD.each_ref().map(of)),
            lookups: Buckets::new(LOOKUPS, LOOKUPS_PER_SECOND),
            claims: Claims::new(),
            held: AtomicUsize::new(0),
            too_often: AtomicU64::new(0),
            behind: Behind::new(at_once, LESS),
            refused: Behind::new(at_once, LEAST),
        }
    }

    /// What a request is; whoever answers it can note on it that its sender was recognised.
    pub fn asked<B>(&self, request: &mut Request<B>) -> Asked {
        let address = request.extensions().get::<Origin>().map(|origin| origin.0.clone());
        let claim = self.claims.read(request.headers());
        let believed = claim.as_ref().is_some_and(|claim| self.claims.believes(claim));
        if let Some(claim) = &claim {
            request.extensions_mut().insert(claim.recognised.clone());
        }
        let (path, query) = (request.uri().path(), request.uri().query());
        let class = Class::of(request.method(), path, query, believed);
        let lookup = path.starts_with("/api/v1/track/")
            || (path == "/tra-cuu" && query.is_some_and(|query| query.contains("ma=")));
        let standing = request.extensions().get::<Standing>().cloned();
        Asked { class, address, claim, lookup, standing }
    }

    /// Lets a request through in its turn and gives its answer, or refuses it.
    pub async fn pass(
        &self,
        asked: Asked,
        answer: impl Future<Output = Response> + Send + 'static,
    ) -> Response {
        let Asked { class, address, claim, lookup, standing } = asked;
        if class == Class::Desk && standing.as_ref().is_some_and(Standing::comes_back) {
            tokio::task::yield_now().await;
        }
        let response =
            self.in_turn(class, lookup.then_some(address).flatten(), standing.as_ref(), answer).await;
        if let Some(standing) = standing
            && claim.as_ref().is_some_and(|claim| claim.recognised.is_noted())
        {
            standing.recognised();
        }
        self.claims.learn(claim.as_ref(), &response);
        response
    }

    /// `looks_up` is the address of who looks something up that can be guessed.
    async fn in_turn(
        &self,
        class: Class,
        looks_up: Option<String>,
        standing: Option<&Standing>,
        answer: impl Future<Output = Response> + Send + 'static,
    ) -> Response {
        let Some(lanes) = &self.lanes else { return answer.await };
        // Behind a proxy everybody has an address of their own; without one there is only this machine.
        if class == Class::Public
            && let Some(address) = looks_up.filter(|address| !is_this_machine(address))
            && !self.lookups.take(&address, 1.0)
        {
            self.too_often.fetch_add(1, Ordering::Relaxed);
            return refusal(StatusCode::TOO_MANY_REQUESTS, Refused::TooOften);
        }
        let lane = Class::HELD.iter().zip(lanes).find(|(held, _)| **held == class).map(|(_, lane)| lane);
        let Some(lane) = lane else { return answer.await };
        let begun = Instant::now();
        let latest = begun + PATIENCE;
        let gives_way = standing.filter(|standing| standing.gives_way()).cloned();
        if gives_way.is_none()
            && let Ok(_permit) = lane.permits.try_acquire()
        {
            return answer.await;
        }
        if let Some(place) = lane.place() {
            if let Some(standing) = gives_way {
                // Who has its turn must not wait for the threads of those who were refused.
                let in_turn = async move {
                    let Some(_permit) = place.turn(latest).await else {
                        return refusal(OVERLOAD, Refused::Overload);
                    };
                    if begun.elapsed() < SOON {
                        standing.comes_back();
                    }
                    answer.await
                };
                let response = self.behind.run(in_turn).await;
                if response.extensions().get() == Some(&Refused::Overload) {
                    lane.refused.fetch_add(1, Ordering::Relaxed);
                }
                return response;
            }
            if let Some(_permit) = place.turn(latest).await {
                if begun.elapsed() < SOON {
                    return answer.await;
                }
                return self.behind.run(answer).await;
            }
        }
        lane.refused.fetch_add(1, Ordering::Relaxed);
        if let Some(standing) = standing {
            standing.refused();
        }
        if let Some(_held) = Held::among(&self.held) {
            tokio::time::sleep_until(latest.into()).await;
        }
        refusal(OVERLOAD, Refused::Overload)
    }

    /// Where the connections that give way are worked on.
    pub fn for_the_refused(&self) -> Option<Handle> {
        self.refused.handle()
    }

    /// For each lane its name, how many wait and how many were refused.
    pub fn told(&self) -> Vec<(&'static str, u64, u64)> {
        let lanes = self.lanes.iter().flatten().zip(Class::HELD);
        lanes
            .map(|(lane, class)| {
                let waiting = u64::try_from(lane.waiting.load(Ordering::Relaxed)).unwrap_or(u64::MAX);
                (class.name(), waiting, lane.refused.load(Ordering::Relaxed))
            })
            .collect()
    }

    /// Lookups that were refused because one address asked too often.
    pub fn too_often(&self) -> u64 {
        self.too_often.load(Ordering::Relaxed)
    }
}

fn is_this_machine(address: &str) -> bool {
    address.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn refusal(status: StatusCode, why: Refused) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response.headers_mut().insert(RETRY_AFTER, BACK);
    response.extensions_mut().insert(why);
    response
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    #[test]
    fn reports_give_way_first_and_acts_never() {
        use Class::{Desk, Public, Report, Search, SignIn};
        let table = [
            ("POST", "/api/v1/dossiers", None, true, Desk),
            ("POST", "/api/v1/dossiers", None, false, Public),
            ("POST", "/tiep-nhan", None, true, Desk),
            ("POST", "/api/v1/tokens", None, false, SignIn),
            ("POST", "/dang-nhap", None, false, SignIn),
            ("GET", "/", None, false, Public),
            ("GET", "/thu-tuc", Some("q=dat"), false, Public),
            ("GET", "/tra-cuu", Some("ma=x"), true, Public),
            ("GET", "/api/v1/track/x", None, true, Public),
            ("GET", "/lam-viec", None, true, Desk),
            ("GET", "/lam-viec", Some("cursor=1&q="), true, Desk),
            ("GET", "/lam-viec", Some("view=all&q=an"), true, Search),
            ("GET", "/bang-dieu-hanh", None, true, Report),
            ("GET", "/api/v1/register.xlsx", None, true, Report),
            ("GET", "/api/v1/register.xlsx", None, false, Public),
        ];
        for (method, path, query, signed_in, expected) in table {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            assert_eq!(Class::of(&method, path, query, signed_in), expected, "{method} {path} {query:?}");
        }
    }

    fn asked(lanes: &Lanes, path: &str, address: &str, token: bool) -> Asked {
        let mut request = Request::builder().uri(path);
        if token {
            request = request.header("authorization", format!("Bearer {address}"));
        }
        let mut request = request.body(()).unwrap();
        request.extensions_mut().insert(Origin(address.to_owned()));
        lanes.asked(&mut request)
    }

    async fn status(code: StatusCode) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = code;
        response
    }

    #[tokio::test]
    async fn a_full_lane_lets_some_wait_and_refuses_the_rest_while_a_desk_goes_on() {
        let lanes = std::sync::Arc::new(Lanes::new(1));
        let (release, released) = tokio::sync::watch::channel(false);
        let public = |number: usize| {
            let (lanes, mut released) = (std::sync::Arc::clone(&lanes), released.clone());
            tokio::spawn(async move {
                let asked = asked(&lanes, "/thu-tuc", &number.to_string(), false);
                let answer = async move {
                    drop(released.wait_for(|go| *go).await);
                    status(StatusCode::OK).await
                };
                lanes.pass(asked, answer).await
            })
        };
        let crowd: Vec<_> = (0..WAITING + 10).map(public).collect();
        tokio::time::sleep(Duration::from_millis(500)).await;
        let desk = lanes.pass(asked(&lanes, "/lam-viec", "desk", true), status(StatusCode::OK)).await;
        assert_eq!(desk.status(), StatusCode::OK);
        release.send(true).unwrap();
        let mut answered = 0;
        for asked in crowd {
            let answer = asked.await.unwrap();
            if answer.status() == StatusCode::OK {
                answered += 1;
            } else {
                assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
                assert!(answer.headers().contains_key(RETRY_AFTER));
                assert_eq!(answer.extensions().get(), Some(&Refused::Overload));
            }
        }
        assert_eq!(answered, WAITING + 1, "one at work and those who waited");
        assert_eq!(lanes.told()[2], ("public", 0, 9));
    }

    async fn thread() -> Response {
        Response::new(Body::from(std::thread::current().name().unwrap_or_default().to_owned()))
    }

    /// The name of the thread that works on a request.
    async fn name(lanes: &Lanes, path: &str, signed_in: bool) -> String {
        let response = lanes.pass(asked(lanes, path, "a", signed_in), thread()).await;
        let bytes = axum::body::to_bytes(response.into_body(), 100).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    /// Who met others for a moment is worked on in the own place; a busy machine may make one moment long, not each.
    #[tokio::test]
    async fn a_moment_in_front_of_a_lane_is_no_waiting() {
        let lanes = Lanes::new(1);
        for _ in 0..50 {
            let public = lanes.lanes.as_ref().unwrap()[2].permits.try_acquire().unwrap();
            let released = async {
                tokio::task::yield_now().await;
                drop(public);
            };
            if tokio::join!(name(&lanes, "/", false), released).0 != "gives-way" {
                return;
            }
        }
        panic!("each of fifty was handed over");
    }

    /// Who is let in at once is worked on in the own place, who waited on threads that give way, a desk never.
    #[tokio::test]
    async fn only_what_waited_for_its_lane_gives_way() {
        let lanes = std::sync::Arc::new(Lanes::new(1));
        assert_ne!(name(&lanes, "/", false).await, "gives-way");
        let public = lanes.lanes.as_ref().unwrap()[2].permits.try_acquire().unwrap();
        assert_ne!(name(&lanes, "/lam-viec", true).await, "gives-way");
        let waiting = name(&lanes, "/", false);
        let released = async {
            tokio::time::sleep(Duration::from_millis(50)).await;
            drop(public);
        };
        assert_eq!(tokio::join!(waiting, released).0, "gives-way");
    }

    /// Once refused, a connection gives way until a desk asks on it or it has its turn at once.
    #[tokio::test]
    async fn a_connection_on_which_somebody_was_refused_gives_way() {
        let lanes = Lanes::new(1);
        let (standing, stands) = Standing::new();
        let asks = async |path, signed_in| {
            let asked = Asked { standing: Some(standing.clone()), ..asked(&lanes, path, "a", signed_in) };
            let response = lanes.pass(asked, thread()).await;
            let refused = response.status() != StatusCode::OK;
            let bytes = axum::body::to_bytes(response.into_body(), 100).await.unwrap();
            let name = String::from_utf8(bytes.to_vec()).unwrap();
            (refused, name == "gives-way", *stands.borrow())
        };
        assert_eq!(asks("/", false).await, (false, false, false));
        let all = lanes.lanes.as_ref().unwrap()[2].permits.try_acquire().unwrap();
        assert_eq!(asks("/", false).await, (true, false, true));
        assert_eq!(asks("/", false).await, (true, false, true), "also when its turn does not come there");
        assert_eq!(asks("/lam-viec", true).await, (false, false, false));
        assert_eq!(asks("/", false).await, (true, false, true));
        let released = async {
            tokio::time::sleep(Duration::from_millis(50)).await;
            drop(all);
        };
        assert_eq!(tokio::join!(asks("/", false), released).0, (false, true, true), "it waited");
        // A busy machine may make one moment long, not each.
        let mut asked_again = 0;
        while asks("/", false).await != (false, true, false) {
            asked_again += 1;
            assert!(asked_again < 50, "it gives way for ever");
        }
        assert_eq!(asks("/", false).await, (false, false, false));

        let all = lanes.lanes.as_ref().unwrap()[2].permits.try_acquire().unwrap();
        let desk = Asked { standing: Some(standing.clone()), ..asked(&lanes, "/lam-viec", "a", true) };
        desk.claim.as_ref().unwrap().recognised.note();
        lanes.pass(desk, thread()).await;
        assert_eq!(asks("/", false).await, (true, false, false), "a desk works on it");
        drop(all);
    }

    #[tokio::test]
    async fn nobody_waits_longer_than_a_second() {
        let lanes = std::sync::Arc::new(Lanes::new(1));
        let own = std::sync::Arc::clone(&lanes);
        let stuck =
            tokio::spawn(async move { own.pass(asked(&own, "/", "a", false), std::future::pending()).await });
        tokio::task::yield_now().await;
        let begun = Instant::now();
        let answer = lanes.pass(asked(&lanes, "/", "b", false), status(StatusCode::OK)).await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(begun.elapsed() >= PATIENCE && begun.elapsed() < 2 * PATIENCE);
        stuck.abort();
    }

    #[tokio::test]
    async fn one_address_looks_up_so_often_and_another_still_may() {
        let lanes = Lanes::new(2);
        let look = |address: &'static str| {
            let lanes = &lanes;
            async move {
                let asked = asked(lanes, "/api/v1/track/x", address, false);
                lanes.pass(asked, status(StatusCode::OK)).await.status()
            }
        };
        let mut refused = 0;
        for _ in 0..80 {
            refused += u32::from(look("a").await == StatusCode::TOO_MANY_REQUESTS);
        }
        assert!((10..=20).contains(&refused), "{refused}");
        assert_eq!(look("b").await, StatusCode::OK);
    }

    /// A secret that is made up costs its inventor nothing, so it buys no place at the desk, whatever is asked and from
    /// however many addresses.
    #[tokio::test]
    async fn who_only_says_to_be_signed_in_waits_with_everybody() {
        let lanes = Lanes::new(1);
        let honest = asked(&lanes, "/lam-viec", "desk", true);
        honest.claim.as_ref().unwrap().recognised.note();
        assert_eq!(lanes.pass(honest, status(StatusCode::OK)).await.status(), StatusCode::OK);
        let _full = lanes.lanes.as_ref().unwrap()[2].permits.try_acquire().unwrap();
        let _none = lanes.lanes.as_ref().unwrap()[2].waiting.fetch_add(WAITING, Ordering::Relaxed);
        let mut refused = false;
        for number in 0..200 {
            let asked = asked(&lanes, "/thu-tuc", &format!("liar{number}"), true);
            refused |= lanes.pass(asked, status(StatusCode::OK)).await.status() != StatusCode::OK;
            if refused {
                break;
            }
        }
        assert!(refused, "treated as anybody");
        let honest = asked(&lanes, "/lam-viec", "desk", true);
        assert_eq!(lanes.pass(honest, status(StatusCode::OK)).await.status(), StatusCode::OK);
    }
}
