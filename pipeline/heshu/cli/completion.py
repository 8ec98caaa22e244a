"""`heshu completion`: a script that lets a shell complete commands, options and their values."""

from enum import StrEnum
from typing import Annotated

import typer

VARIABLE = "_HESHU_COMPLETE"
"""Set by the shell when it asks for completions."""


class Shell(StrEnum):
    """A shell that can complete."""

    bash = "bash"
    zsh = "zsh"
    fish = "fish"
    powershell = "powershell"


def completion(
    shell: Annotated[Shell, typer.Argument(help="哪一種 shell Which shell")] = Shell.bash,
) -> None:
    """印出補全設定：eval "$(heshu completion bash)"。 Print what makes a shell complete heshu's commands."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]  # theirs, by another name

    print(get_completion_script(prog_name="heshu", complete_var=VARIABLE, shell=shell.value))


def prepare() -> None:
    """Let Typer answer a shell that asks."""
    from typer.completion import completion_init  # type: ignore[attr-defined]  # theirs, by another name

    completion_init()
