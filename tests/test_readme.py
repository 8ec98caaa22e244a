"""The shell sessions of both READMEs, run as printed. `python tests/test_readme.py` writes their output into them."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-Hant.md")
_SESSION = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)


def run_session(session: str, folder: Path) -> str:
    """Run every `$ ` line of a session in `folder`, one after another; give the session with what they print."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    lines = []
    for command in re.findall(r"^\$ (.*)$", session, re.MULTILINE):
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=folder,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
        )
        lines += [f"$ {command}", *(done.stdout + done.stderr).splitlines()]
    return "".join(f"{line}\n" for line in lines)


def sessions(readme: str) -> list[str]:
    return _SESSION.findall((ROOT / readme).read_text(encoding="utf-8"))


@pytest.mark.parametrize("readme", READMES)
def test_the_shell_sessions_print_what_they_say(readme: str, tmp_path: Path) -> None:
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    found = sessions(readme)
    assert found
    for session in found:
        assert run_session(session, tmp_path) == session


def test_both_readmes_show_the_same_sessions() -> None:
    assert sessions(READMES[0]) == sessions(READMES[1])


def _write() -> None:
    for readme in READMES:
        path = ROOT / readme
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "corpus").symlink_to(ROOT / "corpus")
            text = _SESSION.sub(
                lambda match: run_session(match[0], Path(folder)), path.read_text(encoding="utf-8")
            )
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _write()
