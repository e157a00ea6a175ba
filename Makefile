PYTHON ?= python3
BIN := .venv/bin
DATA ?= ../shared/data

.PHONY: report test lint models

# torch==2.13.0 first: the CPU build; a later resolution would draw the CUDA packages
.venv/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt torch==2.13.0
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e . -r requirements-dev.txt
	touch $@

report: .venv/.installed
	$(BIN)/factcheck check seeds --reproducible -o reports/seeds.md -o reports/seeds.json

lint: .venv/.installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest

models: .venv/.installed
	$(BIN)/pip install --quiet -c constraints.txt -r models/requirements.txt
	$(BIN)/python models/encoder/make.py --out models/encoder
	$(BIN)/python models/tagger/make.py --data $(DATA) --out models/tagger
	$(BIN)/python models/claims/make.py --data $(DATA) --out models/claims
