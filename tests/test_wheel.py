"""The wheel stands alone: built, unpacked elsewhere, it analyses a file with its own lexicons and weights."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parents[1]


def test_the_wheel_carries_what_it_needs(tmp_path: Path) -> None:
    built = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(tmp_path / "dist"),
        str(ROOT),
    ]
    subprocess.run(built, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("heshu-*.whl")
    home = tmp_path / "site"
    with ZipFile(wheel) as archive:
        archive.extractall(home)
    assert max(path.stat().st_size for path in home.rglob("*") if path.is_file()) < 20_000_000
    code = (
        "import heshu, sys\n"
        f"assert heshu.__file__.startswith({str(home)!r}), heshu.__file__\n"
        "(record,) = heshu.analyse('樓市回暖\\n\\n上月二手註冊量錄得約4000宗，新盤成交升兩成，樓價回穩。')\n"
        "print(record.themes[0].theme, *(figure.text for figure in record.figures))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(home)},
        capture_output=True,
        text=True,
    )
    assert done.stdout.split() == ["property", "約4000宗", "兩成"], done.stderr
