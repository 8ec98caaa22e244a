"""`heshu themes`: the list of themes, and why an article is filed as it is."""

from typing import Annotated

import typer

from heshu.cli.help import App

app = App("主題：有哪些、為甚麼。 Themes: which there are, and why.")


def theme_ids() -> list[str]:
    """Give what a shell may complete a theme to."""
    from heshu.themes.taxonomy import taxonomy

    return [row.id for row in taxonomy()]


@app.command("list")
def list_themes() -> None:
    """列出主題和定義。 Print every theme with its definition."""
    from heshu.themes.taxonomy import taxonomy

    for row in taxonomy():
        print(row.id, row.name, row.name_en, row.definition, sep="\t")


@app.command()
def explain(
    file: Annotated[str, typer.Argument(help="檔案，- 為標準輸入 A file; - is standard input")],
    model: Annotated[
        str, typer.Option(help="主題模型 The theme model, or the folder of your own")
    ] = "themes",
) -> None:
    """每篇最可能的主題，和支持它的字詞。 The likeliest themes of each article, with the words that spoke for them."""
    from heshu.layout import split
    from heshu.sources import read
    from heshu.text.fold import fold
    from heshu.themes import explain as why

    for article in split(read(file)).articles:
        title_end = max((block.end for block in article.blocks if block.kind == "title"), default=0)
        themes = list(why(article.text, fold(article.text), title_end, model))
        print(article.title or "（無題 untitled）")
        for theme in themes:
            words = "、".join(f"{word} {added:.2f}" for word, added in theme.terms[:10])
            print(f"  {theme.theme}\t{theme.score:.3f}\t{'✓' if theme.holds else ' '}\t{words}")
