import numpy as np
from scipy import interpolate, ndimage, signal
from scipy.fft import dct, fft, rfft, rfftfreq
from scipy.interpolate import CubicSpline, griddata

fs = 200
t = np.arange(0, 1, 1 / fs)
noisy = np.sin(2 * np.pi * 5 * t) + 0.4 * np.sin(2 * np.pi * 60 * t)
b, a = signal.butter(4, 20, fs=fs)
clean = signal.filtfilt(b, a, noisy)
print(rfftfreq(len(t), 1 / fs)[np.abs(rfft(clean)).argmax()], np.abs(clean - np.sin(2 * np.pi * 5 * t))[20:-20].max() < 0.05)
peaks, props = signal.find_peaks(clean, height=0.5)
print(len(peaks), signal.medfilt([1, 9, 1, 1, 5], 3), signal.convolve([1, 2], [1, 1]), signal.savgol_filter([1, 2, 9, 4, 5], 3, 1).round(2) + 0.0)
cs = CubicSpline([0, 1, 2, 3], [0, 1, 4, 9])
print(cs(1.5).round(4), cs(1.5, 1).round(4), interpolate.interp1d([0, 1, 2], [0, 10, 40], kind="quadratic")(1.5).round(3))
spline = interpolate.UnivariateSpline(np.arange(6), np.arange(6) ** 2, s=0)
print(spline(2.5).round(3), round(spline.integral(0, 3), 3), griddata([[0, 0], [1, 0], [0, 1]], [0, 1, 2], [[0.25, 0.25]]).round(3))
labels, count = ndimage.label([[1, 0, 1], [1, 0, 0], [0, 0, 1]])
print(count, ndimage.gaussian_filter(np.eye(3), 1).round(2)[1, 1], ndimage.center_of_mass(np.eye(3)), dct([1.0, 2, 3]).round(3)[:2], fft([1, 0]).real)
f, pxx = signal.welch(noisy, fs, nperseg=100)
f[pxx.argmax()], signal.sawtooth(np.array([0.0])), signal.windows.hann(4).round(2)
