# `make` lists the targets. All that is needed is python3 (3.11 or later) and a package index.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WHEEL_VENV := build/wheel-venv
DEMO_DB := .demo/sma.db
SOURCES := $(shell find sma_cli -name '*.py')

.DEFAULT_GOAL := help
.PHONY: help install demo test check score bench fuzz transcripts dist clean
.DELETE_ON_ERROR:

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# The pip that comes with many Pythons (23.2.1) cannot resolve lxml[html-clean].
$(VENV)/.pip:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=24'
	@touch $@

$(VENV)/.installed: pyproject.toml $(VENV)/.pip
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.tested: pyproject.toml $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@touch $@

# What drives a browser is large, and of no use without one.
$(VENV)/.browsed: pyproject.toml $(VENV)/.tested
	$(BIN)/python -m pip install --quiet --editable '.[browser]'
	@touch $@

$(VENV)/.fuzzed: pyproject.toml $(VENV)/.tested
	$(BIN)/python -m pip install --quiet --editable '.[fuzz]'
	@touch $@

$(VENV)/.checked: pyproject.toml $(VENV)/.tested
	$(BIN)/python -m pip install --quiet --editable '.[test,check]'
	@touch $@

# Where Python may write no bytecode by itself, every start would compile the program anew.
$(VENV)/.compiled: $(SOURCES) $(VENV)/.installed
	@$(BIN)/python -m compileall -q sma_cli
	@touch $@

install: $(VENV)/.compiled ## Make .venv and install the project there

demo: export SMA_DB := $(DEMO_DB)
demo: $(VENV)/.compiled ## Ingest the sample articles, search them, print the timeline
	$(BIN)/sma ingest data/articles/*.txt data/articles/*.html
	$(BIN)/sma search 'Trump $$5 billion' --limit 3
	$(BIN)/sma search '방위비 분담금' sma:12 round:2 --limit 3
	$(BIN)/sma timeline --sma 12
	@echo "The archive is $(DEMO_DB): try  $(BIN)/sma search --db $(DEMO_DB) Honolulu"

CHROMIUM := $(shell command -v chromium)
test: $(VENV)/.tested $(if $(CHROMIUM),$(VENV)/.browsed) ## Install what the tests need and run them all
	$(BIN)/python -m pytest

check: $(VENV)/.checked ## Lint, formatting, types, and the documents against the program
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest --quiet tests/test_documents.py

score: $(VENV)/.tested ## Ingest the labelled articles and print what was read right, per field
	$(BIN)/python tests/score.py

PARTS ?= start growth bulk tagging reading search timeline
bench: $(VENV)/.tested $(VENV)/.compiled ## Time start-up, growth, bulk and more (some minutes); PARTS=start for one
	@for part in $(PARTS); do $(BIN)/python tests/benchmarks/$$part.py || exit; done

FUZZ ?= 60
fuzz: $(VENV)/.fuzzed ## Look for inputs that break a promise, FUZZ=60 seconds for each
	$(BIN)/python tests/fuzzing.py $(FUZZ)

transcripts: $(VENV)/.tested ## Write the transcripts anew from what the program prints; read the diff
	$(BIN)/python tests/transcripts.py --update
	$(BIN)/python tests/examples.py --update

dist: $(VENV)/.tested ## Build the wheel and run the README's examples with it, in a fresh environment
	rm -rf dist $(WHEEL_VENV)
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .
	$(PYTHON) -m venv $(WHEEL_VENV)
	$(WHEEL_VENV)/bin/python -m pip install --quiet --upgrade 'pip>=24'
	$(WHEEL_VENV)/bin/python -m pip install --quiet dist/*.whl
	$(BIN)/python tests/examples.py $(WHEEL_VENV)/bin

clean: ## Remove what the other targets made, but the environment
	rm -rf dist build .demo .pytest_cache .mypy_cache .ruff_cache .hypothesis .fuzz
