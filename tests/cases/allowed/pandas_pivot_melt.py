import pandas as pd

long = pd.DataFrame({
    "student": ["Ann", "Ann", "Bob", "Bob", "Bob"],
    "subject": ["math", "art", "math", "art", "art"],
    "score": [90, 80, 70, 60, 100],
})
wide = long.pivot_table(index="student", columns="subject", values="score", aggfunc="mean", margins=True)
print(wide)
print(pd.crosstab(long["student"], long["subject"], normalize="index").round(2))
marks = pd.DataFrame({"name": ["x", "y"], "q1": [1, 2], "q2": [3, 4]})
melted = marks.melt(id_vars="name", var_name="quiz", value_name="mark")
print(melted)
print(melted.pivot(index="name", columns="quiz", values="mark").reset_index().rename_axis(None, axis=1))
stacked = marks.set_index("name").stack()
print(stacked, stacked.unstack().equals(marks.set_index("name")))
print(pd.get_dummies(long["subject"]).sum().to_dict(), long.explode("score").shape, marks.T)
