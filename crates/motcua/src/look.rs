//! `motcua look`: looks at the file on standard input and says what it saw, after giving up everything else.
//!
//! A serving program starts it for each file. What reads bytes that anybody may have made can then open no file and no
//! connection, start nothing, and take only so much time and memory, whatever those bytes do to it.

use std::collections::BTreeMap;
use std::hint::black_box;

use rustix::process::{Resource, Rlimit, setrlimit};
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter};

use crate::failure::{Done, Failure};
use crate::out::say;

/// Seconds of processor that a look may take.
const SECONDS: u64 = 10;
/// Bytes of memory beyond those that the program has when it starts.
const MEMORY: u64 = 640 * 1024 * 1024;
/// What the kernel answers to everything else: EPERM.
const REFUSED: u32 = 1;
/// Reading what is open, memory, time and the end: all that a look needs of the kernel.
const ALLOWED: [i64; 25] = [
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_lseek,
    libc::SYS_fstat,
    libc::SYS_close,
    libc::SYS_mmap,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_mprotect,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_futex,
    libc::SYS_getrandom,
    libc::SYS_clock_gettime,
    libc::SYS_sched_yield,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// Looks, and says what it saw in one line of JSON; `probe` tries instead what must be refused.
///
/// # Errors
///
/// [`Failure::Failed`] when it cannot be confined: then nothing is read.
pub fn run(probe: bool) -> Done {
    confine()?;
    if probe {
        return refusals();
    }
    let bytes = app::files::read_whole(std::io::stdin().lock())
        .map_err(|error| Failure::Failed(format!("standard input: {error}; hand in a file")))?;
    say(app::files::to_json(&app::files::look(&bytes)));
    Ok(())
}

fn confine() -> Done {
    let told = |error: &dyn std::fmt::Display| {
        Failure::Failed(format!("a look cannot be confined: {error}; run on Linux with seccomp"))
    };
    let most = |most| Rlimit { current: Some(most), maximum: Some(most) };
    let memory = data_bytes().saturating_add(MEMORY);
    let limits = [
        (Resource::Cpu, SECONDS),
        (Resource::Data, memory),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
        (Resource::Nofile, 3),
    ];
    for (what, limit) in limits {
        setrlimit(what, most(limit)).map_err(|error| told(&error))?;
    }
    let rules: BTreeMap<_, _> = ALLOWED.into_iter().map(|call| (call, Vec::new())).collect();
    let arch = std::env::consts::ARCH.try_into().map_err(|error: seccompiler::BackendError| told(&error))?;
    let filter = SeccompFilter::new(rules, SeccompAction::Errno(REFUSED), SeccompAction::Allow, arch);
    let program: Result<BpfProgram, _> = filter.and_then(TryInto::try_into);
    let program = program.map_err(|error| told(&error))?;
    seccompiler::apply_filter(&program).map_err(|error| told(&error))
}

/// Bytes of memory that the program may write to now: the allocator takes much of it beforehand.
fn data_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let row = status.lines().find_map(|row| row.strip_prefix("VmData:"));
    let kib = row.and_then(|row| row.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
    kib.unwrap_or(0).saturating_mul(1024)
}

/// Tries what must be refused, and says what was not.
fn refusals() -> Done {
    let file = std::env::temp_dir().join("motcua-look-probe");
    let tried = [
        ("reading a file", std::fs::File::open("/etc/passwd").is_err()),
        ("writing a file", std::fs::File::create(&file).is_err()),
        ("removing a file", std::fs::remove_file(&file).is_err_and(|error| error.raw_os_error() == Some(1))),
        (
            "a connection",
            std::net::TcpStream::connect("127.0.0.1:9").is_err_and(|e| e.raw_os_error() == Some(1)),
        ),
        ("a socket", std::net::UdpSocket::bind("127.0.0.1:0").is_err()),
        ("a program", std::process::Command::new("/bin/true").status().is_err()),
        ("a thread", std::thread::Builder::new().spawn(|| ()).is_err()),
        ("much memory", takes_little()),
    ];
    let open: Vec<String> = tried
        .iter()
        .filter(|(_, refused)| !refused)
        .map(|(what, _)| format!("not refused: {what}"))
        .collect();
    if !open.is_empty() {
        return Err(Failure::No(open));
    }
    say(format!("refused: {}", tried.map(|(what, _)| what).join(", ")));
    Ok(())
}

/// Whether a gigabyte more is refused.
fn takes_little() -> bool {
    let mut much: Vec<u8> = Vec::new();
    let refused = much.try_reserve_exact(1 << 30).is_err();
    black_box(&much);
    refused
}
