"""The measurements. Each takes the bench and returns plain numbers, which report.py puts into tables."""

import json
import resource
import selectors
import socket
import statistics
import time

import cases
import counters
import services

HELLO = cases.CASES[0]
CANNED_ROUNDS = 10
CANNED_REST_S = 0.05		# in which the server ends the last cells and makes the next


def percentile(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * part))] if values else None


def processes(case, count, pause_ms):
    """`count` runs of a python3 of its own: microseconds of each, CPU microseconds and page faults a run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    times = []
    for _ in range(count):
        time.sleep(pause_ms / 1000)
        times.append(services.process_us(case))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return times, cpu * 1e6 / count, (after.ru_minflt - before.ru_minflt) / count


def spaced(bench, case):
    """One request after the other with pauses in which the pool fills, in rounds with the peer, python3, the floor and a warm
    process. All of them come to a machine that was idle as long: what a pause costs, caches above all, it costs each."""
    plan = bench.plan
    found = {key: [] for key in ("ours", "cell", "peer", "process", "floor", "warm", "warm_loop", "process_cpu",
                                 "process_faults")}
    modules = cases.MODULES[case.set]
    # two: what a warm process remembers of the program is not for the floor
    with services.Floor(bench.tools / "floor", modules) as floor, services.Floor(bench.tools / "floor", modules) as warm:
        warm("warm", case, 3)
        for _ in range(plan.rounds):
            counters.settle(bench.ours.pid)
            samples = bench.load(bench.ours, case, count=plan.spaced, pause_ms=plan.pause_ms)
            found["ours"] += samples.latencies
            found["cell"] += samples.executions
            found["peer"] += bench.load(bench.peer, case, count=plan.peer, pause_ms=plan.pause_ms).latencies
            times, cpu, faults = processes(case, plan.peer, plan.pause_ms)
            found["process"] += times
            found["process_cpu"].append(cpu)
            found["process_faults"].append(faults)
            found["floor"] += floor("fork", case, plan.paused, plan.pause_ms)["us"]
            found["warm"] += warm("warm", case, plan.paused, plan.pause_ms)["us"]
            found["warm_loop"] += warm("warm", case, plan.floor)["us"]
    return found


def sustained(bench, case):
    """A closed loop of one connection, what it cost until the pools were full again, and the floor's runs at once after one
    another before and after it: how fast a machine is can be another a minute later."""
    found = {"floor_cpu": [], "floor_faults": []}

    def loop_of_floor():
        told = floor("fork", case, bench.plan.floor)
        found["floor_cpu"].append((told["cpu_us"] + told["own_cpu_us"]) / bench.plan.floor)
        found["floor_faults"].append((told["faults"] + told["own_faults"]) / bench.plan.floor)

    with services.Floor(bench.tools / "floor", cases.MODULES[case.set]) as floor:
        loop_of_floor()
        counters.settle(bench.ours.pid)
        before = counters.Usage.of(bench.ours.pid)
        samples = bench.load(bench.ours, case, seconds=bench.plan.sustained_s)
        counters.settle(bench.ours.pid)
        cpu, faults = (counters.Usage.of(bench.ours.pid) - before).per(samples.count)
        loop_of_floor()
    return found | {"runs": samples.count, "ours": samples.latencies, "cpu": cpu, "faults": faults,
                    "load_cpu": samples.load_cpu_us / samples.count}


def rate(bench, case):
    """Requests per second of ours and of the peer in turn, at each number of connections."""
    found = {}
    for connections in bench.plan.connections:
        ours = bench.load(bench.ours, case, connections=connections, seconds=bench.plan.rate_s)
        before = counters.Usage.whole(bench.peer.pid)
        theirs = bench.load(bench.peer, case, connections=connections, seconds=bench.plan.rate_s)
        cpu, faults = (counters.Usage.whole(bench.peer.pid) - before).per(theirs.count)
        found[connections] = {
            "ours": ours.rate, "ours_p50": percentile(ours.latencies, 0.5), "ours_p99": percentile(ours.latencies, 0.99),
            "peer": theirs.rate, "peer_p50": percentile(theirs.latencies, 0.5),
            "peer_p99": percentile(theirs.latencies, 0.99), "peer_cpu": cpu["all"], "peer_faults": faults["all"],
        }
    return found


def memory(bench):
    """kB of an idle service of its own: each lasting process, and the ready cells of each set: the next one of a pool has taken pages ahead."""
    with services.ours(bench.binary) as service:
        counters.settle(service.pid, quiet=1)
        found = counters.memory(service.pid)
        files = counters.memory_files_kb(service.pid)
    lasting = [{"role": role, "rss": m.rss, "pss": m.pss, "private": m.private} for role, _, m in found
               if not role.startswith("cell")]
    cells = {}
    for _, made_for, m in found:
        if made_for is not None:
            cells.setdefault(made_for, []).append(m)
    ready = {name: {"count": len(list_), "pss": statistics.median(m.pss for m in list_),
                    "private": min(m.private for m in list_), "replayed": max(m.private for m in list_)}
             for name, list_ in sorted(cells.items())}
    return {"lasting": lasting, "ready": ready, "pss": sum(m.pss for _, _, m in found),
            "unmapped": files - sum(m.pss_shmem for _, _, m in found)}


def start(bench):
    """Seconds from exec to the first 200 of /ready."""
    def median_of(*flags):
        seconds = []
        for _ in range(bench.plan.starts):
            with services.ours(bench.binary, *flags) as service:
                seconds.append(service.start_seconds)
        return statistics.median(seconds)
    return {"bare": median_of("--sets", "bare"), "all": median_of()}


def canned(bench):
    """The server with cells that cost nothing: requests per second, and per second of its own CPU time. Of rounds, from pools
    that are full until they are full again; the median counts, since a machine that is slow for a while is so for some rounds."""
    rates, cores, cpu_us, latencies = [], [], [], []
    with services.canned(bench.binary, bench.tools / "canned") as service:
        counters.settle(service.pid)
        for _ in range(CANNED_ROUNDS):
            began, before = time.monotonic(), counters.cpu_seconds(service.pid)
            samples = bench.load(service, HELLO, connections=16, seconds=bench.plan.canned_s / CANNED_ROUNDS)
            cores.append((counters.cpu_seconds(service.pid) - before) / (time.monotonic() - began))
            time.sleep(CANNED_REST_S)
            cpu = counters.cpu_seconds(service.pid) - before
            cpu_us.append(cpu * 1e6 / samples.count)
            rates.append(samples.rate)
            latencies += samples.latencies
        paused = bench.load(service, HELLO, count=bench.plan.spaced, pause_ms=bench.plan.pause_ms).latencies
    typical = statistics.median(cpu_us)
    return {"rate": statistics.median(rates), "per_core": 1e6 / typical, "p50": percentile(latencies, 0.5),
            "p99": percentile(latencies, 0.99), "spaced_p50": percentile(paused, 0.5), "cpu_us": typical,
            "cpu_us_least": min(cpu_us), "cpu_us_most": max(cpu_us),
            "cores": max(cores)}


def sleeper_request(seconds):
    code = f"import time\nprint(time.time())\ntime.sleep({seconds})\n"
    body = json.dumps({"code": code, "timeout": 60, "policy": "open"}).encode()
    return b"POST /run HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (
        len(body), body)


def collect(sockets, seconds):
    """The instants that the programs printed."""
    waiting = selectors.DefaultSelector()
    for connection in sockets:
        waiting.register(connection, selectors.EVENT_READ)
    started, end = [], time.monotonic() + seconds
    while waiting.get_map() and time.monotonic() < end:
        for key, _ in waiting.select(1):
            waiting.unregister(key.fileobj)
            answer = key.fileobj.recv(65536)
            if answer.startswith(b"HTTP/1.1 200"):
                started.append(float(json.loads(answer.partition(b"\r\n\r\n")[2])["stdout"]))
    return started


def sleeping(bench, count, seconds):
    flags = ["--sets", "bare", "--policies", "strict,standard,open", "--max-running", count, "--queue", count,
             "--max-connections", count + 8]
    with services.ours(bench.binary, *flags) as service:
        counters.settle(service.pid, quiet=0.5)
        available = counters.available_kb()
        pss = sum(m.pss for _, _, m in counters.memory(service.pid))
        request, sockets = sleeper_request(seconds), []
        try:
            for _ in range(count):
                sockets.append(socket.create_connection(("127.0.0.1", service.port), 60))
            before = time.time()
            for connection in sockets:
                connection.sendall(request)
            time.sleep(max(seconds - 1, 0.5))
            grown_kb = available - counters.available_kb()
            pss = sum(m.pss for _, _, m in counters.memory(service.pid)) - pss
            started = collect(sockets, 60)
        finally:
            for connection in sockets:
                connection.close()
    return {"asked": bench.plan.sleepers, "count": count, "ended": len(started), "grown_kb": grown_kb, "pss_kb": pss,
            "last_start_s": max(started) - before if started else None,
            "median_start_s": statistics.median(started) - before if started else None}


def sleepers(bench):
    """Programs that only sleep, all at once; fewer where the descriptors that this process may have do not suffice."""
    wanted = bench.plan.sleepers
    for count in (wanted, *(wanted * part // 10 for part in (8, 6, 5, 4, 2))):
        try:
            return sleeping(bench, count, bench.plan.sleep_s)
        except RuntimeError:
            continue
    return None
