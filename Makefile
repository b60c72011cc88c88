# What each target promises is in docs/operations.md. Recipes are plain POSIX shell, paths relative.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --quiet --disable-pip-version-check install
MANAGE := $(PY) manage.py
EMBEDDED := $(PY) -m orchestrator.embedded
BASE := $(VENV)/base.stamp
DEV := $(VENV)/dev.stamp
# Tests have servers of their own, so that they never meet what a person keeps in DATA_DIR.
TEST_DATA := $(or $(DATA_DIR),.data)/tests

# A virtual environment whose Python went away (an upgrade of the system) is made again.
ifneq ($(wildcard $(VENV)/bin/python)$(wildcard $(VENV)/pyvenv.cfg),)
ifneq ($(shell $(PY) -c 'print("works")' 2>/dev/null),works)
$(BASE) $(DEV): rebuild
endif
endif

.PHONY: help
help: ## Show these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 24
	@echo '  PORT (default 8000) and DATA_DIR (default .data) can be set: make run PORT=8001'

.PHONY: run
run: $(BASE) ## Everything in the foreground, with demonstration data; Ctrl-C stops it
	@exec $(EMBEDDED) run

.PHONY: services
services: $(BASE) ## Only the embedded servers and the simulator, in the background
	@exec $(EMBEDDED) up

.PHONY: services-stop
services-stop: $(BASE) ## Stop them
	@exec $(EMBEDDED) down

.PHONY: demo-reset
demo-reset: $(BASE) ## Demonstration data as on the first day, relative to today
	@exec $(EMBEDDED) demo-reset

.PHONY: test
test: $(DEV) ## Everything it needs, then the test suite
	@DATA_DIR='$(TEST_DATA)'; export DATA_DIR; \
	trap '$(EMBEDDED) down >/dev/null' EXIT; trap 'exit 130' INT TERM; \
	$(PY) -m pytest -n 2 --dist loadgroup

.PHONY: test-again
test-again: $(DEV) ## The tests that failed last, one after the other
	@DATA_DIR='$(TEST_DATA)'; export DATA_DIR; \
	trap '$(EMBEDDED) down >/dev/null' EXIT; trap 'exit 130' INT TERM; \
	$(PY) -m pytest -n 1 --dist loadgroup --last-failed --last-failed-no-failures none

.PHONY: verify
verify: $(DEV) ## The long checks, with figures
	@DATA_DIR='$(TEST_DATA)'; export DATA_DIR; \
	trap '$(EMBEDDED) down >/dev/null' EXIT; trap 'exit 130' INT TERM; \
	code=0; $(PY) -m pytest -m verify -s || code=$$?; \
	if [ $$code -eq 5 ]; then echo 'no long checks are defined'; code=0; fi; exit $$code

.PHONY: bench
bench: $(DEV) ## The benchmarks; writes benchmarks/results/latest.json
	@exec $(PY) -m benchmarks

.PHONY: eval
eval: $(DEV) ## Our own questions (without a model) and graded searches, over fresh demonstration data
	@DATA_DIR='$(or $(DATA_DIR),.data)/evaluation'; export DATA_DIR; \
	trap '$(EMBEDDED) down >/dev/null' EXIT; trap 'exit 130' INT TERM; \
	$(EMBEDDED) up >/dev/null && $(EMBEDDED) demo-reset && \
	$(PY) -m benchmarks.evaluate_questions --suite $(or $(SUITE),development) --failures && \
	$(PY) -m benchmarks.evaluate_search_graded --failures

CHECKS := check-format check-lint check-types check-imports check-migrations check-templates
.PHONY: check $(CHECKS)
check: $(CHECKS) ## Format, lint, types, import contracts, migrations, templates

check-format: $(DEV)
	$(PY) -m ruff format --check .

check-lint: $(DEV)
	$(PY) -m ruff check .

check-types: $(DEV)
	$(PY) -m mypy .

check-imports: $(DEV)
	$(VENV)/bin/lint-imports

check-migrations: $(DEV)
	$(MANAGE) makemigrations --check --dry-run

check-templates: $(DEV)
	$(PY) -m orchestrator.check_templates

$(BASE): requirements/base.txt
	@if [ -x $(PY) ] && $(PY) -c 'import pip' 2>/dev/null; then exit 0; fi; \
	for python in $(PYTHON) python3.13 python3.12 python3.11 python3; do \
		command -v "$$python" >/dev/null 2>&1 || continue; \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		if ! "$$python" -c 'import venv, ensurepip' 2>/dev/null; then \
			lacking="$$lacking $$python"; continue; \
		fi; \
		echo "making $(VENV) with $$python"; \
		exec "$$python" -m venv --clear $(VENV); \
	done; \
	if [ -n "$$lacking" ]; then \
		echo "$$lacking: no venv module; on Debian: apt-get install python3-venv" >&2; \
	else \
		echo 'Python 3.11 or later is needed and none was found; install it, or name it: make run PYTHON=/path/to/python3' >&2; \
	fi; \
	exit 1
	@echo 'installing requirements/base.txt (a minute or two, the first time)'
	@$(PIP) --require-hashes -r requirements/base.txt
	@touch $(BASE)

$(DEV): $(BASE) requirements/dev.txt
	@echo 'installing requirements/dev.txt'
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $(DEV)

.PHONY: rebuild
rebuild:
	@rm -rf $(VENV)
