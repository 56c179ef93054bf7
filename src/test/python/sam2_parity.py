"""Reference values of SAM 2 from the public implementation (PyPI: sam2, torch), thinned out.

    python sam2_parity.py ../resources/diffusam/sam2

Weights come from sam2_weights.py. Of each array of n values in row-major order those at 0, s, 2s, ... are kept, with
s = (n // 1200) | 1. Inputs, for side S and frame t, as fractions u = (x + .5) / S, v = (y + .5) / S:
  image = 0.5 + 0.5 sin(28 (u + .03 t) + 0.3 sin(15 v)) cos(20 v)
  mask  = ((u - .47 - .02 t) / .2)^2 + ((v - .55) / .14)^2 < 1
  earlier = max(-10, 6 - 6 (the same sum)) at side S/4, frame 0: the mask that "refined" starts from
Memories 1 to 6 of "attended7" are the memory times 0.8^k with ages 1 to 6; its pointers are the frame's pointer times
0.9^k at distances 0, 1, ..., 7 of a video with 16 frames.
"""
import pathlib
import sys
import types

import numpy as np
import sam2.sam2_video_predictor as predictor
import torch
from safetensors.numpy import save_file
from sam2.build_sam import build_sam2_video_predictor
from sam2.modeling.sam2_utils import get_1d_sine_pe

import sam2_weights

# The predictor stores memories in bfloat16 to save room; kept in float32 here so that only the network is compared.
predictor.torch = types.ModuleType("torch_without_bfloat16")
predictor.torch.__dict__.update(torch.__dict__, bfloat16=torch.float32)

CASES = {  # name: (configuration, image side)
    "tiny": ("sam2.1/sam2.1_hiera_t.yaml", 256),
    "tiny352": ("sam2.1/sam2.1_hiera_t.yaml", 352),
    "tiny1024": ("sam2.1/sam2.1_hiera_t.yaml", 1024),
    "tiny2.0": ("sam2/sam2_hiera_t.yaml", 256),
    "small": ("sam2.1/sam2.1_hiera_s.yaml", 256),
    "base_plus": ("sam2.1/sam2.1_hiera_b+.yaml", 256),
    "large": ("sam2.1/sam2.1_hiera_l.yaml", 256),
}
FRAMES = 8
OCCLUSION = 1.2  # frame 3 loses the object


def model_of(configuration, side):
    model = build_sam2_video_predictor(
        "configs/" + configuration,
        device="cpu",
        hydra_overrides_extra=[f"++model.image_size={side}"],
        # fill_hole_area=8 needs a CUDA extension and is skipped without it
    )
    names = model.state_dict()
    model.load_state_dict({n: torch.from_numpy(sam2_weights.tensor(n, tuple(v.shape))) for n, v in names.items()})
    return model.eval()


def grid(side):
    at = (np.arange(side) + 0.5) / side
    return at[None, :], at[:, None]


def gray(side, t):
    u, v = grid(side)
    return (0.5 + 0.5 * np.sin(28 * (u + 0.03 * t) + 0.3 * np.sin(15 * v)) * np.cos(20 * v)).astype(np.float32)


def image(side, t):
    mean = torch.tensor([0.485, 0.456, 0.406])[:, None, None]
    deviation = torch.tensor([0.229, 0.224, 0.225])[:, None, None]
    return ((torch.from_numpy(gray(side, t))[None] - mean) / deviation)[None]


def ellipse(side, t):
    u, v = grid(side)
    return ((u - 0.47 - 0.02 * t) / 0.2) ** 2 + ((v - 0.55) / 0.14) ** 2


def mask(side, t):
    return torch.from_numpy((ellipse(side, t) < 1).astype(np.float32))[None, None]


def earlier(side):
    return torch.from_numpy(np.maximum(-10, 6 - 6 * ellipse(side // 4, 0)).astype(np.float32))[None, None]


def thinned(array):
    flat = array.detach().numpy().astype(np.float32).ravel()
    return np.ascontiguousarray(flat[:: (flat.size // 1200) | 1])


def parts(model, side):
    kept = {}
    with torch.no_grad():
        for n, level in enumerate(model.image_encoder.trunk(image(side, 0))):
            kept[f"stage{n}"] = level
        fpn = model.forward_image(image(side, 0))["backbone_fpn"]
        kept["skip_fine"], kept["skip_coarse"], kept["embedding"] = fpn
        skips, embedding = fpn[:2], fpn[2]
        memory = model.memory_encoder(embedding, mask(side, 0) * 20 - 10, skip_mask_sigmoid=True)
        position = memory["vision_pos_enc"][0]
        memory = memory["vision_features"]
        kept["memory"] = memory
        flat = embedding.flatten(2).permute(2, 0, 1)
        empty, _ = model._encode_new_memory([flat], [embedding.shape[2:]], torch.full((1, 1, side, side), -1024.0), torch.full((1, 1), -10.0), False)
        kept["memory_empty"] = empty
        seeded = model._use_mask_as_output(embedding, skips, mask(side, 0))
        kept["seed_pointer"] = seeded[5]
        kept["seed_pointer_empty"] = model._use_mask_as_output(embedding, skips, mask(side, 0) * 0)[5]
        kept["attended1"] = attended(model, embedding, position, [(memory, 0)], [], 16)
        seven = [(memory * 0.8**k, k) for k in range(7)]
        pointers = [(seeded[5] * 0.9**k, k) for k in range(8)]
        kept["attended7"] = attended(model, embedding, position, seven, pointers, 16)
        heads(kept, "tracked", model, kept["attended1"], skips, None, None)
        plain = embedding + model.no_mem_embed.reshape(1, -1, 1, 1)
        inside, outside = (0.47, 0.55, 1), (0.8, 0.2, 0)
        heads(kept, "clicked", model, plain, skips, points(side, inside), None)
        heads(kept, "clicked2", model, plain, skips, points(side, inside, outside), None)
        heads(kept, "boxed", model, plain, skips, points(side, (0.25, 0.4, 2), (0.7, 0.7, 3)), None)
        heads(kept, "refined", model, plain, skips, points(side, inside, outside), earlier(side))
    asked = memory.clone().requires_grad_(True)
    out = model._forward_sam_heads(attended(model, embedding, position, [(asked, 0)], [], 16), high_res_features=skips, multimask_output=True)
    torch.tanh(out[3] / 10).mean().backward()
    kept["gradient"] = asked.grad * 1e4
    return {name: thinned(array) for name, array in kept.items()}


def attended(model, embedding, position, memories, pointers, frames):
    batch, channels, h, w = embedding.shape
    tokens, places = [], []
    for memory, age in memories:
        tokens.append(memory.flatten(2).permute(2, 0, 1))
        places.append(position.flatten(2).permute(2, 0, 1) + model.maskmem_tpos_enc[(age - 1) % model.num_maskmem])
    for pointer, distance in pointers:
        tokens.append(pointer.reshape(1, 4, 64).permute(1, 0, 2))
        if model.add_tpos_enc_to_obj_ptrs:
            place = get_1d_sine_pe(torch.tensor([distance]) / (min(frames, 16) - 1), dim=channels)
            places.append(model.obj_ptr_tpos_proj(place)[:, None].expand(4, 1, 64))
        else:
            places.append(torch.zeros(4, 1, 64))
    out = model.memory_attention(
        curr=embedding.flatten(2).permute(2, 0, 1),
        curr_pos=model.image_encoder.neck.position_encoding(embedding).flatten(2).permute(2, 0, 1),
        memory=torch.cat(tokens),
        memory_pos=torch.cat(places),
        num_obj_ptr_tokens=4 * len(pointers),
    )
    return out.permute(1, 2, 0).view(batch, channels, h, w)


def points(side, *points):
    """Pixel coordinates and labels (0 outside, 1 inside, 2 and 3 a box's corners) of points given as fractions."""
    places = [[u * side - 0.5, v * side - 0.5] for u, v, _ in points]
    return torch.tensor([places]), torch.tensor([[label for *_, label in points]])


def heads(kept, name, model, embedding, skips, points, previous):
    count = 0 if points is None else points[0].shape[1]
    prompt = None if points is None else {"point_coords": points[0].float(), "point_labels": points[1].int()}
    out = model._forward_sam_heads(embedding, prompt, previous, skips, multimask_output=count <= 1)
    kept[name + "_masks"], kept[name + "_iou"], kept[name + "_logits"] = out[0], out[2], out[3]
    kept[name + "_pointer"], kept[name + "_presence"] = out[5], out[6]


def propagated(model, side, reverse, empty=()):
    """Low-resolution logits of every frame, from seeds on frames 0 and 5; on the empty frames the object is known absent."""
    state = {
        "images": [image(side, t)[0] for t in range(FRAMES)],
        "num_frames": FRAMES, "video_height": side, "video_width": side,
        "device": torch.device("cpu"), "storage_device": torch.device("cpu"), "offload_video_to_cpu": False,
        "cached_features": {}, "constants": {}, "obj_ids": [], "frames_tracked_per_obj": {},
        "obj_id_to_idx": {}, "obj_idx_to_id": {}, "point_inputs_per_obj": {}, "mask_inputs_per_obj": {},
        "output_dict_per_obj": {}, "temp_output_dict_per_obj": {},
    }
    for t in (0, 5):
        model.add_new_mask(state, t, 1, mask(side, t)[0, 0].bool())
    for t in empty:
        model.add_new_mask(state, t, 1, torch.zeros(side, side, dtype=torch.bool))
    for _ in model.propagate_in_video(state, start_frame_idx=5 if reverse else 0, reverse=reverse):
        pass
    outputs = state["output_dict_per_obj"][0]
    tracked = outputs["non_cond_frame_outputs"]
    print("  frames", {t: (round(o["object_score_logits"].item(), 3), round((o["pred_masks"] > 0).float().mean().item(), 3)) for t, o in sorted(tracked.items())})
    return {f"{'back' if reverse else 'forth'}{t}": o["pred_masks"].numpy().astype(np.float16).ravel() for t, o in tracked.items()}


def occluded(side):
    """SAM 2.1 tiny with the bias of object presence lowered so far that the object is absent on some frames."""
    model = model_of("sam2.1/sam2.1_hiera_t.yaml", side)
    with torch.no_grad():
        model.sam_mask_decoder.pred_obj_score_head.layers[-1].bias -= OCCLUSION
    kept = {}
    for reverse in (False, True):
        kept |= propagated(model, side, reverse, empty=(7,))
    return kept


if __name__ == "__main__":
    torch.set_num_threads(2)
    out = pathlib.Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    if len(sys.argv) < 3 or "occluded" in sys.argv[2:]:
        save_file(occluded(256), out / "occluded.safetensors")
    for name, (configuration, side) in CASES.items():
        if len(sys.argv) > 2 and name not in sys.argv[2:]:
            continue
        print(name)
        model = model_of(configuration, side)
        kept = parts(model, side)
        if side < 1024:
            kept |= propagated(model, side, False) | propagated(model, side, True)
        for k in kept:
            print("  ", k, kept[k].shape, float(np.abs(kept[k]).max()), float(kept[k].std())) if "presence" in k or "iou" in k or "gradient" in k else None
        save_file(kept, out / f"{name}.safetensors")
        names = "\n".join(f"{n} {'x'.join(map(str, v.shape))}" for n, v in sorted(model.state_dict().items()))
        if side == 256:
            (out / f"{name}.names").write_text(names + "\n")
