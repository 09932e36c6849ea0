//! Names resolved, sugar gone, every node with an id.
