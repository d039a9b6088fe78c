//! Chapter III of Quy chế 1722, a story for each clause, in the order of the regulation.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops where it is wrong"
)]

mod common;
mod law {
    mod d13_to_d15;
    mod d16;
    mod d17;
    mod d18_chain;
    mod d18_late;
    mod d18_result;
}
