//! What can be said to an author: codes, diagnostics as data, and their renderers.
