"""The families of arithmetic: what each says, with a right and a wrong sentence. All are found by `checks.sums`."""

from collections.abc import Iterator

from heshu.checks.related import Related
from heshu.model.nouns import Finding


def growth(related: Related) -> Iterator[Finding]:
    """`arithmetic.growth`: a percentage change agrees with the two levels that it is between.
    升跌百分比與前後兩個數相符。

    Right: 註冊量由4,200宗升至5,040宗，按月升兩成。
        Registrations rose from 4,200 to 5,040, up 20% on the month.
    Wrong: 註冊量由4,200宗升至5,040宗，按月升三成。
        Registrations rose from 4,200 to 5,040, up 30% on the month (it is 20%).
    """
    yield from related.told("arithmetic.growth")


def difference(related: Related) -> Iterator[Finding]:
    """`arithmetic.difference`: a change in units, points or basis points is the one level less the other.
    增減之數等於兩數相減。

    Right: 最優惠利率由5.25厘下調至5厘，減25點子。
        The prime rate was cut from 5.25% to 5%, by 25 basis points.
    Wrong: 最優惠利率由5.25厘下調至5厘，減50點子。
        The prime rate was cut from 5.25% to 5%, by 50 basis points (it is 25).
    """
    yield from related.told("arithmetic.difference")


def close_change(related: Related) -> Iterator[Finding]:
    """`arithmetic.close_change`: a change in percent agrees with the level and the change in units.
    升跌幅與收報及點數相符。

    Right: 恒指收報26,250點，升250點或0.96%。
        The index closed at 26,250, up 250 points or 0.96%.
    Wrong: 恒指收報26,250點，升250點或1.96%。
        The index closed at 26,250, up 250 points or 1.96% (from 26,000 it is 0.96%).
    """
    yield from related.told("arithmetic.close_change")


def multiple(related: Related) -> Iterator[Finding]:
    """`arithmetic.multiple`: 增兩倍 is to three times as much, 增至三倍 too; the two are told apart.
    增加幾倍與增至幾倍不可混淆。

    Right: 電動車登記由2萬輛增至6萬輛，增長兩倍。
        Electric car registrations grew from 20,000 to 60,000, an increase of two times.
    Wrong: 電動車登記由2萬輛增至6萬輛，增長三倍。
        Electric car registrations grew from 20,000 to 60,000, an increase of three times (it is two; to three times).
    """
    yield from related.told("arithmetic.multiple")


def compound(related: Related) -> Iterator[Finding]:
    """`arithmetic.compound`: a yearly rate of growth, over the years told, leads from one level to the other.
    複合年增長率與首尾兩數及年數相符。

    Right: 市場規模由1,000億元，用5年增至1,610億元，複合年增長率為10%。
        The market went from 100 to 161 billion in 5 years, a compound 10% a year.
    Wrong: 市場規模由1,000億元，用5年增至1,610億元，複合年增長率為16%。
        The market went from 100 to 161 billion in 5 years, a compound 16% a year (it is 10%).
    """
    yield from related.told("arithmetic.compound")


def share(related: Related) -> Iterator[Finding]:
    """`arithmetic.share`: a share agrees with the part and the whole that are printed with it.
    佔比與部分及整體相符。

    Right: 全年共12000宗，其中3000宗屬一手，佔25%。
        There were 12,000 in the year, 3,000 of them new, that is 25%.
    Wrong: 全年共12000宗，其中3000宗屬一手，佔35%。
        There were 12,000 in the year, 3,000 of them new, that is 35% (it is 25%).
    """
    yield from related.told("arithmetic.share")


def sums(related: Related) -> Iterator[Finding]:
    """`arithmetic.sum`: a stated total is the sum of the parts listed with it.
    總數等於各部分之和。

    Right: 兩期合共750伙，包括400伙及350伙。
        The two phases have 750 flats in all, of which 400 and 350.
    Wrong: 兩期合共950伙，包括400伙及350伙。
        The two phases have 950 flats in all, of which 400 and 350 (that is 750).
    """
    yield from related.told("arithmetic.sum")


def breakdown(related: Related) -> Iterator[Finding]:
    """`arithmetic.breakdown`: the shares of one whole make 100%.
    同一整體的各個佔比合計為100%。

    Right: 換樓客佔六成，首置客佔三成，其餘一成屬投資者。
        Six tenths were upgraders, three tenths first buyers, the other tenth investors.
    Wrong: 換樓客佔六成，首置客佔三成，其餘兩成屬投資者。
        Six tenths were upgraders, three tenths first buyers, the other two tenths investors (that makes 110%).
    """
    yield from related.told("arithmetic.breakdown")


def part(related: Related) -> Iterator[Finding]:
    """`arithmetic.part`: a part is no greater than its whole.
    部分不可大於整體。

    Right: 全年成交共320宗，當中一手有300宗。
        There were 320 sales in the year, 300 of them new flats.
    Wrong: 全年成交共300宗，當中一手有320宗。
        There were 300 sales in the year, 320 of them new flats.
    """
    yield from related.told("arithmetic.part")


def average(related: Related) -> Iterator[Finding]:
    """`arithmetic.average`: a stated average is the total over the number of things.
    平均數等於總數除以數目。

    Right: 300名學生共獲發60萬元，平均每人2,000元。
        The 300 pupils were paid 600,000 in all, 2,000 each on average.
    Wrong: 300名學生共獲發60萬元，平均每人3,000元。
        The 300 pupils were paid 600,000 in all, 3,000 each on average (it is 2,000).
    """
    yield from related.told("arithmetic.average")


def product(related: Related) -> Iterator[Finding]:
    """`arithmetic.product`: so many things at so much each make the total.
    數量乘以單價等於總數。

    Right: 參賽的有24隊，每隊6人，合共144人。
        There are 24 teams of 6, 144 people in all.
    Wrong: 參賽的有24隊，每隊6人，合共154人。
        There are 24 teams of 6, 154 people in all (it is 144).
    """
    yield from related.told("arithmetic.product")


def unit_price(related: Related) -> Iterator[Finding]:
    """`arithmetic.unit_price`: a price over its area is the price a square foot.
    呎價等於樓價除以面積。

    Right: 單位實用面積500方呎，以750萬元沽出，呎價15000元。
        The 500-square-foot flat sold for 7.5 million, 15,000 a square foot.
    Wrong: 單位實用面積500方呎，以750萬元沽出，呎價16500元。
        The 500-square-foot flat sold for 7.5 million, 16,500 a square foot (it is 15,000).
    """
    yield from related.told("arithmetic.unit_price")


def rental_yield(related: Related) -> Iterator[Finding]:
    """`arithmetic.yield`: twelve monthly rents, or a year's income, over the price is the return.
    回報率等於全年收入除以價格。

    Right: 業主以600萬元購入單位，月租2萬元，租金回報4厘。
        The owner bought the flat for 6 million; at 20,000 a month it returns 4%.
    Wrong: 業主以600萬元購入單位，月租2萬元，租金回報6厘。
        The owner bought the flat for 6 million; at 20,000 a month it returns 6% (it is 4%).
    """
    yield from related.told("arithmetic.yield")


def age(related: Related) -> Iterator[Finding]:
    """`calendar.age`: an age agrees with the years of birth and death.
    年歲與生卒年份相符。

    Right: 畫家1881年出生，1936年離世，享年55歲。
        The painter was born in 1881 and died in 1936, aged 55.
    Wrong: 畫家1881年出生，1936年離世，享年65歲。
        The painter was born in 1881 and died in 1936, aged 65 (it is 55).
    """
    yield from related.told("calendar.age")


def anniversary(related: Related) -> Iterator[Finding]:
    """`calendar.anniversary`: an anniversary agrees with the year of founding.
    周年與創辦年份相符。

    Right: 書院1966年創辦，2026年慶祝60周年。
        The college was founded in 1966 and marks 60 years in 2026.
    Wrong: 書院1966年創辦，2026年慶祝50周年。
        The college was founded in 1966 and marks 50 years in 2026 (it is 60).
    """
    yield from related.told("calendar.anniversary")
