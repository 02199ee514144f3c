def read_lines(text):
    for line in text.splitlines():
        yield line.strip()


def non_empty(lines):
    return (line for line in lines if line and not line.startswith("#"))


def parse(lines):
    for line in lines:
        key, sep, value = line.partition("=")
        if sep:
            yield key.strip(), value.strip()


def flatten(nested):
    for item in nested:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


text = """
# comment
name = demo
size= 3

broken line
"""
print(dict(parse(non_empty(read_lines(text)))))
print(list(flatten([1, [2, [3, [4, []]], 5]])))
