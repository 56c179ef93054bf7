package diffusam.engine;

import ai.djl.ndarray.NDManager;
import diffusam.engine.SlicePrompt.Box;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation.Click;
import diffusam.foundation.Foundation.Decoded;
import diffusam.foundation.Foundation.Region;
import diffusam.nn.Ops;
import java.util.List;
import java.util.Optional;

/** Asks a foundation model for the object that a user points at. For the model thread. */
record PromptedSlice(SliceModel at, SlicePrompt prompt) {
    /** How far a mask may run over its box, in widths and heights of the box. */
    private static final double OVERRUN = 0.1;

    /** The object's pixels, row by row. */
    boolean[] mask() {
        ModelFrame frame = at.features().frame();
        try (NDManager scope = at.model().newScope();
                Ops.NoGrad off = Ops.noGrad()) {
            Features features = at.at(prompt.slice(), scope);
            List<Click> clicks = prompt.points().stream()
                    .map(p -> new Click(frame.across(p.column()), frame.down(p.row()), p.inside()))
                    .toList();
            Optional<Region> region = prompt.box()
                    .map(box -> new Region(
                            frame.across(box.left()),
                            frame.down(box.top()),
                            frame.across(box.right()),
                            frame.down(box.bottom())));
            Decoded decoded = region.isPresent()
                    ? at.model().prompt(features, region.get(), clicks)
                    : at.model().prompt(features, clicks);
            return inside(frame.toSlice(decoded.logits().toFloatArray(), at.maskSide()));
        }
    }

    private boolean[] inside(float[] logits) {
        boolean[] mask = new boolean[logits.length];
        int columns = prompt.layout().columns();
        for (int p = 0; p < mask.length; p++) {
            int column = p % columns;
            int row = p / columns;
            mask[p] = logits[p] > 0
                    && prompt.box().map(box -> reaches(box, column, row)).orElse(true);
        }
        return mask;
    }

    private static boolean reaches(Box box, int column, int row) {
        double x = OVERRUN * (box.right() - box.left());
        double y = OVERRUN * (box.bottom() - box.top());
        return column >= box.left() - x && column <= box.right() + x && row >= box.top() - y && row <= box.bottom() + y;
    }
}
