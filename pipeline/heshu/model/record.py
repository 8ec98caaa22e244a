"""The record contract, version 1: one record per article, and its JSON Schema."""

from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from heshu.model.noun import dump_json, load_json
from heshu.model.nouns import Claim, Entity, Figure, Finding, Keyword, Period, Theme
from heshu.model.page import Author, Block, Segment, Source

SCHEMA: Literal["heshu/1"] = "heshu/1"


class Record(BaseModel):
    """One article, structured. All spans are in `text`; `segments` map `text` to the file."""

    model_config = ConfigDict(extra="forbid", validate_by_name=True, serialize_by_alias=True)

    schema_: Literal["heshu/1"] = Field(default=SCHEMA, alias="schema")
    id: str
    source: Source
    title: str | None
    column: str | None
    standfirst: str | None
    authors: list[Author]
    text: str
    segments: list[Segment]
    blocks: list[Block]
    themes: list[Theme] = []
    keywords: list[Keyword] = []
    entities: list[Entity] = []
    periods: list[Period] = []
    figures: list[Figure] = []
    claims: list[Claim] = []
    findings: list[Finding] = []
    supersedes: str | None = Field(default=None, exclude_if=lambda id: id is None)
    """The id of the earlier version whose place this one took; only an index says so."""

    def _repr_html_(self) -> str:
        """Show itself in a notebook, as its sheet."""
        from heshu.sheet import fragment, make_sheet

        return fragment([make_sheet(self)])

    def model_dump_json(self, **how: Any) -> str:
        """Write the record as JSON, lone surrogates too."""
        return dump_json(type(self), self, **how)

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **how: Any) -> Self:
        """Read a record from JSON, lone surrogates too. Raises pydantic's ValidationError."""
        return load_json(cls, json_data, **how)


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) that every record printed by heshu satisfies."""
    schema = Record.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
