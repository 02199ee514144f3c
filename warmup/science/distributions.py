import numpy as np
import scipy
from scipy import constants, special, stats

stats.norm.cdf(0), stats.ttest_ind([1, 2, 3], [2, 3, 5]), stats.linregress([1, 2, 3], [1, 2, 4]), stats.pearsonr([1, 2, 3], [1, 2, 4])
special.gamma(5), stats.describe([1, 2, 3]), stats.norm.fit([1.0, 2.0, 4.0])
print(stats.norm.ppf(0.975))
