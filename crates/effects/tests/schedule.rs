//! What the program does by itself is done in time, whatever else takes long.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

mod common;

use std::fs::{self, File};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use app::files::{Files, Folder, OwnEyes, Scanned, Scanner, State, Verdict};
use common::Office;
use effects::Schedule;

/// A scanner that says when it was asked, and answers when it is told to.
#[derive(Debug)]
struct Slow {
    asked: Mutex<Sender<()>>,
    told: Mutex<Receiver<Result<Verdict, String>>>,
}

impl Scanner for Slow {
    fn scan(&self, _: &mut File) -> Result<Verdict, String> {
        self.asked.lock().unwrap().send(()).unwrap();
        self.told.lock().unwrap().recv().unwrap()
    }
}

/// A scanner that takes minutes over what waits must not make overdue marks late, nor keep the program from ending.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_scanner_keeps_neither_the_rounds_nor_the_end_waiting() {
    let folder = std::env::temp_dir().join(format!("motcua-slow-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let ((asked, was_asked), (tell, told)) = (channel(), channel());
    let slow = Arc::new(Slow { asked: Mutex::new(asked), told: Mutex::new(told) });
    let files = Files::new(&folder, Arc::new(Folder::at(&folder)), Arc::new(OwnEyes), Some(slow));
    for content in [b"%PDF-1.7 one", b"%PDF-1.7 two"] {
        let mut incoming = files.receive().unwrap();
        incoming.write(content).unwrap();
        tell.send(Err("nobody answers".to_owned())).unwrap();
        assert_eq!(files.keep(&incoming.arrived()).unwrap(), State::Waiting);
        was_asked.recv().unwrap();
    }

    let office = Office::new();
    let schedule = Schedule::start(office.app.clone().with_file_store(files.clone()));
    let done = schedule.done();
    was_asked.recv_timeout(Duration::from_secs(60)).unwrap();
    let began = Instant::now();
    while done.rounds.load(Ordering::Relaxed) < 2 {
        assert!(began.elapsed() < Duration::from_secs(60), "the rounds wait for the scanner");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let ended = tokio::spawn(schedule.stop());
    tokio::time::sleep(Duration::from_millis(100)).await;
    tell.send(Ok(Verdict::Clean)).unwrap();
    tokio::time::timeout(Duration::from_secs(60), ended).await.unwrap().unwrap();
    assert!(was_asked.try_recv().is_err(), "the second file is left for the next start");
    assert_eq!(done.scanned.load(Ordering::Relaxed), 1);
    tell.send(Ok(Verdict::Clean)).unwrap();
    assert_eq!(files.scan_waiting(&|| true).unwrap(), Scanned { clean: 1, ..Scanned::default() });
    fs::remove_dir_all(&folder).unwrap();
}
