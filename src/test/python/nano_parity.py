"""Reference values of the nano network, thinned out, from an implementation in torch.

    python nano_parity.py ../../../assets/models/nano.safetensors ../resources/diffusam/nano/parity.safetensors

At most 6,000 evenly spaced values of each intermediate are kept, in row-major order. The inputs:
  image[y, x] = 0.5 + 0.5 sin(x/9 + 0.3 sin(y/17)) cos(y/13), side 256
  mask [y, x] = ((x-120)/50)^2 + ((y-140)/35)^2 < 1
  attended = memory attention over [memory (age 0), 0.5 memory (age 1)]; clicked_logits = a click inside at (120.5, 140.5)/256, then one
  outside at (175.5, 60.5)/256; boxed_logits = the box of columns 64 to 175 and rows 100 to 179
"""
import heapq
import json
import math
import sys

import numpy as np
import torch
import torch.nn.functional as F
from safetensors import safe_open
from safetensors.numpy import save_file

with safe_open(sys.argv[1], "pt") as file:
    C = json.loads(file.metadata()["config"])
    W = {name: file.get_tensor(name).float() for name in file.keys()}
D, MEM, POOL = C["d"], C["mem"], C.get("mem_pool", 1)


def conv(x, name, stride=1, groups=1):
    weight = W[name + ".weight"]
    return F.conv2d(x, weight, W[name + ".bias"], stride, weight.shape[-1] // 2, groups=groups)


def linear(x, name):
    return F.linear(x, W[name + ".weight"], W[name + ".bias"])


def norm(x, name, eps=1e-5):
    return F.layer_norm(x, (x.shape[-1],), W[name + ".weight"], W[name + ".bias"], eps)


def norm2d(x, name, eps=1e-6):
    return norm(x.permute(0, 2, 3, 1), name, eps).permute(0, 3, 1, 2)


def group_norm(x, name):
    c = x.shape[1]
    return F.group_norm(x, 1 if c < 32 else c // 16, W[name + ".weight"], W[name + ".bias"])


def mlp(x, name):
    return linear(F.relu(linear(x, name + ".0")), name + ".2")


def sine(h, w, c):
    q = c // 4
    f = torch.exp(-math.log(1000.0) * torch.arange(q) / q) * 2 * math.pi * 4
    code = lambda a: torch.cat([a.sin(), a.cos()], -1)
    y = code(((torch.arange(h) + 0.5) / h)[:, None] * f)
    x = code(((torch.arange(w) + 0.5) / w)[:, None] * f)
    return torch.cat([y[:, None].expand(h, w, 2 * q), x[None].expand(h, w, 2 * q)], -1)


def encode(image):
    x = conv((image - 0.5) * 4, "enc.stem", 2)
    levels = []
    for n in range(4):
        if n:
            x = conv(group_norm(x, f"enc.dn.{n - 1}"), f"enc.down.{n - 1}", 2)
        for b in range(C["convs"][n]):
            p = f"enc.conv.{n}.{b}."
            y = conv(F.relu(group_norm(x, p + "n1")), p + "c1")
            x = x + conv(F.relu(group_norm(y, p + "n2")), p + "c2")
        if C["attns"][n]:
            y = x.permute(0, 2, 3, 1)
            if n == 3:
                y = y + 0.3 * sine(y.shape[1], y.shape[2], y.shape[3])
            for b in range(C["attns"][n]):
                y = transformer(y, f"enc.att.{n}.{b}.", C["window"] if n == 2 else 0)
            x = y.permute(0, 3, 1, 2)
        levels.append(x)
    coarse = F.interpolate(conv(levels[3], "enc.lat.1"), scale_factor=2.0, mode="nearest")
    return norm2d(conv(levels[2], "enc.lat.0") + coarse, "enc.outn"), conv(levels[1], "enc.s1"), torch.cat([conv(levels[0], "enc.s0"), F.avg_pool2d(image, 2)], 1)


def transformer(x, p, w):
    b, h, wd, c = x.shape
    heads = max(1, c // 32)
    y = norm(x, p + "n1")
    if w:
        y = y.view(b, h // w, w, wd // w, w, c).transpose(2, 3).reshape(-1, w * w, c)
    else:
        y = y.reshape(b, h * wd, c)
    n, length, _ = y.shape
    q, k, v = linear(y, p + "qkv").view(n, length, 3, heads, c // heads).permute(2, 0, 3, 1, 4)
    y = linear(F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(n, length, c), p + "proj")
    if w:
        y = y.view(b, h // w, wd // w, w, w, c).transpose(2, 3)
    x = x + y.reshape(b, h, wd, c)
    return x + linear(F.gelu(linear(norm(x, p + "n2"), p + "fc1")), p + "fc2")


def memory(embedding, mask):
    x = mask * 2 - 1
    for at in (0, 3, 6):
        x = F.gelu(norm2d(conv(x, f"menc.m.{at}", 2), f"menc.m.{at + 1}"))
    x = conv(embedding, "menc.p") + conv(x, "menc.m.9")
    for n in range(2):
        p = f"menc.f.{n}."
        y = norm2d(conv(x, p + "dw", groups=x.shape[1]), p + "n").permute(0, 2, 3, 1)
        x = x + (W[p + "g"] * linear(F.gelu(linear(y, p + "a")), p + "b")).permute(0, 3, 1, 2)
    return conv(x, "menc.o")


def turn(x, h, w, step):
    """Rotary encoding of (B, grids, h*w, C); cells are `step` positions wide."""
    q = x.shape[-1] // 4
    f = 1.0 / (10000.0 ** (torch.arange(q).float() / q))
    at = lambda n: (step - 1) / 2 + step * torch.arange(n).float()
    y, x_ = torch.meshgrid(at(h), at(w), indexing="ij")
    angle = torch.cat([x_.reshape(-1, 1) * f, y.reshape(-1, 1) * f], -1)
    a, b = x[..., 0::2], x[..., 1::2]
    return torch.stack([a * angle.cos() - b * angle.sin(), a * angle.sin() + b * angle.cos()], -1).flatten(-2)


def attend(embedding, memories, ages):
    b, d, h, w = embedding.shape
    hp, wp = h // POOL, w // POOL
    tokens = [F.avg_pool2d(m, POOL).flatten(2).transpose(1, 2) for m in memories]
    keys = [t + sine(hp, wp, MEM).reshape(1, hp * wp, MEM) + W["tpos"][a] for t, a in zip(tokens, ages)]
    mean = sum(m + W["tpos"][a][None, :, None, None] for m, a in zip(memories, ages)) / len(memories)
    x = (embedding + conv(mean, "loc")).flatten(2).transpose(1, 2)
    key, value = torch.cat(keys, 1), torch.cat(tokens, 1)
    for n in range(C["mem_layers"]):
        p = f"layers.{n}."
        y = norm(x, p + "n1")
        coarse = F.avg_pool2d(y.transpose(1, 2).reshape(b, d, h, w), POOL).flatten(2).transpose(1, 2)
        x = x + read(p + "s", y, coarse, coarse, (h, w), (hp, wp), 1)
        x = x + read(p + "c", norm(x, p + "n2"), key, value, (h, w), (hp, wp), len(memories))
        x = x + linear(F.relu(linear(norm(x, p + "n3"), p + "f1")), p + "f2")
    return norm(x, "mn").transpose(1, 2).reshape(b, d, h, w)


def read(p, query, key, value, grid, coarse, frames):
    q = turn(linear(query, p + "q")[:, None], *grid, 1)[:, 0]
    k = linear(key, p + "k")
    k = turn(k.view(k.shape[0], frames, -1, k.shape[-1]), *coarse, POOL).reshape(k.shape)
    y = F.scaled_dot_product_attention(q[:, None], k[:, None], linear(value, p + "v")[:, None])[:, 0]
    return linear(y, p + "o")


def heads(p, q, k, v):
    split = lambda t: t.view(t.shape[0], t.shape[1], 4, -1).transpose(1, 2)
    y = F.scaled_dot_product_attention(split(linear(q, p + ".q")), split(linear(k, p + ".k")), split(linear(v, p + ".v")))
    return linear(y.transpose(1, 2).flatten(2), p + ".o")


def decode(x, skip4, skip2, clicks=()):
    b, d, h, w = x.shape
    place = sine(h, w, d).reshape(1, h * w, d)
    tokens = W["dec.tok"][None].expand(b, -1, -1)
    for cx, cy, positive in clicks:
        q = d // 4
        f = torch.exp(-math.log(1000.0) * torch.arange(q) / q) * 2 * math.pi * 4
        code = lambda a: torch.cat([(a * f).sin(), (a * f).cos()], -1)
        click = torch.cat([code(cy), code(cx)]) + W["dec.point"][positive]
        tokens = torch.cat([tokens, click[None, None].expand(b, 1, d)], 1)
    queries = tokens
    image = (x + W["dec.nodense"][None, :, None, None]).flatten(2).transpose(1, 2)
    for n in range(C["dec_layers"]):
        p = f"dec.layers.{n}."
        q = tokens + queries
        tokens = norm(tokens + heads(p + "a", q, q, tokens), p + "n.0")
        tokens = norm(tokens + heads(p + "b", tokens + queries, image + place, image), p + "n.1")
        tokens = norm(tokens + mlp(tokens, p + "m"), p + "n.2")
        image = norm(image + heads(p + "c", image + place, tokens + queries, tokens), p + "n.3")
    tokens = norm(tokens + heads("dec.fin", tokens + queries, image + place, image), "dec.fn")
    y = image.transpose(1, 2).reshape(b, d, h, w)
    up = lambda t, name: F.conv_transpose2d(t, W[name + ".weight"], W[name + ".bias"], 2)
    y = F.gelu(norm2d(up(y, "dec.u1") + skip4, "dec.ln"))
    y = F.gelu(up(y, "dec.u2") + skip2[:, :-1])
    mask = torch.einsum("bc,bchw->bhw", mlp(tokens[:, 2], "dec.hyp"), y) + conv(y, "dec.mh")[:, 0] + W["dec.mb"]
    return mask, mlp(tokens[:, 1], "dec.iou")[:, 0].sigmoid(), mlp(tokens[:, 0], "dec.obj")[:, 0]


def likeness(picture, cx, cy):
    """Geodesic distance from a click by Dijkstra's algorithm, turned into likeness."""
    n = picture.shape[0]
    x, y = int(cx * n), int(cy * n)
    grey = picture[max(0, y - 1):y + 2, max(0, x - 1):x + 2].mean()
    cost = (128 * np.abs(picture - grey) / picture.std() + 2.5) / n
    distance = np.full((n, n), np.inf)
    distance[y, x] = 0
    open_ = [(0.0, y, x)]
    while open_:
        d, y, x = heapq.heappop(open_)
        if d > distance[y, x]:
            continue
        for j in range(max(0, y - 1), min(n, y + 2)):
            for i in range(max(0, x - 1), min(n, x + 2)):
                by = d + cost[j, i] * math.hypot(j - y, i - x)
                if by < distance[j, i]:
                    distance[j, i] = by
                    heapq.heappush(open_, (by, j, i))
    return 1 / (1 + (distance / 1.2) ** 2)


def hint(clicks, seen, picture):
    """The probabilities seen, changed where the picture is like the last click, with a disc of 1 at each click inside and of 0 outside."""
    side = seen.shape[0]
    y, x = torch.meshgrid(torch.arange(side) + 0.5, torch.arange(side) + 0.5, indexing="ij")
    cx, cy, positive = clicks[-1]
    like = torch.tensor(likeness(picture, cx, cy)).float()[None, None]
    like = F.interpolate(like, (side, side), mode="bilinear", align_corners=False)[0, 0]
    seen = torch.maximum(seen, like) if positive else seen * (1 - like)
    for cx, cy, positive in clicks:
        seen = torch.where((x - cx * side) ** 2 + (y - cy * side) ** 2 <= (side / 48) ** 2, float(positive), seen)
    return seen


def answer(embedding, skip4, skip2, mask, clicks):
    return decode(attend(embedding, [memory(embedding, mask[None, None])], [6]), skip4, skip2, clicks)


side = 256
y, x = np.mgrid[0:side, 0:side].astype(np.float32)
image = torch.tensor(0.5 + 0.5 * np.sin(x / 9 + 0.3 * np.sin(y / 17)) * np.cos(y / 13))[None, None]
mask = torch.tensor((((x - 120) / 50) ** 2 + ((y - 140) / 35) ** 2 < 1).astype(np.float32))[None, None]
with torch.inference_mode():
    embedding, skip4, skip2 = encode(image)
    m = memory(embedding, mask)
    attended = attend(embedding, [m, 0.5 * m], [0, 1])
    logits, iou, presence = decode(attended, skip4, skip2)
    picture = skip2[0, -1].double().numpy()
    clicks = [(120.5 / side, 140.5 / side, 1), (175.5 / side, 60.5 / side, 0)]
    clicked, _, _ = answer(embedding, skip4, skip2, hint(clicks[:1], torch.zeros(side, side), picture), clicks[:1])
    seen = F.interpolate(clicked[:, None].sigmoid(), (side, side), mode="bilinear", align_corners=False)[0, 0]
    clicked, _, _ = answer(embedding, skip4, skip2, hint(clicks, seen, picture), clicks)
    box = torch.zeros(side, side)
    box[100:180, 64:176] = 0.5
    boxed, _, _ = answer(embedding, skip4, skip2, box, [])
values = dict(embedding=embedding, skip4=skip4, skip2=skip2, memory=m, attended=attended, logits=logits, iou=iou,
              presence=presence, clicked_logits=clicked, boxed_logits=boxed)
kept = {}
for name, value in values.items():
    flat = value.numpy().astype(np.float32).ravel()
    kept[name] = np.ascontiguousarray(flat[:: max(1, flat.size // 6000)])
save_file(kept, sys.argv[2])
