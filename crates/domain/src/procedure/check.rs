//! Proof that a version is fit to publish.
