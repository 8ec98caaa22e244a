"""Sentences of newspaper prose: 。！？ end one, with the closing quotes and brackets that follow; so does a line."""

import re

_SENTENCE = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+[」』”’）)】》〉\"]*)?|[。！？!?]+[」』”’）)】》〉\"]*")


def sentences(text: str) -> list[tuple[int, int]]:
    """Give the sentences of `text` as spans without the white space around them; empty ones are left out."""
    spans = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start:
            spans.append((start, end))
    return spans
