# The two commands to know are `make demo` and `make test`. Both need only python3 (3.11 or newer, with venv)
# and make; what else they need goes into .venv, once, and again only when pyproject.toml changes.

PYTHON ?= python3
VENV := .venv
# The tests start diglot a hundred times, and each would compile all its modules again.
unexport PYTHONDONTWRITEBYTECODE
BIN := $(VENV)/bin
# A module is compiled when it is first imported, as few of the 5000 that are installed ever are.
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check --no-compile

# Files of tests in several processes, tests/conftest.py says how many: each collects all of them, and starts a JVM
# and browsers of its own. Files come in the order of tests/conftest.py.
SIDE_BY_SIDE := -n auto --dist loadfile --no-loadscope-reorder

# Stamps: what is installed, and since when. The package itself is installed editable: a change in toolkit/ needs
# no new install.
VENV_READY := $(VENV)/.ready
RUN_READY := $(VENV)/.installed-run
DEV_READY := $(VENV)/.installed-dev

LOWEST := .venv-lowest
UV := uv pip compile --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-annotate \
	--custom-compile-command "make lock" --upgrade --quiet

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help venv demo test quick laws lint format docs gallery bench robust lowest lock clean distclean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: $(RUN_READY) ## Build the editions of this repository's own interviews into build/
	$(BIN)/diglot build
	$(BIN)/diglot build river
	@echo
	@echo "In build/:"
	@find build -type f ! -name .gitkeep -exec ls -l {} +

test: lint ## Everything that must pass: lint, types, tests
	$(BIN)/python -m pytest -q $(SIDE_BY_SIDE) --durations 25

quick: $(DEV_READY) ## The tests for who edits: no outside program, nothing slow, few examples; about a minute
	DIGLOT_PACE=quick $(BIN)/python -m pytest -q -r fE $(SIDE_BY_SIDE)

lint: $(DEV_READY) ## Style and types only
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(DEV_READY) ## Put style right where ruff can
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: $(DEV_READY) ## Renew the tables that the documentation takes from the code
	$(BIN)/python docs/renew.py

gallery: $(DEV_READY) ## Make the pictures in docs/gallery anew; needs what .ci/run installs
	PYTHONPATH=.:tests $(BIN)/python tests/gallery.py

bench: $(DEV_READY) ## Measure time and memory
	$(BIN)/python benchmarks/run.py

laws: $(DEV_READY) ## The laws alone, with twenty times as many examples
	DIGLOT_PACE=long $(BIN)/python -m pytest -q $(SIDE_BY_SIDE) -m "hypothesis or law"

robust: $(DEV_READY) ## Try to break it for some minutes: growth of time, altered inputs, kills, saves meanwhile
	cd tests && ../$(BIN)/python -m robust.growth --times 4
	cd tests && ../$(BIN)/python -m robust.fuzz --count 100000 --seconds 2
	cd tests && ../$(BIN)/python -m robust.kill --count 300
	cd tests && ../$(BIN)/python -m robust.race --count 200

lowest: requirements/lowest.txt ## Install the oldest dependencies that are allowed, and try each format
	rm -rf $(LOWEST)
	$(PYTHON) -m venv $(LOWEST)
	$(LOWEST)/bin/python $(PIP_INSTALL) --require-hashes -r requirements/lowest.txt
	$(LOWEST)/bin/python $(PIP_INSTALL) --no-deps --no-build-isolation .
	$(LOWEST)/bin/python -W error tests/smoke.py

lock: ## Choose the dependencies anew: the newest, and the oldest that are allowed; needs uv
	$(UV) pyproject.toml --group dev --output-file requirements/lock.txt
	$(UV) pyproject.toml --group build --extra pdf --extra fonts --extra index --extra review --extra xlsx --extra parquet --extra zstd --extra cluster --resolution lowest-direct \
		--output-file requirements/lowest.txt

venv: $(DEV_READY) ## Only install, into .venv

clean: ## Remove results and caches
	find build -mindepth 1 ! -name .gitkeep -delete
	rm -rf .diglot dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find toolkit tests -type d -name __pycache__ -prune -exec rm -rf {} +

distclean: clean ## Remove the installed tools as well
	rm -rf $(VENV) $(LOWEST) .ci/node

$(VENV_READY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "diglot needs Python 3.11 or newer, and $(PYTHON) is " + sys.version.split()[0] + ": try make PYTHON=python3.12")'
	@echo "Making $(VENV) with $$($(PYTHON) --version) ..."
	@$(PYTHON) -m venv $(VENV)
	@# Dependency groups came with pip 25.1; the pip that comes with Python may be older.
	@$(BIN)/python $(PIP_INSTALL) --upgrade "pip>=25.1"
	@touch $@

$(RUN_READY): pyproject.toml $(VENV_READY)
	@echo "Installing diglot and what it runs on into $(VENV) ..."
	@$(BIN)/python $(PIP_INSTALL) --editable .
	@touch $@

# The very files that the checksums are of, and nothing else: the last step looks nothing up.
$(DEV_READY): pyproject.toml requirements/lock.txt $(VENV_READY)
	@echo "Installing diglot and what its tests need into $(VENV) ..."
	@$(BIN)/python $(PIP_INSTALL) --require-hashes -r requirements/lock.txt
	@$(BIN)/python $(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@ $(RUN_READY)
