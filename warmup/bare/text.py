import json
import re
import textwrap

print('ready', 1, 2.5, [3], {'four': 4})
words = 'the quick brown fox jumps over the lazy dog'.split()
print(' '.join(word.capitalize() for word in words), f'{3.14159:.3f} {10**6:,} {"x":>5}|{42:08b}', sep='\n')
re.sub(r'(\w+)\s+(\d+)', r'\2 \1', 'one 1'), re.findall(r'[a-z]+', 'ab 1 cd'), re.split(r',\s*', 'a, b')
json.loads(json.dumps({'a': [1, 2.5, None, True, 'ä']}, indent=2, sort_keys=True))
textwrap.dedent('  a\n  b').title(), 'x'.center(9), 'a,b'.split(','), 'aXb'.swapcase(), 'abc'[::-1], 'text'.encode().hex()
