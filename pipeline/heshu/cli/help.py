"""Help in both languages: what Typer says around a help text is said in Chinese too; `-h` is `--help` everywhere."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

Function = TypeVar("Function", bound=Callable[..., Any])

_SAID = {
    "ARGUMENTS_PANEL_TITLE": "參數 Arguments",
    "OPTIONS_PANEL_TITLE": "選項 Options",
    "COMMANDS_PANEL_TITLE": "命令 Commands",
    "DEFAULT_STRING": "[預設 default: {}]",
    "REQUIRED_LONG_STRING": "[必須 required]",
}
_BOTH = re.compile(r"^(.*[\u2e80-\u9fff\uff00-\uffef)]) ([^\u2e80-\u9fff\uff00-\uffef\n]+)", re.MULTILINE)


class _InBoth:
    """What commands and groups share."""

    def get_usage(self, ctx: Any) -> str:
        usage: str = super().get_usage(ctx)  # type: ignore[misc]  # stands before a Typer class
        return usage.replace("Usage:", "用法 Usage:", 1)

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        option.help = "顯示這個說明 Show this help"
        return option

    def format_help(self: Any, ctx: Any, formatter: Any) -> None:
        from typer import rich_utils  # only here: it costs an import

        for name, said in _SAID.items():
            setattr(rich_utils, name, said)
        for shown in (
            self,
            *self.get_params(ctx),
        ):  # of a list of commands only the first paragraph is printed
            shown.help = _BOTH.sub(r"\1\n\n\2", shown.help or "")
        for command in getattr(self, "commands", {}).values():
            command.help = _BOTH.sub(r"\1\n\2", command.help or "")
        super().format_help(ctx, formatter)  # type: ignore[misc]


class _Command(_InBoth, TyperCommand):
    """One command."""


class _Group(_InBoth, TyperGroup):
    """A command with commands of its own."""


class App(typer.Typer):
    """Commands under one name, with their help in both languages, a line each."""

    def __init__(self, help: str, **settings: Any) -> None:
        """Begin without commands; without arguments, the help is shown."""
        super().__init__(
            help=help,
            cls=_Group,
            no_args_is_help=True,
            add_completion=False,
            pretty_exceptions_enable=False,
            context_settings={"help_option_names": ["-h", "--help"]},
            **settings,
        )

    def command(self, name: str | None = None, **settings: Any) -> Callable[[Function], Function]:
        """Add a function as a command."""
        return super().command(name, cls=_Command, **settings)
