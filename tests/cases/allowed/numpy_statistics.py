import numpy as np

scores = np.array([[90, 80, 70], [60, 85, 95], [75, 65, 88]])
print(scores.mean(), scores.mean(0).round(2), scores.std(axis=1, ddof=1).round(3), np.median(scores), np.percentile(scores, [25, 50, 75]))
print(np.var(scores).round(3), np.cov(scores).shape, np.corrcoef(scores[0], scores[1]).round(3), np.average([1, 2, 3], weights=[3, 2, 1]))
hist, edges = np.histogram([1, 2, 1, 4, 5, 5, 5], bins=4)
print(hist, edges, np.bincount([0, 1, 1, 3]), np.digitize([1, 5, 9], [3, 6]))
values, counts = np.unique(["b", "a", "b", "c"], return_counts=True)
print(dict(zip(values.tolist(), counts.tolist())), np.cumsum([1, 2, 3]), np.diff([1, 4, 9]), np.gradient([1, 4, 9, 16.0]))
order = np.argsort(scores[:, 0])[::-1]
print(scores[order], np.searchsorted([1, 3, 5], 4), np.clip([-5, 5, 50], 0, 10), np.quantile([1, 2, 3, 4], 0.9), sep="\n")
print(np.interp(2.5, [1, 2, 3], [10, 20, 30]), np.convolve([1, 2, 3], [0, 1, 0.5]), np.argmax(scores, axis=0), np.trapz([1, 2, 3]))
