# `make demo` and `make test` need only Python 3.11 and make; each makes what it needs and asks nothing.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
export DEBIAN_FRONTEND := noninteractive
export PIP_CONSTRAINT := constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

.PHONY: demo serve test browser wheel bench bench-peers floors fuzz lint pins

.venv/made: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --use-pep517 -e '.[dev]'
	touch $@

# The pages are tested in Debian's chromium, which apt-get installs for the whole system: said first, declined by
# NO_BROWSER=1. Where it is missing, the tests that need it are skipped and say so.
browser:
	@if command -v chromium; then :; \
	elif [ -n "$(NO_BROWSER)" ]; then echo "NO_BROWSER: no browser is installed, the tests in one are skipped"; \
	elif [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then \
	  echo "no chromium, and it cannot be installed here (root and apt-get are needed): the tests in it are skipped"; \
	else \
	  echo "installing chromium for the whole system with apt-get, to test the pages in (NO_BROWSER=1 declines)"; \
	  { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } </dev/null \
	    || echo "chromium could not be installed: the tests in it are skipped"; \
	fi

demo: .venv/made
	@rm -rf demo && mkdir demo
	$(BIN)/heshu ingest corpus/pages corpus/columns --index demo/heshu.sqlite
	$(BIN)/heshu search 保證金 --index demo/heshu.sqlite --limit 2
	$(BIN)/heshu analyse corpus/pages/2025-09-15-markets.txt
	@echo; echo '$(BIN)/heshu check corpus/columns/2025-05-21-grade-a-office.txt'
	@$(BIN)/heshu check --no-index corpus/columns/2025-05-21-grade-a-office.txt || test $$? = 1  # it has errors

demo/heshu.sqlite:
	$(MAKE) demo

serve: .venv/made demo/heshu.sqlite
	$(BIN)/heshu serve --index demo/heshu.sqlite

# One file to install with pip, with all that it needs of ours inside.
wheel: .venv/made
	$(BIN)/python -m build --wheel

lint: .venv/made
	$(BIN)/ruff format --check pipeline tests
	$(BIN)/ruff check pipeline tests
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint browser
	$(BIN)/pytest -n auto --dist worksteal

# Write down what is installed, once newer versions have passed the tests.
pins: .venv/made
	$(BIN)/pip freeze --exclude-editable > constraints.txt

bench: .venv/made
	$(BIN)/python tests/bench.py

.venv/fuzz: .venv/made
	$(BIN)/pip install --use-pep517 -e '.[fuzz]'
	touch $@

# Inputs that nobody writes, led by what of our code they reach; hours rather than minutes. What breaks is written to
# fuzz-found/. RUNS multiplies the counts.
RUNS ?= 1
fuzz: .venv/fuzz
	for way in read_bytes:80000 split:80000 index:10000 analyse:15000 check:15000; do \
	  nice $(BIN)/python tests/fuzz/drive.py $${way%:*} -runs=$$(( $(RUNS) * $${way#*:} )) || exit 1; \
	done
	test ! -d fuzz-found

.venv-peers/made: tests/peers/requirements.txt
	$(PYTHON) -m venv .venv-peers
	PIP_CONSTRAINT= .venv-peers/bin/pip install --quiet -r $<
	touch $@

# The peers on the public suites and on our columns, in one run; they live in an environment of their own.
bench-peers: .venv/made .venv-peers/made
	.venv-peers/bin/python tests/peers/bench_peers.py $(BIN)/python ../shared/suites tests/scores/suites.md

# Raise the floors of the gates to what is reached.
floors: .venv/made
	$(BIN)/python tests/test_gates.py
