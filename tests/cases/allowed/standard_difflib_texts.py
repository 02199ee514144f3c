# policy: standard
import difflib
from difflib import SequenceMatcher, get_close_matches, ndiff, unified_diff

old = "one\ntwo\nthree\n".splitlines(keepends=True)
new = "ore\ntree\nemu\n".splitlines(keepends=True)
print("".join(unified_diff(old, new, fromfile="before", tofile="after")), end="")
print("".join(ndiff(old, new)), end="")
print(get_close_matches("pyhton", ["python", "typhoon", "java"], n=2, cutoff=0.5))
s = SequenceMatcher(None, "abxcd", "abcd")
print(round(s.ratio(), 3), s.find_longest_match(), [op for op in s.get_opcodes() if op[0] != "equal"])
print(list(difflib.restore(ndiff(old, new), 1))[0].strip(), len(difflib.HtmlDiff().make_table(old, new)) > 100)
