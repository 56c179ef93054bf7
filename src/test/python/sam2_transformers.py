"""Reference values of SAM 2.1 tiny from the transformers library, with weights by the formula under that library's names.

    python sam2_transformers.py ../resources/diffusam/sam2

Images are those of sam2_parity.py at side 256. The left half of frame 0 is given as mask, which the predictor's halving of
masks does not change; frames 1 and 2 are tracked. Beside the thinned arrays, transformers.names lists the weights.
"""
import pathlib
import sys
import types

import numpy as np
import torch
import transformers.models.sam2_video.modeling_sam2_video as modeling
from safetensors.numpy import save_file
from transformers import Sam2VideoConfig, Sam2VideoModel

import sam2_weights
from sam2_parity import image, thinned

modeling.torch = types.ModuleType("torch_without_bfloat16")
modeling.torch.__dict__.update(torch.__dict__, bfloat16=torch.float32)
SIDE = 256

sizes = {"image_size": SIDE}
model = Sam2VideoModel(
    Sam2VideoConfig(
        image_size=SIDE,
        prompt_encoder_config=sizes,
        vision_config={"backbone_config": {"image_size": [SIDE, SIDE], "model_type": "sam2_hiera_det_model"}, "backbone_feature_sizes": [[64, 64], [32, 32], [16, 16]], "model_type": "sam2_vision_model"},
        memory_attention_rope_feat_sizes=[16, 16],
    )
).eval()
names = {n: tuple(v.shape) for n, v in model.state_dict().items()}
weights = {n: torch.from_numpy(sam2_weights.tensor(n, shape)) for n, shape in names.items()}
shared = "positional_embedding"  # one array under two names
weights["prompt_encoder.shared_embedding." + shared] = weights["shared_image_embedding." + shared]
model.load_state_dict(weights)

session = modeling.Sam2VideoInferenceSession(
    video=torch.cat([image(SIDE, t) for t in range(3)]), video_height=SIDE, video_width=SIDE, dtype=torch.float32
)
half = torch.zeros(1, 1, SIDE, SIDE)
half[..., : SIDE // 2] = 1
session.obj_id_to_idx(1)
session.add_mask_inputs(0, 0, half)
session.obj_with_new_inputs = [1]
kept = {}
with torch.inference_mode():
    for t in range(3):
        out = model(session, frame_idx=t)
        print(t, out.object_score_logits, (out.pred_masks > 0).float().mean())
        if t > 0:
            kept[f"logits{t}"] = thinned(out.pred_masks)
    for level, name in zip(model.get_image_features(image(SIDE, 0)).fpn_hidden_states, ("skip_fine", "skip_coarse", "embedding")):
        kept[name] = thinned(level.permute(1, 2, 0).contiguous())

out = pathlib.Path(sys.argv[1])
save_file(kept, out / "transformers.safetensors")
lines = [f"{n} {'x'.join(map(str, s))}" for n, s in sorted(names.items()) if n != "prompt_encoder.shared_embedding." + shared]
(out / "transformers.names").write_text("\n".join(lines) + "\n")
