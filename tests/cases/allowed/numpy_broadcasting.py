import numpy as np

temps = np.array([[20.0, 22.5, 19.0], [25.0, 27.5, 24.0]])
print(temps - temps.mean(axis=0), temps.max(axis=1, keepdims=True), sep="\n")
print(np.arange(3)[:, None] * np.arange(4), (np.arange(3) + np.zeros((2, 1))).shape)
points = np.array([[0, 0], [3, 4], [6, 8]])
distances = np.sqrt(((points[:, np.newaxis] - points[np.newaxis]) ** 2).sum(-1))
print(distances)
try:
    np.ones((2, 3)) + np.ones((3, 2))
except ValueError as e:
    print(e)
table = np.add.outer(np.arange(1, 4), np.arange(1, 4))
print(table, np.broadcast_to([1, 2], (2, 2)), np.multiply.reduce([1, 2, 3, 4]), np.maximum.accumulate([1, 3, 2, 5, 4]), sep="\n")
normalised = (temps - temps.min()) / np.ptp(temps)
np.round(normalised, 2)
