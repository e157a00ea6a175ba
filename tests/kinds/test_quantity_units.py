"""The table of units against pint, which nothing but this test needs."""

from __future__ import annotations

import pytest

from factcheck.kinds.quantity._units import Unit, bundled_units
from factcheck.lexicon import table

pint = pytest.importorskip("pint")

# Words of ours that pint knows by another name. None: no unit of measurement to it, or another by that name.
NAMES = {
    "square metre": "metre**2",
    "square kilometre": "kilometre**2",
    "square centimetre": "centimetre**2",
    "square millimetre": "millimetre**2",
    "square inch": "inch**2",
    "square foot": "foot**2",
    "square yard": "yard**2",
    "square mile": "mile**2",
    "cubic metre": "metre**3",
    "cubic centimetre": "centimetre**3",
    "cubic kilometre": "kilometre**3",
    "cubic foot": "foot**3",
    "cubic inch": "inch**3",
    "cubic yard": "yard**3",
    "light year": "light_year",
    "nautical mile": "nautical_mile",
    "fluid ounce": "fluid_ounce",
    "barrel": "oil_bbl",
    "tonne": "metric_ton",
    "long ton": "long_ton",
    "ton": "short_ton",
    "gigaton": "gigametric_ton",
    "megaton": "megametric_ton",
    "kiloton": "kilometric_ton",
    "dram": "dram",
    "mile per hour": "mile/hour",
    "kilometre per hour": "kilometre/hour",
    "watt hour": "watt_hour",
    "mega british thermal unit": "1e6*Btu_it",
    "british thermal unit": "Btu_it",
    "newton metre": "newton*metre",
    "foot pound-force": "foot*pound_force",
    "pound per square inch": "psi",
    "kilopound per square inch": "ksi",
    "ampere-hour": "ampere_hour",
    "revolution per minute": "rpm",
    "brake horsepower": "horsepower",
    "megabit per second": "megabit/second",
    "gigabit per second": "gigabit/second",
    "kilobit per second": "kilobit/second",
    "year of age": "year",
    "month of age": "month",
    "week of age": "week",
    "day of age": "day",
    "decade": "10*year",  # to pint a logarithmic unit
    "furlong": "220*yard",  # to pint of survey feet
    "acre": "4840*yard**2",
    "calorie": "calorie",
    "part per million": "ppm",
    "part per billion": "1e-9",
    "frame per second": "1/second",
    "nit": "nit",
    "megapixel": "1e6*pixel",
}
SKIPPED = {
    "night",  # a night's stay, counted as a day
    "quarter",
    "generation wireless",
    "percentage point",
    "basis point",
    "fraction",
    "point",
    "calibre",
    "magnitude",
    "decibel",  # logarithmic
    "mile per gallon",
    "celsius",  # scales with another zero: see below
    "fahrenheit",
    "kelvin",
}


@pytest.fixture(scope="module")
def registry() -> object:
    return pint.UnitRegistry()


def named(units: dict[str, Unit]) -> dict[str, list[Unit]]:
    groups: dict[str, list[Unit]] = {}
    for name in table("units"):
        if name not in SKIPPED:
            groups.setdefault(units[name].dimension, []).append(units[name])
    return groups


def test_every_factor_agrees_with_pint(registry: object) -> None:
    wrong = []
    for dimension, units in named(bundled_units().named).items():
        base = units[0]
        for unit in units[1:]:
            ours = unit.factor / base.factor
            one, other = (registry.parse_expression(NAMES.get(item.name, item.name)) for item in (unit, base))  # type: ignore[attr-defined]
            theirs = (one / other).to("dimensionless").magnitude
            if ours != pytest.approx(theirs, rel=1e-6):
                wrong.append((dimension, unit.name, base.name, ours, theirs))
    assert wrong == []


def test_temperatures_agree_with_pint(registry: object) -> None:
    for ours, theirs in (("celsius", "degC"), ("fahrenheit", "degF"), ("kelvin", "kelvin")):
        unit = bundled_units().named[ours]
        expected = registry.Quantity(37.0, theirs).to("kelvin").magnitude  # type: ignore[attr-defined]
        assert 37.0 * unit.factor + unit.offset == pytest.approx(expected)


def test_prefixes_multiply(registry: object) -> None:
    units = bundled_units().named
    for name in (
        "kilometre",
        "millimetre",
        "kilowatt",
        "gigahertz",
        "megabyte",
        "micrometre",
        "millilitre",
        "milligram",
    ):
        prefix = next(p for p in ("kilo", "milli", "giga", "mega", "micro") if name.startswith(p))
        plain = units[name.removeprefix(prefix)]
        theirs = registry.parse_expression(name).to(plain.name).magnitude  # type: ignore[attr-defined]
        assert units[name].factor / plain.factor == pytest.approx(theirs)


def test_each_unit_has_a_dimension_and_a_positive_factor() -> None:
    units = bundled_units()
    assert all(unit.dimension and unit.factor > 0 for unit in units.named.values())
    assert set(units.words.values()) <= set(units.named.values())
    assert set(units.symbols.values()) <= set(units.named.values())


def test_a_rate_measures_its_own_dimension() -> None:
    units = bundled_units()
    assert units.get("dollar per barrel").dimension == "currency per volume"
    assert units.get("nothing known").name == ""
