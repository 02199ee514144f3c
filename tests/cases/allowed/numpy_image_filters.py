import numpy as np

image = np.zeros((7, 7))
image[2:5, 2:5] = 9


def convolve2d(img, kernel):
    k = kernel.shape[0] // 2
    padded = np.pad(img, k, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return np.einsum("ijkl,kl->ij", windows, kernel)


blurred = convolve2d(image, np.ones((3, 3)) / 9)
edges = np.hypot(convolve2d(image, np.array([[-1, 0, 1]] * 3)), convolve2d(image, np.array([[-1, 0, 1]] * 3).T))
print(blurred.astype(int))
print((edges > 20).astype(np.uint8))
rgb = np.dstack([image, image.T, image[::-1]]).astype(np.uint8)
grey = rgb @ [0.299, 0.587, 0.114]
print(rgb.shape, grey.max().round(3), 255 - rgb[3, 3], rgb.dtype)
