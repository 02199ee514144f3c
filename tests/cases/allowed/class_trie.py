class TrieNode:
    def __init__(self):
        self.children = {}
        self.is_end = False


class Trie:
    def __init__(self):
        self.root = TrieNode()

    def insert(self, word: str) -> None:
        node = self.root
        for ch in word:
            node = node.children.setdefault(ch, TrieNode())
        node.is_end = True

    def words_with_prefix(self, prefix: str) -> list:
        node = self.root
        for ch in prefix:
            if ch not in node.children:
                return []
            node = node.children[ch]
        found = []

        def dfs(node, path):
            if node.is_end:
                found.append(prefix + path)
            for ch, child in sorted(node.children.items()):
                dfs(child, path + ch)

        dfs(node, "")
        return found


t = Trie()
for w in "car cart care cat dog do".split():
    t.insert(w)
print(t.words_with_prefix("car"), t.words_with_prefix("do"), t.words_with_prefix("x"))
