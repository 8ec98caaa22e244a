"""Page furniture: what belongs to the page and to no article on it.

Page numbers, date lines, 下轉A12版, links, advertisements, credits of the desk. All patterns match the norm.
"""

import re

_DAY = (
    r"(?:(?:\d{4}|[〇零一二三四五六七八九○]{4})\s{0,9}[年\-/.]\s{0,9})?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s{0,9}[月\-/.]"
    r"\s{0,9}(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})\s{0,9}[日号]?"
)
_PAGE_NUMBER = (
    r"(?:第\s{0,9}[A-Z]?\d{1,3}\s{0,9}[版页叠]|[A-Z]{0,2}\s?\d{1,3}\s{0,9}[版页叠]?"
    r"|第[一二三四五六七八九十]{1,3}[版页叠])"
)
_WEEKDAY = (
    r"[（(]?(?:(?:星期|礼拜|周)[一二三四五六日天]"
    r"|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?)[)）]?"
)
_LUNAR = r"(?:农历|夏历|岁次)\S{2,12}"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s{0,9}[APap][Mm])?(?:\s{0,9}HKT)?"
_DATE_HEAD = (
    r"(?:(?:文章|最后|稿件)?(?:发布|更新|刊登|出版|建立|发表|上载)?(?:时间|日期|于)?\s{0,9}[：:]?\s{0,9})"
)
_GAP = r"[\s|｜/·・•,，\-–—]{0,9}"

_DATE_OR_PAGE = re.compile(
    rf"{_DATE_HEAD}(?:{_GAP}(?:{_DAY}|{_CLOCK}|{_PAGE_NUMBER}|{_WEEKDAY}|{_LUNAR})){{1,6}}{_GAP}"
)
_PART = re.compile(rf"(?:{_DAY}|(?<![^\s|｜/·・•]){_PAGE_NUMBER}(?![^\s|｜/·・•])|{_WEEKDAY}|{_LUNAR})")
_SURE_PART = re.compile(rf"{_DAY}|[A-Z]{{1,2}}\s?\d{{1,2}}版?|第.{{1,4}}[版页叠]|{_WEEKDAY}")
_CONTINUED = re.compile(
    r"[^\w（(【\[]{0,3}[（(【\[]?\s{0,9}(?:(?:未完)?[，,、 ]{0,2}"
    r"(?:下转|上接|转下|接上|文转|文接|转入|紧接|续见|续刊|转刊)\s?\S{0,8}"
    r"|(?:相关|另有|有关)(?:新闻|报道|文章|内容)?[^。，]{0,6}[刊见载]\s{0,9}[A-Z]?\d{1,3}\s{0,9}版?"
    r"|(?:详见|刊于?|见)\s{0,9}[A-Z]\d{1,3}\s{0,9}版?|未完(?:，?待续)?|转[A-Z]\d{1,2}版?)[)）】\]]?[^\w]{0,3}"
)
_LINK = re.compile(r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}|#\S+(?:\s+#\S+)*")
_BUTTON = re.compile(
    r"(?:分享|赞好|打印|列印|收藏|字体(?:大小)?|大\s{0,9}中\s{0,9}小|登入|登录|订阅|更多|返回(?:首页)?|上一篇|下一篇|留言|热门(?:文章|新闻)?"
    r"|(?:相关|推荐)(?:文章|新闻|阅读|报道)|延伸阅读|即时新闻|首页|关键[词字]|标签|Tags?|Share|Tweet|Like|Facebook|WhatsApp|Print)"
    r"(?:\s{0,9}[：:|｜].{0,60}|(?:\s\S{1,10}){0,6})",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"[■◆●]?\s{0,9}(?:责任编辑|责编|版面编辑|编辑|美术(?:编辑)?|版面设计|设计|校对|制图|制表|图表制作|督印人?|承印人?|总编辑)\s{0,9}[：:／/].{1,30}"
)
_RIGHTS = re.compile(
    r".{0,40}(?:版权所有|不得转载|All [Rr]ights [Rr]eserved|Copyright|©).{0,60}"
    r"|(?:本版|本报|本栏|本页|以上)[^。]{0,12}(?:文章|内容|评论|专栏|观点)[^。]{0,30}(?:不代表|与本报|立场|授权)[^。]{0,20}。?"
)
_ADVERTISEMENT = re.compile(
    r"[【\[（(]?(?:广告|广告查询|特约刊登|赞助|推广|鸣谢|ADVERTISEMENT|Advertisement|Sponsored)[】\])）]?(?:[：:\s|｜].{0,60})?"
    r"|[^。]{0,40}(?:查询|热线|电话|传真|WhatsApp)\s{0,9}[：:]?\s{0,9}(?:\(?\+?852\)?[\s-]?)?\d{4}[\s-]?\d{4}[^。]{0,40}"
    r"|(?:[^。\s]{0,8}(?:电邮|电子邮箱|投稿|来稿|网址|E-?mail))\s{0,9}[：:]\s{0,9}[\w.+@/:-]+"
)
_ALL = (_DATE_OR_PAGE, _CONTINUED, _LINK, _BUTTON, _DESK, _RIGHTS, _ADVERTISEMENT)


def is_furniture(norm: str) -> bool:
    """Whether a line of up to 80 columns belongs to the page; a line without a letter or digit always does."""
    return is_ornament(norm) or any(pattern.fullmatch(norm) for pattern in _ALL)


def is_rights(norm: str) -> bool:
    """Whether a line states rights or whose views the page prints; the only furniture that is whole sentences."""
    return _RIGHTS.fullmatch(norm) is not None


def is_ornament(norm: str) -> bool:
    """Whether a line has nothing to read on it: a rule, asterisks, an invisible mark."""
    return not any(character.isalnum() for character in norm)


def section_in(norm: str) -> str | None:
    """Give the section that a page line names beside its number or date (A12　財經觀察　2026年3月2日)."""
    if not any(_SURE_PART.fullmatch(part) for part in _PART.findall(norm)):
        return None
    rest = _PART.sub(" ", norm).strip(" |｜/·・•,，-–—")
    return rest if 2 <= len(rest) <= 10 and rest.isalpha() else None
