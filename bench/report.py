"""Tables of a result, in Markdown."""

import statistics

from measures import percentile

ABSENT = "–"


def p50(values):
    return percentile(values, 0.5)


def p99(values):
    return percentile(values, 0.99)


def number(value, digits=2):
    """Three figures or so."""
    if value is None:
        return ABSENT
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.{digits if abs(value) < 10 else min(digits, 1)}f}"


def ms(us):
    return number(None if us is None else us / 1000)


def ratio(one, other):
    return None if not one or not other else one / other


def times(value):
    return ABSENT if value is None else f"{number(value)} ×"


def table(title, head, rows, note=""):
    if not rows:
        return ""
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join(["---"] + ["---:"] * (len(head) - 1)) + " |"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return f"## {title}\n\n" + "\n".join(lines) + "\n" + (f"\n{note}\n" if note else "") + "\n"


# --- what was asked ---------------------------------------------------------------------------------------------


class Facts:
    """What rows are made of; None where it was not measured."""

    def __init__(self, results):
        self.results = results

    def faster(self, case):
        found = self.results["spaced"].get(case)
        return found and ratio(p50(found["peer"]), p50(found["ours"]))

    def rate(self, case, connections):
        found = self.results["rate"].get(case)
        return found and ratio(found[connections]["ours"], found[connections]["peer"])

    def best_rate(self, case):
        found = self.results["rate"].get(case)
        return found and ratio(*(max(at[who] for at in found.values()) for who in ("ours", "peer")))

    def spread(self, case):
        found = self.results["rate"].get(case)
        return found and ratio(found[8]["ours_p99"], found[8]["ours_p50"])

    def in_cell(self, case):
        found = self.results["spaced"].get(case)
        return found and p50(found["cell"])

    def cpu(self, case):
        """Of our own processes; the kernel's threads serve others too."""
        found = self.results["sustained"].get(case)
        return found and sum(value for part, value in found["cpu"].items() if part != "kernel")

    def cpu_over_floor(self, case):
        found = self.results["sustained"].get(case)
        return found and ratio(self.cpu(case), statistics.fmean(found["floor_cpu"]))

    def over_warm(self, case, warm="warm"):
        found = self.results["spaced"].get(case)
        return found and ratio(p50(found["cell"]), p50(found[warm]))

    def ready_mb(self, name, key):
        found = self.results.get("memory", {}).get("ready", {}).get(name)
        return found and found[key] / 1024

    def server_rss_mb(self):
        for process in self.results.get("memory", {}).get("lasting", []):
            if process["role"] == "server":
                return process["rss"] / 1024
        return None

    def pss_mb(self, *more):
        found = self.results.get("memory")
        return found and sum(found[key] for key in ("pss", *more)) / 1024

    def of(self, measure, key, scale=1.0):
        found = self.results.get(measure)
        return found and found[key] and found[key] / scale


def sleepers_row(found):
    if not found:
        return ("1,000 sleepers: the last has started", "≤ 3 s", ABSENT, ABSENT)
    all_ran = found["count"] == found["asked"] == found["ended"]
    met = all_ran and found["last_start_s"] <= 3
    name = f"{found['asked']:,} sleepers: the last has started"
    reached = f"{number(found['last_start_s'])} s" if found["last_start_s"] else "none ran"
    return (name, "≤ 3 s", reached + ("" if all_ran else f" ({found['ended']:,} ran)"), "yes" if met else "no")


def goals(results):
    facts = Facts(results)
    rows = []

    def goal(words, value, limit, unit, at_least=False):
        asked = f"{'≥' if at_least else '≤'} {limit:g} {unit}"
        if value is None:
            rows.append((words, asked, ABSENT, ABSENT))
            return
        met = value >= limit if at_least else value <= limit
        rows.append((words, asked, f"{number(value)} {unit}", "yes" if met else "no"))

    for case, words, limit in (("hello", "hello", 40), ("pandas", "numpy and pandas imported", 250),
                               ("describe", "pandas group-by and describe", 30), ("all", "all libraries imported", 1000)):
        goal(f"{words}, spaced p50 against the peer", facts.faster(case), limit, "×", True)
    in_cell = facts.in_cell("hello")
    goal("hello in a ready cell, job sent → done", in_cell, 200, "µs")
    goal("requests/s of hello at 8 connections against the peer", facts.rate("hello", 8), 12, "×", True)
    goal("requests/s of the science set against the peer, best of each", facts.best_rate("all"), 150, "×", True)
    goal("CPU of a hello, sustained, against the floor", facts.cpu_over_floor("hello"), 1.8, "×")
    cpu = facts.cpu("all")
    goal("CPU of a run of the science set, sustained", cpu and cpu / 1000, 5, "ms")
    goal("p99 / p50 of hello at 8 connections", facts.spread("hello"), 5, "×")
    goal("pandas describe: in a cell against a warm process", facts.over_warm("describe"), 1.6, "×")
    in_loop = facts.over_warm("describe", "warm_loop")
    rows.append(("the same, the warm process asked without pauses", ABSENT, times(in_loop), ABSENT))
    for name, limit, replayed in (("bare", 1, 2), ("science", 6, 14)):
        goal(f"ready cell, private memory: {name}", facts.ready_mb(name, "private"), limit, "MB")
        goal(f"ready cell, private memory: {name}, with replayed pages", facts.ready_mb(name, "replayed"), replayed, "MB")
    goal("server, resident", facts.server_rss_mb(), 12, "MB")
    goal("whole idle service, PSS", facts.pss_mb(), 300, "MB")
    rows.append(("the same, with what of its memory files nobody has mapped", ABSENT,
                 f"{number(facts.pss_mb('unmapped'))} MB" if facts.pss_mb() else ABSENT, ABSENT))
    rows.append(sleepers_row(results.get("sleepers")))
    goal("their memory", facts.of("sleepers", "grown_kb", 1048576), 3, "GB")
    goal("start until /ready, bare set", facts.of("start", "bare"), 0.3, "s")
    goal("start until /ready, all sets", facts.of("start", "all"), 4, "s")
    goal("the server alone, canned cells: requests per second of its CPU", facts.of("canned", "per_core"), 20000, "/s", True)
    return table("What was asked", ["", "asked", "reached", "met"], rows)


# --- the figures ------------------------------------------------------------------------------------------------


def latency(results):
    rows = []
    for case, found in results["spaced"].items():
        ours, process = p50(found["ours"]), p50(found["process"])
        rows.append((case, ms(ours), ms(p99(found["ours"])), ms(p50(found["cell"])), ms(p50(found["peer"])), ms(process),
                     ms(p50(found["floor"])), ms(p50(found["warm"])), ms(p50(found["warm_loop"])),
                     times(ratio(p50(found["peer"]), ours)), times(ratio(process, ours)), times(ratio(ours, p50(found["floor"]))),
                     times(ratio(p50(found["cell"]), p50(found["warm"])))))
    return table("Latency, spaced, in ms",
                 ["case", "ours p50", "p99", "of it in the cell", "peer p50", "python3 p50", "floor p50", "warm p50",
                  "warm, no pauses", "peer / ours", "python3 / ours", "ours / floor", "cell / warm"], rows,
                 "The pool is full before each request; whoever is asked, the machine was idle as long before. In the cell: job sent "
                 "→ done, as the server measures it. The floor: fork, run, exit, wait of an interpreter with the set's libraries, "
                 "no walls, no HTTP. Warm: the same program again and again in one process; the ratio is to the one with pauses.")


def loop(results):
    rows = []
    for case, found in results["sustained"].items():
        beside = results["spaced"].get(case, {})
        cpu = found["cpu"]
        total = sum(value for part, value in cpu.items() if part != "kernel")
        floor, process = statistics.fmean(found["floor_cpu"]), p50(beside.get("process_cpu", []))
        peer = results["rate"].get(case, {}).get(1, {}).get("peer_cpu")
        rows.append((case, f"{found['runs']:,}", ms(p50(found["ours"])), ms(p99(found["ours"])),
                     *(ms(cpu.get(part, 0)) for part in ("server", "zygote", "cells")), ms(total), ms(cpu["kernel"]),
                     ms(floor), ms(peer), ms(process), times(ratio(total, floor)), times(ratio(peer, total))))
    return table("Sustained, one connection: latency and CPU of a run, in ms",
                 ["case", "runs", "p50", "p99", "server", "zygote", "cell", "CPU", "kernel", "floor", "peer", "python3",
                  "CPU / floor", "peer / CPU"], rows,
                 "A cell's CPU is that of its whole life, made ahead or not; keeper and clean-up are in the sum. Kernel: its "
                 "own threads, of the whole machine. The floor's and the peer's CPU are of parent and child; python3's is of the runs "
                 "with pauses.")


def faults(results):
    rows = []
    for case, found in results["sustained"].items():
        counted, beside = found["faults"], results["spaced"].get(case, {})
        peer = results["rate"].get(case, {}).get(1, {}).get("peer_faults")
        rows.append((case, *(number(counted.get(part, 0), 1) for part in ("server", "zygote", "cells")),
                     *(number(value, 1) for value in (statistics.fmean(found["floor_faults"]), peer,
                                                      p50(beside.get("process_faults", []))))))
    return table("Page faults of a run", ["case", "server", "zygote", "cell", "floor", "peer", "python3"], rows)


def rates(results):
    connections = sorted({n for found in results["rate"].values() for n in found})
    head = ["case"] + [f"{who} at {n}" for n in connections for who in ("ours", "peer", "ours / peer")]
    head += ["p50 at 8, ms", "p99 at 8, ms", "p99 / p50"]
    rows = []
    for case, found in results["rate"].items():
        row = [case]
        for n in connections:
            ours, theirs = found[n]["ours"], found[n]["peer"]
            row += [number(ours), number(theirs), times(ratio(ours, theirs))]
        row += [ms(found[8]["ours_p50"]), ms(found[8]["ours_p99"]), times(ratio(found[8]["ours_p99"], found[8]["ours_p50"]))]
        rows.append(row)
    return table("Requests per second, by connections", head, rows)


def memory(results):
    found = results.get("memory")
    if not found:
        return ""
    rows = [(process["role"], *(number(process[key] / 1024) for key in ("rss", "pss", "private")))
            for process in found["lasting"]]
    rows += [(f"ready cell, {name} (PSS: median of {cell['count']})", ABSENT, number(cell["pss"] / 1024),
              f"{number(cell['private'] / 1024)}; {number(cell['replayed'] / 1024)}") for name, cell in found["ready"].items()]
    rows.append(("memory files, mapped by nobody", ABSENT, number(found["unmapped"] / 1024), ABSENT))
    rows.append(("all", ABSENT, number((found["pss"] + found["unmapped"]) / 1024), ABSENT))
    return table("Memory of an idle service, in MB", ["process", "RSS", "PSS", "private"], rows,
                 "Private: pages of its own; of a ready cell as it was made, and of the next one of its pool, with replayed pages.")


def others(results):
    rows = []
    if found := results.get("canned"):
        rows.append(("server alone, canned cells", f"{found['rate']:,.0f} requests/s, p50 {ms(found['p50'])} ms, "
                     f"p99 {ms(found['p99'])} ms; {found['cpu_us']:.0f} µs of its CPU a request "
                     f"({found['cpu_us_least']:.0f} to {found['cpu_us_most']:.0f} by rounds), {found['per_core']:,.0f} a core; "
                     f"it used at most {found['cores']:.2f} cores; spaced as above, one connection: p50 "
                     f"{ms(found['spaced_p50'])} ms"))
    if found := results.get("sleepers"):
        rows.append((f"{found['count']:,} sleepers at once", f"median start after {number(found['median_start_s'])} s, last "
                     f"{number(found['last_start_s'])} s; memory of the machine {found['grown_kb'] / 1048576:+.2f} GB, "
                     f"PSS {found['pss_kb'] / 1048576:+.2f} GB"))
    return table("And", ["what", "found"], rows)


def text(results, machine):
    parts = ["# Results\n\nWritten by `script/bench`. Ratios are of one run; a bare time says nothing about another machine.\n\n",
             goals(results), latency(results), loop(results), faults(results), rates(results), memory(results), others(results),
             table("Machine", ["what", ""], machine).replace("---:", "---")]
    return "".join(parts).rstrip("\n") + "\n"
