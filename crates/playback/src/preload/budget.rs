//! How much memory clips that may play next may take on this machine.

/// Enough for four choices of 1080 lines.
const LEAST: u64 = 64 << 20;
/// Enough for eight choices of 2160 lines: more is of no use.
const MOST: u64 = 512 << 20;
/// Where the machine does not say how much memory it has.
const UNKNOWN: u64 = 256 << 20;
/// The part of the machine's memory: a player is not alone on it.
const PART: u64 = 16;

/// How many bytes clips that may play next may take on this machine: a sixteenth of its memory,
/// 64 to 512 MB; 256 MB where it does not say.
#[must_use]
pub fn preload_budget() -> usize {
    // Linux only; elsewhere there is no such file.
    let told = std::fs::read_to_string("/proc/meminfo").ok();
    budget_for(told.as_deref().and_then(memory_of))
}

fn budget_for(memory: Option<u64>) -> usize {
    let budget = memory.map_or(UNKNOWN, |memory| (memory / PART).clamp(LEAST, MOST));
    usize::try_from(budget).unwrap_or(usize::MAX)
}

/// The line `MemTotal: 16384256 kB`, in bytes.
fn memory_of(meminfo: &str) -> Option<u64> {
    let line = meminfo.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kilobytes.checked_mul(1_024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_follows_the_machine_within_limits() {
        for (meminfo, megabytes) in [
            ("MemTotal:        4194304 kB\nMemFree: 1 kB", 256),
            ("Cached: 3 kB\nMemTotal:  524288 kB", 64),
            ("MemTotal:  67108864 kB", 512),
            ("MemTotal: 99999999999999999999 kB", 256),
            ("MemTotal: lots", 256),
            ("", 256),
        ] {
            assert_eq!(budget_for(memory_of(meminfo)), megabytes << 20, "{meminfo}");
        }
        assert!((64 << 20..=512 << 20).contains(&preload_budget()));
    }
}
