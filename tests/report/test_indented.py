"""The faster writer gives what the standard library's does."""

import json
from enum import IntEnum, StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.report.indented import dumps

plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
nested = st.recursive(plain, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=30)


@settings(deadline=None)
@given(nested)
def test_it_writes_what_the_standard_library_writes(content):
    assert dumps(content) == json.dumps(content, ensure_ascii=False, indent=2)


def test_enums_tuples_and_lone_surrogates_too():
    content = {"a": (StrEnum("S", ["X"]).X, IntEnum("N", ["Y"]).Y), "b": "\ud800\u2028", "c": [[], {}, ()]}
    assert dumps(content) == json.dumps(content, ensure_ascii=False, indent=2)


def test_what_is_no_json_is_refused():
    with pytest.raises(TypeError):
        dumps({"a": [object()]})
