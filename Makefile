# Everything there is to do with Lectern. The work is in the scripts of .setup.
SHELL := bash
PORT ?= 8080
.PHONY: help serve test build bench bench-search bench-relevance bench-extraction bench-import bench-growth fmt

help:
	@echo "make serve [PORT=8080]  set up what is missing, build the sample reading room, serve it on 127.0.0.1"
	@echo "make test               set up what is missing, run every gate (VERBOSE=1 shows what they print)"
	@echo "make build              target/release/lectern, the command with the reader inside it"
	@echo "make bench              the figures of BENCHMARKS.md"
	@echo "make bench-search CORPUS=file.jsonl   Lectern's search beside Pagefind, MiniSearch, FlexSearch and Lunr, over those articles"
	@echo "make bench-relevance JUDGED=folder     how well the search ranks, on collections of questions with known answers"
	@echo "make bench-extraction PAGES=folder      how well import extracts articles, on collections of saved pages"
	@echo "make bench-import [FILES=100000]         an import that is stopped and goes on: articles, time, memory"
	@echo "make bench-growth CORPUS=file.jsonl   what grows with 1,000, 10,000 and 100,000 articles made out of them"
	@echo "make fmt                format the code"
	@echo "YES=1 lets the set-up use the system's package manager without asking."

serve:
	@.setup/serve $(PORT)

test:
	@.setup/test

build:
	@.setup/build

bench:
	@.setup/bench

bench-search:
	@.setup/bench-search "$(CORPUS)"

bench-relevance:
	@.setup/bench-relevance "$(JUDGED)"

bench-extraction:
	@.setup/bench-extraction "$(PAGES)"

bench-import:
	@.setup/bench-import "$(FILES)"

bench-growth:
	@.setup/bench-search "$(CORPUS)" corpus_growth

fmt:
	@.setup/fmt
