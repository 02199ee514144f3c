scores = {"Ann": [90, 85], "Bob": [70], "Cy": []}
scores["Dee"] = [100]
scores.setdefault("Bob", []).append(75)
for name, marks in sorted(scores.items()):
    average = sum(marks) / len(marks) if marks else None
    if average is None:
        grade = "-"
    elif average >= 90:
        grade = "A"
    else:
        grade = "B"
    print(f"{name:>5}: {grade} {average if average is not None else 'n/a'}")
removed = scores.pop("Cy")
print(removed, "Cy" in scores, scores.get("Zed", "nobody"), len(scores), list(scores)[0], next(iter(scores.values())))
best = max(scores, key=lambda n: sum(scores[n]) / len(scores[n]))
merged = {**scores, "Eve": [1]} | {"Ann": [0]}
print(best, merged["Ann"], sorted(merged.keys() - scores.keys()), dict(zip("abc", range(3))), dict.fromkeys("xy", 0))
del merged["Eve"]
merged.update(Bob=[1], Fay=[2])
key, value = merged.popitem()
print(key, value, sum(len(v) for v in merged.values()), {v: k for k, v in enumerate("ab")})
