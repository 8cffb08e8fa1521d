# Thin calls: what each does is in scripts/.
.PHONY: demo test bench lint sanitize setup

demo:
	@scripts/demo.sh

test:
	@scripts/test.sh

lint:
	@scripts/lint.sh

bench:
	@scripts/bench.sh

sanitize:
	@scripts/sanitize.sh

setup:
	@scripts/setup.sh test
