import numpy as np

np.save("a.npy", np.arange(3))
print(np.load("a.npy").sum())
np.savez("b.npz", x=np.ones(2))
with np.load("b.npz") as data:
    print(data["x"])
