"""Reference for SmoothingTest: python smoothing.py > ../resources/diffusam/annotation/smoothing.txt (numpy, scipy)."""
import math

import numpy as np
from scipy.ndimage import gaussian_filter

N = (12, 10, 8)
SPACING = (1.0, 1.5, 3.0)
SIGMA_MM = 2.0

i, j, k = np.meshgrid(*(np.arange(n) for n in N), indexing="ij")
ball = ((i - 5.5) / 4) ** 2 + ((j - 4) / 3) ** 2 + ((k - 3.5) / 2.5) ** 2 < 1
mask = (ball ^ ((i * 7 + j * 13 + k * 5) % 11 == 0)).astype(float)


def smoothed(sigma):
    radius = [math.ceil(3 * s) for s in sigma]
    blurred = gaussian_filter(mask, sigma, radius=radius, mode="nearest")
    assert np.abs(blurred - 0.5).min() > 1e-4
    return blurred > 0.5


for sigma in ([SIGMA_MM / s for s in SPACING], [SIGMA_MM / SPACING[0], SIGMA_MM / SPACING[1], 0]):
    for plane in np.transpose(smoothed(sigma), (2, 1, 0)):
        print("".join("1" if v else "." for v in plane.ravel()))
