//! The machine that is measured on, and how busy it is.

use serde::Serialize;

/// What the figures depend on.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Machine {
    /// As the processor names itself.
    pub processor: String,
    /// Processors that may be used.
    pub cores: usize,
    /// The system and its version.
    pub system: String,
    /// What draws; empty when nothing was drawn.
    pub adapter: String,
    /// Load average of the minute before the first measurement.
    pub load_before: f64,
    /// Load average of the last minute.
    pub load_after: f64,
    /// Built with optimisation (`--release`).
    pub release: bool,
    /// UTC, to the second.
    pub began: String,
}

impl Machine {
    /// Looks at this machine.
    #[must_use]
    pub fn look() -> Self {
        Self {
            processor: processor(),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            system: read_first_line("/proc/sys/kernel/osrelease")
                .map_or_else(|| std::env::consts::OS.to_owned(), |release| format!("Linux {release}")),
            adapter: String::new(),
            load_before: load(),
            load_after: 0.0,
            release: !cfg!(debug_assertions),
            began: utc_now(),
        }
    }

    /// One line for people.
    #[must_use]
    pub fn line(&self) -> String {
        let adapter = if self.adapter.is_empty() { "no graphics used" } else { &self.adapter };
        let build = if self.release { "release build" } else { "DEBUG BUILD: times mean little" };
        format!(
            "{}, {} cores, {}; {adapter}; load {:.2} before, {:.2} after; {build}; {}",
            self.processor, self.cores, self.system, self.load_before, self.load_after, self.began
        )
    }
}

/// The load average of the last minute; 0 where the system does not tell.
#[must_use]
pub fn load() -> f64 {
    let line = read_first_line("/proc/loadavg").unwrap_or_default();
    line.split_whitespace().next().and_then(|first| first.parse().ok()).unwrap_or_default()
}

fn processor() -> String {
    let text = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = text.lines().find_map(|line| line.strip_prefix("model name"));
    model.and_then(|line| line.split_once(':')).map_or_else(
        || std::env::consts::ARCH.to_owned(),
        |(_, name)| name.split_whitespace().collect::<Vec<_>>().join(" "),
    )
}

fn read_first_line(path: &str) -> Option<String> {
    std::fs::read_to_string(path).ok()?.lines().next().map(str::to_owned)
}

fn utc_now() -> String {
    let output = std::process::Command::new("date").args(["-u", "+%Y-%m-%d %H:%M:%S UTC"]).output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default()
}
