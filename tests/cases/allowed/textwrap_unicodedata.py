import textwrap
import unicodedata
from textwrap import dedent, fill, indent, shorten

text = "The textwrap module provides some convenience functions, as well as TextWrapper, the class that does all the work."
print(fill(text, width=40, initial_indent="* ", subsequent_indent="  "))
print(shorten(text, width=40, placeholder=" [...]"), textwrap.wrap("aaaa bbbb cccc", 9))
code = """
    def f():
        return 1
"""
print(indent(dedent(code).strip(), "| ", lambda line: True))
w = textwrap.TextWrapper(width=20, break_long_words=False)
print(w.wrap("supercalifragilisticexpialidocious is long"))
for ch in "aÉ½€中":
    print(ch, unicodedata.name(ch), unicodedata.category(ch), unicodedata.numeric(ch, None))


def strip_accents(s):
    return "".join(c for c in unicodedata.normalize("NFKD", s) if not unicodedata.combining(c))


print(strip_accents("Crème Brûlée à Zürich"), unicodedata.lookup("SNOWMAN"), unicodedata.bidirectional("א"), unicodedata.east_asian_width("中"))
