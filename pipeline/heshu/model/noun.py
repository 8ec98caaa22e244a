"""What every noun can do by pydantic's names, at no cost where it is made; and JSON that keeps lone surrogates."""

import json
from typing import Any, Self, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from heshu.model.written import to_json

T = TypeVar("T")


class Noun:
    """A dataclass with the ways in and out that pydantic's models have.

    The schema is built when one of them is first used: making a noun validates nothing and costs what a plain dataclass
    costs, where a pydantic dataclass costs several times as much.
    """

    __slots__ = ()

    def model_dump(self, **how: Any) -> dict[str, Any]:
        """Give its fields as plain data, those of its parts too; `mode="json"` for what JSON can hold."""
        fields: dict[str, Any] = _ADAPTERS[type(self)].dump_python(self, **how)
        return fields

    def model_dump_json(self, **how: Any) -> str:
        """Give its fields as JSON; quantities are decimal strings, dates ISO 8601."""
        return dump_json(type(self), self, **how)

    @classmethod
    def model_validate(cls, value: Any, **how: Any) -> Self:
        """Make one from what `model_dump` gave. Raises pydantic's ValidationError."""
        noun: Self = _ADAPTERS[cls].validate_python(value, **how)
        return noun

    @classmethod
    def model_validate_json(cls, line: str | bytes | bytearray, **how: Any) -> Self:
        """Make one from what `model_dump_json` gave. Raises pydantic's ValidationError."""
        return load_json(cls, line, **how)

    @classmethod
    def model_json_schema(cls, **how: Any) -> dict[str, Any]:
        """Give its JSON Schema."""
        return _ADAPTERS[cls].json_schema(**how)


def dump_json(kind: type[T], value: T, **how: Any) -> str:
    """Write a value of a kind as JSON, lone surrogates too (`model.written`)."""
    try:
        return _ADAPTERS[kind].dump_json(value, **how).decode("utf-8")
    except PydanticSerializationError:
        indent, how = how.get("indent"), {k: v for k, v in how.items() if k not in ("indent", "ensure_ascii")}
        return to_json(_ADAPTERS[kind].dump_python(value, mode="json", **how), indent)


def load_json(kind: type[T], line: str | bytes | bytearray, **how: Any) -> T:
    """Read a value of a kind from JSON, lone surrogates too. Raises pydantic's ValidationError."""
    value: T
    try:
        value = _ADAPTERS[kind].validate_json(line, **how)
    except ValidationError as error:
        if not any(e["type"] == "json_invalid" for e in error.errors(include_url=False)):
            raise
        try:
            plain = json.loads(line)
        except ValueError:
            raise error from None
        value = _ADAPTERS[kind].validate_python(plain, **how)
    return value


class _Adapters(dict[type[Any], TypeAdapter[Any]]):
    def __missing__(self, kind: type[Any]) -> TypeAdapter[Any]:
        self[kind] = made = TypeAdapter(kind)
        return made


_ADAPTERS = _Adapters()
