package diffusam.pretrain;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The labels of a clip while a scene paints them, later regions over earlier ones. Region 0 is air everywhere. */
final class LabelPainting {
    private static final int MOST = 250;

    final Frame frame;
    private final byte[] labels;
    private final List<Kind> kinds = new ArrayList<>(List.of(Kind.AIR));

    LabelPainting(Frame frame) {
        this.frame = frame;
        labels = new byte[frame.voxels()];
    }

    /** Where a region lies. */
    @FunctionalInterface
    interface Region {
        boolean holds(int voxel);
    }

    /** A new region of its own; an empty one, or one too many, is not made. */
    void paint(Kind kind, Region region) {
        if (kinds.size() > MOST) {
            return;
        }
        boolean any = false;
        byte label = (byte) kinds.size();
        for (int p = 0; p < labels.length; p++) {
            if (region.holds(p)) {
                labels[p] = label;
                any = true;
            }
        }
        if (any) {
            kinds.add(kind);
        }
    }

    /** A new smooth function at every voxel. */
    float[] field(RandomGenerator random, double frequency, int waves) {
        return new SmoothField(random, frequency, waves).on(frame);
    }

    Clip finish() {
        return new Clip(frame.side(), frame.slices(), labels, kinds);
    }
}
