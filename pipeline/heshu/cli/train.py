"""`heshu train`: each model from its data, by one command."""

from pathlib import Path
from tempfile import TemporaryFile
from typing import Annotated

import typer

from heshu.cli.help import App
from heshu.errors import OptionError

app = App("訓練模型。 Train a model.")


Corpus = Annotated[Path, typer.Option(help="自家標註所在 Where our gold is")]


@app.command()
def themes(
    labels: Annotated[Path, typer.Option(help="標註：themes,text[,title] 的 CSV Labelled texts")],
    out: Annotated[Path, typer.Option(help="新模型的資料夾 The new model's folder")],
    taxonomy: Annotated[
        Path | None, typer.Option(help="新增或取代的主題 Themes to add or replace (TOML)")
    ] = None,
    base: Annotated[
        str, typer.Option(help="以此為底，none 為由零開始 What to build on; none to begin from nothing")
    ] = "themes",
) -> None:
    """以標註訓練主題模型。 Learn themes from labelled texts, on top of a model that exists."""
    from heshu.themes.train import train

    trained = train(labels, taxonomy_file=taxonomy, out=_writable(out), base=None if base == "none" else base)
    report = trained.report
    print(
        f"{trained.texts} texts\ttop-1 {report.top1:.3f}\tmacro-F1 {report.macro_f1:.3f}\tECE {report.calibration:.3f}"
    )
    for row in report.themes:
        few = "\t標註太少 too few labelled" if row.theme in trained.few else ""
        print(f"{row.theme}\t{row.texts}\tP {row.precision:.2f}\tR {row.recall:.2f}\tF1 {row.f1:.2f}{few}")
    for true, said, count in report.confusions[:20]:
        print(f"{true} → {said}\t{count}")
    print(trained.folder)


@app.command()
def entities(
    folder: Annotated[
        Path, typer.Argument(help="模型資料夾，內有 config.toml The model's folder, with its recipe")
    ],
    data: Annotated[Path, typer.Option(help="公開數據所在 Where the public sets are")],
    corpus: Corpus = Path("corpus"),
) -> None:
    """按 config.toml 訓練名稱辨識，寫下權重和分數。 Train the recogniser by its recipe; write weights and scores."""
    from heshu.evaluate.entities import train_entities

    for line in train_entities(_writable(folder), data, corpus):
        print(line, flush=True)


@app.command()
def links(
    folder: Annotated[Path, typer.Argument(help="模型資料夾 The model's folder")],
    corpus: Corpus = Path("corpus"),
) -> None:
    """以標註的 train 部分訓練連結。 Learn what figures are linked to; write weights, margins and scores."""
    from heshu.evaluate.links_train import train_links

    _print(train_links(corpus, _writable(folder)))


@app.command()
def claims(
    folder: Annotated[Path, typer.Argument(help="模型資料夾 The model's folder")],
    corpus: Corpus = Path("corpus"),
) -> None:
    """訓練說法的類別、語氣和查核價值。 Learn what clauses are, who speaks, and what is worth checking."""
    from heshu.evaluate.claims_judge import train_judge
    from heshu.evaluate.claims_worth import train_worth

    _print(train_judge(corpus, _writable(folder)))
    _print({"worth": train_worth(corpus, folder)})


def _writable(folder: Path) -> Path:
    """Give the folder back if it can be made or written, which is known before hours go into learning.

    Raises OptionError where it cannot.
    """
    there = next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())
    try:
        with TemporaryFile(dir=there):
            return folder
    except OSError as error:
        raise OptionError(f"{folder}: 不能寫入這個資料夾 this folder cannot be written ({error})") from error


@app.command()
def checks(
    folder: Annotated[
        Path, typer.Argument(help="模型資料夾，內有 config.toml The model's folder, with its recipe")
    ],
    corpus: Corpus = Path("corpus"),
    data: Annotated[Path | None, typer.Option(help="公開數據所在 Where the public texts are")] = None,
) -> None:
    """以正確句子訓練核對：哪些數字是一條算式。 Learn from right sentences which numbers make a sum."""
    from heshu.evaluate.sums_model import train_checks

    _print(train_checks(_writable(folder), corpus, data))


def _print(scores: dict[str, dict[str, float]]) -> None:
    for part, row in scores.items():
        print(part, *(f"{name} {value:.4f}" for name, value in row.items()), sep="\t")
