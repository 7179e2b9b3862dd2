"""Trees within limits, whatever the page: in depth, nodes and attributes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kliping.reading.guard import MAX_TAGS, is_suspicious
from kliping.reading.mend import mend
from kliping.reading.survey import survey
from kliping.reading.tree import Node, Tree, parse

# Real depth may be a few times the written one: a <td> brings its tbody and tr along.
DEEPEST = 2_100


def measure(tree: Tree) -> tuple[int, int]:
    """Nodes and depth."""
    nodes, deepest, node, above = 0, 0, tree.root, list[Node]()
    while True:
        nodes, deepest = nodes + 1, max(deepest, len(above))
        following = node.first_child
        if following is not None:
            above.append(node)
        else:
            following = node.next
            while following is None and above:
                following = above.pop().next
        if following is None:
            return nodes, deepest
        node = following


def words(tree: Tree) -> str:
    found, waiting = [], [tree.root]
    while waiting:
        node = waiting.pop()
        found.append(node.text_content or "")
        waiting += [n for n in (node.next if node is not tree.root else None, node.first_child) if n is not None]
    return "".join(found)


def codes(tree: Tree) -> list[str]:
    return [problem.code for problem in tree.problems]


def test_an_ordinary_page_is_left_alone() -> None:
    tree = parse(b"<p>Harga <b>beras</b> naik</p>")
    assert (tree.root.tag, words(tree), codes(tree)) == ("html", "Harga beras naik", [])


@pytest.mark.parametrize(
    "unit",
    [
        b"<div>",
        b"<ul><li>",
        b"<table><tr><td>",
        b"<span><div></span></div>",
        b"<b><div></b>",
        b"<div><table><td></div></table>",
        b"<form><table></form></table></form>",
        b"<b><marquee></b></marquee>",
        b"<rt>",
        b"<optgroup>",
        b"<svg><g>",
        b"<svg><p>",
        b"<svg><g/><input>",
        b"<svg><p></p><g/></svg><g/>",
        b"<select><svg><g/>",
        b"<math><mtext><div>",
        b"<svg><foreignObject><g/>",
        b"<svg><p><div><style></div></style>",
        b"<svg><p><div><![CDATA[></div>]]>",
        b"<select><style></select><div></style></div></select>",
        b"<div><script><!--<script></script></div>--></script>",
        b"<template><tr><td>",
        b"<a><div></a>",
    ],
)
def test_no_run_of_tags_gets_deep(unit: bytes) -> None:
    nodes, deepest = measure(parse(unit * 8_000))
    assert deepest <= DEEPEST
    assert nodes < 1_500_000


def test_one_unclosed_svg_hides_no_depth() -> None:
    for inner in (b"<input>", b"<td>", b"<g>", b"<style><g></g>"):
        assert measure(parse(b"<svg>" + inner * 20_000))[1] <= DEEPEST


def test_deep_text_is_kept() -> None:
    tree = parse(b"<div>" * 3_000 + b"beras" + b"</div>" * 3_000 + b"naik")
    assert codes(tree) == ["too_deep"]
    assert words(tree) == "berasnaik"


def test_attributes_are_capped() -> None:
    many = b" ".join(b"a%d=1" % number for number in range(20_000))
    tree = parse(b"<p id=x " + many + b">beras")
    assert codes(tree) == ["too_many_attributes"]
    assert words(tree) == "beras"
    hidden = parse(b"<p>x</p>" * 9_000 + b'<p ="' + many + b">")
    assert "too_many_attributes" in codes(hidden)


MANY = b" ".join(b"a%d" % number for number in range(9_000))


def most_attributes(tree: Tree) -> int:
    """How many attributes the element with most of them has."""
    most, waiting = 0, [tree.root]
    while waiting:
        node = waiting.pop()
        most = max(most, len(node.attributes) if node.tag and node.tag[0] != "-" else 0)
        waiting += [n for n in (node.next if node is not tree.root else None, node.first_child) if n is not None]
    return most


@pytest.mark.parametrize(
    "head",
    [
        b"<p ",
        b"<html ",
        b"</p><BODY\n",
        b'<p a==" b="> " ',
        b"<p a==' b='> ' ",
        b'<p a=x=" b="> " ',
        b'<p a=?b=" b="> " ',
        b'<p==" b="> " ',
        b'<p="a b="> " ',
        b'<p a="x"=" b="> " ',
    ],
)
def test_no_quote_hides_attributes(head: bytes) -> None:
    assert most_attributes(parse(head + MANY + b">beras")) <= 500


def test_names_between_values_are_attributes_too() -> None:
    names = iter(MANY.split())
    runs = b"".join(b" ".join(next(names) for _ in range(100)) + b'="" ' for _ in range(49))
    assert most_attributes(parse(b"<p " + runs + b">beras</p>" + b"x" * 30_000)) <= 500


@given(st.text(alphabet="ab=\"'>/ <\n", max_size=12), st.sampled_from(["", '"', "'"]))
def test_nothing_hides_attributes(head: str, quote: str) -> None:
    page = b"<p " + head.encode() + b" " + MANY + quote.encode() + b">beras</p>"
    assert most_attributes(parse(page)) <= 500


def test_pages_of_few_start_tags_are_left_to_the_parser() -> None:
    assert not is_suspicious(b"<p>x</p>" * 2_000 + b"<!-- x -->" * 300)
    assert is_suspicious(b"<p>x</p>" * 2_300)
    assert is_suspicious(b"</p>" * 4_500)


def test_tags_are_capped() -> None:
    tree = parse(b"<br>" * (MAX_TAGS + 9))
    assert codes(tree) == ["truncated"]


def test_clones_are_bounded() -> None:
    page = b"".join(b"<b id=%d>" % number for number in range(5_000)) + b"<p>x" * 5_000
    assert measure(parse(page))[0] < 100_000


def test_large_honest_pages_are_not_mended() -> None:
    icon = b"<svg viewBox='0 0 1 1'><title>x</title><desc>y</desc><g><path d='M0'/><use href='#a'/></g></svg>"
    row = b"<tr><td><p>Satu<td>Dua<br><img src=a><a href='b'><b>c</b></a>"
    item = b"<div><ul><li>x<li><span>y</ul></div><form><input></form><script>if (a<b) c('</p>')</script>"
    page = b"<body><main>" + (icon + item) * 600 + b"<table>" + row * 3_000 + b"</table></main>"
    assert is_suspicious(page)
    assert survey(page) == len(page)


def test_scripts_and_comments_hold_no_tags() -> None:
    page = b"<p>a</p>" + b"<script>'" + b"<div>" * 5_000 + b"'</script><!--" + b"<div>" * 5_000 + b"-->b"
    assert survey(page) == len(page)
    assert mend(page)[0].startswith(b"<p>a</p><script>'<div>")


@given(
    st.lists(
        st.sampled_from([b"<p", b" a", b"='", b'"', b">", b"</p>", b"<svg>", b"<!--", b"<td>", b"<b>", b"x", b"\0"])
    )
)
def test_never_raises(pieces: list[bytes]) -> None:
    page = b"".join(pieces)
    survey(page)
    measure(parse(mend(page)[0]))
    measure(parse(page))
