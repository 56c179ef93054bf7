package diffusam.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import diffusam.foundation.Foundation;
import diffusam.foundation.Foundation.Memory;
import diffusam.nano.NanoProvider;
import diffusam.nn.Ops;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutlineLevelTest {
    @TempDir
    Path folder;

    @Test
    void asManyPixelsLieAboveTheLevelAsAreAskedFor() {
        float[] logits = {-7, 2.5f, 5, -1, 1};
        float level = OutlineLevel.enclosing(2, logits.clone());
        assertEquals(1, level);
        assertEquals(2, inside(OutlineLevel.lowered(logits, level)));
        assertEquals(-1, OutlineLevel.enclosing(3, logits.clone()));
    }

    @Test
    void whatTheNetworkIsSureOfStays() {
        float[] sure = {-9, 8, 9, 7};
        assertEquals(3, inside(OutlineLevel.lowered(sure, OutlineLevel.enclosing(1, sure.clone()))));
        assertEquals(3, inside(OutlineLevel.lowered(sure, OutlineLevel.enclosing(4, sure.clone()))));
    }

    /** A box whose outlines the network draws too wide, on two slices. */
    @Test
    void atTheLevelTheSeedsAreDrawnAsLargeAsTheyAre() throws IOException {
        Seeds seeds = TinyStudy.seeds(1, 4);
        try (Foundation network =
                        LoadedModel.of(new NanoProvider(), DeviceChoice.CPU).model();
                NDManager memories = network.newScope();
                Ops.NoGrad off = Ops.noGrad()) {
            SliceModel model = model(network);
            LabelSeeds own = new LabelSeeds(seeds, 1, memories);
            float level = OutlineLevel.of(own, model);
            int drawn = 0;
            for (int slice : List.of(1, 4)) {
                float[] logits = model.decode(
                                model.at(slice, memories), List.of(Memory.given(own.memory(slice, model))))
                        .logits()
                        .toFloatArray();
                drawn +=
                        inside(OutlineLevel.lowered(model.features().frame().toSlice(logits, model.maskSide()), level));
            }
            assertTrue(Math.abs(drawn - 200) <= 4, drawn + " pixels at " + level + " instead of 2 x 100");
        }
    }

    private SliceModel model(Foundation network) {
        var image = TinyStudy.image();
        ModelFrame frame = ModelFrame.around(image, TinyStudy.seeds(1).layout(), ModelWindow.of(image));
        SliceFeatures features = new SliceFeatures(network, new FeatureCache(folder, Long.MAX_VALUE), image, frame);
        return new SliceModel(network, features, network.sizes().side());
    }

    private static int inside(float[] logits) {
        int inside = 0;
        for (float logit : logits) {
            inside += logit > 0 ? 1 : 0;
        }
        return inside;
    }
}
