"""The sheet 核數清單: what an editor keeps beside the column, and may send to its author."""

from heshu.sheet.html import fragment, html
from heshu.sheet.markdown import markdown
from heshu.sheet.places import Place
from heshu.sheet.view import PLAIN, Entry, Sheet, make_sheet, stands

__all__ = ["PLAIN", "Entry", "Place", "Sheet", "fragment", "html", "make_sheet", "markdown", "stands"]
