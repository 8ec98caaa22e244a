"""The record contract, version 1: one record per article, and its JSON Schema."""

import json
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticSerializationError

from heshu.model.nouns import Claim, Entity, Figure, Finding, Keyword, Period, Theme
from heshu.model.page import Author, Block, Segment, Source
from heshu.model.written import to_json

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

    def model_dump_json(self, **how: Any) -> str:
        """Write the record as JSON, lone surrogates too (`model.written`)."""
        try:
            return super().model_dump_json(**how)
        except PydanticSerializationError:
            indent, how = (
                how.get("indent"),
                {k: v for k, v in how.items() if k not in ("indent", "ensure_ascii")},
            )
            return to_json(self.model_dump(mode="json", **how), indent)

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **how: Any) -> Self:
        """Read a record from JSON, lone surrogates too. Raises pydantic's ValidationError."""
        try:
            return super().model_validate_json(json_data, **how)
        except ValidationError as error:
            if not any(e["type"] == "json_invalid" for e in error.errors(include_url=False)):
                raise
            try:
                plain = json.loads(json_data)
            except ValueError:
                raise error from None
            return cls.model_validate(plain, **how)


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) that every record printed by heshu satisfies."""
    schema = Record.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
