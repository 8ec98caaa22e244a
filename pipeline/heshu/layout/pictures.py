"""What stands beside the text: captions, chart titles, table rows, and the sources under charts.

All patterns match the norm of one strip. A caption is known by its arrow, its heading (圖：) or its photo credit;
a chart title by its unit (伙), its number (圖一：) or its word (走勢圖).
"""

import re

from heshu.layout.lines import Strip

_CAPTION_START = re.compile(
    r"[▲▼◀▶◄►△▽◁▷◣◢◤◥⬆⬇⬅➡↑↓←→↗↘↖↙]|[■◆]\s*图[为中：:]"
    r"|[【\[（(〔]?(?:图片?|附图|相片?|图片说明|图说|资料图)[】\])）〕]?\s*[：:／/]|图[为中左右](?!表)|[（(〔\[]图[)）〕\]]"
)
_SQUARE = re.compile(r"[■◆]")
_CREDIT = re.compile(
    r"(?:(?:资料|网上|网络|档案|设计|视频|受访者|公司|政府|新闻处|社|彭博|通讯社|官网|本报|记者\S{0,8})(?:提供)?(?:图片|照片|截图|资料图|供图)"
    r"|图片?来源\s*[：:].{1,20}|(?:法新|新华|路透|美联|中新|中通)社|(?<!拍)[^\W\d]{1,10}摄)[)）\]】]?$"
)
_UNIT = (
    r"[^（()）]{0,8}(?:[%‰元宗伙套个间家户人次辆吨点倍厘呎尺桶股张亿万千百仙圆镑]|指数|盎司|平方米|公里|百万"
    r"|[A-Z]{0,3}\$|TWh|GWh|MW|GB)"
)
_CHART_UNIT = re.compile(rf"[（(](?:单位\s*[：:]\s*)?{_UNIT}[)）]$")
_CHART_NUMBER = re.compile(
    r"(?:图表|附表|附图|表|图)\s{0,9}[一二三四五六七八九十\d]{0,3}\s{0,9}[：:.、｜|]\s{0,9}\S|[（(]?单位\s{0,9}[：:]"
)
_CHART_ITEM = re.compile(r"(?:图表|附表|表|图)[一二三四五六七八九十\d]{1,2}\s+\S")
_CHART_WORD = re.compile(
    r"(?:走势图|一览表?|统计表|比较表|对照表|时间表|概况表|数据表|示意图|分布图|比较图|图表|成绩表|排行榜)$"
)
_CHART_LEAD = re.compile(
    r"[图表]\s*[：:][^，。；]{2,24}(?:走势|变化|变动|比较|分布|一览|统计|数据|增长|增幅|表现|比率|占比|概况|趋势)"
)
_SOURCE = re.compile(r"[（(]?[*＊]?\s{0,9}(?:(?:资料|数据|图表)?来源|备注|注|註)\s{0,9}[：:]")
_NUMBER_CELL = re.compile(
    r"[（(]?[+\-−▲▼↑↓]?(?:HK|US|RMB)?[$¥€£]?\d[\d,.]*(?:[%‰]|[亿万千百元宗伙倍厘点个港呎人次辆吨套间家户]{1,3})?\*?[)）]?|[-—–]{1,3}|N/?A"
)
_PAIR = re.compile(r"[^\s：:，。]{1,10}[：:]\s*[+\-−]?\$?\d[\d,.]*[^\s，。：:\d]{0,4}")
_SENTENCE = re.compile(r"[，、；。！？]")
_CELL_EDGE = re.compile(r"[\s|｜]+")
_STOCK = re.compile(r"[^\s，。：:（(]{2,10}\s*[（(]\d{4,6}(?:\.[A-Z]{2})?[)）]")


def is_caption(strip: Strip) -> bool:
    """Whether a strip is a caption by its own marks."""
    if _CHART_LEAD.fullmatch(strip.norm):
        return False
    if _CAPTION_START.match(strip.norm):
        return strip.width <= 160
    if strip.width > 80 or strip.terminal:
        return False
    if _CREDIT.search(strip.norm):
        return strip.pauses > 0 or strip.norm[-1] in ")）]】" or " " in strip.norm
    return bool(_SQUARE.match(strip.norm)) and (strip.pauses > 0 or strip.width > 14)


def is_chart_title(strip: Strip) -> bool:
    """Whether a strip heads a chart."""
    if strip.width > 32 or strip.terminal:
        return False
    if _CHART_UNIT.search(strip.norm) or _CHART_ITEM.match(strip.norm):
        return True
    return strip.pauses <= 1 and bool(_CHART_NUMBER.match(strip.norm) or _CHART_WORD.search(strip.norm))


def is_source(norm: str) -> bool:
    """Whether a line says where a chart comes from: 資料來源：土地註冊處."""
    return bool(_SOURCE.match(norm))


def is_row(norm: str) -> bool:
    """Whether a line is a row of a table: cells with space between, half of them numbers (1月　2,310　-3%)."""
    if len(norm) > 120 or _SENTENCE.search(norm):
        return False
    cells = cells_of(norm)
    if len(cells) < 2:
        return bool(_PAIR.fullmatch(norm) or _STOCK.fullmatch(norm) or _NUMBER_CELL.fullmatch(norm))
    numbers = sum(1 for cell in cells if _NUMBER_CELL.fullmatch(cell))
    return numbers * 2 >= len(cells)


def cells_of(norm: str) -> list[str]:
    """Cut a line into the cells that a row would have."""
    return [cell for cell in _CELL_EDGE.split(norm) if cell]
