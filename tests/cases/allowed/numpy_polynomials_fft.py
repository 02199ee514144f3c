import numpy as np
from numpy.fft import fft, fftfreq, ifft
from numpy.polynomial import Polynomial

print(np.roots([1, -6, 11, -6]).round(6), np.polyval([1, 0, -1], 3), np.polyfit([0, 1, 2], [1, 3, 7], 2).round(6))
p = Polynomial([1, 2, 3])
print(p(2), p.deriv().coef, (p * Polynomial([0, 1])).coef, Polynomial.fit([0, 1, 2], [0, 1, 4], 2).convert().coef.round(6) + 0.0)
print(np.poly1d([1, -3, 2]))
t = np.linspace(0, 1, 64, endpoint=False)
signal = np.sin(2 * np.pi * 5 * t) + 0.5 * np.sin(2 * np.pi * 12 * t)
spectrum = np.abs(fft(signal)) / 32
freqs = fftfreq(64, 1 / 64)
peaks = [int(f) for f, a in zip(freqs, spectrum) if a > 0.25 and f > 0]
print(peaks, np.allclose(ifft(fft(signal)).real, signal), np.fft.rfft(np.ones(4)).real, np.fft.fftshift([0, 1, 2, -2, -1]))
