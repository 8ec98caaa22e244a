"""A theme model as a folder, complete in itself: what it knows, what it learned from, how well it does.

`weights.npz` and `config.toml` are read at analysis time; `taxonomy.toml` (where a desk has its own rows) and
`labels.csv` are what the next training starts from; `metrics.json` and `card.md` are for people.
"""

import io
import tomllib
import zipfile
from functools import lru_cache
from pathlib import Path

import numpy as np

from heshu.errors import ModelError
from heshu.resources import model_path, read_model_file
from heshu.themes.weights import Floats, Weights

DEFAULT = "themes"
_VERSION = 1


@lru_cache(maxsize=4)
def load_weights(name: str = DEFAULT) -> Weights:
    """Read a model's weights, once: `themes`, or the path of a desk's own folder. Raises ModelError."""
    config = read_model_file(name, "config.toml")
    try:
        settings = tomllib.loads(config.decode("utf-8"))
        if settings["version"] != _VERSION:
            raise ModelError(
                f"模型 {name} 來自別的版本，請重新訓練 made by another version of heshu, train it again "
                f"(version {settings['version']})"
            )
        with np.load(io.BytesIO(read_model_file(name, "weights.npz")), allow_pickle=False) as stored:
            return Weights(
                themes=tuple(settings["themes"]),
                vote_words=_words(stored["vote_words"]),
                votes=_full(stored, "votes"),
                slope_words=_words(stored["slope_words"]),
                slopes=stored["slopes"].astype(np.float32),
                rarity=stored["rarity"],
                offsets=stored["offsets"],
                characters=bool(settings["characters"]),
                curve=tuple(float(value) for value in stored["curve"]),  # type: ignore[arg-type]  # four, by save
                threshold=float(settings["threshold"]),
            )
    except (KeyError, ValueError, OSError, tomllib.TOMLDecodeError, zipfile.BadZipFile) as error:
        raise ModelError(
            f"模型 {name} 已損壞，請重新訓練 the model is broken, train it again: {error}"
        ) from error


def save_weights(weights: Weights, folder: Path) -> None:
    """Write `weights.npz` and `config.toml`; the same weights give the same bytes of config."""
    folder.mkdir(parents=True, exist_ok=True)
    rows, columns = np.nonzero(weights.votes)
    np.savez_compressed(
        folder / "weights.npz",
        vote_words=np.frombuffer("\n".join(weights.vote_words).encode("utf-8"), np.uint8),
        votes_row=rows.astype(np.int32),
        votes_column=columns.astype(np.int16),
        votes_value=weights.votes[rows, columns],
        votes_shape=np.array(weights.votes.shape, np.int32),
        slope_words=np.frombuffer("\n".join(weights.slope_words).encode("utf-8"), np.uint8),
        slopes=weights.slopes.astype(np.float16),
        rarity=weights.rarity,
        offsets=weights.offsets,
        curve=np.array(weights.curve, np.float64),
    )
    ids = "\n".join(f'    "{theme}",' for theme in weights.themes)
    (folder / "config.toml").write_text(
        f"version = {_VERSION}\nthreshold = {weights.threshold}\ncharacters = {str(weights.characters).lower()}\n"
        f"themes = [\n{ids}\n]\n",
        encoding="utf-8",
    )
    load_weights.cache_clear()


def labels_text(name: str = DEFAULT) -> str:
    """Give the labelled texts that a model learned from, as CSV."""
    return read_model_file(name, "labels.csv").decode("utf-8")


def own_taxonomy_text(name: str = DEFAULT) -> str:
    """Give the rows that a desk's model adds to the taxonomy, or nothing."""
    path = model_path(name) / "taxonomy.toml"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _words(packed: "np.ndarray[tuple[int], np.dtype[np.uint8]]") -> tuple[str, ...]:
    text = packed.tobytes().decode("utf-8")
    return tuple(text.split("\n")) if text else ()


def _full(stored: "np.lib.npyio.NpzFile", name: str) -> Floats:
    table = np.zeros(tuple(stored[f"{name}_shape"]), np.float32)
    table[stored[f"{name}_row"], stored[f"{name}_column"]] = stored[f"{name}_value"]
    return table
