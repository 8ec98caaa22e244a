"""Pieces of pattern over the shape of a column: the words that tie one number to another."""

from heshu.checks.column import PERIOD, SIGNS, TIME

UP = (
    "(?:[急劲大激飙猛攀再续微回略稳跳暴狂骤上爬]?[升增涨]|上扬|炒高|炒|加快|攀|反弹|扩大|扩|提高|提升|提|抽高|上调|调高|加|飙|跃|弹升|激增|回升|"
    "上升|上涨|增加|增长|增多|增大|增持|调升|推高|拉升|翻)"
)
DOWN = (
    "(?:[急大锐猛再续微回略狂暴骤下连]?[跌降减挫缩]|放缓|放慢|下跌|下降|下滑|下挫|下调|回落|滑落|滑|减少|削减|缩减|缩短|缩小|收窄|收缩|调低|"
    "调减|削|砍|萎缩|减|跌|降|缩|挫|少|插|失守)"
)
STEADY = "(?:变成|变为|改为|转为|调整|修订|变|改|调)"
TO = "(?:至|到|为|成|成为|了)"

# What may stand between two numbers that belong together: no other number, no end of a clause.
NEAR = rf"[^{SIGNS}，,。；;！？\n]"
WITHIN = rf"[^{SIGNS}。；;！？\n]"
WHEN = rf"(?:{NEAR}{{0,6}}{PERIOD}(?:[的之]?{NEAR}{{0,10}}?)?)"

# Between a pair of levels and the change that is worked from them: only words that say no new subject.
_FILLER = (
    "按年|按月|按季|按周|按日|同比|环比|年比|月比|即是|即|亦即|也就是|等于|等同|相当于|换言之|换句话说|意味着|代表|累计|累积|累|合共|总共|共计|共|"
    "大幅|急|劲|微|轻微|轻|小幅|略为|略|稍为|稍|明显|显著|足足|整整|再|仅仅|仅|只是|只|已经|已|整体|期内|期间|短短|一年间|一年内|一个月内|半年间|"
    "幅度|幅|每年|全年|大|猛|净|约|达到|达|高达|为|是|逾|超过|近|接近|了|的|录得|录|有|差距|相差|差额|多达|录|激|狂|暴|一年|两年|三年|后|前后|"
    "即系|系|当中|实际|其实|比率|率|变动|变幅|合计|单月|单季|单日|全日|全周|一下子|突然|便|就|则|亦|也|又|竟|更|都|可说|可谓|可说是|算下来|计下来|计|算起来|折算|换算|"
    "较|比|相比|对比|之下|[上去前]年|[上去]年同期|同期|上月|上季|增速|跌速|前者|原来|之前|此前|先前|原先|当初|初时"
)
FILLER = rf"(?:{_FILLER}|{PERIOD}|{TIME}(?=[就内间便后之来])|[ 　（(：:——])"
GAP = rf"(?:(?:(?!的|价|率|额){NEAR}){{0,4}}(?=[，,]))?(?:{FILLER}{{0,6}}[，,]?{FILLER}{{0,7}})"

# A change: its cue and what may stand between the cue and its number.
RISE = rf"(?P<rise>{UP}[长加升涨大高]?(?:幅度?)?|多(?:出)?|高(?:出|企)?|升幅|增幅|涨幅|加幅|增长率|升)"
FALL = rf"(?P<fall>{DOWN}[少低小落]?(?:幅度?)?|低|跌幅|降幅|减幅|少)"
TAIL = r"(?:[了咗达为约逾近多出超过]|高达|录得|接近|幅度|幅|率|足足|大约|\s)*"
