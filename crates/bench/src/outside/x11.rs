//! A small client of an X server on this machine: keys at a known moment, and windows put in place.
//!
//! The `xdotool` program takes milliseconds to start, which would be counted as the player's. This
//! speaks the protocol itself (X Window System Protocol, X version 11, and the XTEST extension's
//! protocol, version 2.2), as far as the benchmark needs it.

use std::io::{Error, ErrorKind, Read as _, Result, Write as _};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

/// A window's id.
pub type Window = u32;

/// Keys, as keysyms (X Window System Protocol, appendix A).
pub mod key {
    /// Enter.
    pub const RETURN: u32 = 0xff0d;
    /// Tab.
    pub const TAB: u32 = 0xff09;
    /// Arrow to the left.
    pub const LEFT: u32 = 0xff51;
    /// Arrow to the right.
    pub const RIGHT: u32 = 0xff53;
    /// The digit 1; the others follow.
    pub const ONE: u32 = 0x31;
}

/// A connection to the server.
#[derive(Debug)]
pub struct Client {
    stream: UnixStream,
    sent: u16,
    root: Window,
    /// For windows of our own.
    next_id: u32,
    xtest: u8,
    /// For each keysym, the key that gives it.
    keys: Vec<(u32, u8)>,
}

impl Client {
    /// Connects to display `:number`.
    ///
    /// # Errors
    /// When the server lets nobody in, or cannot do what is needed.
    pub fn open(number: u32) -> Result<Self> {
        let mut stream = UnixStream::connect(format!("/tmp/.X11-unix/X{number}"))?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        // Little-endian, version 11.0, no authorisation.
        stream.write_all(&[b'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0])?;
        let mut head = [0; 8];
        stream.read_exact(&mut head)?;
        let mut rest = vec![0; usize::from(u16::from_le_bytes([head[6], head[7]])) * 4];
        stream.read_exact(&mut rest)?;
        if head[0] != 1 {
            return Err(refused("the X server lets nobody in"));
        }
        let vendor = usize::from(half(&rest, 16)).next_multiple_of(4);
        let formats = 8 * usize::from(byte(&rest, 21));
        let root = word(&rest, 32 + vendor + formats);
        let mut client = Self { stream, sent: 0, root, next_id: word(&rest, 4), xtest: 0, keys: Vec::new() };
        client.xtest = client.extension("XTEST")?;
        client.keys = client.keyboard(byte(&rest, 26), byte(&rest, 27))?;
        Ok(client)
    }

    /// Sends a request without an answer.
    fn send(&mut self, request: &[u8]) -> Result<()> {
        self.sent = self.sent.wrapping_add(1);
        self.stream.write_all(request)
    }

    /// Sends a request and takes its answer, of at least 32 bytes.
    fn ask(&mut self, request: &[u8]) -> Result<Vec<u8>> {
        self.send(request)?;
        loop {
            let mut reply = vec![0; 32];
            self.stream.read_exact(&mut reply)?;
            match reply[0] {
                // What went wrong before (a window that is gone) is seen by its absence.
                0 if half(&reply, 2) == self.sent => return Err(refused("the X server refused")),
                1 => {
                    let more = usize::try_from(word(&reply, 4)).unwrap_or(0).min(1 << 18) * 4;
                    reply.resize(32 + more, 0);
                    self.stream.read_exact(&mut reply[32..])?;
                    return Ok(reply);
                }
                _ => {}
            }
        }
    }

    /// QueryExtension: the extension's number.
    fn extension(&mut self, name: &str) -> Result<u8> {
        let mut request = vec![98, 0];
        let words = 2 + name.len().div_ceil(4);
        push_half(&mut request, words);
        push_half(&mut request, name.len());
        request.extend([0, 0]);
        request.extend(name.bytes());
        request.resize(words * 4, 0);
        let reply = self.ask(&request)?;
        if byte(&reply, 8) == 0 { Err(refused("the X server has no XTEST")) } else { Ok(byte(&reply, 9)) }
    }

    /// GetKeyboardMapping: which key gives which keysym without a modifier.
    fn keyboard(&mut self, first: u8, last: u8) -> Result<Vec<(u32, u8)>> {
        let reply = self.ask(&[101, 0, 2, 0, first, last.saturating_sub(first) + 1, 0, 0])?;
        let width = usize::from(byte(&reply, 1)).max(1) * 4;
        let keys = reply[32..].chunks(width).zip(first..=last);
        Ok(keys.map(|(keysyms, key)| (word(keysyms, 0), key)).collect())
    }

    /// Presses and releases a key. Gives the moment at which the server had taken the press.
    ///
    /// # Errors
    /// When the keyboard has no such key, or the server is gone.
    pub fn press(&mut self, keysym: u32) -> Result<Instant> {
        let known = self.keys.iter().find(|(this, _)| *this == keysym);
        let (_, key) = *known.ok_or_else(|| refused("the keyboard has no such key"))?;
        let pressed = Instant::now();
        self.fake(2, key)?;
        self.settle()?;
        // Held as a person would, but not so long that the key repeats.
        std::thread::sleep(Duration::from_millis(30));
        self.fake(3, key)?;
        self.settle()?;
        Ok(pressed)
    }

    /// XTEST FakeInput.
    fn fake(&mut self, kind: u8, detail: u8) -> Result<()> {
        let mut request = [0; 36];
        request[..6].copy_from_slice(&[self.xtest, 2, 9, 0, kind, detail]);
        request[12..16].copy_from_slice(&self.root.to_le_bytes());
        self.send(&request)
    }

    /// Waits until everything that was sent is done: GetInputFocus.
    ///
    /// # Errors
    /// When the server is gone.
    pub fn settle(&mut self) -> Result<()> {
        self.ask(&[43, 0, 1, 0]).map(drop)
    }

    /// The windows that are to be seen, from the lowest to the topmost, with width and height.
    ///
    /// # Errors
    /// When the server is gone.
    pub fn windows(&mut self) -> Result<Vec<(Window, (u16, u16))>> {
        // QueryTree.
        let tree = self.ask(&about(15, self.root))?;
        let mut found = Vec::new();
        for child in tree[32..].chunks_exact(4).map(|child| word(child, 0)) {
            // GetWindowAttributes, GetGeometry: a window may go away between the two.
            let Ok(attributes) = self.ask(&about(3, child)) else { continue };
            let Ok(geometry) = self.ask(&about(14, child)) else { continue };
            let size = (half(&geometry, 16), half(&geometry, 18));
            let viewable = byte(&attributes, 26) == 2;
            // Toolkits keep windows of one pixel for messages.
            if viewable && size.0 > 8 && size.1 > 8 {
                found.push((child, size));
            }
        }
        Ok(found)
    }

    /// Puts a window into the upper left corner at this size, and gives it the keyboard.
    ///
    /// # Errors
    /// When the server is gone.
    pub fn place(&mut self, window: Window, (width, height): (u16, u16)) -> Result<()> {
        // ConfigureWindow: x, y, width, height.
        let mut request = vec![12, 0, 7, 0];
        request.extend(window.to_le_bytes());
        request.extend([15, 0, 0, 0]);
        for value in [0, 0, u32::from(width), u32::from(height)] {
            request.extend(value.to_le_bytes());
        }
        self.send(&request)?;
        self.focus(window)
    }

    /// SetInputFocus.
    ///
    /// # Errors
    /// When the server is gone.
    pub fn focus(&mut self, window: Window) -> Result<()> {
        let mut request = vec![42, 1, 3, 0];
        request.extend(window.to_le_bytes());
        request.extend([0; 4]);
        self.send(&request)?;
        self.settle()
    }

    /// Hides a window, or shows it again.
    ///
    /// # Errors
    /// When the server is gone.
    pub fn set_mapped(&mut self, window: Window, mapped: bool) -> Result<()> {
        self.send(&about(if mapped { 8 } else { 10 }, window))?;
        self.settle()
    }

    /// Minimises a window as a window manager does (Extended Window Manager Hints,
    /// `_NET_WM_STATE_HIDDEN`; ICCCM 4.1.4), or brings it back.
    ///
    /// # Errors
    /// When the server is gone.
    pub fn set_minimised(&mut self, window: Window, minimised: bool) -> Result<()> {
        let (state, hidden) = (self.atom("_NET_WM_STATE")?, self.atom("_NET_WM_STATE_HIDDEN")?);
        // ChangeProperty: replace, of type ATOM, 32 bits each.
        let values = u32::from(minimised);
        let mut request = vec![18, 0, 6 + u8::from(minimised), 0];
        request.extend([window, state, 4, 32, values].map(u32::to_le_bytes).concat());
        if minimised {
            request.extend(hidden.to_le_bytes());
        }
        self.send(&request)?;
        self.set_mapped(window, !minimised)
    }

    /// InternAtom: a name as a number.
    fn atom(&mut self, name: &str) -> Result<u32> {
        let words = 2 + name.len().div_ceil(4);
        let mut request = vec![16, 0];
        push_half(&mut request, words);
        push_half(&mut request, name.len());
        request.extend([0, 0]);
        request.extend(name.bytes());
        request.resize(words * 4, 0);
        self.ask(&request).map(|reply| word(&reply, 8))
    }

    /// Covers the whole screen with a black window of our own; [`Client::uncover`] takes it away.
    ///
    /// # Errors
    /// When the server is gone.
    pub fn cover(&mut self, (width, height): (u16, u16)) -> Result<Window> {
        let id = self.next_id;
        self.next_id += 1;
        // CreateWindow: black, and no window manager's business.
        let mut request = vec![1, 0, 10, 0];
        request.extend(id.to_le_bytes());
        request.extend(self.root.to_le_bytes());
        request.extend([0; 4]);
        request.extend(width.to_le_bytes());
        request.extend(height.to_le_bytes());
        request.extend([0, 0, 1, 0, 0, 0, 0, 0]);
        request.extend(0x202_u32.to_le_bytes());
        request.extend(0_u32.to_le_bytes());
        request.extend(1_u32.to_le_bytes());
        self.send(&request)?;
        self.set_mapped(id, true)?;
        Ok(id)
    }

    /// Destroys a window of our own.
    ///
    /// # Errors
    /// When the server is gone.
    pub fn uncover(&mut self, window: Window) -> Result<()> {
        self.send(&about(4, window))?;
        self.settle()
    }
}

/// A request about one window.
fn about(opcode: u8, window: Window) -> [u8; 8] {
    let [a, b, c, d] = window.to_le_bytes();
    [opcode, 0, 2, 0, a, b, c, d]
}

fn push_half(request: &mut Vec<u8>, value: usize) {
    request.extend(u16::try_from(value).unwrap_or(u16::MAX).to_le_bytes());
}

fn byte(data: &[u8], at: usize) -> u8 {
    data.get(at).copied().unwrap_or(0)
}

fn half(data: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([byte(data, at), byte(data, at + 1)])
}

fn word(data: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([byte(data, at), byte(data, at + 1), byte(data, at + 2), byte(data, at + 3)])
}

fn refused(what: &str) -> Error {
    Error::new(ErrorKind::ConnectionRefused, what.to_owned())
}
