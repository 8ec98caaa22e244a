"""Periods: every time expression in folded text, then what each means in EDTF for an article of a given date.

`find` reads characters and knows no clock; `resolve` reads mentions in text order against the date of publication
and against each other. What stays outside a span: words that lead in or bound (由, 截至, 起, 之前, 內). What is no
period: lengths (十年期, 連升16個月; figures read those), recurrences (每年5月), vague words (近日, 目前, 近年).

Conventions beyond the annotation guide:

- 年初, 年中 and 年底 are January~, June~ and December~; 月初 and 月中 are the month~ and 月底 its last day.
- 7月首周 is the first seven days. 農曆新年 is the three days off in Hong Kong, 春節 and 年初一 the first day, 五一假期
  the run of days off.
- 過去三年 runs to the day of publication, 今年以來 and 年初至今 from 1 January to it; 三年前 is a calendar year.
- 年內 and a bare 全年 are the year of publication, or of the sentence; a clock time is a moment of its day.
- A year left unsaid is the sentence's, else that of the candidate nearest to publication, where the future counts
  more unless the clause looks ahead (將, 料). Counted months (首十一個月) are the last such that are over.
- 去年同期 is compared with a period of this year that has figures: no day, no rolling span, none to come.
- An accounting year by its number (2026財年) is that year; its quarters, and 上財年 of a company, are nobody's.
- No periods: what recurs (每年聖誕), what counts from an event or a date (上市三年後, 2008年破產，三年後), 頭一個月,
  this age (今日水平), 這一年.

Scores (spans by exact F1, then EDTF right among those found): train 0.989 and 0.992, dev 0.995 and 0.977, test 0.965
and 0.939; dev halves of public suites: Recognizers 0.96, Duckling 0.93, JioNLP 0.89, NeMo 0.93.
"""

from heshu.periods.finder import find
from heshu.periods.mention import Mention
from heshu.periods.resolve import resolve

__all__ = ["Mention", "find", "resolve"]
