//! The executable artefact: flat, ordered, hashed, verified.
