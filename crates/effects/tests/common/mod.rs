//! An application over a store in memory (or on the engine that is asked for) with a clock that can be moved, and letters to send.

#![allow(dead_code, unreachable_pub, missing_docs, reason = "each test binary uses its part")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests")]

#[path = "../../../../tests/peers/mod.rs"]
pub mod peers;
#[path = "../../../../tests/stores/mod.rs"]
mod stores;

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use app::message::{Carrier, Payload, Recipient, Text};
use app::{App, Reference};
use effects::outbox::settings::{self, Gateway, Protection, Secret, Settings, Smtp};
use effects::transport::net::Target;
use effects::transport::{Letter, Outcome, Provider, smtp};
use jiff::SignedDuration;
use jiff::civil::{DateTime, date};
use province::Province;
use serde_json::json;
use store::{Batch, Delivery, Message, NewPrivate, Options};

/// A clock that runs and can be put forward.
#[derive(Clone)]
pub struct Clock(Arc<AtomicI64>, Instant);

impl Clock {
    pub fn new() -> Self {
        Self(Arc::default(), Instant::now())
    }
    pub fn now(&self) -> DateTime {
        let run = i64::try_from(self.1.elapsed().as_micros()).unwrap();
        morning().saturating_add(SignedDuration::from_micros(run + self.0.load(Ordering::SeqCst)))
    }
    pub fn forward(&self, time: SignedDuration) {
        self.0.fetch_add(i64::try_from(time.as_micros()).unwrap(), Ordering::SeqCst);
    }
}

pub fn morning() -> DateTime {
    date(2019, 8, 14).at(8, 0, 0, 0)
}

pub struct Office {
    pub app: App,
    pub clock: Clock,
    _place: stores::Place,
}

impl Office {
    pub fn new() -> Self {
        static DEMO: OnceLock<Province> = OnceLock::new();
        let demo =
            DEMO.get_or_init(|| Province::demo().unwrap_or_else(|faults| panic!("{}", faults[0]))).clone();
        let clock = Clock::new();
        let own = clock.clone();
        let (store, place) = stores::open(Options::new(Arc::new(move || own.now())));
        let app = App::new(store, Reference::new(demo)).with_public_url("https://motcua.example");
        Self { app, clock, _place: place }
    }

    /// On a thread that may wait, which those of a runtime may not.
    pub fn record(&self, batch: Batch) {
        let recorded = std::thread::scope(|on| on.spawn(|| self.app.store.record_blocking(batch)).join());
        recorded.unwrap().unwrap();
    }

    /// An applicant beside the journal; the id of their row.
    pub fn person(&self, id: &str, phone: &str, email: &str) -> Recipient {
        let data = json!({"name": "ZZPII Nguyễn Văn An", "phone": phone, "email": email}).to_string();
        let id = format!("{:0>32}", hex(id));
        let row =
            NewPrivate { id: id.clone(), kind: "applicant".into(), salt: "s".into(), data, search: None };
        self.record(Batch::default().private(row));
        Recipient { private: id }
    }

    /// Queues a notice; its id.
    pub fn queue(&self, id: &str, carrier: Carrier, to: &Recipient, kind: &str) -> String {
        let payload = Payload {
            kind: kind.into(),
            template: kind.into(),
            to: Some(to.clone()),
            code: "000.00.19.H36-190814-0001".into(),
            stage: "result-ready".into(),
            day: Some("21/08/2019".into()),
            hotline: "0263 3800 100".into(),
            ..Payload::default()
        };
        let message = payload.message(id, carrier, self.app.store.now());
        self.record(Batch::default().send(message));
        id.to_owned()
    }

    pub fn message(&self, id: &str) -> Message {
        self.app.store.outbox_message(id).unwrap().unwrap()
    }

    pub fn state(&self, id: &str) -> Delivery {
        self.message(id).delivery(self.app.store.now())
    }

    /// Waits until a message has come that far.
    pub async fn until(&self, id: &str, state: Delivery) -> Message {
        let began = Instant::now();
        while self.state(id) != state {
            let own = self.message(id);
            assert!(began.elapsed() < Duration::from_secs(20), "not {state:?}: {own:?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self.message(id)
    }
}

fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

pub fn letter(id: &str, to: &str) -> Letter {
    Letter {
        id: id.into(),
        to: to.into(),
        text: Text {
            subject: "Hồ sơ 000.00.19.H36-190814-0001 đã có kết quả".into(),
            body: "Kính gửi ông, bà,\n\nHồ sơ đã có kết quả.\n.một dòng bắt đầu bằng dấu chấm\n".into(),
            plain: "Ho so 000.00.19.H36-190814-0001 da co ket qua.".into(),
            tones: "Hồ sơ 000.00.19.H36-190814-0001 đã có kết quả.".into(),
        },
        payload: Payload {
            kind: "result-ready".into(),
            subscription: Some("doi-tac".into()),
            ..Payload::default()
        },
        queued_at: morning(),
        now: morning(),
    }
}

pub fn mail_server(name: &str, port: u16) -> Smtp {
    Smtp {
        name: name.into(),
        host: "127.0.0.1".into(),
        port,
        protection: Protection::None,
        login: None,
        from: "thongbao@motcua.example".into(),
        from_name: "Trung tâm Phục vụ hành chính công".into(),
        ca: None,
    }
}

pub fn gateway(name: &str, port: u16) -> Gateway {
    Gateway {
        name: name.into(),
        target: Target::parse(&format!("http://127.0.0.1:{port}/send")).unwrap(),
        private: true,
        body: json!({"to": "{to}", "text": "{text}", "ref": "{id}", "from": "{from}"}),
        from: "LAMDONG".into(),
        secret: Secret("mat-khau".into()),
        tones: false,
        id_pointer: "/id".into(),
        success: None,
        ca: None,
    }
}

pub fn smtp(own: Smtp) -> Provider {
    Provider::Smtp(smtp::Smtp::new(own).unwrap())
}

pub fn quick(settings: Settings) -> Settings {
    Settings { lease: Duration::from_secs(8), first_wait: SignedDuration::from_millis(200), ..settings }
}

pub fn sms(all: Vec<settings::Sms>) -> Settings {
    quick(Settings { sms: all, ..Settings::default() })
}

pub fn refused(outcome: &Outcome, word: &str) -> bool {
    matches!(outcome, Outcome::Refused { why, .. } if why.contains(word))
}

/// A port where nobody listens.
pub fn closed_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
