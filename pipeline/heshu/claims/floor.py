"""Who has the floor: which clauses are somebody else's words, and whose.

The rules of speech.py say where somebody surely begins; how far the words go, and who speaks where no rule knows the
verb, is settled clause by clause by the trained odds, a clause at a time: whoever spoke in the clause before is likely
to go on.
"""

import re
from collections.abc import Sequence

from heshu.claims.clauses import Clause
from heshu.claims.speakers import Voices, last_name, last_voice, trimmed
from heshu.claims.speech import Scope
from heshu.model.nouns import Speaker

_BREAKS = "，；：。！？「」『』“”\n,;:—"
_LEADING = re.compile(
    r"^(?:但|而|又|不过|然而|难怪|其中|至于|另有?|此外|近日|日前|昨日|今日|早前|同时|连|反而|有|一位|一名|某|只|当年|其后|后来|于是|所以|因此"
    r"|一来|二来|三来|一嚟|二嚟|[上本今][年月周日]|昨[日天]){1,6}"
)
_VERB = re.compile(
    r"[说话称指答问讲叹笑呻斥写骂劝估料计]|认|表|宣|公布|报|透|保证|承诺|抱怨|埋怨|解释|强调|提醒|告诉|反映|记录|比较|发现|显示|规定|建议|要求|把|将|的|嘅"
)
_NAME = 14


def chain(
    odds: Sequence[float],
    ruled: Sequence[bool],
    own: Sequence[bool],
    same: Sequence[bool],
    onward: tuple[float, float],
) -> list[bool]:
    """Settle clause by clause which are spoken: where a rule or the odds say so, and the columnist does not begin.

    `own` says where the columnist's own voice begins; `onward` is what a spoken clause adds to the odds of the next,
    in its sentence or not.
    """
    found: list[bool] = []
    for number, (value, rule, author) in enumerate(zip(odds, ruled, own, strict=True)):
        if author:
            found.append(False)
            continue
        before = bool(found) and found[-1]
        found.append(rule or value + (onward[not same[number - 1]] if before else 0.0) > 0)
    return found


def give(
    heard: Voices, clauses: Sequence[Clause], ruled: Sequence[Scope | None], spoken: Sequence[bool]
) -> list[Scope | None]:
    """Give whose words each spoken clause is: whom a rule names, else who is named in it, else who spoke last."""
    found: list[Scope | None] = []
    for number, (clause, rule, said) in enumerate(zip(clauses, ruled, spoken, strict=True)):
        if not said:
            found.append(None)
            continue
        before = found[-1] if found else None
        if rule is not None and (before is None or rule.start >= clause.start):
            found.append(rule)
        elif before is not None:
            found.append(_next(heard, clause, before))
        else:
            speaker = _in(heard, clause) or _after(heard, clauses, number) or _last(heard, clause)
            found.append(Scope(clause.start, clause.end, speaker, "say") if speaker else None)
    return found


def _next(heard: Voices, clause: Clause, before: Scope) -> Scope:
    """Give who speaks after somebody: who is named anew right before a word of speech, else the same."""
    stop = heard.first_word(clause.start, clause.end)
    if stop is None or stop - clause.start > 2 * _NAME:
        return before
    named, voice = last_name(heard, clause.start, stop), last_voice(heard, clause.start, stop)
    speaker = None
    if named is not None and (voice is None or voice[0] < named.start):
        speaker = Speaker(named.text, named.id or None)
    elif voice is not None and not voice[2].author:
        speaker = Speaker(heard.reading.text[voice[0] : voice[1]])
    return (
        Scope(clause.start, clause.end, speaker, "say") if speaker and speaker != before.speaker else before
    )


def _in(heard: Voices, clause: Clause) -> Speaker | None:
    """Give who is named in a clause before its first word of speech: a name, a voice, else what precedes the verb."""
    norm = heard.reading.norm
    stop = heard.first_word(clause.start, clause.end)
    reach = stop if stop is not None else _stop(norm, clause.start, clause.end)
    named = last_name(heard, clause.start, reach)
    if named is not None:
        return Speaker(named.text, named.id or None)
    voice = last_voice(heard, clause.start, reach)
    if voice is not None:
        return None if voice[2].author else Speaker(heard.reading.text[voice[0] : voice[1]])
    lead = _LEADING.match(norm[clause.start : reach])
    begin = clause.start + (lead.end() if lead else 0)
    verb = _VERB.search(norm, begin + 1, reach)
    end = trimmed(heard.reading, begin, verb.start() if verb and stop is None else reach)
    if 2 <= end - begin <= _NAME and norm[begin] not in _BREAKS:
        return Speaker(heard.reading.text[begin:end])
    return None


def _after(heard: Voices, clauses: Sequence[Clause], number: int) -> Speaker | None:
    """Give who is named right after a quotation (「…。」店主說)."""
    norm, clause = heard.reading.norm, clauses[number]
    close = max(norm.find(mark, clause.start, clause.end) for mark in "」”』")
    if close < 0 and number + 1 < len(clauses):
        return None
    stop = _stop(norm, close + 1, min(len(norm), close + 1 + _NAME))
    named = last_name(heard, close + 1, stop)
    if named is not None:
        return Speaker(named.text, named.id or None)
    voice = last_voice(heard, close + 1, stop)
    return Speaker(heard.reading.text[voice[0] : voice[1]]) if voice and not voice[2].author else None


def _last(heard: Voices, clause: Clause) -> Speaker | None:
    """Give who was named last before a clause, in its paragraph."""
    begin = heard.line(clause.start)
    named = last_name(heard, begin, clause.start)
    voice = last_voice(heard, begin, clause.start)
    if named is not None and (voice is None or voice[0] < named.start):
        return Speaker(named.text, named.id or None)
    return Speaker(heard.reading.text[voice[0] : voice[1]]) if voice and not voice[2].author else None


def _stop(norm: str, begin: int, end: int) -> int:
    """Give where the first stretch between commas ends."""
    return next((at for at in range(begin + 1, end) if norm[at] in _BREAKS), end)
