//! Types, units and scales in side tables, and the seal.
