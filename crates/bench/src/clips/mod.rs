//! Clips made to be measured with, kept and reused by what they are.
//!
//! Picture: two textures that scroll past one another, in a colour of the clip's own; the strip of
//! [`crate::cells`]; and a white square, the *flash*, in the lower right corner for [`FLASH_FRAMES`]
//! frames, first after half a second and then every second. Sound: [`tone`], which tells clip and
//! sample apart, and a beep that begins with each flash.

mod make;
mod picture;
pub mod tone;

pub use make::Clips;
pub use picture::{FLASH_FRAMES, FLASH_SIDE, is_flash};

/// What a clip is like. Two equal ones are the same file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ClipSpec {
    /// What its cells and tone say.
    pub id: u8,
    /// Pixels; both even.
    pub size: (u32, u32),
    /// Frames a second.
    pub rate: Rate,
    /// Frames from one keyframe to the next.
    pub keyframes: u32,
    /// How many frames; below 65,536.
    pub frames: u32,
    /// Its sound, if it has one. It lasts as long as the frames do.
    pub sound: Option<SoundSpec>,
    /// What the file says of its luma coefficients.
    pub matrix: Matrix,
}

/// Frames a second, as a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rate {
    /// So many frames …
    pub frames: u32,
    /// … in so many seconds.
    pub seconds: u32,
}

/// A clip's sound: AAC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SoundSpec {
    /// Sample frames a second.
    pub rate: u32,
    /// 1, 2 or 6.
    pub channels: u32,
}

/// Luma coefficients, as the file is tagged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Matrix {
    /// BT.601.
    Bt601,
    /// BT.709.
    Bt709,
}

impl Rate {
    /// 25.
    pub const R25: Self = Self { frames: 25, seconds: 1 };
    /// 29.97: 30000/1001.
    pub const R29_97: Self = Self { frames: 30_000, seconds: 1_001 };
    /// 30.
    pub const R30: Self = Self { frames: 30, seconds: 1 };
    /// 60.
    pub const R60: Self = Self { frames: 60, seconds: 1 };

    /// Seconds from the clip's start to the start of this frame.
    #[must_use]
    pub fn time_of(self, frame: u32) -> f64 {
        f64::from(frame) * f64::from(self.seconds) / f64::from(self.frames)
    }

    /// How long one frame is seen, in milliseconds.
    #[must_use]
    pub fn frame_millis(self) -> f64 {
        self.time_of(1) * 1e3
    }

    /// How many whole frames fit into so many milliseconds.
    #[must_use]
    pub fn frames_in(self, millis: u32) -> u32 {
        u32::try_from(u64::from(millis) * u64::from(self.frames) / (1_000 * u64::from(self.seconds)))
            .unwrap_or(u32::MAX)
    }
}

impl SoundSpec {
    /// 48 kHz, stereo.
    pub const USUAL: Self = Self { rate: 48_000, channels: 2 };
}

impl ClipSpec {
    /// 960×540 at 30 frames a second, a keyframe every 60, with the usual sound.
    #[must_use]
    pub fn small(id: u8, millis: u32) -> Self {
        Self {
            id,
            size: (960, 540),
            rate: Rate::R30,
            keyframes: 60,
            frames: Rate::R30.frames_in(millis),
            sound: Some(SoundSpec::USUAL),
            matrix: Matrix::Bt709,
        }
    }

    /// The same at 1920×1080.
    #[must_use]
    pub fn full_hd(id: u8, millis: u32) -> Self {
        Self { size: (1_920, 1_080), ..Self::small(id, millis) }
    }

    /// The same at 3840×2160.
    #[must_use]
    pub fn ultra_hd(id: u8, millis: u32) -> Self {
        Self { size: (3_840, 2_160), ..Self::small(id, millis) }
    }

    /// How long it is, in seconds.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        self.rate.time_of(self.frames)
    }

    /// The file's name: it says everything, so that a file is made again when anything changes.
    #[must_use]
    pub fn file_name(&self) -> String {
        let sound = self
            .sound
            .map_or_else(|| "silent".to_owned(), |sound| format!("{}x{}", sound.rate, sound.channels));
        format!(
            "v{}-{}-{}p-{}_{}fps-k{}-n{}-{sound}-{:?}.mp4",
            make::VERSION,
            self.id,
            self.size.1,
            self.rate.frames,
            self.rate.seconds,
            self.keyframes,
            self.frames,
            self.matrix
        )
        .to_lowercase()
    }
}
