# `make demo` and `make test` are all a newcomer needs; the rest is for people who work on the project.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
PEER   := $(VENV)/peer
SPLINK := $(VENV)/splink
SCRAPY := $(VENV)/scrapy
export PREFECT_SERVER_ANALYTICS_ENABLED := false
export DO_NOT_TRACK := 1

.PHONY: demo test bench lint types check lock format archive clean

demo: $(STAMP)  ## run the nightly job over the bundled archive
	$(BIN)/claims demo

test: $(STAMP)  ## pass the tests (no network)
	$(BIN)/python -m pytest

bench: $(STAMP) $(PEER)/.installed $(SPLINK)/.installed $(SCRAPY)/.installed  ## compare with quantulum3, Splink and Scrapy; FILES="…" reads other texts than the demo's
	$(BIN)/python -m benchmarks --peer $(PEER)/bin/python --splink $(SPLINK)/bin/python --scrapy $(SCRAPY)/bin/python $(FILES)

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

check: test lint types  ## what CI runs

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

archive: $(STAMP)  ## build the bundled archive again from claims/demo/stories
	$(BIN)/python scripts/build_demo_archive.py

lock: $(STAMP)  ## resolve the dependencies again; names no registry
	$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 --all-extras \
	    --no-emit-index-url --no-annotate --no-header --upgrade pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 \
	    --no-emit-index-url --no-annotate --no-header --upgrade benchmarks/requirements.in -o benchmarks/requirements.lock
	$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 \
	    --no-emit-index-url --no-annotate --no-header --upgrade benchmarks/splink.in -o benchmarks/splink.lock
	$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 \
	    --no-emit-index-url --no-annotate --no-header --upgrade benchmarks/scrapy.in -o benchmarks/scrapy.lock

clean:
	rm -rf $(VENV) data build

# The peer has an environment of its own: its dependencies are no business of ours.
$(PEER)/.installed: benchmarks/requirements.lock | $(STAMP)
	test -x $(PEER)/bin/python || $(PYTHON) -m venv $(PEER)
	$(PEER)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r benchmarks/requirements.lock
	touch $@

$(SPLINK)/.installed $(SCRAPY)/.installed: $(VENV)/%/.installed: benchmarks/%.lock | $(STAMP)
	test -x $(@D)/bin/python || $(PYTHON) -m venv $(@D)
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $<
	touch $@

# The lock is complete, so nothing is resolved: old pips fail to resolve some extras, and hashes hold either way.
$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@
