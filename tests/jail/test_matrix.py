"""The matrix in docs/THREATS.md is of these attempts and these layers, and says what is promised. It is made by ./matrix."""

import re

import pytest

import table
from attempts import ATTEMPTS

pytestmark = pytest.mark.local


def test_of_the_attempts_that_there_are():
    assert set(table.committed()) == table.names()


def test_of_the_layers_that_there_are():
    source = (table.THREATS.parents[1] / "src" / "jail" / "ablation.c").read_text()
    known = re.findall(r'"(\w+)"', source[source.index("layers[] = {"):source.index("};")])
    assert set(known) == set(table.LAYERS)


def test_no_cell_is_empty():
    signs = {table.ONLY, table.ONE_OF, table.NOT, table.UNSEEN}
    assert all(set(cells) <= signs and len(cells) == len(table.LAYERS) + 1 for cells in table.committed().values())


def test_two_layers_before_what_is_protected():
    single = {name for name, cells in table.committed().items() if table.ONLY in cells and ATTEMPTS[name].target in table.PROTECTED}
    assert single == set(table.SINGLE)


def test_something_stops_each():
    """By itself, or as the only one; with neither it takes two together, which is a finding to look at."""
    assert [name for name, cells in table.committed().items() if not {table.ONLY, table.ONE_OF} & set(cells)] == []


def test_every_layer_is_needed_or_says_why_it_stays():
    for column, layer in enumerate(table.LAYERS):
        assert any(cells[column] == table.ONLY for cells in table.committed().values()) or layer in table.REASONS, layer
