def prefix_function(pattern):
    pi = [0] * len(pattern)
    for i in range(1, len(pattern)):
        j = pi[i - 1]
        while j and pattern[i] != pattern[j]:
            j = pi[j - 1]
        pi[i] = j + (pattern[i] == pattern[j])
    return pi


def kmp(text, pattern):
    pi, j = prefix_function(pattern), 0
    for i, ch in enumerate(text):
        while j and ch != pattern[j]:
            j = pi[j - 1]
        j += ch == pattern[j]
        if j == len(pattern):
            yield i - j + 1
            j = pi[j - 1]


def rabin_karp(text, pattern, base=257, mod=10**9 + 7):
    n, target, h = len(pattern), 0, 0
    for ch in pattern:
        target = (target * base + ord(ch)) % mod
    power = pow(base, n - 1, mod)
    for i, ch in enumerate(text):
        if i >= n:
            h -= ord(text[i - n]) * power
        h = (h * base + ord(ch)) % mod
        if i >= n - 1 and h == target and text[i - n + 1:i + 1] == pattern:
            yield i - n + 1


text = "abababcabab"
print(list(kmp(text, "abab")), list(rabin_karp(text, "abab")), prefix_function("aabaaab"))
