# The targets a person calls; `make` alone lists them.
PREFIX ?= /usr/local
DIR    ?= build/sample-isms
PACK   ?= build/demo-pack

SWIFT  ?= swift
# On Linux the Swift library goes into the binary, so that it runs where Swift is not installed; without symbols it is a
# third smaller, and it does not look for libraries beside itself, where there are none.
STATIC := $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib --disable-local-rpath -Xlinker -s,)
RELEASE = $(SWIFT) build -c release $(STATIC)
BINARY  = .build/release/auditpack

.DEFAULT_GOAL := help
.PHONY: help demo sample test build install bench fuzz bless lint format doctor clean dependencies

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: dependencies build sample ## build everything and compile the sample ISMS into an audit pack
	@$(BINARY) build $(DIR) --rev stage-1 -o $(PACK)
	@echo
	@echo "The audit pack of the sample ISMS is ready. Open it:"
	@echo "  $(CURDIR)/$(PACK)/index.html"
	@if command -v chromium >/dev/null; then \
	  chromium --headless --disable-gpu $$([ "$$(id -u)" = 0 ] && echo --no-sandbox) --no-pdf-header-footer \
	    --print-to-pdf='$(CURDIR)/$(PACK).pdf' 'file://$(CURDIR)/$(PACK)/print.html' >/dev/null 2>&1 && \
	  echo "The same as one document:" && echo "  $(CURDIR)/$(PACK).pdf" || \
	  echo "Chromium could not print it as one document."; fi
	@echo "What the dry run found three weeks earlier:"
	@echo "  $(BINARY) check $(DIR) --rev dry-run"

test: dependencies ## run all tests
	$(SWIFT) test

build: dependencies ## build the release binary
	$(RELEASE) --product auditpack

sample: dependencies ## turn sample-isms into a git repository with its history (DIR=…)
	@$(RELEASE) --product sample-history
	@if [ -e '$(DIR)' ] && ! [ -e '$(DIR)/.git/auditpack-sample' ]; then \
	  echo '$(DIR) exists and is not a sample that was built here; choose another DIR' >&2; exit 2; fi
	@rm -rf '$(DIR)' && mkdir -p '$(DIR)' && git init -q -b main '$(DIR)' && touch '$(DIR)/.git/auditpack-sample'
	@.build/release/sample-history sample-isms | git -C '$(DIR)' fast-import --quiet
	@git -C '$(DIR)' reset -q --hard main
	@echo "built $$(git -C '$(DIR)' rev-list --count main) commits in $(DIR)"

install: build ## install the binary and shell completions (PREFIX=…)
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(PREFIX)/share/bash-completion/completions' \
	  '$(DESTDIR)$(PREFIX)/share/zsh/site-functions' '$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d'
	install -m 755 $(BINARY) '$(DESTDIR)$(PREFIX)/bin/auditpack'
	$(BINARY) --generate-completion-script bash > '$(DESTDIR)$(PREFIX)/share/bash-completion/completions/auditpack'
	$(BINARY) --generate-completion-script zsh > '$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_auditpack'
	$(BINARY) --generate-completion-script fish > '$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/auditpack.fish'

bench: build sample ## measure against known programs in the same run
	@Tests/Benchmarks/run $(BINARY) $(DIR)
	@$(RELEASE) --product HistoryBenchmark
	@Tests/Benchmarks/history $(BINARY) .build/release/HistoryBenchmark
	@Tests/Benchmarks/model $(BINARY)
	@$(RELEASE) --product MarkdownBenchmark
	@Tests/Benchmarks/markdown $(BINARY) .build/release/MarkdownBenchmark

fuzz: dependencies ## feed hostile bytes to the parsers (FUZZ_SECONDS=60 each) and compare 100,000 mutants
	@Tests/Fuzz/run
	AUDITPACK_FUZZ_MUTANTS=$${AUDITPACK_FUZZ_MUTANTS:-100000} $(SWIFT) test --filter FrontMatterDifferentialTests

bless: dependencies ## write what the tests print now as what they expect; read the difference
	AUDITPACK_BLESS=1 $(SWIFT) test
	@git --no-pager diff --stat

lint: ## check the format of the code
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

format: ## format the code
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

doctor: ## say what is installed and what is missing
	@printf 'swift    '; $(SWIFT) --version 2>/dev/null | head -1 || echo 'missing: https://www.swift.org/install'
	@printf 'git      '; git --version || echo 'missing'
	@printf 'libraries '; $(FIND_LIBRARIES) && echo 'found: libgit2, libxlsxwriter, minizip' || echo 'missing: make dependencies installs them'
	@for tool in hyperfine cmark-gfm chromium python3; do \
	  printf '%-9s' "$$tool"; command -v $$tool || echo 'missing (only some tests and benchmarks use it)'; done

clean: ## remove everything that was built
	rm -rf .build build

# Installs the C libraries that are missing: with apt on Debian and Ubuntu, with Homebrew on macOS.
HEADERS = git2.h xlsxwriter.h minizip/zip.h
DEBIAN_PACKAGES = libgit2-dev libxlsxwriter-dev libminizip-dev
HOMEBREW_PACKAGES = libgit2 libxlsxwriter minizip
FIND_LIBRARIES = { ls $(addprefix /usr/include/,$(HEADERS)) >/dev/null 2>&1 || pkg-config --exists libgit2 xlsxwriter minizip 2>/dev/null; }
dependencies:
	@command -v $(SWIFT) >/dev/null || { echo 'Swift 6.2 or later is missing: https://www.swift.org/install' >&2; exit 2; }
	@if ! $(FIND_LIBRARIES); then \
	  if command -v apt-get >/dev/null; then \
	    echo 'installing $(DEBIAN_PACKAGES) with apt-get'; \
	    if [ "$$(id -u)" = 0 ]; then become=; elif [ -n "$$CI" ]; then become='sudo -n'; else become=sudo; fi; \
	    $$become apt-get update -qq && \
	    $$become env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(DEBIAN_PACKAGES); \
	  elif command -v brew >/dev/null; then \
	    echo 'installing $(HOMEBREW_PACKAGES) with Homebrew'; brew install $(HOMEBREW_PACKAGES); \
	  else \
	    echo 'libgit2, libxlsxwriter or minizip is missing: install their development files' >&2; exit 2; \
	  fi; \
	fi
