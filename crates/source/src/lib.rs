//! What text is: files, spans and places.
