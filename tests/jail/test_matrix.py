"""The matrix in docs/THREATS.md is of these attempts and these layers, and says what is promised. It is made by ./matrix."""

import re

import pytest

import layers
from attempts import ATTEMPTS

pytestmark = pytest.mark.local


def test_of_the_attempts_that_there_are():
    assert set(layers.committed()) == layers.names()


def test_of_the_layers_that_there_are():
    source = (layers.THREATS.parents[1] / "src" / "jail" / "ablation.c").read_text()
    known = re.findall(r'"(\w+)"', source[source.index("layers[] = {"):source.index("};")])
    assert set(known) == set(layers.LAYERS)


def test_no_cell_is_empty():
    signs = {layers.ONLY, layers.ONE_OF, layers.NOT, layers.UNSEEN}
    assert all(set(cells) <= signs and len(cells) == len(layers.LAYERS) + 1 for cells in layers.committed().values())


def test_two_layers_before_what_is_protected():
    single = {name for name, cells in layers.committed().items() if layers.ONLY in cells and ATTEMPTS[name].target in layers.PROTECTED}
    assert single == set(layers.SINGLE)


def test_something_stops_each():
    """By itself, or as the only one; with neither it takes two together, which is a finding to look at."""
    assert [name for name, cells in layers.committed().items() if not {layers.ONLY, layers.ONE_OF} & set(cells)] == []


def test_every_layer_is_needed_or_says_why_it_stays():
    for column, layer in enumerate(layers.LAYERS):
        assert any(cells[column] == layers.ONLY for cells in layers.committed().values()) or layer in layers.REASONS, layer
