# Thin on purpose: what the commands do stands in bot/setup/.
PYTHON ?= python3
SETUP = @$(PYTHON) -m bot.setup

.DEFAULT_GOAL := help
.PHONY: help setup run desk chat shell test lint unit bench bench-gateway bench-retrieval bench-knowledge nlu-report teams-package reader-trial sbom lock clean

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' $(MAKEFILE_LIST)

setup: ## install, build and train whatever is not up to date
	$(SETUP) setup

run: ## set up and serve; Ctrl-C stops everything
	$(SETUP) run

desk: ## set up and serve with the editors' desk, without sign-in, on this machine only
	$(SETUP) desk

chat: ## talk with the running bot in the terminal
	$(SETUP) chat

shell: ## talk with the bot in this terminal and see what decides its answers
	$(SETUP) shell

test: ## set up and run every check and test
	$(SETUP) test

lint: ## check style, types and imports
	$(SETUP) lint

unit: ## run the tests that need no trained model
	$(SETUP) unit

bench: ## measure answers, memory and start (OPTIONS="--json FILE --full")
	$(SETUP) bench $(OPTIONS)

nlu-report: ## cross-validate the understanding of questions (OPTIONS="--save")
	$(SETUP) nlu-report $(OPTIONS)

bench-gateway: ## measure messages through the gateway at 1, 10 and 50 users, and estimate for more cores
	$(SETUP) bench-gateway

bench-retrieval: ## measure passage search on SweFAQ
	$(SETUP) bench-retrieval

bench-knowledge: ## measure SQLite and PostgreSQL at up to 100,000 passages (minutes)
	$(SETUP) bench-knowledge

teams-package: ## write the app package for Microsoft Teams (OPTIONS="--version N.N.N --check FILE")
	$(SETUP) teams-package $(OPTIONS)

reader-trial: ## try the second reader's protocol on llama.cpp's server with a small model (minutes)
	$(SETUP) reader-trial

sbom: ## write a bill of materials (CycloneDX) for every lock file (OPTIONS=FOLDER)
	$(SETUP) sbom $(OPTIONS)

lock: ## compile requirements/*.in to the lock files
	$(SETUP) lock

clean: ## remove what set-up made, but for .venv
	$(SETUP) clean
