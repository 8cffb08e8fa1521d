//! Why there is no sound device.

/// Why no device plays. The caller goes on with a clock and says so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// There is no device, or it cannot be opened.
    #[error("no sound device could be opened ({0}); the story plays without sound")]
    NoDevice(String),
    /// It takes only sample formats that are not for loudspeakers.
    #[error("the sound device wants {0} samples, which are not supported; the story plays without sound")]
    Format(String),
    /// It takes sound much faster than it can be heard.
    #[error("the sound device does not keep time (it swallows sound at once); the story plays without sound")]
    TooFast,
    /// It did not open in time.
    #[error("the sound device did not answer; the story plays without sound")]
    NoAnswer,
    /// A thread could not be started.
    #[error("a thread for sound could not be started ({0}); the story plays without sound")]
    Thread(String),
}
