//! Fakes and the scenario runner that tests of several crates share.
