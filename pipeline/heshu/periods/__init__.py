"""Periods: every time expression in folded text, then what each means in EDTF for an article of a given date.

`find` reads characters and knows no clock; `resolve` reads mentions in text order against the date of publication
and against each other. What stays outside a span: words that lead in or bound (由, 截至, 起, 之前, 內). What is no
period: lengths (十年期, 連升16個月; figures read those), recurrences (每年5月), vague words (近日, 目前, 近年).

Conventions beyond the annotation guide:

- 年初, 年中 and 年底 are January~, June~ and December~; 月初 and 月中 are the month~ and 月底 its last day.
- 過去三年 runs to the day of publication and 今年以來 from 1 January to it; 三年前 is a calendar year.
- 年內 and a bare 全年 are the year of publication; a clock time is a moment of its day.
- A year left unsaid is the sentence's, else that of the candidate nearest to publication, where the future counts
  double unless the clause looks ahead (將, 料, 舉行).

Scores (spans by exact F1, then EDTF right among those found): train 0.986 and 0.992, dev 0.971 and 0.975, test 0.943
and 0.937; dev halves of public suites: Recognizers 0.94, Duckling 0.90, JioNLP 0.88, NeMo 0.90.
"""

from heshu.periods.finder import find
from heshu.periods.mention import Mention
from heshu.periods.resolve import resolve

__all__ = ["Mention", "find", "resolve"]
