import subprocess
import sys

import pytest

import factcheck


@pytest.mark.parametrize("name", factcheck.__all__)
def test_every_public_name_is_there(name):
    assert getattr(factcheck, name) is not None
    assert name in dir(factcheck)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = factcheck.nothing  # type: ignore[attr-defined]


def test_importing_the_package_imports_nothing_heavy():
    code = "import factcheck, sys; print(sorted({'numpy', 'onnxruntime', 'torch'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
