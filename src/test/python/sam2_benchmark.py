"""Processor time and peak memory of the image encoder in PyTorch, to set beside EncoderBenchmark.

    OMP_WAIT_POLICY=PASSIVE python sam2_benchmark.py tiny THREADS SIDE ROUNDS
"""
import resource
import sys
import time

import torch

from sam2_parity import CASES, model_of

torch.set_num_threads(int(sys.argv[2]))
side = int(sys.argv[3])
model = model_of(CASES[sys.argv[1]][0], side)
with torch.inference_mode():
    for _ in range(int(sys.argv[4])):
        start = time.process_time()
        model.forward_image(torch.zeros(1, 3, side, side))
        print(f"{time.process_time() - start:.2f} core-seconds")
print("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, "kB")
