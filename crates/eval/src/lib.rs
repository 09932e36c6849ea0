//! One case: a plan and a case to an outcome and its trace.
