"""What starts quickly must not import what is slow; asserted by module, never by the clock."""

import subprocess
import sys
from pathlib import Path

import pytest

SLOW = {"spacy", "jieba", "sklearn", "numpy"}


def modules_after(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*sorted(sys.modules), sep='\\n', file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "code",
    [
        "import heshu",
        "import heshu.cli",
        "sys.argv = ['heshu', '--help']\ntry:\n    from heshu.cli import main\n    main()\nexcept SystemExit: pass",
    ],
)
def test_help_starts_without_the_slow_libraries(code: str) -> None:
    assert not SLOW & modules_after(code)


def test_search_starts_without_spacy_or_jieba(tmp_path: Path) -> None:
    index = tmp_path / "index.sqlite"
    column = tmp_path / "2026-03-02-column.txt"
    column.write_text("樓市回暖\n\n二手註冊量錄得約4000宗，按月升兩成。\n", encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "heshu.cli", "ingest", column, "--index", index],
        check=True,
        capture_output=True,
    )
    code = (
        f"sys.argv = ['heshu', 'search', '註冊量', '--index', {str(index)!r}]\n"
        "try:\n    from heshu.cli import main\n    main()\nexcept SystemExit as end:\n    assert not end.code"
    )
    assert not (SLOW | {"rjieba"}) & modules_after(code)
