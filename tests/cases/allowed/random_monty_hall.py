import random
from collections import Counter


def play(switch, rng):
    doors = [0, 0, 1]
    rng.shuffle(doors)
    pick = rng.randrange(3)
    opened = next(d for d in range(3) if d != pick and not doors[d])
    if switch:
        pick = next(d for d in range(3) if d not in (pick, opened))
    return doors[pick]


rng = random.Random(2024)
for switch in (False, True):
    wins = sum(play(switch, rng) for _ in range(3000))
    print(f"switch={switch!s:<5} wins {wins / 3000:.1%}")
rolls = Counter(rng.randint(1, 6) + rng.randint(1, 6) for _ in range(1000))
for total in sorted(rolls):
    print(f"{total:2d} {'*' * (rolls[total] // 10)}")
