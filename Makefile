# `make demo` and `make test` need only Python 3.11 and make; each makes what it needs.
PYTHON ?= python3.11
BIN := .venv/bin

.PHONY: demo test bench lint

.venv/made: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

demo: .venv/made
	@rm -rf demo && mkdir demo
	$(BIN)/heshu ingest corpus/pages corpus/columns --index demo/heshu.sqlite
	$(BIN)/heshu search 保證金 --index demo/heshu.sqlite --limit 3

lint: .venv/made
	$(BIN)/ruff format --check pipeline tests
	$(BIN)/ruff check pipeline tests
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest

bench: .venv/made
	$(BIN)/python tests/bench.py
