"""Pieces of pattern over the shape of a column: the words that tie one number to another."""

import re

from heshu.checks.column import PERIOD, SIGNS, TIME


def one_of(words: str) -> str:
    """Give a pattern for any of the words, parted by white space, longest first."""
    return "(?:" + "|".join(sorted(words.split(), key=len, reverse=True)) + ")"


_HOW = "[急劲大激飙猛攀再续微回略稳跳暴狂骤锐连]?"
_UP = one_of(
    "升 增 涨 上扬 上爬 炒高 炒 加快 攀 反弹 扩大 扩 提高 提升 提 抽高 上调 调高 加 飙 跃 弹升 激增 回升 "
    "上升 上涨 增加 增长 增多 增大 增持 调升 推高 拉升 翻 爬升 爬 贵"
)
_DOWN = one_of(
    "跌 降 减 挫 缩 放缓 放慢 下跌 下降 下滑 下挫 下调 回落 滑落 滑 减少 削减 缩减 缩短 缩小 收窄 收缩 "
    "调低 调减 削 砍 萎缩 少 插 失守 平 便宜"
)
UP = f"{_HOW}{_UP}"
DOWN = f"{_HOW}{_DOWN}"
STEADY = one_of("变成 变为 改为 转为 调整 修订 变 改 调")
TO = one_of("至 到 为 成 成为 了 返")

# What may stand between two numbers that belong together: no other number, no end of a clause.
NEAR = rf"[^{SIGNS}，,。；;！？\n]"
WHERE = rf"(?:{NEAR}|{PERIOD}|{TIME})"
OF = "[的之嘅]"

# Between a pair of levels and the change that is worked from them: only words that say no new subject.
_FILLER = one_of(
    "按年 按月 按季 按周 按日 同比 环比 年比 月比 即是 即 亦即 也就是 等于 等同 相当于 换言之 换句话说 "
    "意味着 代表 累计 累积 累 合共 总共 共计 共 大幅 急 劲 微 轻微 轻 小幅 略为 略 稍为 稍 明显 显著 足足 "
    "整整 足 再 仅仅 仅 只是 只 已经 已 仍然 仍 依然 整体 期内 期间 短短 一年间 一年内 一个月内 半年间 "
    "幅度 幅 每年 全年 大 猛 净 约 达到 达 高达 为 是 逾 超过 近 接近 了 的 录得 录 有 差距 相差 差额 "
    "多达 激 狂 暴 一年 两年 三年 后 前后 前 即系 系 当中 实际 其实 比率 率 变动 变幅 合计 单月 单季 单日 "
    "全日 全周 一下子 突然 便 就 则 亦 也 又 竟 更 都 可说 可谓 可说是 算下来 计下来 计 算起来 折算 换算 "
    "较 比 相比 对比 之下 上年 去年 前年 上年同期 去年同期 前年同期 同期 上月 上季 增速 跌速 前者 原来 "
    "之前 此前 先前 原先 当初 初时 啱啱好 啱啱 刚好 足 左右 咗 嘅 数字 人数 数目 资金成本 增速 水平"
)
FILLER = rf"(?:{_FILLER}|{PERIOD}|{TIME}(?=[就内间便后之来跌升左，]|上下|下来)|[ 　（(：:—])"
GAP = rf"(?:(?:(?!的|价|率|额){NEAR}){{0,5}}(?=[，,]))?(?:{FILLER}{{0,6}}[，,]?{FILLER}{{0,8}})"

# A change: its cue, and what may stand between the cue and its number. A flat one (相差, 惡化) has no direction.
_FLAT = one_of("恶化 改善 转差 相差 差距 差额 差价 差幅")
_MORE = one_of("多出 多收 多付 多赚 多 高出 高企 高 升幅 增幅 涨幅 加幅 增长率")
_LESS = one_of("低 跌幅 降幅 减幅 少 短收 少收 少付 少赚 短缺")
RISE = rf"(?P<rise>{UP}[长加升涨大高]?(?:幅度?)?|{_MORE})"
FALL = rf"(?P<fall>{DOWN}[少低小落]?(?:幅度?)?|{_LESS})"
FLAT = rf"(?P<flat>{_FLAT})"
TAIL = r"(?:[了咗达为约逾近多出超过足成]|高达|录得|接近|幅度|幅|率|大约|\s){0,8}"

# A total, before or after its parts.
TOTAL = (
    r"(?:合共|合计|总共|共计|一共|总计|总数|总额|总值|总量|总[^，。]{1,3}|加起来|相加|加埋|总和|合起来|共有|共涉|共录得|共录|共售出"
    r"|(?<!公)共(?!同|享|用|识|振|赢|和))"
)
TOTAL_BEFORE = re.compile(rf"{TOTAL}{NEAR}{{0,12}}$")
