//! Export as CSV or JSON Lines, import by merging, verifying.
