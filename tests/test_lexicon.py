import pytest

from factcheck.errors import ConfigurationError
from factcheck.lexicon import table


def test_the_bundled_table_comes_alone_when_nothing_is_added():
    assert table("speech") == table("speech", {"other": {"x": 1}})


def test_lists_are_joined_and_tables_merged():
    plain = table("names")
    extended = table("names", {"names": {"given": {"names": ["Zorka"]}}})
    assert extended["given"]["names"] == [*plain["given"]["names"], "Zorka"]
    assert extended["words"] == plain["words"]


def test_an_entry_of_another_type_is_refused_by_name():
    with pytest.raises(ConfigurationError, match=r"lexicon\.names\.given\.names must be a list, not 'Zorka'"):
        table("names", {"names": {"given": {"names": "Zorka"}}})


def test_the_bundled_table_is_not_changed_by_a_user():
    table("names", {"names": {"given": {"names": ["Zorka"]}}})
    assert "Zorka" not in table("names")["given"]["names"]
