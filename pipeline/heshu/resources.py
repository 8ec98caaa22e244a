"""Where files lie: trained models, in the installed package or at the root of a checkout."""

from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from heshu.errors import ModelError


def model_path(name: str | Path) -> Path | Traversable:
    """Give the folder of a model: a packaged name (`themes`), or the folder of the caller's own.

    An installed heshu carries its models inside; an editable checkout has them at its root. A plain name is a packaged
    model before it is a folder here; `./themes` is a folder. Raises ModelError where there is none.
    """
    own = Path(name)
    places: list[Path | Traversable] = [own]
    if isinstance(name, str) and name == own.name:
        places = [files("heshu") / "models" / name, _checkout() / "models" / name, own]
    for folder in places:
        if folder.is_dir():
            return folder
    raise ModelError(
        f"{name}: 沒有這個模型或資料夾 there is no such model or folder; `heshu train` makes one of your own"
    )


def read_model_file(name: str | Path, file: str) -> bytes:
    """Read one file of a model. Raises ModelError where the model or the file is missing."""
    try:
        return (model_path(name) / file).read_bytes()
    except OSError as error:
        raise ModelError(
            f"model {name}: {file} 讀不到，請重新訓練 cannot be read; train it again ({error})"
        ) from error


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Give a digest of this heshu: its code, lexicons and models. Two of one fingerprint read a page alike."""
    total = sha256()
    for root in (Path(__file__).parent, _checkout() / "models"):
        for path in sorted(root.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                part = sha256(path.read_bytes()).hexdigest()
                total.update(f"{path.relative_to(root).as_posix()}\t{part}\n".encode())
    return total.hexdigest()[:16]


def _checkout() -> Path:
    return Path(__file__).resolve().parents[2]
