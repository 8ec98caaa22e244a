"""The wheel stands alone, unpacked elsewhere: it has its lexicons and weights, and spaCy finds what is in it."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the wheel unpacked in it, metadata and all, as pip does."""
    folder = tmp_path_factory.mktemp("wheel")
    built = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder / "dist", ROOT]
    subprocess.run(built, check=True, capture_output=True)
    (wheel,) = (folder / "dist").glob("heshu-*.whl")
    with ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(home: Path, folder: Path, code: str) -> list[str]:
    environment = {**os.environ, "PYTHONPATH": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_the_wheel_carries_what_it_needs(home: Path, tmp_path: Path) -> None:
    assert max(path.stat().st_size for path in home.rglob("*") if path.is_file()) < 20_000_000
    assert (home / "heshu" / "py.typed").is_file()
    code = (
        "import heshu, sys\n"
        f"assert heshu.__file__.startswith({str(home)!r}), heshu.__file__\n"
        "(record,) = heshu.analyse('樓市回暖\\n\\n上月二手註冊量錄得約4000宗，新盤成交升兩成，樓價回穩。')\n"
        "print(record.themes[0].theme, *(figure.text for figure in record.figures))"
    )
    assert run(home, tmp_path, code) == ["property", "約4000宗", "兩成"]


def test_spacy_alone_finds_the_stages_and_opens_what_they_left(home: Path, tmp_path: Path) -> None:
    write = (
        "import spacy\nfrom spacy.tokens import DocBin\nnlp = spacy.blank('zh')\nnlp.add_pipe('heshu_figures')\n"
        "DocBin(store_user_data=True, docs=[nlp('成交升兩成。')]).to_disk('docs.spacy')"
    )
    read = (
        "import spacy\nfrom spacy.tokens import DocBin\n"
        "(doc,) = DocBin().from_disk('docs.spacy').get_docs(spacy.blank('zh').vocab)\n"
        "print(*(span._.figure.value for span in doc.spans['figures']))"
    )
    assert run(home, tmp_path, write) == []
    assert run(home, tmp_path, read) == ["20"]
