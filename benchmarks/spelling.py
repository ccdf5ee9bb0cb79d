"""Names that no gazetteer holds, as writers of two scripts spell them: made of sounds, so that a spelling is never read off a key."""

from __future__ import annotations

from random import Random

Name = tuple[tuple[str, str], ...]
"""Words, each the consonants and the vowels between them."""

CONSONANTS = "bdfhjklmnrstwyzqghxvTDSK"
SOUNDS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "q": ("q", "k", "g"), "g": ("gh", "g"), "x": ("kh", "h"), "j": ("j", "dj", "g"), "v": ("th", "t"), "T": ("t", "tt"), "D": ("d", "dh"),
        "S": ("s", "ss"), "K": ("sh", "ch"), "z": ("z", "dh"), "w": ("w", "ou"), "y": ("y", "i"),
        "a": ("a", "a", "aa", "e"), "i": ("i", "ee", "e"), "u": ("u", "ou", "o"), "-": ("", "e"),
    },
    "ar": {
        "b": ("ب",), "d": ("د",), "f": ("ف",), "h": ("ه",), "j": ("ج",), "k": ("ك",), "l": ("ل",), "m": ("م",), "n": ("ن",), "r": ("ر",), "s": ("س",),
        "t": ("ت",), "w": ("و",), "y": ("ي",), "z": ("ز",), "q": ("ق",), "g": ("غ",), "x": ("خ",), "v": ("ث",), "T": ("ط",), "D": ("ض",),
        "S": ("ص", "س"), "K": ("ش",), "a": ("ا", ""), "i": ("ي", ""), "u": ("و", ""), "-": ("",),
    },
}  # fmt: skip
ARTICLES = {"en": ("al-", "el-", "Al ", ""), "ar": ("ال",)}


def made_up(random: Random) -> Name:
    """One or two words of three to five consonants."""
    return tuple(_word(random) for _ in range(random.choice((1, 2, 2))))


def _word(random: Random) -> tuple[str, str]:
    size = random.choice((3, 4, 4, 5))
    return "".join(random.choices(CONSONANTS, k=size)), "".join(random.choices("aaiu-", k=size))


def spelt(name: Name, lang: str, random: Random, mistaken: bool = False) -> str:
    """The name as one writer spells it; a mistaken one drops a consonant."""
    sounds = SOUNDS[lang]
    words = []
    for position, (consonants, vowels) in enumerate(name):
        skip = random.randrange(1, len(consonants)) if mistaken and position == 0 else -1
        letters = [
            random.choice(sounds.get(consonant, (consonant,))) + random.choice(sounds[vowel])
            for i, (consonant, vowel) in enumerate(zip(consonants, vowels, strict=True))
            if i != skip
        ]
        words.append("".join(letters))
    text = " ".join(word.title() for word in words)
    return random.choice(ARTICLES[lang]) + text if len(name[0][0]) % 2 else text
