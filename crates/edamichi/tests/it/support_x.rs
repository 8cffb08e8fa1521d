//! What xdotool cannot do: asking a window to close, as its title bar's button does.

use std::io::{Read as _, Result, Write as _};
use std::os::unix::net::UnixStream;

/// A connection to an X server on this machine, in its own protocol (X Window System Protocol, X
/// version 11, appendix B: the encoding).
struct Connection(UnixStream);

impl Connection {
    fn open(display: &str) -> Result<Self> {
        let mut stream = UnixStream::connect(format!("/tmp/.X11-unix/X{}", display.trim_start_matches(':')))?;
        // Little-endian, version 11.0, no authorisation.
        stream.write_all(&[b'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0])?;
        let mut head = [0; 8];
        stream.read_exact(&mut head)?;
        assert_eq!(head[0], 1, "the X server lets nobody in");
        let mut rest = vec![0; usize::from(u16::from_le_bytes([head[6], head[7]])) * 4];
        stream.read_exact(&mut rest)?;
        Ok(Self(stream))
    }

    /// Sends a request of whole words and takes its reply of 32 bytes.
    fn ask(&mut self, request: &[u8]) -> Result<[u8; 32]> {
        self.0.write_all(request)?;
        let mut reply = [0; 32];
        self.0.read_exact(&mut reply)?;
        assert_eq!(reply[0], 1, "the X server refused: {reply:?}");
        Ok(reply)
    }

    /// InternAtom: a name as a number.
    fn atom(&mut self, name: &str) -> Result<u32> {
        let words = name.len().div_ceil(4);
        let mut request = vec![16, 0, u8::try_from(2 + words).unwrap(), 0, u8::try_from(name.len()).unwrap()];
        request.extend([0; 3]);
        request.extend(name.bytes());
        request.resize(8 + words * 4, 0);
        let reply = self.ask(&request)?;
        Ok(u32::from_le_bytes([reply[8], reply[9], reply[10], reply[11]]))
    }
}

/// Sends the client message with which a window manager asks a window to close.
pub(crate) fn ask_to_close(display: &str, window: &str) -> Result<()> {
    let window: u32 = window.parse().unwrap();
    let mut server = Connection::open(display)?;
    let (protocols, delete) = (server.atom("WM_PROTOCOLS")?, server.atom("WM_DELETE_WINDOW")?);
    // SendEvent, 11 words, to the window's owner: a ClientMessage of five 32-bit numbers.
    let mut request = vec![25, 0, 11, 0];
    for number in [window, 0] {
        request.extend(number.to_le_bytes());
    }
    request.extend([33, 32, 0, 0]);
    for number in [window, protocols, delete, 0, 0, 0, 0] {
        request.extend(number.to_le_bytes());
    }
    // GetInputFocus answers only when what was sent before has been done.
    request.extend([43, 0, 1, 0]);
    server.ask(&request).map(drop)
}
