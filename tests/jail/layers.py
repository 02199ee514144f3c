"""The matrix attack x layer: what is run for it, what it says, how it is written down."""

import pathlib
import re

from attempts import ATTEMPTS, TARGETS

THREATS = pathlib.Path(__file__).resolve().parents[2] / "docs" / "THREATS.md"
BEGIN, END = "<!-- tests/jail/matrix begin -->", "<!-- tests/jail/matrix end -->"

# As src/jail/ablation.c names them, and as a column is headed.
LAYERS = {"seccomp": "sec", "landlock": "land", "mounts": "mnt", "network": "net", "pids": "pid", "ipc": "ipc", "uid": "uid",
          "capabilities": "cap", "privileges": "nnp", "dumpable": "dump", "cgroup": "cgr", "rlimits": "rlim", "scratch": "tmp",
          "descriptors": "fds", "session": "ses"}
REST = "rest"

# Time is the server's clock's; names in a program are the check's: neither is a layer of a cell.
LEFT_OUT = ("time", "check")

# What must have two layers at the full level, and what has not, with the reason.
PROTECTED = ("host files", "sockets", "exec", "other processes")
SINGLE = {
    "exec of a memory file": "Landlock knows no rule for a file without a path. The filter refuses both halves, `memfd_create` and every "
                             "`exec`; what would run is native code, as the program is already, with no more rights",
}

# A layer that is the only one for nothing: with whom it is missing when something opens, and why it stays.
PARTNERS = {"landlock": "mounts", "network": "seccomp", "pids": "seccomp", "ipc": "seccomp", "uid": "seccomp", "capabilities": "seccomp",
            "dumpable": "seccomp", "cgroup": "rlimits", "session": "seccomp", "descriptors": "seccomp",
            "rlimits": "cgroup", "scratch": "cgroup", "mounts": "landlock"}
REASONS = {
    "landlock": "second wall before every host's file, should the small root have a hole",
    "network": "second wall before every socket",
    "pids": "second wall before every other process; ends all that a program started with its first process",
    "ipc": "second wall before what programs could share by name",
    "uid": "what two cells cannot share even were the filter and the namespaces gone: files, signals, tracing, limits per user",
    "capabilities": "a hole in the filter would meet mounts, ids and devices of the namespace; nothing then depends on the filter alone",
    "privileges": "`no_new_privs`: the kernel lets nobody without it put on a filter or Landlock, so it is never missing while they are there",
    "dumpable": "a tracer of the same uid, and cores; a second uid or namespace stops both as well",
    "session": "a cell has no terminal that it could keep; it matters where an operator runs the service on one",
    "cgroup": "exhaustion of memory in total, of processes, a fair share of processors; rlimits count each process alone",
    "rlimits": "the same per process, where there are no groups",
    "descriptors": "the cell's own list: what a zygote has open would be a cell's",
    "scratch": "space, names and execution in the own folder",
}

ONLY, ONE_OF, NOT, UNSEEN = "■", "●", "·", "–"
LEGEND = f"""\
{ONLY} the only one: without it the attempt gets through. {ONE_OF} stops it also with every other layer gone. {NOT} does not stop it on its own.
{UNSEEN} cannot be seen: `rest` stops it whatever else is there. `rest` is what cannot be missing: a user of the host that owns nothing,
in a user namespace, in UTS and cgroup namespaces, and the server that believes nothing."""


# Runs that cannot be: no cell is made, and so nothing gets through.
UNSTARTABLE = ("without privileges",)


def names():
    return {name for name, attempt in ATTEMPTS.items() if attempt.family not in LEFT_OUT}


def runs():
    yield "none"
    yield "all"
    for layer in LAYERS:
        yield f"without {layer}"
        yield f"alone {layer}"
    for layer, partner in PARTNERS.items():
        yield pair(layer, partner)


def asked(seen, run):
    """The attempts that a run is about. A pair's: those that either layer stops and neither is the only one for."""
    everything = [name for name in ATTEMPTS if name in names()]
    if "+" not in run:
        return everything
    both = run.removeprefix("without ").split("+")
    return [name for name in everything if seen["all"][name] == "open" and all(seen[f"alone {layer}"][name] == "shut" for layer in both)
            and not any(seen[f"without {layer}"][name] == "open" for layer in both)]


def pair(layer, partner):
    return "without " + "+".join(sorted((layer, partner)))


def pattern(seen, name):
    """The cells of an attempt's row, `rest` last."""
    rest = seen["all"][name] == "shut"
    cells = []
    for layer in LAYERS:
        if seen[f"without {layer}"][name] == "open":
            cells.append(ONLY)
        elif rest:
            cells.append(UNSEEN)
        else:
            cells.append(ONE_OF if seen[f"alone {layer}"][name] == "shut" else NOT)
    return (*cells, ONE_OF if rest else NOT)


def problems(seen):
    """What the promise of two layers, and of a use for each, is broken by."""
    for name in sorted(names()):
        if seen["none"][name] == "open":
            yield f"{name}: open with all layers"
        if ATTEMPTS[name].target in PROTECTED and ONLY in pattern(seen, name) and name not in SINGLE:
            yield f"{name}: one layer alone stops an attempt on {ATTEMPTS[name].target}"
    for layer in LAYERS:
        if not only(seen, layer) and layer not in REASONS:
            yield f"{layer}: no attempt needs it, and no reason is given"


def only(seen, layer):
    """Attempts that nothing else stops."""
    return [name for name in ATTEMPTS if name in names() and seen[f"without {layer}"][name] == "open"]


def opened_by(seen, layer):
    """Attempts that get through where a layer and its partner are missing, and with neither missing alone."""
    partner = PARTNERS.get(layer)
    if not partner:
        return []
    return [name for name in asked(seen, pair(layer, partner)) if seen[pair(layer, partner)].get(name) == "open"]


def some(attempts):
    return "; ".join(attempts[:2]) + (f"; {len(attempts) - 2} more" if len(attempts) > 2 else "")


def layer_rows(seen):
    yield "| layer | | the only one for | gets through where another is missing, too | why it stays |"
    yield "| --- | --- | --- | --- | --- |"
    for layer, head in LAYERS.items():
        alone, joint = only(seen, layer), opened_by(seen, layer)
        words = f"{PARTNERS[layer]}: {some(joint)}" if joint else ""
        yield f"| {layer} | {head} | {some(alone) or '–'} | {words or '–'} | {REASONS.get(layer, 'it is the only one')} |"


def attempt_rows(seen):
    heads = [*LAYERS.values(), REST]
    for target in TARGETS:
        groups = {}
        for name, attempt in ATTEMPTS.items():
            if attempt.target == target and name in names():
                groups.setdefault(pattern(seen, name), []).append(name)
        if not groups:
            continue
        yield f"\n**{target}**\n"
        yield "| " + " | ".join(heads) + " | attempts |"
        yield "|" + " --- |" * (len(heads) + 1)
        for cells, found in sorted(groups.items(), key=lambda item: -len(item[1])):
            yield "| " + " | ".join(cells) + " | " + "; ".join(found) + " |"


def render(seen):
    single = [f"- {name}: {reason}." for name, reason in SINGLE.items()]
    return "\n".join([
        BEGIN, "", f"{len(names())} attempts, each run with one layer missing and with one layer left. {LEGEND}", "",
        *layer_rows(seen), "", f"Attempts on {', '.join(PROTECTED[:-1])} and {PROTECTED[-1]} have two layers or more before them, but for:",
        "", *single, *attempt_rows(seen), "", END])


def section():
    """What is committed."""
    text = THREATS.read_text(encoding="utf-8")
    return text[text.index(BEGIN):text.index(END) + len(END)]


def write(seen):
    THREATS.write_text(THREATS.read_text(encoding="utf-8").replace(section(), render(seen)), encoding="utf-8")


def committed():
    """{attempt: cells} of the committed matrix."""
    rows = {}
    for line in section().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == len(LAYERS) + 2 and re.fullmatch(f"[{ONLY}{ONE_OF}{NOT}{UNSEEN}]", cells[0]):
            rows |= {name: tuple(cells[:-1]) for name in cells[-1].split("; ")}
    return rows
