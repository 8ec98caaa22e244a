"""Is this text? Judges what a decoding gave: how familiar its characters are, whether it is garbled or binary."""

import re
from codecs import getincrementaldecoder
from functools import lru_cache

_NEVER = re.compile(r"[\x00\x1b]")
_SUSPECT = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd-\uffff\U000f0000-\U0010ffff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_THREE_BYTES = re.compile("[\u0800-\U0010ffff]")
_HAN = re.compile("[\u3400-\u9fff]")
# What Chinese in another encoding looks like when read as Windows-1252; °±·× are Chinese print too.
_WESTERN = re.compile(
    "[\x80-\xaf\xb2-\xb6\xb8-\xd6\xd8-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192]"
)
# In daily use in Hong Kong, but not among the common characters of Big5 or GB2312.
_HONG_KONG = (
    "嗌啲嗰乸屙冚攞啱畀咗攰揸嘅瞓喺冧氹嚟乜睇冇咁嘞嘥佢嚿哋噉嘢嗱搵餸諗唞㗎喎噃咋嗮晒掟"
    "揼撳摷攬啩嘑咭軚𨋢𠺢𡃁𠱸裏説衞啓峯綫羣牀鷄麪衆恒粧銹碁墻邨埗滘氹塱磡鰂圳鑽"
)


def strangers(text: str) -> tuple[int, int]:
    """Count the characters that are not in common use, and all those outside ASCII."""
    known = sum(map(_familiar().__contains__, text))
    return len(text) - known, len(text) - len(text.encode("ascii", "ignore"))


def familiarity(text: str) -> float:
    """Give the share in common use among characters outside ASCII: 1 is best; control characters cost too."""
    strange, outside = strangers(text)
    return 1 - strange / max(1, outside)


def is_binary(text: str) -> bool:
    """Tell text with NUL or escape, or with more than a few control, private-use or replacement characters."""
    suspects = sum(1 for _ in _SUSPECT.finditer(text))
    return bool(_NEVER.search(text)) or suspects > max(1, len(text) // 50)


def is_garbled(text: str) -> bool:
    """Tell text that a wrong encoding was once put on: 鏂囧瓧, æ–‡å­—, ¤å¦r, and Han that nobody writes."""
    if 3 * len(_WESTERN.findall(text)) > len(text) > 8:
        return True
    han = _HAN.findall(text)
    if len(han) >= 20 and familiarity("".join(han)) < 0.6:
        return True
    return len(han) >= 3 and any(_is_utf8_read_as(codec, text) for codec in ("gb18030", "big5hkscs"))


def is_doubtful(text: str) -> bool:
    """Tell valid UTF-8 that may be a few words in another encoding: 中 is `-N` in UTF-16, 元 is `Ԫ` in GB18030."""
    if _THREE_BYTES.search(text):
        return False
    outside = len(text) - len(text.encode("ascii", "ignore"))
    return bool(_CONTROL.search(text)) or (outside <= 4 and any(c > "\u017f" for c in text))


def is_mostly_utf8(sample: bytes) -> bool:
    """Tell damaged UTF-8 from other encodings, which hardly ever form a valid sequence of three bytes."""
    text = sample.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    return len(_THREE_BYTES.findall(text)) - lost > 4 * lost


def _is_utf8_read_as(codec: str, text: str) -> bool:
    try:
        once = getincrementaldecoder("utf-8")().decode(text.encode(codec))
    except UnicodeError:
        return False
    return bool(_THREE_BYTES.search(once))


@lru_cache(maxsize=1)
def _familiar() -> frozenset[str]:
    """Give ASCII print, the marks of Big5 and GB2312, and the Han characters that either calls common."""
    han = {c for c in _rows("big5", 0xA4, 0xC6) + _rows("gb2312", 0xB0, 0xD7) if c >= "一"}
    signs = {*_rows("big5", 0xA1, 0xA3), *_rows("gb2312", 0xA1, 0xA3), *"€•‧·–—"}
    ascii_print = {chr(code) for code in range(0x20, 0x7F)} | set("\t\n\v\f\r")
    return frozenset(han | signs | ascii_print | set(_HONG_KONG))


def _rows(encoding: str, first: int, last: int) -> str:
    pairs = (bytes((lead, trail)) for lead in range(first, last + 1) for trail in range(0x40, 0xFF))
    return "".join(pair.decode(encoding, "ignore") for pair in pairs)
