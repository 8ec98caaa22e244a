# `make demo` and `make test` need only Python 3.11 and make; each makes what it needs.
PYTHON ?= python3.11
BIN := .venv/bin

.PHONY: demo test bench lint

.venv/made: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --use-pep517 -e '.[dev]'
	touch $@

demo: .venv/made
	@rm -rf demo && mkdir demo
	$(BIN)/heshu ingest corpus/pages corpus/columns --index demo/heshu.sqlite
	$(BIN)/heshu analyse corpus/pages/2025-09-15-markets.txt
	$(BIN)/heshu search 保證金 --index demo/heshu.sqlite --limit 2

lint: .venv/made
	$(BIN)/ruff format --check pipeline tests
	$(BIN)/ruff check pipeline tests
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest

bench: .venv/made
	$(BIN)/python tests/bench.py
