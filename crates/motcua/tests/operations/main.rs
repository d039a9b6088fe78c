//! What those who run the program rely on: upgrades, configuration, watching, and its own opinion of itself.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "helpers of tests")]

mod browser;
#[allow(dead_code, reason = "shared with the tests of the store")]
#[path = "../../../store/tests/common/cluster.rs"]
mod cluster;
#[path = "../common/mod.rs"]
mod common;
mod configuration;
mod doctor;
#[path = "../../../../tests/peers/mod.rs"]
mod peers;
mod unreadable;
mod unwell;
mod upgrade;
mod walk;
mod watch;
