# Easel's chores. Each target says what it does; what it runs is in .ci. Go, Node and make are needed; the rest is
# installed by `make deps`, which the targets that need it call.

STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
WASMBROWSER := github.com/agnivade/wasmbrowsertest@v0.11.0
ADDR        := 127.0.0.1:8080
DATA        := easel-data
PREFIX      := $(HOME)/.local
VERSION     := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

# Debian's packages that the desktop app is built with, and those that its tests need a screen and a pointer from.
WINDOW := gcc libc6-dev libgl-dev libx11-dev libxcursor-dev libxi-dev libxinerama-dev libxrandr-dev libxxf86vm-dev libgl1 \
	libgl1-mesa-dri xvfb xauth xdotool xclip

.PHONY: help run build page desktop packages install-desktop deps deps-soak check test test-web test-desktop test-hostile soak sim fuzz golden bench clean
.DEFAULT_GOAL := help

help: ## what there is
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 21

run: page ## serve on ADDR, with everything kept in the folder DATA; ARGS are passed on
	@mkdir -p bin
	@$(if $(findstring -data,$(ARGS)),:,echo "keeping everything in $(DATA)/")
	@go build -trimpath -o bin/ ./server
	@exec bin/server -addr $(ADDR) -data $(DATA) $(ARGS)

build: page ## the page, the server and the tools, into bin
	@mkdir -p bin
	go build -trimpath -o bin/ ./server ./tools/...

desktop: ## the desktop app, into bin/easel-desktop; ARGS are given to go build
	@mkdir -p bin
	go build -trimpath -ldflags "-X easel.example/desktop/option.version=$(VERSION)" $(ARGS) -o bin/easel-desktop ./desktop

packages: ## what people install of the desktop app, for all systems that this machine can build for
	go run ./desktop/pack -version "$(VERSION)"

install-desktop: ## the desktop app on this machine, below PREFIX
	go run ./desktop/pack -version "$(VERSION)" -install "$(PREFIX)"

check: bin/staticcheck web-deps page ## format, vet, lint, types and short tests: before each commit
	@.ci/check

test: deps build ## all tests, on every target that this machine can run
	@SEEDS=$(SEEDS) .ci/test

test-web: build ## the page's tests of make test alone
	npm --prefix web test
	EASEL_SERVER=$(CURDIR)/bin/server npm --prefix web run e2e

test-desktop: build ## the desktop app's tests of make test alone
	@.ci/deps $(WINDOW)
	@.ci/desktop

test-hostile: ## the hostile guests of make test alone, with a table of what they cost others
	go test ./server -run='^TestHostile' -count=1 -v

soak: deps-soak build ## long simulation (SEEDS), emulated machines, crash drills (CRASHES), fuzzing (FUZZTIME)
	@SEEDS=$(SEEDS) CRASHES=$(CRASHES) FUZZTIME=$(FUZZTIME) .ci/soak

sim: ## SEEDS worlds of the simulation
	go test ./core/sim -run='^TestSim$$' -timeout=0 -seeds=$(or $(SEEDS),2000)

fuzz: ## every fuzz target for FUZZTIME
	@FUZZTIME=$(FUZZTIME) .ci/fuzz

golden: deps ## recorded hashes here, on 386, in Node and in Chromium
	@.ci/golden

bench: build ## all figures, one JSON object a line
	@go run ./tools/bench all

deps: bin/staticcheck bin/wasmbrowsertest web-deps ## what tests need
	@.ci/deps chromium chromium-headless-shell firefox-esr $(WINDOW)

deps-soak: deps
	@.ci/deps qemu-user

clean: ## what was built; data stay
	rm -rf bin .cache web/node_modules
	find server/web/dist -mindepth 1 ! -name .keep -delete

# Tools at their pinned version: renewed when this file changes.
bin/staticcheck: Makefile
	GOBIN=$(CURDIR)/bin go install $(STATICCHECK)
	@touch $@

bin/wasmbrowsertest: Makefile
	GOBIN=$(CURDIR)/bin go install $(WASMBROWSER)
	@touch $@

# The page is built again when its sources, or the Go sources of its wasm, are newer.
.PHONY: web-deps
ifneq ($(shell sh -c 'command -v npm'),)
PAGE_SOURCES := $(shell find web core wasm go.mod \( -name node_modules -o -name artefacts -o -name e2e -o -name test -o -name testdata \) -prune -o -type f ! -name '*_test.go' ! -name '*.md' -print)
page: server/web/dist/index.html
server/web/dist/index.html: $(PAGE_SOURCES) web/node_modules/.package-lock.json
	npm --prefix web run build
	@touch $@
web-deps: web/node_modules/.package-lock.json
web/node_modules/.package-lock.json: web/package-lock.json
	npm --prefix web ci --no-audit --no-fund
	@touch $@
else
page web-deps:
	@echo "the page is not built: this needs npm, which comes with Node" >&2
endif
