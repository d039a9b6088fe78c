//! Uploads that go on where they broke off.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "helpers of tests")]

mod common;

use axum::body::{Body, Bytes};
use axum::http::{Method, Request};
use common::{Answer, Office};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

struct Place(std::path::PathBuf, Office);

impl Place {
    async fn open() -> Self {
        let folder = std::env::temp_dir()
            .join(format!("motcua-uploads-{}", app::dossier::shell::random_hex().unwrap()));
        let mut office = Office::open().await;
        office.app = office.app.clone().with_files(&folder);
        office.router = api::router(office.app.clone());
        Self(folder, office)
    }

    async fn send(&self, method: Method, path: &str, offset: Option<usize>, body: Body) -> Answer {
        self.send_as("tiepnhan", method, path, offset, body).await
    }

    async fn send_as(
        &self,
        who: &str,
        method: Method,
        path: &str,
        offset: Option<usize>,
        body: Body,
    ) -> Answer {
        let token = self.1.token(who).await;
        let mut request = Request::builder().method(method).uri(path);
        request = request.header("authorization", format!("Bearer {token}"));
        if let Some(offset) = offset {
            request = request.header("upload-offset", offset.to_string());
        }
        self.1.send(request.body(body).unwrap()).await
    }

    async fn begin(&self, bytes: &[u8]) -> String {
        let told = json!({ "bytes": bytes.len(), "sha256": digest(bytes) });
        let begun = self.1.post("tiepnhan", "/api/v1/uploads", told).await;
        let place = begun.header("location").to_owned();
        begun.expect(201);
        place
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

fn digest(bytes: &[u8]) -> String {
    app::dossier::shell::hex(&Sha256::digest(bytes))
}

fn pdf() -> Vec<u8> {
    [b"%PDF-1.4\n1 0 obj<</Type/Page>>endobj\n".as_slice(), &[b' '; 5000], b"\n%%EOF\n"].concat()
}

/// A body that breaks off after these bytes.
fn broken(bytes: &[u8]) -> Body {
    struct Broken(Option<Bytes>);
    impl futures_core::Stream for Broken {
        type Item = std::io::Result<Bytes>;
        fn poll_next(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Self::Item>> {
            let next = self.0.take().ok_or_else(|| std::io::ErrorKind::ConnectionReset.into());
            std::task::Poll::Ready(Some(next))
        }
    }
    Body::from_stream(Broken(Some(Bytes::copy_from_slice(bytes))))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_line_costs_only_what_did_not_come() {
    let place = Place::open().await;
    let bytes = pdf();
    let upload = place.begin(&bytes).await;
    let first = place.send(Method::PATCH, &upload, Some(0), Body::from(bytes[..1000].to_vec())).await;
    assert_eq!((first.header("upload-offset"), &first.json["file"]), ("1000", &Value::Null));
    first.expect(200);
    assert_eq!(place.send(Method::PATCH, &upload, Some(1000), broken(&bytes[1000..1700])).await.status, 400);
    let head = place.send(Method::HEAD, &upload, None, Body::empty()).await;
    assert_eq!(
        (head.status.as_u16(), head.header("upload-offset")),
        (200, "1700"),
        "what came before it broke"
    );
    // Whoever guesses where to go on is told.
    for offset in [0, 1000, 1701] {
        let wrong = place.send(Method::PATCH, &upload, Some(offset), Body::from("x")).await;
        assert_eq!(wrong.code(409), "wrong-offset");
        assert!(wrong.json["detail"].as_str().unwrap().contains("1700"));
    }
    assert_eq!(place.send(Method::PATCH, &upload, None, Body::from("x")).await.code(422), "invalid");
    let last = place.send(Method::PATCH, &upload, Some(1700), Body::from(bytes[1700..].to_vec())).await;
    assert_eq!(last.json["file"]["sha256"], json!(digest(&bytes)), "{}", last.json);
    assert_eq!(last.json["file"]["pages"], 1);
    assert!(place.1.app.files().unwrap().is_whole(&digest(&bytes)).unwrap());
    assert_eq!(place.send(Method::GET, &upload, None, Body::empty()).await.code(404), "not-found");
    assert_eq!(std::fs::read_dir(place.0.join("uploads")).unwrap().count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_announced_is_not_kept() {
    let place = Place::open().await;
    let bytes = pdf();
    let other = place.begin(&bytes).await;
    let changed = [&bytes[..bytes.len() - 1], b"!"].concat();
    let refused = place.send(Method::PATCH, &other, Some(0), Body::from(changed.clone())).await;
    assert_eq!(refused.json["errors"][0]["code"], "wrong-digest");
    assert_eq!(place.send(Method::GET, &other, None, Body::empty()).await.code(404), "not-found");
    assert!(!place.1.app.files().unwrap().is_whole(&digest(&changed)).unwrap());
    let longer = place.begin(&bytes).await;
    let more = [bytes.as_slice(), b"!"].concat();
    assert_eq!(place.send(Method::PATCH, &longer, Some(0), Body::from(more)).await.status, 422);
    // What is no paper is refused at its end, as every file.
    let zip = b"PK\x03\x04 and more".to_vec();
    let upload = place.begin(&zip).await;
    let refused = place.send(Method::PATCH, &upload, Some(0), Body::from(zip)).await;
    assert_eq!(refused.json["errors"][0]["code"], "unknown-type");
    for (told, code) in [
        (json!({ "bytes": 10_485_761, "sha256": "a".repeat(64) }), None),
        (json!({ "bytes": 0, "sha256": "a".repeat(64) }), None),
        (json!({ "bytes": 5, "sha256": "../../etc/passwd" }), Some("not-a-digest")),
    ] {
        let refused = place.1.post("tiepnhan", "/api/v1/uploads", told).await;
        assert_eq!(refused.status, 422);
        if let Some(code) = code {
            assert_eq!(refused.json["errors"][0]["code"], code);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_goes_on_and_nobody_begins_too_many() {
    let place = Place::open().await;
    let bytes = pdf();
    let upload = place.begin(&bytes).await;
    for method in [Method::GET, Method::PATCH, Method::DELETE] {
        let refused = place.send_as("xuly", method.clone(), &upload, Some(0), Body::empty()).await;
        assert_eq!(refused.code(404), "not-found", "{method}");
    }
    for _ in 1..app::files::uploads::UNFINISHED {
        place.begin(&bytes).await;
    }
    let told = json!({ "bytes": bytes.len(), "sha256": digest(&bytes) });
    let refused = place.1.post("tiepnhan", "/api/v1/uploads", told).await;
    assert_eq!(refused.json["errors"][0]["code"], "too-many-uploads");
    assert_eq!(place.send(Method::DELETE, &upload, None, Body::empty()).await.status, 204);
    place.begin(&bytes).await;
}
