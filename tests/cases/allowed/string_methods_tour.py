s = "  Hello, World! Hello again  "
print(s.strip().lower().title().swapcase(), s.count("Hello"), s.find("World"), s.rfind("Hello"), s.replace("Hello", "Bye", 1).strip())
print("a,b,,c".split(","), "a b  c".split(), "k=v=w".partition("="), "k=v=w".rpartition("="), "a.b.c".rsplit(".", 1))
print("abc".isalpha(), "12".isdigit(), "½".isnumeric(), "x1".isalnum(), " ".isspace(), "Ab".istitle(), "ß".upper(), "straße".casefold())
print("line1\nline2\r\nline3".splitlines(), "prefix-x".removeprefix("prefix-"), "x.txt".removesuffix(".txt"), "x.py".endswith((".py", ".txt")))
table = str.maketrans({"a": "4", "e": "3", "o": None})
print("leetspeak o".translate(table), "-".join("abc"), "ab" * 3, "b" in "abc", "a" < "b" < "c", max("hello"), sorted("banana"))
print(ord("A"), chr(8364), "tab\there".expandtabs(4), "naïve".encode("utf-8"), b"caf\xc3\xa9".decode(), "é".encode("latin-1"))
print("ab\n\"q\"".__repr__() == repr("ab\n\"q\""), ascii("ñ"), "%r" % "it's", "x".isidentifier(), "A man a plan".index("man"))
vowels = sum(c in "aeiou" for c in s.lower())
vowels
