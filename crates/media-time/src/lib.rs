//! Integer time on media timelines, and the clock that playback reads.
//!
//! - [`MediaTime`]: a point on a media timeline (a clip's, or the sound output's).
//! - [`MediaDuration`]: a signed length between two points.
//! - [`TimeBase`]: the fraction of a second that a container or device counts in.
//! - [`Speed`]: how fast a clip's time goes by against real time.
//! - [`Clock`], [`Moment`]: a monotonic clock, and [`ManualClock`] for tests and for playing
//!   without waiting.
//!
//! All of them count *flicks*, 1/705,600,000 of a second: every common frame rate (24, 25, 30, 60,
//! 120 and the NTSC rates ×1000/1001), every common sample rate and the MPEG clock of 90 kHz divide
//! it without a remainder, so cuts can be exact to the sample. (Unit: Facebook's "Flicks", 2018.)

mod clock;
mod speed;
mod text;
mod units;

pub use clock::{Clock, ManualClock, Moment};
pub use speed::Speed;
pub use text::ParseTimeError;
pub use units::{FLICKS_PER_SECOND, MediaDuration, MediaTime, TimeBase};
