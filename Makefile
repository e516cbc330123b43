# afterwave: `make present` runs the evening, `make test` proves it. Both set up .venv the first time, which takes a few
# minutes.
PYTHON ?= python3
VENV := .venv
# How many tests run at once; 0: one after the other, in one process. Four on two cores: some wait where others work.
WORKERS ?= 4
RUN := $(VENV)/bin/python -m
# How often a test that failed is tried again, and said so: a machine that nobody watches stumbles now and then.
RERUNS ?= 0
# -P: a file of the folder in which this is typed is never taken for a module.
AFTERWAVE := $(VENV)/bin/python -P -m afterwave
SHARED := --reruns $(RERUNS) --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder
# Compiled modules are kept, whatever the shell says: without them, each of the hundreds of programs that the tests
# start compiles the kit anew.
unexport PYTHONDONTWRITEBYTECODE
PIP := $(RUN) pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable

.PHONY: home present read poll check test prove types lint format notebooks charts bench pictures release bundle clean

home: $(VENV)/ready ## the front door: one page for all of it
	@$(AFTERWAVE) home $(ARGS)

present: $(VENV)/ready ## the stage, the console and the phones' server
	@$(AFTERWAVE) present $(ARGS)

read: $(VENV)/ready ## the workshop for one person
	@$(AFTERWAVE) read $(ARGS)

poll: $(VENV)/ready ## polls alone
	@$(AFTERWAVE) poll $(ARGS)

check: $(VENV)/ready ## every mistake in the content
	@$(AFTERWAVE) check $(ARGS)

# The notebooks run beside all else, one after the other: their kernels mostly wait, and to begin one more process takes
# longer than it would save.
test: $(VENV)/tested ## everything but the long proofs
	@PYTHONPATH=tests $(RUN) pytest -p warm_programs -p nbval.plugin --nbval --nbval-current-env -p no:cacheprovider -q \
	  -W ignore notebooks >$(VENV)/notebooks.log 2>&1 & notebooks=$$!; \
	$(RUN) pytest -m "not prove and not lint" --durations=30 $(SHARED) $(ARGS) && failed=0 || failed=$$?; \
	wait $$notebooks || failed=1; cat $(VENV)/notebooks.log; exit $$failed

prove: $(VENV)/tested ## the long proofs: enumeration, kills
	$(RUN) pytest -m "prove and not alone" $(SHARED) $(ARGS)
	$(RUN) pytest -m "prove and alone" --reruns $(RERUNS) $(ARGS)

types: $(VENV)/tested ## what crosses from Python to the scripts, as their types: widgets/wire.d.ts
	PYTHONPATH=tests $(RUN) wire_types

lint: $(VENV)/tested $(VENV)/browsers/ready ## style, types, imports, content, spelling, plain words, links
	$(RUN) ruff check .
	$(RUN) ruff format --check --quiet .
	$(RUN) mypy
	$(VENV)/bin/lint-imports
	$(AFTERWAVE) check
	$(RUN) codespell_lib README.md CONTRIBUTING.md CHANGELOG.md facilitator_guide docs content/*.* content/en src
	$(RUN) pytest -q -rs $(SHARED) tests/test_scripts.py tests/server/test_old_browsers.py \
	  tests/content/test_plain_words.py tests/content/test_plainness.py tests/content/test_tongues.py \
	  tests/content/test_guide*.py tests/content/test_links.py

format: $(VENV)/tested $(VENV)/browsers/ready ## writes Python and scripts as their formatters have them
	$(RUN) ruff format --quiet .
	$(VENV)/browsers/node_modules/.bin/prettier --write --log-level warn "{src,share}/**/*.js" "tests/browsers/*.mjs"

notebooks: $(VENV)/tested ## the kit's notebooks and the pages beside them, written from its content
	$(RUN) tools.write_notebooks $(ARGS)

charts: $(VENV)/ready ## the drawings of the content's charts
	$(RUN) afterwave.making.draw_charts $(ARGS)

bench: $(VENV)/tested ## speed, as ratios to a yardstick in the same run
	PYTHONPATH=tests $(RUN) bench.run
	PYTHONPATH=tests $(RUN) bench.hall
	$(RUN) bench.dashboards

pictures: $(VENV)/tested ## the README's pictures, taken from a real evening
	$(RUN) pytest tests/evening/test_evening.py tests/cli/test_home_evening.py -m browser -q --pictures docs/pictures

# Twice the same bytes, and tried.
release: $(VENV)/tested ## what is handed out, into dist: sdist, wheel, archive, list of parts
	$(RUN) release.make $(ARGS)

bundle: $(VENV)/bundler ## a folder with a Python of its own, into bundles; ARGS="--windows python-….zip" makes Windows'
	$(RUN) release.bundle $(ARGS)

clean: ## remove what the above made
	rm -rf $(VENV) dist bundles .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "afterwave needs Python 3.11 or newer. Name one: make present PYTHON=python3.12"; exit 1; }
	@echo "Setting up .venv, once. This takes a few minutes."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) .
	@touch $@

$(VENV)/tested: $(VENV)/ready
	@echo "Adding what the tests need, once."
	@$(PIP) ".[test,postgresql]"
	@touch $@

$(VENV)/bundler: $(VENV)/tested
	@echo "Adding what wraps a Python, once."
	@$(PIP) ".[bundle]"
	@touch $@

# What reads the scripts (types, rules, old browsers) runs in Node; where npm is missing, the lint says that it did not
# run.
$(VENV)/browsers/ready: tests/browsers/package.json | $(VENV)/ready
	@mkdir -p $(VENV)/browsers && cp tests/browsers/package.json $(VENV)/browsers/
	@if command -v npm >/dev/null; then \
	  cd $(VENV)/browsers && npm install --silent --no-package-lock --no-audit --no-fund && touch ready; fi
