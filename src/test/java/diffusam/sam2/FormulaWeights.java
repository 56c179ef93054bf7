package diffusam.sam2;

import diffusam.nn.Dimensions;
import diffusam.nn.StoredTensor;
import diffusam.nn.WeightFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Weights by a closed formula; the twin of src/test/python/sam2_weights.py. */
final class FormulaWeights {
    private FormulaWeights() {}

    /** A file with the tensors that a list names, a line each: name, then sizes joined by x. */
    static WeightFile file(String list) throws IOException {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                FormulaWeights.class.getResourceAsStream(list + ".names"), StandardCharsets.UTF_8))) {
            for (String line : lines.lines().toList()) {
                List<String> parts = List.of(line.split(" "));
                List<Long> sizes = Arrays.stream(parts.get(1).split("x"))
                        .map(Long::valueOf)
                        .toList();
                tensors.put(parts.get(0), tensor(parts.get(0), new Dimensions(sizes)));
            }
        }
        return new WeightFile(list, Map.of(), tensors);
    }

    static StoredTensor tensor(String name, Dimensions shape) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        int seed = (int) crc.getValue();
        int count = Math.toIntExact(shape.elements());
        double base = base(name, shape);
        double amplitude = amplitude(name, shape);
        ByteBuffer data = ByteBuffer.allocateDirect(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < count; n++) {
            data.putFloat((float) (base + amplitude * uniform(seed + n)));
        }
        return new StoredTensor(StoredTensor.Format.F32, shape, data.flip());
    }

    private static double uniform(int seed) {
        int x = seed * 0x9E3779B1;
        x ^= x >>> 15;
        x *= 0x85EBCA77;
        x ^= x >>> 13;
        x *= 0xC2B2AE3D;
        x ^= x >>> 16;
        return (x >>> 8) / 0x1p23 - 1;
    }

    private static double base(String name, Dimensions shape) {
        if (isPresenceBias(name)) {
            return 2;
        }
        if (isLayerScale(name)) {
            return 0.5;
        }
        return shape.sizes().size() == 1 && name.endsWith("weight") ? 1 : 0;
    }

    private static double amplitude(String name, Dimensions shape) {
        if (isPresenceBias(name) || isLayerScale(name) || shape.sizes().size() == 1) {
            return 0.1;
        }
        if (name.contains("token")
                || name.contains("embed") && !name.contains("proj")
                || name.equals("no_mem_pos_enc")
                || name.equals("no_obj_ptr")) {
            return 0.5;
        }
        if (name.endsWith("gaussian_matrix")) {
            return 1;
        }
        double fanIn = (double) shape.elements() / shape.sizes().getFirst();
        return Math.sqrt(3 / fanIn);
    }

    private static boolean isPresenceBias(String name) {
        return name.endsWith("pred_obj_score_head.layers.2.bias") || name.endsWith("pred_obj_score_head.proj_out.bias");
    }

    private static boolean isLayerScale(String name) {
        return name.endsWith("gamma") || name.endsWith("scale");
    }
}
