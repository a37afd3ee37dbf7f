# Countersign's commands. All share `make install`, which makes .venv once and again only when the locked versions change.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/installed

.PHONY: install demo pictures run check test test-long mutation lint lock clean

install: $(STAMP)

$(STAMP): requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Countersign needs Python 3.11 or newer")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(STAMP)

demo: install  ## the sandbox, the real bot and a sample organisation; prints the address of the chat page
	$(BIN)/python -m sandbox.demo

pictures: install  ## the docs' pictures; needs chromium, chromium-driver, poppler-utils and fonts-noto-color-emoji
	$(BIN)/python -m sandbox.demo --language en --pictures docs/pictures

run: install  ## the bot against the real Telegram, with the settings in .env
	$(BIN)/countersign run

check: lint  ## the inner loop: lint, types, import contracts, and the unit tests of what has changed
	$(BIN)/python -m pytest -m "not long and not browser" -n 2 -q $$($(BIN)/python tests/changed.py)

test: install  ## everything that needs no extra system part; the rest is skipped with its reason
	$(BIN)/python -m pytest -m "not long" -n 3 --dist loadscope

test-long: install  ## what runs for minutes
	$(BIN)/python -m pytest -m long -n 3 --dist loadscope

mutation: install  ## which changes of the pure modules do the unit tests not notice? takes half an hour
	$(BIN)/python -m pip install --quiet mutmut
	$(BIN)/mutmut run --max-children 2
	$(BIN)/python -m benchmarks mutation

lint: install  ## style, types, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lock: install  ## take newer versions; requirements.txt names no index
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-header --group dev pyproject.toml -o requirements.txt

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache mutants
