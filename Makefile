PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check
DATA ?= ../shared/data
# On Linux the registry's own torch draws 3 GB of CUDA; TORCH_FROM="--index-url https://download.pytorch.org/whl/cpu" does not
TORCH_FROM ?=

.PHONY: report test lint models

# what `factcheck check` needs, pinned, without torch
.venv/.slim: pyproject.toml requirements-slim.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(PIP) -r requirements-slim.txt
	$(PIP) --no-deps -e .
	touch $@

# torch first and by itself, so that its index, where one is given, serves nothing else
.venv/.installed: .venv/.slim constraints.txt requirements-dev.txt
	$(PIP) -c constraints.txt $(TORCH_FROM) torch
	$(PIP) -c constraints.txt -e . -r requirements-dev.txt
	touch $@

report: .venv/.slim
	$(BIN)/factcheck check seeds --fail-on none --reproducible -o reports/seeds.md -o reports/seeds.json -o reports/seeds.html

lint: .venv/.installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest

models: .venv/.installed
	$(PIP) -c constraints.txt -r models/requirements.txt
	$(BIN)/python models/encoder/make.py --out models/encoder
	$(BIN)/python models/words/make.py --data $(DATA) --out models/words
	$(BIN)/python models/stories/make.py --data $(DATA) --out models/stories
	$(BIN)/python models/tagger/make.py --data $(DATA) --out models/tagger
	$(BIN)/python models/claims/make.py --data $(DATA) --out models/claims
	$(BIN)/python models/questions/make.py --data $(DATA) --start /tmp/factcheck-claims/second/checkpoint.pt --out models/questions
	$(BIN)/python models/alignment/make.py fit --data $(DATA) --out models/alignment
