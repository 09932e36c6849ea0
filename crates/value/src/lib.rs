//! What a run computes with: exact numbers, dates, partial values, cases and answers.
