# The two to know: `make run` starts the guide, `make test` tests it. Both set up all they need by themselves.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8501
RULES ?=
SERVING := $(if $(RULES),COACH_OR_MENTOR_RULES="$(RULES)" ,)

.DEFAULT_GOAL := run
.PHONY: run new test test-deep engines spark style types imports check schema audit cases derive validity order lock audit-lock sbom release fit bench bench-web bench-load screens snapshots format clean

run: $(VENV)/.runs ## start the guide and print its address; with RULES=FOLDER, the guide in that folder
	@$(SERVING)$(BIN)/python -m web.guide.project
	$(SERVING)$(BIN)/streamlit run app.py --server.address localhost --server.port $(PORT)

new: $(VENV)/.runs ## lay out a small rule base of your own; with RULES=FOLDER, in that folder
	@$(BIN)/python -m recommender new "$(or $(RULES),mine)"

test: $(VENV)/.tests ## check style, types, imports and rules, then run the tests: some minutes
	$(MAKE) --no-print-directory --jobs 2 --output-sync types style imports check audit
	$(BIN)/python -m pytest -n 2 --dist worksteal --cov --cov-report=term:skip-covered --durations=10

test-deep: $(VENV)/.tests engines spark ## run every test, properties with 10,000 examples each, then try mutants: many hours
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "" --hypothesis-profile=deep --durations=10
	$(BIN)/python -m tests.mutation

engines: ## make sure that there are Firefox and WebKitGTK, which the deep tests use beside Chromium
	sh tests/engines/install.sh

spark: $(VENV)/.tests ## install PySpark, which one deep test needs, beside a Java
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-spark.txt

style: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.tests
	$(BIN)/mypy

imports: $(VENV)/.tests
	$(BIN)/lint-imports

check: $(VENV)/.runs ## load the rules and the words, and say every fault
	@$(BIN)/python -m recommender $(if $(RULES),--folder "$(RULES)" ,)check

schema: $(VENV)/.runs ## write what an editor needs to complete and check the files as you type; with RULES=FOLDER, those in that folder
	$(BIN)/python -m recommender $(if $(RULES),--folder "$(RULES)" ,)schema

audit: $(VENV)/.runs ## look for what is wrong or odd in the rules, over all possible answer sheets
	@$(BIN)/python -m recommender $(if $(RULES),--folder "$(RULES)" ,)audit

cases: $(VENV)/.runs ## run the named cases, and say which rules they cover and which not
	@$(BIN)/python -m recommender $(if $(RULES),--folder "$(RULES)" ,)cases

derive: $(VENV)/.tests ## derive the points: from research, moved as far as published practice asks
	$(BIN)/python -m validity derive

validity: $(VENV)/.tests ## say how often the guide agrees with the authors of published situations, on sites not fitted to
	$(BIN)/python -m validity validity

order: $(VENV)/.tests ## find the order of the questions that settles the outcome soonest
	$(BIN)/python -m validity order

lock: $(VENV)/.tests ## choose anew, within requirements.txt, what the guide runs on, and write it with hashes
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
		--custom-compile-command "make lock" --output-file requirements.lock requirements.txt

audit-lock: $(VENV)/.tests ## say which locked version is under a security advisory, by our own list and by PyPI's
	@$(BIN)/python -m tests.supply

sbom: $(VENV)/.tests ## write what the guide runs on as a CycloneDX bill of materials, sbom.cdx.json
	@$(MAKE) --no-print-directory VENV=$(VENV)/what-runs $(VENV)/what-runs/.runs
	$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --output-file sbom.cdx.json $(VENV)/what-runs

release: $(VENV)/.runs ## write the rules and their words into one file for good, so that old links always show the same
	@$(SERVING)$(BIN)/python -m web.links.publish_release

fit: $(VENV)/.runs ## how often people said that a result fits, where they are asked
	$(BIN)/python -m web.services.fit_report

bench: $(VENV)/.bench ## print every figure that the README quotes
	$(BIN)/python -m benchmarks.one_sheet
	$(BIN)/python -m benchmarks.many_rows
	$(BIN)/python -m benchmarks.files
	$(BIN)/python -m benchmarks.cluster
	$(BIN)/python -m benchmarks.analysis
	$(BIN)/python -m benchmarks.size
	$(BIN)/python -m benchmarks.first_question

bench-web: $(VENV)/.bench-web ## how quick the pages are in a browser, and what Lighthouse says of them
	$(BIN)/python -m benchmarks.web
	$(BIN)/python -m benchmarks.shared
	$(BIN)/python -m benchmarks.reading
	$(BIN)/python -m benchmarks.watching
	$(BIN)/python -m benchmarks.lighthouse

bench-load: $(VENV)/.tests ## how many people can use one server at once, beside a bare Streamlit page: ten minutes
	$(BIN)/python -m benchmarks.load
	$(BIN)/python -m benchmarks.shared_load

screens: $(VENV)/.tests ## take the screenshots in docs/screens
	$(BIN)/python -m tests.browser.screens

snapshots: $(VENV)/.tests ## write again what a screen reader is given for each page, in tests/browser/snapshots
	rm -rf tests/browser/snapshots
	WRITE_SNAPSHOTS=1 $(BIN)/python -m pytest -q -n 2 -m deep tests/browser/test_access.py -k everybody

format: $(VENV)/.tests ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## remove the environment and the caches
	rm -rf $(VENV) benchmarks/lighthouse/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/.runs: requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	touch $@

$(VENV)/.tests: $(VENV)/.runs requirements-dev.txt requirements-cluster.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	sh tests/browser/install.sh $(BIN)
	sh tests/postgres/install.sh
	sh tests/nginx/install.sh
	touch $@

$(VENV)/.bench: $(VENV)/.tests requirements-bench.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	touch $@

$(VENV)/.bench-web: $(VENV)/.tests benchmarks/lighthouse/package.json
	cd benchmarks/lighthouse && npm install --silent --no-audit --no-fund --no-package-lock
	touch $@
