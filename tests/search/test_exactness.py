"""What is promised to the user: if the words stand in a clause, the clause is found; if they don't, it isn't."""

import random

import pytest

from nt_desktop.model import Document
from nt_desktop.normal import normal_form
from nt_desktop.search import matching, phrases
from nt_desktop.search.engine import Engine
from nt_desktop.search.index import build_search_index
from nt_desktop.search.units import Unit

SAMPLES = 5000


def keys_of_exact(engine, query, limit=10**6):
    results = engine.search(query, limit=limit, equivalents=False)
    return {hit.clause for hit in results.hits if hit.tier == "exact"}, results


@pytest.fixture(scope="module")
def normal_texts(units):
    return {unit.key: normal_form(unit.text) for unit in units}


def test_random_pieces_of_the_seeds_are_found_exactly_where_they_stand(engine, units, normal_texts):
    """On the engine's own question, which unit has this word, for 5,000 pieces of one to twelve characters."""
    rng = random.Random(20250101)
    shelf_keys = [unit.key for unit in units]
    texts = list(normal_texts.values())
    for _ in range(SAMPLES):
        text = rng.choice(units).text
        start = rng.randrange(len(text))
        word = normal_form(text[start : start + rng.randint(1, 12)])
        if not word:
            continue
        found = engine.units_with(word)
        expected = {key for key, normal in zip(shelf_keys, texts, strict=True) if word in normal}
        assert found == expected, word


def test_quoted_pieces_are_answered_exactly(engine, units, normal_texts):
    rng = random.Random(3)
    for _ in range(250):
        text = rng.choice(units).text
        start = rng.randrange(len(text))
        piece = text[start : start + rng.randint(1, 12)].replace('"', "")
        word = normal_form(piece)
        if not any(character.isalnum() for character in word):
            continue
        found, results = keys_of_exact(engine, f'"{piece}"')
        assert found == {key for key, normal in normal_texts.items() if word in normal}, piece
        assert results.total == len(found)


def test_pairs_of_words_find_the_units_that_have_both(engine, units, normal_texts):
    rng = random.Random(11)
    for _ in range(250):
        words = []
        for text in (first := rng.choice(units).text, first if rng.random() < 0.7 else rng.choice(units).text):
            runs = [
                run for run in "".join(c if "\u4e00" <= c <= "\u9fff" else " " for c in text).split() if len(run) > 1
            ]
            if runs:
                run = rng.choice(runs)
                start = rng.randrange(len(run) - 1)
                words.append(run[start : start + rng.randint(2, 4)])
        if not words:
            continue
        found, results = keys_of_exact(engine, " ".join(words))
        expected = {key for key, normal in normal_texts.items() if all(word in normal for word in words)}
        assert found == expected, words
        assert not expected or results.total == len(expected)


def test_random_texts_with_frequent_runs_and_bits(tmp_path, monkeypatch):
    """A corpus of few characters, where runs are frequent and posting lists are kept as bits."""
    monkeypatch.setattr(phrases, "FREQUENT", 40)
    monkeypatch.setattr(matching, "FREQUENT", 40)
    rng = random.Random(5)
    document = Document("d", "s", 1, "题", "通知", None, None, None, None, None, None, None, "", "", 0, 1)
    texts = ["".join(rng.choices("甲乙丙丁1a", weights=(9, 6, 3, 1, 1, 1), k=rng.randint(1, 30))) for _ in range(3000)]
    made = (Unit(f"d#{n}", "d", "s", text, n, n + 1) for n, text in enumerate(texts))
    build_search_index(tmp_path, made, [document])
    with Engine.open(tmp_path) as engine:
        for _ in range(1000):
            word = "".join(rng.choices("甲乙丙丁1a", weights=(9, 6, 3, 1, 1, 1), k=rng.randint(1, 9)))
            expected = {f"d#{n}" for n, text in enumerate(texts) if word in normal_form(text)}
            assert engine.units_with(word) == expected, word
