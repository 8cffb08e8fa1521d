//! Where records live: SQLite, imports and exports, and the writer thread.
