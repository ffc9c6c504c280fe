"""Facets, against counts made from the catalogue one unit at a time."""

from collections import Counter

import pytest

from nt_desktop.catalog.catalog import Catalog
from nt_desktop.search.facets import make_facets
from nt_desktop.search.found import as_bits
from nt_desktop.search.matching import Shelf


@pytest.fixture(scope="module")
def shelf(search_folder):
    opened = Shelf(search_folder)
    yield opened
    opened.close()


@pytest.mark.parametrize("step", [1, 2, 3, 7, 50, 400])
@pytest.mark.parametrize("is_bits", [False, True])
def test_facets_count_every_hit_once_in_each_property_of_its_document(shelf, built_index, units, step, is_bits):
    chosen = set(range(step - 1, shelf.n_units, step))
    facets = {f.name: {v.value: v.count for v in f.values} for f in make_facets(
        shelf, as_bits(chosen, shelf.n_units) if is_bits else chosen
    )}  # fmt: skip
    with Catalog.open(built_index) as catalog:
        documents = {document.key: document for document in catalog.documents()}
    found = [documents[units[number].document] for number in sorted(chosen)]
    assert facets["document"] == Counter(document.key for document in found)
    assert facets["kind"] == Counter(document.kind for document in found)
    assert facets["region"] == Counter(document.region for document in found if document.region)
    dated = Counter(document.date[:4] for document in found if document.date)
    assert all(facets["year"][year] >= n for year, n in dated.items())
    assert sum(facets["year"].values()) <= len(found)


def test_the_most_frequent_value_comes_first(shelf):
    for facet in make_facets(shelf, as_bits(set(range(shelf.n_units)), shelf.n_units)):
        counts = [value.count for value in facet.values]
        assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("is_bits", [False, True])
@pytest.mark.parametrize("limit", [1, 5, 60, 120])
def test_the_likeliest_of_many_have_the_best_priors(shelf, is_bits, limit):
    chosen = set(range(0, shelf.n_units, 3))
    likeliest = shelf.likeliest(as_bits(chosen, shelf.n_units) if is_bits else chosen, limit)
    assert len(likeliest) == len(set(likeliest)) == limit
    assert chosen.issuperset(likeliest)
    if not is_bits:  # bits are cut at listed priors, within which the order is that of the documents
        worst = min(shelf.priors[unit] for unit in likeliest)
        assert all(shelf.priors[unit] <= worst for unit in chosen.difference(likeliest))
    best = max(shelf.priors[unit] for unit in chosen)
    assert limit < 5 or best in {shelf.priors[unit] for unit in likeliest}
