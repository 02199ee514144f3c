#!/bin/sh
# Requests by hand. PYRUNNER_URL says where the service is.
url=${PYRUNNER_URL:-http://localhost:8000}

run()
{
	curl -s -X POST "$url/run" -H 'Content-Type: application/json' -d "$1"
	echo
}

curl -s "$url/"; echo
run '{"code": "import sympy as sp\nx = sp.symbols(\"x\")\nsp.integrate(sp.sin(x) * x, x)"}'
run '{"code": "print(input().upper())", "stdin": "hello\n"}'
run '{"code": "while True: pass", "timeout": 1}'
run '{"code": "x = bytearray(10**10)", "memory_limit": 64}'
run '{"code": "import hashlib\nhashlib.sha256(b\"x\").hexdigest()", "policy": "standard"}'
run '{"code": "", "timeout": 0}'
