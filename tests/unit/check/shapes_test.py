"""The walk is linear: programs of up to a megabyte, shaped to hurt, cost no multiple of their parsing.

The bound is generous, for slow machines and sanitizers; a quadratic walk of these sizes takes minutes."""

import ast
import sys
import time

import check_host

policy = check_host.policy("standard", open(sys.argv[1]).read())
K = 1000

SHAPES = {
    "many lines": "x=1\n" * (60 * K),
    "one line": "x=1;" * (60 * K),
    "list of numbers": "x = [" + "1," * (200 * K) + "]",
    "list of modules": "import numpy as n\nx = [" + "n," * (100 * K) + "]\nx[0].os",
    "assignments backwards": "\n".join(f"a{i}=a{i+1}" for i in range(30 * K)) + f"\nimport numpy as a{30 * K}\na0.os",
    "assignments forwards": f"import numpy as a0\n" + "\n".join(f"a{i+1}=a{i}" for i in range(30 * K)) + f"\na{30 * K}.os",
    "one name, many modules": "import numpy, re, json, math, csv, copy, heapq, random\n"
    + "\n".join(f"x = {m}\ny{i} = x" for i in range(5 * K) for m in ("numpy", "re", "json", "math", "csv", "copy", "heapq")),
    "many targets": "=".join(f"a{i}" for i in range(60 * K)) + "= [" + "b," * (60 * K) + "]\nimport numpy as b\na7.os",
    "attribute chains": "import numpy as n\n" + ("n" + ".os" * 90 + "\n") * 2000,
    "conditional chains": "import numpy as n\nx = " + "n if a else " * 500 + "n\nx.os",
    "nested walrus": "import numpy as n\n" + ("(a:=" * 90 + "[" + "n," * 200 + "]" + ")" * 90 + "\n") * 60,
    "binary chain": "x = " + "1+" * 900 + "1",
    "boolean chain": "x = " + "a or " * (60 * K) + "b",
    "elif ladder": "if a: pass\n" + "elif a: pass\n" * 900,
    "brackets": "x = " + "[" * 150 + "]" * 150,
    "huge string": "x = '" + "{0.__a}" * (120 * K) + "'",
    "huge templates": "\n".join("'" + "{" * 400 + "'" for _ in range(2 * K)),
    "calls": "import numpy as n\n" + "n.load(n.load(n.load('a')))\n" * (10 * K),
    "keywords": "f(" + ",".join(f"a{i}=b{i}" for i in range(40 * K)) + ")",
    "arguments": "import numpy as n\ndef f(" + ",".join(f"a{i}=n" for i in range(40 * K)) + "): pass",
    "long names": "\n".join("n" * 200 + str(i) + " = 1" for i in range(4 * K)),
    "violations": "eval\n" * (50 * K),
    "many imports": "import numpy\n" * (30 * K),
    "stars": "from numpy import *\n" + "ctypeslib\n" * (30 * K),
    "source text": "import sympy\nsympy.S('" + "a.b " * (200 * K) + "')",
}

failed = False
for name, code in SHAPES.items():
    start = time.process_time()
    tree = compile(code, "<unknown>", "exec", ast.PyCF_ONLY_AST)
    parsed = time.process_time()
    check_host.check(policy, tree, False, True)
    checked = time.process_time()
    ratio = (checked - parsed) / (parsed - start)
    bad = ratio > 5 and checked - parsed > 0.5
    failed |= bad
    print(f"{name:24} {len(code) / K:7.0f} KB  parse {parsed - start:.3f} s  check {checked - parsed:.3f} s  {'TOO SLOW' if bad else ''}")
sys.exit(failed)
