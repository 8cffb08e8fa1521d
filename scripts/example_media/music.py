"""The music bed: composed and synthesised here, note by note, as a loop without a seam.

Sixteen bars at 96 beats a minute (40 s): a soft pad, a plucked figure, a round bass and a few bell
notes over | C add9 | Am7 | Fmaj7 | G sus4 |. Everything that rings past the end is added to the
beginning, so the loop has no gap. The arrangement is fixed: the same file comes out every time.
"""

import math
from pathlib import Path

import numpy as np

RATE, BEATS_A_MINUTE, BARS = 48_000, 96, 16
BEAT = 60 / BEATS_A_MINUTE
LENGTH = round(BARS * 4 * BEAT * RATE)
LOUDNESS = -24.0  # LUFS; the story lowers it further under the voices

# the chord of each bar as MIDI notes: bass, then what pad and pluck use
CHORDS = [
    (36, (60, 64, 67, 74)), (45, (60, 64, 67, 69)), (41, (60, 64, 65, 69)), (43, (60, 62, 67, 69)),
    (36, (60, 64, 67, 71)), (40, (59, 64, 67, 71)), (41, (57, 60, 64, 69)), (43, (59, 62, 67, 74)),
]  # fmt: skip
BELLS = [(1, 2.5, 79), (3, 1.5, 76), (5, 0.5, 83), (6, 2.0, 81), (9, 2.5, 79), (10, 3.0, 84), (13, 1.5, 83), (14, 2.5, 76)]
FIGURE = (0, 2, 1, 3, 2, 1, 3, 2)  # which note of the chord each eighth plays


def frequency(note):
    return 440.0 * 2 ** ((note - 69) / 12)


def tone(note, seconds, partials, attack, decay, detune=0.0):
    """A note as a sum of partials [(multiple, level)], with an exponential end."""
    t = np.arange(round(seconds * RATE)) / RATE
    out = np.zeros_like(t)
    for multiple, level in partials:
        out += level * np.sin(2 * math.pi * frequency(note) * (multiple + detune) * t)
    shape = np.minimum(1, t / attack) * np.exp(-t / decay)
    tail = min(len(t), round(0.05 * RATE))
    shape[-tail:] *= np.linspace(1, 0, tail)
    return out * shape


def pad_note(note, seconds):
    """Slow in, slow out; two voices a little apart for warmth."""
    t = np.arange(round(seconds * RATE)) / RATE
    shape = np.sin(math.pi * np.clip(t / seconds, 0, 1)) ** 0.7
    voice = sum(
        level * np.sin(2 * math.pi * frequency(note) * multiple * (1 + drift) * t)
        for multiple, level in ((1, 1.0), (2, 0.28), (3, 0.10))
        for drift in (-0.0012, 0.0013)
    )
    return voice * shape


class Mix:
    """A stereo loop that wraps round: what rings on at the end is heard at the beginning."""

    def __init__(self):
        self.samples = np.zeros((LENGTH, 2))

    def add(self, sound, beat, level, pan=0.0):
        at = (round(beat * BEAT * RATE) + np.arange(len(sound))) % LENGTH
        angle = (pan + 1) * math.pi / 4
        np.add.at(self.samples[:, 0], at, sound * level * math.cos(angle))
        np.add.at(self.samples[:, 1], at, sound * level * math.sin(angle))


def compose():
    """The loop as (n, 2) samples, peaks at half of full scale."""
    mix = Mix()
    for bar in range(BARS):
        bass, chord = CHORDS[bar % len(CHORDS)]
        first = bar * 4
        for n, note in enumerate(chord):
            mix.add(pad_note(note, 4 * BEAT * 1.5), first - 1, 0.055, pan=-0.5 + n / 3)
        mix.add(tone(bass, 2.6, ((1, 1.0), (2, 0.25)), 0.02, 1.1), first, 0.20)
        mix.add(tone(bass + 12, 1.2, ((1, 1.0), (2, 0.2)), 0.02, 0.5), first + 2.5, 0.10)
        rest = bar % 8 == 7  # the figure breathes at the end of each phrase
        for eighth, which in enumerate(FIGURE[:5] if rest else FIGURE):
            soft = 0.75 if eighth % 2 else 1.0
            pluck = tone(chord[which] + 12, 1.4, ((1, 1.0), (2, 0.45), (3, 0.18), (4, 0.06)), 0.004, 0.28)
            mix.add(pluck, first + eighth / 2, 0.060 * soft, pan=0.35 * math.sin(bar + eighth))
    for bar, beat, note in BELLS:
        bell = tone(note, 3.0, ((1, 1.0), (2.76, 0.25), (5.4, 0.07)), 0.003, 0.9)
        mix.add(bell, bar * 4 + beat, 0.045, pan=0.4 if bar % 2 else -0.4)
        mix.add(bell, bar * 4 + beat + 0.75, 0.016, pan=-0.4 if bar % 2 else 0.4)  # its echo
    return mix.samples * (0.5 / np.abs(mix.samples).max())


def write(folder: Path, work: Path):
    """Writes `sound/music.m4a`."""
    from . import clips, narration

    wav = work / "music.wav"
    narration.write_wave(wav, compose(), RATE)
    gain = LOUDNESS - narration.loudness(wav)
    out = ["-c:a", "aac", "-b:a", "96k", "-ar", "48000", *clips.EXACT, "-movflags", "+faststart"]
    clips.run(["-i", str(wav), "-af", f"volume={gain:.2f}dB", *out, str(folder / "sound" / "music.m4a")])
