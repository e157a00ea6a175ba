from datetime import date

import pytest

from factcheck.config import Config, FailOn, Scope, load, parse
from factcheck.errors import ConfigurationError
from factcheck.model import Severity


def test_no_file_gives_the_defaults(tmp_path):
    assert load(start=tmp_path) == Config()


def test_a_full_file_is_read(tmp_path):
    (tmp_path / "factcheck.toml").write_text(
        'scope = "cross"\nmin_confidence = 0.8\n[tolerances]\ncurrency = 0.05\n'
        '[gate]\nfail_on = "update"\nmin_severity = "major"\n[lexicon.hedges]\nalmost = ["well-nigh"]\n'
    )
    config = load(start=tmp_path)
    assert config.scope is Scope.CROSS
    assert config.tolerances == {"currency": 0.05}
    assert config.gate.fail_on is FailOn.UPDATE
    assert config.gate.min_severity is Severity.MAJOR
    assert config.lexicon["hedges"] == {"almost": ["well-nigh"]}


def test_pyproject_is_read_when_it_has_a_table(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.factcheck]\nscope = "within"\n')
    assert load(start=tmp_path).scope is Scope.WITHIN
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert load(start=tmp_path) == Config()


def test_every_bad_key_is_reported_at_once_with_the_nearest_known_one():
    with pytest.raises(ConfigurationError) as caught:
        parse(
            {"scop": "all", "min_confidence": 7, "gate": {"fail_on": "sometimes"}, "tolerances": {"m": True}}, "f.toml"
        )
    message = str(caught.value)
    assert message.startswith("f.toml: ")
    assert "unknown key 'scop', did you mean 'scope'?" in message
    assert "min_confidence must be a number from 0 to 1, not 7" in message
    assert "gate.fail_on must be one of contradiction, dispute, update, none, not 'sometimes'" in message
    assert "tolerances must be a table of numbers from 0 to 1 (see 'm')" in message


@pytest.mark.parametrize(("content", "said"), [("scope = ", "not valid TOML"), (None, "cannot be read")])
def test_a_broken_or_missing_file_is_named(tmp_path, content, said):
    path = tmp_path / "my.toml"
    if content is not None:
        path.write_text(content)
    with pytest.raises(ConfigurationError, match=said) as caught:
        load(path)
    assert str(path) in str(caught.value)


def test_the_digest_knows_what_changes_findings_and_nothing_else():
    assert Config().digest == parse({"gate": {"fail_on": "none"}}, "").digest
    assert Config().digest != parse({"tolerances": {"length": 0.1}}, "").digest
    one, other = (parse({"lexicon": {"hedges": {"near": date(2031, 5, day)}}}, "").digest for day in (4, 5))
    assert one != other


def test_a_pyproject_without_tables_of_tools_is_none_of_ours(tmp_path):
    (tmp_path / "pyproject.toml").write_text("tool = 3\n")
    assert load(start=tmp_path) == Config()


@pytest.mark.parametrize("text", ["n = " + "7" * 5000, "n = " + "[" * 5000])
def test_what_python_cannot_read_is_refused_by_name(tmp_path, text):
    (tmp_path / "factcheck.toml").write_text(text)
    with pytest.raises(ConfigurationError, match=r"factcheck\.toml: not valid TOML"):
        load(start=tmp_path)


def test_a_setting_of_the_gate_outside_of_its_table_is_told_where_it_belongs(tmp_path):
    (tmp_path / "factcheck.toml").write_text('fail_on = "dispute"\n')
    with pytest.raises(ConfigurationError, match=r"unknown key 'fail_on', it belongs under \[gate\]"):
        load(start=tmp_path)
