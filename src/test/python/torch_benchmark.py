"""The tasks of TorchBenchmark in PyTorch: one round for each line read, answered by the core-seconds that it took.

    python torch_benchmark.py THREADS
"""
import resource
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

from sam2_parity import CASES, model_of

EMBEDDING, GROUPS = 96, 8
TARGET, CONDITION, CLASSES, WIDTH, BATCH, GRID, STEPS = 64, 320, 4, 48, 12, 32, 5


class Residual(nn.Module):
    def __init__(self, i, o):
        super().__init__()
        self.norm1, self.conv1 = nn.GroupNorm(GROUPS, i), nn.Conv2d(i, o, 3, padding=1)
        self.modulate = nn.Linear(EMBEDDING, 2 * o)
        self.norm2, self.conv2 = nn.GroupNorm(GROUPS, o), nn.Conv2d(o, o, 3, padding=1)
        self.skip = nn.Identity() if i == o else nn.Conv2d(i, o, 1)

    def forward(self, x, e):
        scale, shift = self.modulate(e)[:, :, None, None].chunk(2, 1)
        h = self.norm2(self.conv1(F.silu(self.norm1(x)))) * (scale + 1) + shift
        return self.skip(x) + self.conv2(F.silu(h))


class Attention(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.norm, self.qkv, self.project = nn.GroupNorm(GROUPS, c), nn.Conv2d(c, 3 * c, 1), nn.Conv2d(c, c, 1)

    def forward(self, x):
        q, k, v = self.qkv(self.norm(x)).flatten(2).transpose(1, 2).chunk(3, 2)
        read = F.scaled_dot_product_attention(q[:, None], k[:, None], v[:, None])[:, 0]
        return x + self.project(read.transpose(1, 2).reshape(x.shape))


class Denoiser(nn.Module):
    def __init__(self):
        super().__init__()
        c = WIDTH
        self.time1, self.time2 = nn.Linear(EMBEDDING, EMBEDDING), nn.Linear(EMBEDDING, EMBEDDING)
        self.classes, self.adjacent = nn.Embedding(CLASSES, EMBEDDING), nn.Embedding(2, EMBEDDING)
        self.into = nn.Conv2d(2 * TARGET + CONDITION + 2, c, 3, padding=1)
        self.down0, self.shrink0 = Residual(c, c), nn.Conv2d(c, 2 * c, 3, 2, 1)
        self.down1, self.shrink1 = Residual(2 * c, 2 * c), nn.Conv2d(2 * c, 2 * c, 3, 2, 1)
        self.middle1, self.middle, self.middle2 = Residual(2 * c, 2 * c), Attention(2 * c), Residual(2 * c, 2 * c)
        self.up1, self.up, self.up0 = Residual(4 * c, 2 * c), Attention(2 * c), Residual(3 * c, c)
        self.norm, self.out = nn.GroupNorm(GROUPS, c), nn.Conv2d(c, TARGET, 3, padding=1)
        line = torch.linspace(-1, 1, GRID)
        self.register_buffer("place", torch.stack(torch.meshgrid(line, line, indexing="ij"))[None].expand(BATCH, -1, -1, -1))

    def forward(self, noisy, times, image, adjacent, classes):
        angles = times[:, None] * 1000 * 1e4 ** (-torch.arange(EMBEDDING // 2) / (EMBEDDING // 2))
        e = self.time2(F.silu(self.time1(torch.cat([angles.sin(), angles.cos()], 1))))
        e = F.silu(e + self.classes(classes) + self.adjacent(torch.ones_like(classes)))
        x0 = self.down0(self.into(torch.cat([noisy, image, adjacent, self.place], 1)), e)
        x1 = self.down1(self.shrink0(x0), e)
        x2 = self.middle2(self.middle(self.middle1(self.shrink1(x1), e)), e)
        u = self.up(self.up1(torch.cat([F.interpolate(x2, scale_factor=2), x1], 1), e))
        u = self.up0(torch.cat([F.interpolate(u, scale_factor=2), x0], 1), e)
        return self.out(F.silu(self.norm(u)))


class Unet:
    def __init__(self):
        self.net = Denoiser()
        self.weights = list(self.net.parameters())
        self.averages = [w.detach().clone() for w in self.weights]
        self.optimizer = torch.optim.AdamW(self.weights, 1e-3, (0.9, 0.99), weight_decay=1e-2)

    def step(self):
        made = self.net(normal(TARGET), torch.full((BATCH,), 0.5), normal(CONDITION), normal(TARGET), torch.zeros(BATCH, dtype=torch.long))
        (made - normal(TARGET)).square().mean().backward()
        nn.utils.clip_grad_norm_(self.weights, 1)
        self.optimizer.step()
        self.optimizer.zero_grad()
        with torch.no_grad():
            torch._foreach_lerp_(self.averages, self.weights, 0.01)


def normal(channels):
    return torch.randn(BATCH, channels, GRID, GRID)


def encode(model=[]):
    if not model:
        model.append(model_of(CASES["tiny"][0], 1024))
    with torch.inference_mode():
        model[0].forward_image(torch.zeros(1, 3, 1024, 1024))


def unet(made=[]):
    if not made:
        made.append(Unet())
    for _ in range(STEPS):
        made[0].step()


if __name__ == "__main__":
    torch.set_num_threads(int(sys.argv[1]))
    for line in sys.stdin:
        if line.strip() == "peak":
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, "kB", flush=True)
        else:
            start = time.process_time()
            {"encoder": encode, "unet": unet}[line.strip()]()
            print(time.process_time() - start, flush=True)
