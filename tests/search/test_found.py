import random

import pytest

from nt_desktop.search.found import all_both, all_of, as_bits, both, count, either, members, ranges, without

SIZE = 700


def as_set(found):
    return set(members(found))


@pytest.fixture(params=range(40))
def pair(request):
    """Two random sets, each as a set or as bits."""
    rng = random.Random(request.param)
    made = []
    for _ in range(2):
        numbers = set(rng.sample(range(SIZE), rng.choice([0, 1, 5, 300, SIZE])))
        made.append((numbers, as_bits(numbers, SIZE) if rng.random() < 0.5 else numbers))
    return made


def test_algebra_agrees_with_python_sets(pair):
    (left, found_left), (right, found_right) = pair
    assert as_set(both(found_left, found_right)) == left & right
    assert as_set(either(found_left, found_right, SIZE)) == left | right
    assert as_set(without(found_left, found_right, SIZE)) == left - right
    assert as_set(all_both([found_left, found_right, all_of(SIZE)])) == left & right
    assert count(found_left) == len(left)


def test_members_come_in_order_and_can_be_bounded():
    numbers = {5, 8, 9, 600, 64}
    assert members(numbers) == members(as_bits(numbers, SIZE)) == [5, 8, 9, 64, 600]
    assert members(numbers, 3) == members(as_bits(numbers, SIZE), 3) == [5, 8, 9]
    many = set(range(1, SIZE, 2))
    assert members(as_bits(many, SIZE)) == sorted(many)
    assert members(as_bits(many, SIZE), 7) == [1, 3, 5, 7, 9, 11, 13]


@pytest.mark.parametrize(
    "spans", [[], [(0, 1)], [(3, 5)], [(0, 8)], [(7, 9)], [(8, 24), (30, 31)], [(5, 5)], [(0, SIZE)]]
)
def test_ranges_are_the_numbers_of_their_spans(spans):
    assert as_set(ranges(spans, SIZE)) == {number for first, last in spans for number in range(first, last)}
