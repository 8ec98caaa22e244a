"""Counts against lists, names against numbers, lists against bounds."""

from collections.abc import Iterator

from heshu.checks.printed import rounded
from heshu.checks.related import Related
from heshu.checks.relations.named import Outdone
from heshu.checks.saying import chinese, plain, spans_of, word_finding
from heshu.model.nouns import Finding


def enumeration(related: Related) -> Iterator[Finding]:
    """`count.enumeration`: as many things are listed as are counted.
    列舉的項目與所說的數目相符。

    Right: 港交所旗下有三家結算所，包括中央結算、期貨結算及期權結算。
        The exchange has three clearing houses: securities, futures and options.
    Wrong: 港交所旗下有四家結算所，包括中央結算、期貨結算及期權結算。
        The exchange has four clearing houses: securities, futures and options (three are listed).
    """
    text = related.column.record.text
    for listing in related.listings:
        holds = listing.stated in listing.numbers
        fewer = max(listing.numbers) < listing.stated
        if not holds and fewer and not listing.whole:
            continue
        count = listing.stated if holds else max(listing.numbers) if fewer else min(listing.numbers)
        shown = text[slice(*listing.span)]
        quoted = shown if shown[:1] in "「『“" else f"「{shown}」"
        mended = None
        if not holds and listing.count is not None and count < 20:
            mended = shown.replace(_numeral(shown), chinese(count), 1) if _numeral(shown) else None
        yield word_finding(
            "count.enumeration",
            "consistent" if holds else "inconsistent",
            [listing.span, listing.items],
            f"{quoted}與列出的{count}項相符" if holds else f"寫{quoted}，但列出{count}項",
            f"{shown} agrees with the {count} listed"
            if holds
            else f"{shown} is printed, but {count} are listed",
            stated=str(listing.stated),
            expected=f"{count}項",
            working=f"列出{count}項",
            suggestion=mended,
        )


def _numeral(text: str) -> str:
    return next((c for c in text if c in "一二三四五六七八九十兩两0123456789"), "")


def respectively(related: Related) -> Iterator[Finding]:
    """`count.respectively`: 分別 gives as many numbers as there are names.
    「分別」前後的數目相符。

    Right: 港島、九龍及新界樓價分別升2.1%、1.8%及1.5%。
        Prices on the island, in Kowloon and in the New Territories rose 2.1%, 1.8% and 1.5% respectively.
    Wrong: 港島、九龍及新界樓價分別升2.1%及1.8%。
        Prices on the island, in Kowloon and in the New Territories rose 2.1% and 1.8% (three names, two numbers).
    """
    for relation in related.respective:
        found = len(relation.figures)
        holds = found in relation.numbers
        names = found if holds else min(relation.numbers, key=lambda n: abs(n - found))
        working = f"{names}個名稱，{found}個數字"
        yield word_finding(
            "count.respectively",
            "consistent" if holds else "inconsistent",
            [relation.names, *((f.start, f.end) for f in relation.figures)],
            f"「分別」前後相符：{working}" if holds else f"「分別」前後不符：{working}",
            f"{names} names and {found} numbers",
            stated=str(found),
            expected=f"{names}個數字",
            working=working,
        )


def threshold(related: Related) -> Iterator[Finding]:
    """`claim.threshold`: values said to pass a bound do pass it.
    所說超越或低於的界線，與列出的數值相符。

    Right: 4月及5月分別錄得2,100宗及2,730宗，均超越2000宗。
        April and May saw 2,100 and 2,730, both over 2,000.
    Wrong: 4月及5月分別錄得1,900宗及2,730宗，均超越2000宗。
        April and May saw 1,900 and 2,730, both over 2,000 (1,900 is not).
    """
    for relation in related.bounded:
        bound = relation.bound.value
        sets = [rounded(f) for f in relation.figures]
        if bound is None or any(s is None for s in sets):
            continue
        out = [
            f
            for f, s in zip(relation.figures, sets, strict=True)
            if s is not None and (s.high <= bound if relation.above else s.low >= bound)
        ]
        if not out and len(relation.figures) == 1 and (relation.figures[0].value or bound) == bound:
            continue
        word, word_en = ("高於", "above") if relation.above else ("低於", "below")
        said = relation.bound.text if relation.bound.hedge != "exact" else f"{word}{relation.bound.text}"
        shown = "、".join(f.text for f in out or relation.figures)
        yield word_finding(
            "claim.threshold",
            "inconsistent" if out else "consistent",
            [(f.start, f.end) for f in (*relation.figures, relation.bound)],
            f"{shown}並非{said}" if out else f"{shown}，與「{said}」相符",
            f"{shown} is not {word_en} {relation.bound.text}"
            if out
            else f"{shown}: {word_en} {relation.bound.text}",
            stated=plain(bound),
            working=f"{shown}{'≤' if relation.above else '≥'}{plain(bound)}" if out else None,
        )


def superlative(related: Related) -> Iterator[Finding]:
    """`claim.superlative`: what is said to be the highest or lowest of a list is.
    所說最高或最低，與列出的數值相符。

    Right: 港島升2.1%、九龍升1.8%及新界升1.5%，以港島最多。
        The island rose 2.1%, Kowloon 1.8% and the New Territories 1.5%, the island most.
    Wrong: 港島升2.1%、九龍升1.8%及新界升1.5%，以新界最多。
        The island rose 2.1%, Kowloon 1.8% and the New Territories 1.5%, the New Territories most (the island is).
    """
    for relation in related.most:
        values = [f.value for f in relation.figures if f.value is not None]
        best = max(values) if relation.highest else min(values)
        named = relation.figures[relation.place]
        holds = named.value == best
        real = next(f for f in relation.figures if f.value == best)
        word, word_en = ("最高", "the highest") if relation.highest else ("最低", "the lowest")
        yield word_finding(
            "claim.superlative",
            "consistent" if holds else "inconsistent",
            [relation.span, *((s.start, s.end) for s in spans_of(relation.figures))],
            f"{named.text}是所列數值中{word}的" if holds else f"{named.text}不是{word}的，{real.text}才是",
            f"{named.text} is {word_en} listed"
            if holds
            else f"{named.text} is not {word_en}: {real.text} is",
            stated=plain(named.value or best),
            expected=real.text,
            working=" · ".join(f.text for f in relation.figures),
        )
    yield from map(_outdone, related.outdone)


def _outdone(found: Outdone) -> Finding:
    holds = found.value >= found.limit if found.highest else found.value <= found.limit
    word, word_en = ("最高", "the highest") if found.highest else ("最低", "the lowest")
    best, other = found.best.text, found.other.text
    return word_finding(
        "claim.superlative",
        "consistent" if holds else "inconsistent",
        [found.span, *((f.start, f.end) for f in (found.best, found.other))],
        f"{best}是{word}的：{other}" if holds else f"{best}不是{word}的，文中另有{other}",
        f"{best} is {word_en}: {other}" if holds else f"{best} is not {word_en}: the text has {other}",
        stated=best,
        expected=other,
        working=f"{best} · {other}",
    )
