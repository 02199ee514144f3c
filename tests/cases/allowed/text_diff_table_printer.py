def table(rows, headers, align=None):
    align = align or "<" * len(headers)
    widths = [max(len(str(cell)) for cell in column) for column in zip(headers, *rows)]
    line = "+".join("-" * (w + 2) for w in widths)

    def fmt(row):
        return "|".join(f" {cell!s:{a}{w}} " for cell, a, w in zip(row, align, widths))

    return "\n".join([fmt(headers), line, *map(fmt, rows)])


def human_size(n):
    for unit in ("B", "KB", "MB", "GB"):
        if n < 1024 or unit == "GB":
            return f"{n:.1f} {unit}" if unit != "B" else f"{n} B"
        n /= 1024


def ordinal(n):
    suffix = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{suffix}"


print(table([("tea", 3.5, True), ("coffee", 12, None)], ["drink", "price", "hot"], "<>^"))
print([human_size(n) for n in (12, 2048, 5_000_000, 7 * 1024**4)], [ordinal(n) for n in (1, 2, 3, 4, 11, 22, 113)])
print("%-10s|%5s|" % ("left", "right"), "{:=^20}".format(" title "), f"{1_000_000:>12,}", f"{'a':\u2192^5}", f"{0.1 + 0.2:.17f}")
