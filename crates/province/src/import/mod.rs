//! Foreign records of procedures into the model.
