"""Run by bench/check in an interpreter that has the check as a module. Parse and check are timed in turn; the best of
the rounds counts for each, since everything else only adds to a time."""

import ast
import pathlib
import sys
import time

import check_host

tree_root = pathlib.Path(sys.argv[1])
SIZES = (1, 10, 100)
ROUNDS = 40


def programs_of(size_kb):
    """Ordinary programs of the corpus, one after the other, until they fill the size."""
    texts, total = [], 0
    sources = sorted((tree_root / 'tests/cases/allowed').glob('*.py'))
    while total < size_kb * 1024:
        for path in sources:
            text = path.read_text()
            if '# policy' in text.split('\n')[0] or 'from __future__' in text or total + len(text) > size_kb * 1024 * 1.2:
                continue
            texts.append(text)
            total += len(text) + 1
            if total >= size_kb * 1024:
                break
    return '\n'.join(texts)


def best(action):
    times = []
    for _ in range(ROUNDS):
        before = time.perf_counter()
        action()
        times.append(time.perf_counter() - before)
    return min(times)


print('| policy | program | CPython parses it in | the check takes | ratio |')
print('| --- | --- | --- | --- | --- |')
for name in ('strict', 'standard'):
    policy = check_host.policy(name, (tree_root / f'policies/{name}.policy').read_text())
    for size in SIZES:
        code = programs_of(size)
        tree = compile(code, '<unknown>', 'exec', ast.PyCF_ONLY_AST)
        parse = best(lambda: compile(code, '<unknown>', 'exec', ast.PyCF_ONLY_AST))
        check = best(lambda: check_host.check(policy, tree, False, True))
        print(f'| {name} | {len(code) / 1024:.0f} KB | {parse * 1000:.2f} ms | {check * 1000:.3f} ms | {100 * check / parse:.1f} % |')
