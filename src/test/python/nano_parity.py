"""Reference values of the nano network, thinned out.

    python nano_parity.py nano-parity.npz ../resources/diffusam/nano/parity.safetensors

The .npz holds every intermediate of the reference implementation in torch for the inputs below; at most 6,000 evenly
spaced values of each are kept, in row-major order.
  image[y, x] = 0.5 + 0.5 sin(x/9 + 0.3 sin(y/17)) cos(y/13), side 256
  mask [y, x] = ((x-120)/50)^2 + ((y-140)/35)^2 < 1
  attended = memory attention over [memory (age 0), 0.5 memory (age 1)]; clicked_logits = one click inside at (120.5, 140.5)/256
"""
import sys
import numpy as np
from safetensors.numpy import save_file

reference = np.load(sys.argv[1])
kept = {}
for name in ("embedding", "skip4", "skip2", "memory", "attended", "logits", "iou", "presence", "clicked_logits"):
    flat = reference[name].astype(np.float32).ravel()
    step = max(1, flat.size // 6000)
    kept[name] = np.ascontiguousarray(flat[::step])
save_file(kept, sys.argv[2])
