"""What is found in an article: the nouns of the record contract, version 1.

Offsets are code points of the article text, end exclusive. Quantities are `Decimal`, never `float`; scores
are `float`. Ids are empty until the record is made.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import PlainSerializer

from heshu.model.noun import Noun

Quantity = Annotated[Decimal, PlainSerializer(lambda d: format(d, "f"), return_type=str, when_used="json")]

OUT_OF_RANGE = ".out_of_range"

FigureKind = Literal[
    "money", "percent", "count", "ratio", "duration", "area", "length", "weight", "volume", "energy", "power",
    "data", "temperature", "speed", "rank", "index", "score", "other",
]  # fmt: skip
Hedge = Literal["exact", "about", "at_least", "more_than", "at_most", "less_than", "nearly"]
Direction = Literal["up", "down"]
EntityLabel = Literal["PER", "ORG", "LOC", "FAC", "PRODUCT", "INDEX", "LAW", "EVENT"]
PeriodAnchor = Literal["explicit", "published", "previous"]
ClaimType = Literal[
    "quantity", "comparison", "ranking", "trend", "forecast", "causal", "attribution", "rule", "opinion"
]
Modality = Literal["asserted", "forecast", "conditional", "normative", "reported"]
FindingStatus = Literal["inconsistent", "consistent", "by_rounding", "by_truncation", "unverifiable"]
Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Phrase(Noun):
    """A stretch of article text that something refers to."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Base(Phrase):
    """What a change is compared with: 較去年同期, 按月; `period` is a period id or null."""

    period: str | None = None


@dataclass(slots=True)
class Figure(Noun):
    """One number as printed, with its unit and hedge, and what it means.

    `value` is in base units (3.5億元 is 350000000; 四成 is 40 percent); `lower` and `upper` are the bounds
    that the words imply. `rule` names the rule that read it (`share.tenths`); where it ends in `.out_of_range`, the
    number is larger or smaller than anything that is counted (`model.quantity`) and has no value and no bounds.
    """

    start: int
    end: int
    text: str
    kind: FigureKind
    value: Quantity | None
    unit: str | None
    lower: Quantity | None = None
    upper: Quantity | None = None
    hedge: Hedge = "exact"
    direction: Direction | None = None
    measure: Phrase | None = None
    entity: str | None = None
    period: str | None = None
    base: Base | None = None
    per: str | None = None
    unit_from: Literal["print", "default"] = "print"
    rule: str = ""
    id: str = ""

    @property
    def is_out_of_range(self) -> bool:
        """Whether the number is beyond what is counted: it is shown, and never judged."""
        return self.rule.endswith(OUT_OF_RANGE)


@dataclass(slots=True)
class Period(Noun):
    """A stretch of time as printed; `first` and `last` are the covered days, inclusive, null when open."""

    start: int
    end: int
    text: str
    edtf: str | None
    first: date | None = None
    last: date | None = None
    anchor: PeriodAnchor | None = None
    rule: str = ""
    id: str = ""


@dataclass(slots=True)
class Entity(Noun):
    """One mention; every mention of one thing shares `name`."""

    start: int
    end: int
    text: str
    label: EntityLabel
    name: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Speaker(Noun):
    """Who says a claim; `entity` is an entity id, or null for unnamed voices (市場意見)."""

    text: str
    entity: str | None = None


@dataclass(slots=True)
class Claim(Noun):
    """A sentence or clause that says something one could look up."""

    start: int
    end: int
    text: str
    types: list[ClaimType]
    checkable: bool
    score: float
    modality: Modality = "asserted"
    speaker: Speaker | None = None
    subject: Phrase | None = None
    figures: list[str] = field(default_factory=list)
    entities: list[str] = field(default_factory=list)
    periods: list[str] = field(default_factory=list)
    id: str = ""


@dataclass(frozen=True, slots=True)
class Span(Noun):
    """A bare stretch of article text."""

    start: int
    end: int


@dataclass(slots=True)
class Finding(Noun):
    """One number problem or one verified agreement, with the arithmetic written out in `working`.

    `because` holds the stretches of print that made a sum look meant, where a trained scorer found it.
    """

    rule: str
    status: FindingStatus
    severity: Severity
    start: int
    end: int
    spans: list[Span]
    message: str
    message_en: str
    stated: str | None = None
    expected: str | None = None
    working: str | None = None
    suggestion: str | None = None
    sources: list[str] = field(default_factory=list)
    because: list[str] = field(default_factory=list)
    id: str = ""

    @property
    def kind(self) -> Severity | FindingStatus:
        """What it is to a reader: how bad where it does not hold, its status where it does."""
        return self.severity if self.status == "inconsistent" else self.status


@dataclass(frozen=True, slots=True)
class Theme(Noun):
    """What the article is about; `terms` are what in this text spoke for it."""

    theme: str
    score: float
    terms: list[str]


@dataclass(frozen=True, slots=True)
class Keyword(Noun):
    """A term that marks this article against the background."""

    term: str
    score: float
