from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from trainer.tui.text.prose import Body, Heading, Item, Table, blocks, strong_parts

SOURCE = """
# 怎么用
第一行
第二行。
English one
and two.

- 先看**案卷**
- 再定目标
  和底线
1. 开场

| 项目 | 元 |
| --- | ---: |
| 餐补 | 260 |
结尾
"""


def test_all_kinds_of_blocks_are_read() -> None:
    assert blocks(SOURCE) == [
        Heading(1, "怎么用"),
        Body("第一行第二行。 English one and two."),
        Item("-", "先看**案卷**"),
        Item("-", "再定目标和底线"),
        Item("1.", "开场"),
        Table((("项目", "元"), ("餐补", "260")), head=True),
        Body("结尾"),
    ]


def test_a_table_without_a_rule_has_no_head() -> None:
    assert blocks("| a | b |\n| c | d |") == [Table((("a", "b"), ("c", "d")), head=False)]


def test_strong_words_are_told_apart() -> None:
    assert strong_parts("先看**案卷**，再谈") == [("先看", False), ("案卷", True), ("，再谈", False)]
    assert strong_parts("2 ** 3") == [("2 ** 3", False)]


@given(st.text(alphabet=st.sampled_from("工资ab #-|*1.\n "), max_size=80))
def test_no_letter_is_lost(source: str) -> None:
    shown = [
        "".join("".join(row) for row in block.rows) if isinstance(block, Table) else block.text
        for block in blocks(source)
    ]
    assert re.findall(r"[工资ab]", "".join(shown)) == re.findall(r"[工资ab]", source)
