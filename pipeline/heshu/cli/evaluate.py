"""`heshu evaluate`: every component's scores on our gold and on the public suites; run from a checkout."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from heshu.cli.help import App

app = App(
    "評分：對標註和公開題集的得分（在原始碼資料夾執行）。 Scores on our gold and public suites (in a checkout)."
)


class Split(StrEnum):
    """A part of the gold, by article."""

    train = "train"
    dev = "dev"
    test = "test"


Corpus = Annotated[Path, typer.Option(help="標註所在 Where our gold is")]
Part = Annotated[
    Split, typer.Option(help="哪一部分；test 只有分數 Which part; of test only scores are printed")
]
Shared = Annotated[Path, typer.Option(help="公開數據所在 Where the public data is")]
Verdicts = Annotated[Path, typer.Option(help="逐項判斷 The verdicts (CSV)")]
Errors = Annotated[bool, typer.Option("--errors", help="列出不符之處 List the disagreements")]


@app.command()
def suites(
    folder: Annotated[Path, typer.Argument(help="題集所在 Where the suites are")] = Path("../shared/suites"),
    errors: Errors = False,
) -> None:
    """公開題集，原文和繁體。 The public suites by their own conventions, as printed and in Traditional."""
    from heshu.evaluate.suites import score_suites

    for row in score_suites(folder):
        print(row.suite, row.kind, row.form, f"{row.passed}/{row.cases}", sep="\t")
        _print_all(row.failures if errors else ())


@app.command()
def figures(corpus: Corpus = Path("corpus"), split: Part = Split.dev, errors: Errors = False) -> None:
    """數字、時期和連結。 Figures, periods and links against our gold."""
    from heshu.evaluate.figures import score_figures

    scores, lines = score_figures(corpus, split.value)
    _print_scores(split, scores)
    _print_all(lines if errors else ())


@app.command()
def entities(
    corpus: Corpus = Path("corpus"),
    split: Part = Split.dev,
    data: Annotated[Path | None, typer.Option(help="公開數據所在 Where the public sets are")] = None,
    model: Annotated[
        str, typer.Option(help="名稱模型 The recogniser: entities-news, entities-open or a folder")
    ] = "entities-news",
    errors: Errors = False,
) -> None:
    """名稱：自家標註，和公開數據。 Entities against our gold, and the recogniser on public sets."""
    from heshu.evaluate.entities import score_entities, score_recogniser

    scores, lines = score_entities(corpus, split.value)
    _print_scores(split, scores)
    _print_all(lines if errors else ())
    for name, row in (score_recogniser(data, model) if data else {}).items():
        print(name, *(f"{key} {value:.4f}" for key, value in row.items()), sep="\t")


@app.command()
def themes(
    labels: Annotated[Path, typer.Argument(help="標註 Labelled texts (CSV)")] = Path(
        "corpus/themes/test.csv"
    ),
    model: Annotated[
        str, typer.Option(help="主題模型 The theme model, or the folder of your own")
    ] = "themes",
    train: Annotated[
        Path | None,
        typer.Option(help="比較用的訓練標註 Plain baselines learn from these", show_default=False),
    ] = None,
    data: Annotated[
        Path | None, typer.Option(help="公開數據所在 Where the public topic sets are", show_default=False)
    ] = None,
) -> None:
    """主題：對訓練沒見過的標註。 Themes on labelled texts that training never saw."""
    from heshu.evaluate.themes import TOPICS, evaluate_baselines, evaluate_model, evaluate_topics

    report = evaluate_model(labels, model)
    baselines = evaluate_baselines(train, labels) if train else {}
    for name, scored in {"": report, **baselines}.items():
        print(
            f"top-1 {scored.top1:.4f}",
            f"macro-F1 {scored.macro_f1:.4f}",
            f"ECE {scored.calibration:.4f}",
            name,
            sep="\t",
        )
    for row in report.themes:
        print(
            row.theme,
            row.texts,
            f"P {row.precision:.2f}",
            f"R {row.recall:.2f}",
            f"F1 {row.f1:.2f}",
            sep="\t",
        )
    for folder in [data / name for name in TOPICS] if data else ():
        topics = evaluate_topics(folder)
        print(topics.name, topics.texts, f"macro-F1 {topics.macro_f1:.4f}", sep="\t")


@app.command()
def claims(corpus: Corpus = Path("corpus"), shared: Shared = Path("../shared")) -> None:
    """說法：test 部分、值得查核的次序、互相矛盾的句對。 Claims on test, check-worthiness, conflicting pairs."""
    from heshu.evaluate.claims import evaluate_claims

    _print_scores(Split.test, evaluate_claims(corpus, shared))


@app.command()
def checks(
    corpus: Corpus = Path("corpus"),
    twins: Annotated[Path, typer.Option(help="正誤句所在 Where the twins are")] = Path("tests/checks"),
    model: Annotated[Path, typer.Option(help="核對模型所在 Where the model of the checks is")] = Path(
        "models/checks"
    ),
    data: Annotated[
        Path | None,
        typer.Option(
            help="公開文章所在，另計換錯的標題數字和誤報 Where the public texts are", show_default=False
        ),
    ] = None,
    verdicts: Verdicts = Path("tests/scores/alarms.csv"),
    split: Part = Split.test,
) -> None:
    """核對：種下的錯捉到多少、誤報多少。 Planted errors caught, and false alarms, per family."""
    from heshu.evaluate.checks_report import planted, real

    for line in planted(corpus, twins, model, split.value):
        print(line)
    for line in real(corpus, data, verdicts, split.value) if data else ():
        print(line)


@app.command()
def alarms(
    data: Annotated[Path, typer.Argument(help="公開文章所在 Where the public texts are")] = Path(
        "../shared/data"
    ),
    verdicts: Verdicts = Path("tests/scores/alarms.csv"),
    every: Annotated[int, typer.Option(help="每幾篇取一篇 Read one text in so many")] = 1,
) -> None:
    """核對：真實財經文章上的提示，逐項判斷對錯。 What the checks flag in real text, and how a reader judged it."""
    from heshu.evaluate.alarms import judge

    for line in judge(data, verdicts, every).lines():
        print(line)


@app.command()
def titles(
    corpus: Corpus = Path("corpus"),
    data: Annotated[Path | None, typer.Option(help="公開文章所在 Where the public texts are")] = None,
    split: Part = Split.dev,
    errors: Errors = False,
) -> None:
    """標題：換上同文另一數字，捉到多少，誤報多少。 Headline numbers swapped for others of the article."""
    from itertools import chain

    from heshu.evaluate.title_swaps import of_gold, of_public, score

    report = score(chain(of_gold(corpus, split.value), of_public(data) if data else ()))
    for name, tally in report.tallies.items():
        print(
            name,
            f"{report.articles[name]} articles" if name in report.articles else "",
            f"caught {tally.caught}/{tally.planted}",
            f"alarms {tally.false_alarms}" if name in report.articles else "",
            sep="\t",
        )
    hidden = split is Split.test
    _print_all(line for line in report.lines if errors and not (hidden and "\tgold\t" in line))


def _print_scores(split: Split, scores: dict[str, float]) -> None:
    for name, score in scores.items():
        print(split, name, f"{score:.4f}", sep="\t")


def _print_all(lines: Iterable[str]) -> None:
    for line in lines:
        print(f"  {line}")
