"""Help of every command in both languages, by -h as by --help; completion in a real shell; misuse in one line."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from heshu.cli import main
from heshu.cli.app import app


def commands(command: object, names: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield names
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, (*names, name))


COMMANDS = list(commands(typer.main.get_command(app)))


def run(monkeypatch: pytest.MonkeyPatch, *args: str) -> int:
    monkeypatch.setattr(sys, "argv", ["heshu", *args])
    with pytest.raises(SystemExit) as left:
        main()
    assert isinstance(left.value.code, int)
    return left.value.code


def test_there_are_commands_of_commands() -> None:
    assert {("check",), ("evaluate", "suites"), ("train", "themes"), ("themes", "explain")} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_is_in_both_languages(
    command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert run(monkeypatch, *command, "-h") == 0
    short = capsys.readouterr().out
    assert run(monkeypatch, *command, "--help") == 0
    assert capsys.readouterr().out == short
    assert "用法 Usage: heshu" in short
    assert "…" not in short  # nothing was cut
    body = short.split("╭─", 1)[0].split("Usage:", 1)[1].split("\n", 1)[1]
    assert re.search(r"[\u4e00-\u9fff]", body)
    assert re.search(r"[A-Z][a-z]+", body)
    for row in re.findall(r"^│ \*?\s+(--\S+.*)│$", short, re.MULTILINE):
        assert re.search(r"[\u4e00-\u9fff]", row), row


def test_the_help_tells_the_exit_codes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch) == 2
    out, err = capsys.readouterr()
    assert "離開碼：0 完成" in out
    assert "Exit codes: 0 done" in out
    assert err == ""


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ("analyse", "欠缺參數 Missing argument 'paths'"),
        ("analyse --colour red x", "沒有這個選項 No such option: --colour"),
        ("analyse x --format yaml", "值不能用 Invalid value for '--format'"),
        ("check x --format", "選項用法不對 Option '--format' requires an argument"),
        ("serve --port 70000", "值不能用 Invalid value for '--port'"),
        ("serve --port http", "值不能用 Invalid value for '--port'"),
        ("dismiss x --key k", "欠缺參數 Missing option '--reason'"),
        ("evaluate everything", "用法不對 No such command 'everything'"),
        ("schema extra", "用法不對 Got unexpected extra argument"),
        ("themes list --help=yes", "does not take a value"),
        ("search", "欠缺參數 Missing argument 'words'"),
        ("check x --published 昨天", "不是日期"),
    ],
)
def test_a_misuse_is_one_line(
    args: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").write_text("樓市回暖。\n", encoding="utf-8")
    assert run(monkeypatch, *args.split()) == 2
    out, err = capsys.readouterr()
    (line,) = err.splitlines()
    assert out == ""
    assert line.startswith("heshu: ")
    assert said in line


@pytest.fixture
def heshu_on_path(tmp_path: Path) -> Path:
    """Make a command `heshu` of this package, as an installation does."""
    made = tmp_path / "bin" / "heshu"
    made.parent.mkdir()
    made.write_text(
        f"#!{sys.executable}\nimport sys\nsys.argv[0] = 'heshu'\nfrom heshu.cli import main\nmain()\n",
        encoding="utf-8",
    )
    made.chmod(0o755)
    return made.parent


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("heshu ch", {"check"}),
        ("heshu check --format ", {"table", "json", "html", "markdown"}),
        ("heshu check --dis", {"--dismissals"}),
        ("heshu evaluate fi", {"figures"}),
        ("heshu search x --theme prop", {"property"}),
        ("heshu check col", set()),
    ],
)
def test_bash_completes(heshu_on_path: Path, typed: str, offered: set[str]) -> None:
    words = typed.split(" ")
    script = (
        'eval "$(heshu completion bash)"\n'
        f"COMP_WORDS=({' '.join(w or chr(39) * 2 for w in words)}); COMP_CWORD={len(words) - 1}\n"
        "_heshu_completion heshu\n"
        'printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": f"{heshu_on_path}{os.pathsep}{os.environ['PATH']}"},
    )
    assert done.stderr == ""
    assert set(done.stdout.split()) == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_each_shell_gets_a_script(
    shell: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "completion", shell) == 0
    assert "_HESHU_COMPLETE" in capsys.readouterr().out
