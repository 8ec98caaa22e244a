# `make demo` and `make test` need only Python 3.11 and make; each makes what it needs.
PYTHON ?= python3.11
BIN := .venv/bin

.PHONY: demo serve test bench bench-peers floors lint

.venv/made: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --use-pep517 -e '.[dev]'
	touch $@

# The pages are tested in Debian's chromium; where it is missing and cannot be installed, those tests are skipped.
.venv/browser: .venv/made
	command -v chromium >/dev/null || (apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium) \
	  || echo "no chromium: the tests in a browser are skipped"
	touch $@

demo: .venv/made
	@rm -rf demo && mkdir demo
	$(BIN)/heshu ingest corpus/pages corpus/columns --index demo/heshu.sqlite
	$(BIN)/heshu analyse corpus/pages/2025-09-15-markets.txt
	$(BIN)/heshu search 保證金 --index demo/heshu.sqlite --limit 2

demo/heshu.sqlite:
	$(MAKE) demo

serve: .venv/made demo/heshu.sqlite
	$(BIN)/heshu serve --index demo/heshu.sqlite

lint: .venv/made
	$(BIN)/ruff format --check pipeline tests
	$(BIN)/ruff check pipeline tests
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint .venv/browser
	$(BIN)/pytest

bench: .venv/made
	$(BIN)/python tests/bench.py

.venv-peers/made: tests/peers/requirements.txt
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/pip install --quiet --disable-pip-version-check -r $<
	touch $@

# The peers on the public suites and on our columns, in one run; they live in an environment of their own.
bench-peers: .venv/made .venv-peers/made
	.venv-peers/bin/python tests/peers/bench_peers.py $(BIN)/python ../shared/suites tests/scores/suites.md

# Raise the floors of the gates to what is reached.
floors: .venv/made
	$(BIN)/python tests/test_gates.py
