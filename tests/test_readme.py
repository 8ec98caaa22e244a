"""The shell sessions and the Python of both READMEs, run as printed: no error is shown that is not meant to be.

`python tests/test_readme.py` writes what they print into the READMEs, and writes nothing where something fails.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from heshu.cli.app import app

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-Hant.md")
_SESSION = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)
_PYTHON = re.compile(r"```python\n(?P<code>.*?)```\n\n```text\n(?P<printed>.*?)```", re.DOTALL)
_MEANT = re.compile(r"# exit code (\d)")
"""How a README says that a command is meant to end so."""


def run(command: list[str], folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run a command in `folder` with our `heshu` on the path and no index of the user's."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "HESHU_INDEX": str(folder / "none.sqlite")}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)


def run_session(session: str, folder: Path) -> str:
    """Run every `$ ` line of a session in `folder`, one after another; give the session with what they print.

    Raises AssertionError for a command that says anything on standard error, or ends as it is not meant to.
    """
    lines = []
    for command in re.findall(r"^\$ (.*)$", session, re.MULTILINE):
        done = run(["bash", "-o", "pipefail", "-c", command], folder)
        meant = _MEANT.search(command)
        assert (done.returncode, done.stderr) == (int(meant[1]) if meant else 0, ""), command
        lines += [f"$ {command}", *done.stdout.splitlines()]
    return "".join(f"{line}\n" for line in lines)


def run_python(code: str, folder: Path) -> str:
    """Run a program in `folder`; give what it prints. Raises AssertionError where it fails."""
    done = run([sys.executable, "-c", code], folder)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def read(readme: str) -> str:
    return (ROOT / readme).read_text(encoding="utf-8")


def sessions(readme: str) -> list[str]:
    return _SESSION.findall(read(readme))


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    return tmp_path


def test_the_shell_sessions_print_what_they_say(checkout: Path) -> None:
    found = sessions(READMES[0])
    assert len(found) >= 2
    for session in found:
        assert run_session(session, checkout) == session


def test_both_readmes_show_the_same_sessions() -> None:
    assert sessions(READMES[0]) == sessions(READMES[1])


@pytest.mark.parametrize("readme", READMES)
def test_the_python_prints_what_it_says(readme: str, checkout: Path) -> None:
    (shown,) = _PYTHON.finditer(read(readme))
    assert run_python(shown["code"], checkout) == shown["printed"]


@pytest.mark.parametrize(
    "session",
    [
        "$ heshu analyse no-such-file.txt\n",
        "$ heshu analyse no-such-file.txt | head -3\n",
        "$ heshu rules | grep nothing-like-it\n",
        "$ heshu check corpus/columns/2025-05-21-grade-a-office.txt\n",
        "$ hesuh rules\n",
    ],
)
def test_an_error_that_is_not_meant_is_no_session(session: str, checkout: Path) -> None:
    with pytest.raises(AssertionError):
        run_session(session, checkout)


@pytest.mark.parametrize("readme", READMES)
def test_commands_named_in_the_text_are_there(readme: str) -> None:
    commands = dict(known(get_command(app)))
    for quoted in re.findall(r"`(heshu [^`]+)`", read(readme)):
        words = quoted.replace("\\|", "|").split()[1:]
        name = next(" ".join(words[:n]) for n in (2, 1) if n == 1 or " ".join(words[:n]) in commands)
        assert name in commands, quoted
        assert {word for word in words if word.startswith("--")} <= commands[name], quoted


def known(command: Any, name: str = "") -> Iterator[tuple[str, set[str]]]:
    """Yield every command, and a group's, with its options."""
    yield name, {option for parameter in command.params for option in parameter.opts}
    for inner, one in getattr(command, "commands", {}).items():
        yield from known(one, f"{name} {inner}".strip())


def written(text: str) -> str:
    """Give a README's text with what its sessions and its Python print today."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "corpus").symlink_to(ROOT / "corpus")
        text = _SESSION.sub(lambda shown: run_session(shown[0], folder), text)
        (shown,) = _PYTHON.finditer(text)
        at, end = shown.span("printed")
        return text[:at] + run_python(shown["code"], folder) + text[end:]


if __name__ == "__main__":
    for path, text in [(ROOT / readme, written(read(readme))) for readme in READMES]:
        path.write_text(text, encoding="utf-8")
