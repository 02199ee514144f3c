import re

MARKDOWN = """# Title
Some *emphasis* and **strong** text with `code` and a [link](http://x.org).

- one
- two
## Sub
Last & <least>"""


def inline(text):
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(char, entity)
    for pattern, tag in ((r"\*\*(.+?)\*\*", "strong"), (r"\*(.+?)\*", "em"), (r"`(.+?)`", "code")):
        text = re.sub(pattern, rf"<{tag}>\1</{tag}>", text)
    return re.sub(r"\[(?P<label>[^]]+)\]\((?P<url>[^)]+)\)", r'<a href="\g<url>">\g<label></a>', text)


def render(markdown):
    in_list = False
    for line in markdown.splitlines():
        if (item := re.match(r"- (.*)", line)) and not in_list:
            yield "<ul>"
        elif in_list and not item:
            yield "</ul>"
        in_list = bool(item)
        if item:
            yield f"  <li>{inline(item[1])}</li>"
        elif heading := re.match(r"(#+) (.*)", line):
            yield f"<h{len(heading[1])}>{inline(heading[2])}</h{len(heading[1])}>"
        elif line.strip():
            yield f"<p>{inline(line)}</p>"


print("\n".join(render(MARKDOWN)))
