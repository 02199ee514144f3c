import statistics
from statistics import NormalDist, mean, median, mode, stdev

scores = [88, 92, 79, 93, 85, 79, 100, 64]
print(mean(scores), median(scores), mode(scores), round(stdev(scores), 3), statistics.pvariance(scores))
print(statistics.quantiles(scores, n=4), statistics.multimode("aabbc"), statistics.median_low(scores))
print(round(statistics.harmonic_mean([40, 60]), 2), round(statistics.geometric_mean([1, 10, 100]), 6), statistics.fmean([1, 2, 4]))
heights = NormalDist(mu=170, sigma=8)
print(round(heights.cdf(180), 4), round(heights.inv_cdf(0.9), 2), heights + 5, round(heights.zscore(186), 2))
x, y = [1, 2, 3, 4, 5], [2, 4, 5, 4, 5]
slope, intercept = statistics.linear_regression(x, y)
print(round(slope, 2), round(intercept, 2), round(statistics.correlation(x, y), 4), statistics.covariance(x, y))
try:
    statistics.mean([])
except statistics.StatisticsError as e:
    print("error:", e)
