//! Where a story comes from: a folder, read within bounds and never left.
