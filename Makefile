# The commands that people and tools rely on. A second run does only what has changed.

PORT ?= 8000
HOST ?= 127.0.0.1
VENV := .venv
BIN := $(VENV)/bin
ASSETS := $(shell find static -path static/dist -prune -o -type f -print 2>/dev/null)

.PHONY: help run test setup lint bench demo assets format messages

help:  ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */  make \1\t/' | expand -t 18

run: .env $(BIN)/.run static/dist/.built  ## Everything from a fresh clone, then the portal on http://localhost:8000 (PORT=)
	@scripts/run $(HOST) $(PORT)

test: $(BIN)/.dev static/dist/.built  ## Everything that must hold: lint, contracts, the suite on both databases, the browser (EVERYTHING=1)
	@EVERYTHING="$(EVERYTHING)" scripts/test

setup: .env $(BIN)/.dev static/dist/.built  ## Dependencies, front end and .env, without starting anything

lint: $(BIN)/.dev  ## Style, templates, layers, types, migrations, production settings
	@scripts/lint

format: $(BIN)/.dev  ## Put Python and templates in order
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

messages: $(BIN)/.dev  ## Update the catalogues of translations (LANGS="pl ur" begins languages)
	@$(BIN)/python scripts/messages $(LANGS)

bench: $(BIN)/.dev static/dist/.built  ## Speed against other designs, both databases (SIZE=300000 for the largest)
	@scripts/bench

demo: .env $(BIN)/.run static/dist/.built  ## Load the demonstration council into the database of .env
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py demo

assets: static/dist/.built  ## Build the style sheet and scripts

$(BIN)/python:
	@scripts/make-venv $(VENV)

$(BIN)/.run: requirements.txt | $(BIN)/python
	@echo "Installing Python packages ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(BIN)/.dev: requirements-dev.txt | $(BIN)/python
	@echo "Installing Python packages for development ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(BIN)/.run

.env: | $(BIN)/python
	@$(BIN)/python scripts/write-env .env

node_modules/.installed: package.json package-lock.json scripts/node requirements-node.txt | $(BIN)/python
	@echo "Installing front-end packages ..."
	@scripts/node npm ci --silent
	@touch $@

static/dist/.built: node_modules/.installed scripts/build-assets.mjs $(ASSETS)
	@echo "Building the style sheet and scripts ..."
	@scripts/node npm run --silent build
	@touch $@
