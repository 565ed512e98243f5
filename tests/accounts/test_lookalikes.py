import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.lookalikes import keys

ALIKE = [
    ("PayPal", "PayPaI"),
    ("paypal", "PAYPAI"),
    ("Nina", "Νina"),
    ("Nina", "ΝΙΝΑ"),
    ("ΝΙΚΟΣ", "νικος"),
    ("Bob", "ВОВ"),
    ("Bob", "B0b"),
    ("Modern", "Modem"),
    ("Иван", "ИВАН"),
    ("Ada Lovelace", "ada_lovelace"),
    ("Ada Lovelace", "AdaLovelace"),
    ("STRASSE", "straße"),
    ("Fiona", "ﬁona"),
    ("Ilker", "İlker"),
    ("O'Neil", "OʼNeil"),
    ("José", "Jose\u0301"),
]

APART = [
    ("Nina", "Vina"),
    ("Jose", "José"),
    ("Ada", "Ida"),
    ("Anna", "Hanna"),
    ("Иван", "Ибан"),
    ("李小龙", "李大龙"),
    ("Sam1", "Sam2"),
]


def alike(one, other):
    return any(a == b for a, b in zip(keys(one), keys(other), strict=True))


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_these_are_taken_for_each_other(one, other):
    assert alike(one, other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_these_are_not(one, other):
    assert not alike(one, other)


@settings(deadline=None)
@given(st.text(min_size=1, max_size=30))
def test_capitals_make_no_difference(name):
    # Where Unicode's own cases go there and back; not every letter's do (ı, ſ).
    if name.upper().casefold() == name.casefold():
        assert alike(name, name.upper())


@settings(deadline=None)
@given(st.text(alphabet=st.characters(categories=["L", "M", "Nd"]), max_size=30))
def test_a_key_fits_its_column(name):
    assert all(len(key) <= 400 for key in keys(name))
