from io import BytesIO

import numpy as np
from scipy import io as sio
from scipy.io import wavfile
from scipy.optimize import differential_evolution, dual_annealing, fsolve
from scipy.stats import bootstrap, norm, qmc, rv_continuous

rate = 8000
tone = (np.sin(2 * np.pi * 440 * np.arange(800) / rate) * 32767).astype(np.int16)
buffer = BytesIO()
wavfile.write(buffer, rate, tone)
buffer.seek(0)
back_rate, back = wavfile.read(buffer)
print(back_rate, np.array_equal(tone, back), buffer.getvalue()[:4])
mat = BytesIO()
sio.savemat(mat, {"grid": np.eye(2)})
mat.seek(0)
print(sio.loadmat(mat)["grid"].tolist())
rastrigin = lambda v: 10 * len(v) + sum(x**2 - 10 * np.cos(2 * np.pi * x) for x in v)
print(differential_evolution(rastrigin, [(-5, 5)] * 2, seed=1, tol=1e-8).fun < 1e-6, dual_annealing(rastrigin, [(-5, 5)] * 2, seed=1, maxiter=200).x.round(4) + 0.0)
print(fsolve(lambda v: [v[0] * np.cos(v[1]) - 4, v[1] * v[0] - v[1] - 5], [1, 1]).round(4), qmc.Halton(2, seed=0, scramble=False).random(3).round(3).tolist())


class Triangle(rv_continuous):
    def _pdf(self, x):
        return 2 * x


triangle = Triangle(a=0, b=1, name="triangle")
print(round(triangle.mean(), 4), round(triangle.cdf(0.5), 4), bootstrap((np.arange(30),), np.mean, random_state=0, n_resamples=200).standard_error > 0)
