//! Looking at files in another process: one that may read its standard input and nothing else, for a limited time.
//!
//! The process confines itself before it reads a byte (`motcua look`); this side ends it when it takes too long, and
//! takes everything but a sound answer for "could not be looked at".

use std::fs::File;
use std::io::Read as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use app::files::{Eyes, Look, Media, Unfit, from_json};

/// How long a look may take; a page at the largest size takes about a second.
pub const TIME: Duration = Duration::from_secs(10);
/// How many look at once: each may take a processor and some hundred megabytes.
const AT_ONCE: usize = 2;
/// How long a look waits for its turn.
const TURN: Duration = Duration::from_secs(20);
/// The longest answer; a longer one is none.
const LONGEST: u64 = 4096;

/// Looks through a process of its own for each file.
#[derive(Debug)]
pub struct ChildEyes {
    program: PathBuf,
    words: Vec<String>,
    time: Duration,
    busy: Mutex<usize>,
    free: Condvar,
}

impl ChildEyes {
    /// Looks by running `program` with `words`: the file is its standard input, one line of JSON its answer.
    #[must_use]
    pub fn new(program: PathBuf, words: &[&str], time: Duration) -> Self {
        let words = words.iter().map(|&word| word.to_owned()).collect();
        Self { program, words, time, busy: Mutex::new(0), free: Condvar::new() }
    }

    fn ask(&self, file: &File) -> Result<Result<Look, Unfit>, String> {
        let _turn = self.turn().ok_or("too many files are looked at")?;
        let told = |error: std::io::Error| error.to_string();
        let mut child = Command::new(&self.program)
            .args(&self.words)
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::from(file.try_clone().map_err(told)?))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(told)?;
        let ended = self.wait(&mut child);
        let mut answer = String::new();
        // It has ended, so what it said lies in the pipe.
        if let (Ok(()), Some(out)) = (&ended, child.stdout.take()) {
            out.take(LONGEST).read_to_string(&mut answer).map_err(told)?;
        }
        ended?;
        from_json(&answer).ok_or_else(|| "it gave no sound answer".to_owned())
    }

    /// Waits for its end, and ends it when the time is over.
    fn wait(&self, child: &mut Child) -> Result<(), String> {
        let began = Instant::now();
        let mut pause = Duration::from_millis(1);
        loop {
            match child.try_wait() {
                Ok(Some(status)) if status.success() => return Ok(()),
                Ok(Some(status)) => return Err(format!("it ended with {status}")),
                Ok(None) if began.elapsed() < self.time => std::thread::sleep(pause),
                Ok(None) | Err(_) => {
                    drop(child.kill());
                    drop(child.wait());
                    return Err(format!("it took more than {} s", self.time.as_secs()));
                }
            }
            pause = (pause * 2).min(Duration::from_millis(20));
        }
    }

    fn turn(&self) -> Option<Turn<'_>> {
        let busy = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.free.wait_timeout_while(busy, TURN, |busy| *busy >= AT_ONCE);
        let (mut busy, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() {
            return None;
        }
        *busy = busy.saturating_add(1);
        Some(Turn(self))
    }
}

/// A turn to look; the next one's when it is dropped.
struct Turn<'a>(&'a ChildEyes);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut busy = self.0.busy.lock().unwrap_or_else(PoisonError::into_inner);
        *busy = busy.saturating_sub(1);
        self.0.free.notify_one();
    }
}

impl Eyes for ChildEyes {
    fn look(&self, file: &File, media: Media) -> Result<Look, Unfit> {
        self.ask(file).unwrap_or_else(|why| {
            tracing::warn!(target: "security", why, "a file could not be looked at");
            Ok(Look::unseen(media))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen_by(script: &str) -> Result<Look, Unfit> {
        let eyes = ChildEyes::new("/bin/sh".into(), &["-c", script], Duration::from_secs(1));
        eyes.look(&File::open("/dev/null").unwrap(), Media::Png)
    }

    #[test]
    fn only_a_sound_answer_counts_and_only_in_time() {
        let page = Look { media: Media::Jpeg, pages: 1, faults: Vec::new() };
        let said = r#"echo '{"media":"image/jpeg","pages":1,"faults":[]}'"#;
        assert_eq!(seen_by(said), Ok(page));
        assert_eq!(seen_by(r#"echo '{"unfit":"mixed-type"}'"#), Err(Unfit::Mixed));
        let unseen = Ok(Look::unseen(Media::Png));
        for script in
            ["kill -SEGV $$", "kill -KILL $$", "exit 3", "true", "echo nonsense", &format!("{said}; exit 1")]
        {
            assert_eq!(seen_by(script), unseen, "{script}");
        }
        let began = Instant::now();
        for script in ["exec sleep 60", "while :; do :; done", "exec yes", &format!("{said}; exec sleep 60")]
        {
            assert_eq!(seen_by(script), unseen, "{script}");
        }
        assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
        let none = ChildEyes::new("/no/such/program".into(), &[], TIME);
        assert_eq!(none.look(&File::open("/dev/null").unwrap(), Media::Png), unseen);
    }

    #[test]
    fn it_knows_no_environment_and_no_more_than_some_look_at_once() {
        let clean = r#"[ -z "$HOME$USER$MOTCUA_DATA$CARGO_MANIFEST_DIR" ] && echo '{"unfit":"empty"}'"#;
        assert_eq!(seen_by(clean), Err(Unfit::Empty));
        let slow = ChildEyes::new("/bin/sh".into(), &["-c", "sleep 0.3"], TIME);
        let began = Instant::now();
        std::thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| slow.look(&File::open("/dev/null").unwrap(), Media::Png));
            }
        });
        assert!(began.elapsed() >= Duration::from_millis(850), "{:?}", began.elapsed());
    }
}
