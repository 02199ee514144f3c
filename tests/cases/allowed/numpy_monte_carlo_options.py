import numpy as np
from math import erf, exp, log, sqrt


def black_scholes_call(s, k, t, r, sigma):
    d1 = (log(s / k) + (r + sigma ** 2 / 2) * t) / (sigma * sqrt(t))
    cdf = lambda x: (1 + erf(x / sqrt(2))) / 2
    return s * cdf(d1) - k * exp(-r * t) * cdf(d1 - sigma * sqrt(t))


def monte_carlo_call(s, k, t, r, sigma, n, seed):
    z = np.random.default_rng(seed).standard_normal(n)
    prices = s * np.exp((r - sigma ** 2 / 2) * t + sigma * np.sqrt(t) * z)
    payoff = np.exp(-r * t) * np.maximum(prices - k, 0)
    return payoff.mean(), payoff.std() / np.sqrt(n)


exact = black_scholes_call(100, 105, 1, 0.05, 0.2)
estimate, error = monte_carlo_call(100, 105, 1, 0.05, 0.2, 200_000, 3)
print(f"exact {exact:.4f}, |difference| < 4 sigma: {abs(exact - estimate) < 4 * error}")
