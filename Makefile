# Thin calls: what each does is in scripts/.
.PHONY: demo test bench lint setup

demo:
	@scripts/demo.sh

test:
	@scripts/test.sh

lint:
	@scripts/lint.sh

bench:
	@scripts/bench.sh

setup:
	@scripts/setup.sh test
