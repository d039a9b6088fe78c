//! Tables for people who go on working with them: rows in, a workbook out.
//!
//! Pure: no store, no clock. The caller has decided what is in the rows.

pub mod xlsx;

pub use xlsx::{Cell, Table, TableError};
