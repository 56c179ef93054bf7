package diffusam.sam2;

import diffusam.nn.Dimensions;
import diffusam.nn.StoredTensor;
import diffusam.nn.WeightFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names of the weights: those of the original checkpoints, which this package uses, and those of the transformers
 * library, which are translated.
 */
final class WeightNames {
    private static final String FOREIGN_SIGN = "vision_encoder.";
    private static final String FOREIGN_POINTS = "prompt_encoder.point_embed.weight";
    private static final String POINTS = "sam_prompt_encoder.point_embeddings.";

    /** Pattern and replacement, applied in this order, each wherever it occurs. */
    private static final List<Rule> RULES = List.of(
            rule("^no_memory_embedding$", "no_mem_embed"),
            rule("^no_memory_positional_encoding$", "no_mem_pos_enc"),
            rule("^memory_temporal_positional_encoding$", "maskmem_tpos_enc"),
            rule("^no_object_pointer$", "no_obj_ptr"),
            rule("^occlusion_spatial_embedding_parameter$", "no_obj_embed_spatial"),
            rule(
                    "^(shared_image_embedding|prompt_encoder\\.shared_embedding)\\.positional_embedding$",
                    "sam_prompt_encoder.pe_layer.positional_encoding_gaussian_matrix"),
            rule("^object_pointer_proj\\.", "obj_ptr_proj."),
            rule("^temporal_positional_encoding_projection_layer\\.", "obj_ptr_tpos_proj."),
            // three-layer perceptrons: proj_in, layers.0, proj_out
            rule("((?:obj_ptr_proj|_head|_mlps\\.\\d+))\\.layers\\.0\\.", "$1.layers.1."),
            rule("((?:obj_ptr_proj|_head|_mlps\\.\\d+))\\.proj_in\\.", "$1.layers.0."),
            rule("((?:obj_ptr_proj|_head|_mlps\\.\\d+))\\.proj_out\\.", "$1.layers.2."),
            rule("\\.mlp\\.proj_in\\.", ".mlp.layers.0."),
            rule("\\.mlp\\.proj_out\\.", ".mlp.layers.1."),
            rule("^vision_encoder\\.backbone\\.", "image_encoder.trunk."),
            rule("\\.patch_embed\\.projection\\.", ".patch_embed.proj."),
            rule("^vision_encoder\\.neck\\.convs\\.(\\d)\\.", "image_encoder.neck.convs.$1.conv."),
            rule("^prompt_encoder\\.", "sam_prompt_encoder."),
            rule("\\.mask_embed\\.conv1\\.", ".mask_downscaling.0."),
            rule("\\.mask_embed\\.layer_norm1\\.", ".mask_downscaling.1."),
            rule("\\.mask_embed\\.conv2\\.", ".mask_downscaling.3."),
            rule("\\.mask_embed\\.layer_norm2\\.", ".mask_downscaling.4."),
            rule("\\.mask_embed\\.conv3\\.", ".mask_downscaling.6."),
            rule("^mask_decoder\\.", "sam_mask_decoder."),
            rule("\\.upscale_conv1\\.", ".output_upscaling.0."),
            rule("\\.upscale_layer_norm\\.", ".output_upscaling.1."),
            rule("\\.upscale_conv2\\.", ".output_upscaling.3."),
            rule("^memory_encoder\\.feature_projection\\.", "memory_encoder.pix_feat_proj."),
            rule("^memory_encoder\\.projection\\.", "memory_encoder.out_proj."),
            rule("\\.memory_fuser\\.", ".fuser."),
            rule("\\.depthwise_conv\\.", ".dwconv."),
            rule("\\.pointwise_conv(\\d)\\.", ".pwconv$1."),
            rule("\\.scale$", ".gamma"),
            rule("\\.mask_downsampler\\.final_conv\\.", ".mask_downsampler.encoder.12."),
            rule("\\.mask_downsampler\\.layers\\.0\\.conv\\.", ".mask_downsampler.encoder.0."),
            rule("\\.mask_downsampler\\.layers\\.0\\.layer_norm\\.", ".mask_downsampler.encoder.1."),
            rule("\\.mask_downsampler\\.layers\\.1\\.conv\\.", ".mask_downsampler.encoder.3."),
            rule("\\.mask_downsampler\\.layers\\.1\\.layer_norm\\.", ".mask_downsampler.encoder.4."),
            rule("\\.mask_downsampler\\.layers\\.2\\.conv\\.", ".mask_downsampler.encoder.6."),
            rule("\\.mask_downsampler\\.layers\\.2\\.layer_norm\\.", ".mask_downsampler.encoder.7."),
            rule("\\.mask_downsampler\\.layers\\.3\\.conv\\.", ".mask_downsampler.encoder.9."),
            rule("\\.mask_downsampler\\.layers\\.3\\.layer_norm\\.", ".mask_downsampler.encoder.10."),
            rule("\\.o_proj\\.", ".out_proj."),
            rule("\\.layer_norm_final_attn\\.", ".norm_final_attn."),
            rule("\\.layer_norm(\\d?)\\.", ".norm$1."));

    private WeightNames() {}

    /** The same tensors under their original names. */
    static WeightFile original(WeightFile file) {
        if (file.tensors().keySet().stream().noneMatch(name -> name.startsWith(FOREIGN_SIGN))) {
            return file;
        }
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        file.tensors().forEach((name, tensor) -> {
            if (name.equals(FOREIGN_POINTS)) {
                List<StoredTensor> rows = rows(tensor);
                for (int n = 0; n < rows.size(); n++) {
                    tensors.put(POINTS + n + ".weight", rows.get(n));
                }
            } else {
                tensors.put(original(name), tensor);
            }
        });
        return new WeightFile(file.name(), file.metadata(), tensors);
    }

    static String original(String foreign) {
        String name = foreign;
        for (Rule rule : RULES) {
            name = rule.pattern.matcher(name).replaceAll(rule.replacement);
        }
        return name;
    }

    /** A matrix as its rows, each (1, columns). */
    private static List<StoredTensor> rows(StoredTensor matrix) {
        List<StoredTensor> rows = new ArrayList<>();
        int count = Math.toIntExact(matrix.shape().sizes().getFirst());
        int length = matrix.data().remaining() / Math.max(1, count);
        for (int n = 0; n < count; n++) {
            Dimensions shape = Dimensions.of(1, matrix.shape().elements() / count);
            rows.add(new StoredTensor(matrix.format(), shape, matrix.data().slice(n * length, length)));
        }
        return rows;
    }

    private static Rule rule(String pattern, String replacement) {
        return new Rule(Pattern.compile(pattern), replacement);
    }

    private record Rule(Pattern pattern, String replacement) {}
}
