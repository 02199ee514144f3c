def longest_unique(s):
    seen, start, best = {}, 0, ""
    for i, ch in enumerate(s):
        if ch in seen and seen[ch] >= start:
            start = seen[ch] + 1
        seen[ch] = i
        if i - start + 1 > len(best):
            best = s[start:i + 1]
    return best


def group_anagrams(words):
    groups = {}
    for word in words:
        groups.setdefault("".join(sorted(word)), []).append(word)
    return sorted(groups.values(), key=len, reverse=True)


def valid_brackets(s):
    stack, pairs = [], {")": "(", "]": "[", "}": "{"}
    for ch in s:
        if ch in pairs.values():
            stack.append(ch)
        elif ch in pairs and (not stack or stack.pop() != pairs[ch]):
            return False
    return not stack


print(longest_unique("abcabcbb"), longest_unique("pwwkew"), longest_unique(""))
print(group_anagrams(["eat", "tea", "tan", "ate", "nat", "bat"]))
print([valid_brackets(s) for s in ("()[]{}", "(]", "([{}])", "((")])
