import numpy as np
from scipy import stats

rng = np.random.default_rng(12)
a, b = rng.normal(5, 1, 60), rng.normal(5.8, 1, 60)
t, p = stats.ttest_ind(a, b)
print(p < 0.01, stats.ttest_1samp(a, 5).pvalue > 0.01, stats.mannwhitneyu(a, b).pvalue < 0.01, stats.shapiro(a)[1] > 0.01)
print(stats.pearsonr([1, 2, 3, 4], [2, 4, 5, 9])[0].round(4), stats.spearmanr([1, 2, 3], [3, 1, 2])[0], stats.kendalltau([1, 2, 3], [1, 3, 2])[0].round(3))
chi2, p, dof, expected = stats.chi2_contingency([[20, 30], [30, 20]])
print(round(chi2, 2), dof, expected.tolist(), stats.f_oneway(a, b).pvalue < 0.01, stats.fisher_exact([[8, 2], [1, 5]])[1].round(4))
line = stats.linregress([0, 1, 2, 3], [1, 3, 5, 7.2])
print(round(line.slope, 3), round(line.rvalue, 4), stats.norm.ppf(0.975).round(3), stats.binom.pmf(3, 10, 0.5).round(4), stats.poisson(3).cdf(2).round(4))
print(stats.expon(scale=2).mean(), stats.t.interval(0.95, df=9, loc=10, scale=1), stats.zscore([1, 2, 3]).round(3), stats.mode([1, 1, 2], keepdims=False).mode)
print(stats.describe([1, 2, 3, 4]).variance.round(3), stats.iqr([1, 2, 3, 4]), stats.gmean([1, 4]), stats.kstest(a, "norm", args=(5, 1)).pvalue > 0.01)
stats.norm.fit([1.0, 2.0, 3.0]), stats.gaussian_kde([1, 2, 3])(2).round(3)
