package diffusam.annotation;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A structure that voxels can belong to.
 *
 * @param id the value stored in label files, from 1 to {@link #MAX_ID}; 0 means background
 * @param rank place in lists: lower stands higher
 * @param rgb colour as 0xRRGGBB
 * @param locked a locked label is neither painted over nor propagated
 * @param meaning what the structure is, for other programs; {@code null} if nobody has said
 */
public record Label(
        int id,
        int rank,
        String name,
        int rgb,
        boolean visible,
        boolean locked,
        @Nullable Meaning meaning) {
    public static final int BACKGROUND = 0;
    public static final int MAX_ID = 0xFFFF;

    /** In the order of lists. */
    public static final Comparator<Label> BY_RANK =
            Comparator.comparingInt(Label::rank).thenComparingInt(Label::id);

    /** Okabe and Ito's colours, told apart with the common forms of colour blindness, without black. */
    private static final int[] PALETTE = {0xE69F00, 0x56B4E9, 0x009E73, 0xF0E442, 0x0072B2, 0xD55E00, 0xCC79A7};

    /** What the colours of further rounds are mixed with: lightness is told apart by everybody. */
    private static final int[] MIXED_WITH = {0, 0xFFFFFF, 0x000000};

    private static final double[] MIXED_PART = {0, 0.5, 0.4};

    public Label {
        if (id < 1 || id > MAX_ID) {
            throw new IllegalArgumentException("a label's id is from 1 to " + MAX_ID + ", got " + id);
        }
    }

    /** A visible, unlocked label with a default name and colour, ranked by its id. */
    public static Label of(int id) {
        return new Label(id, id, "Label " + id, defaultRgb(id), true, false, null);
    }

    /** True if nobody has named the label. */
    public boolean hasDefaultName() {
        return name.equals("Label " + id);
    }

    public Label ranked(int rank) {
        return new Label(id, rank, name, rgb, visible, locked, meaning);
    }

    public Label named(String name) {
        return new Label(id, rank, name, rgb, visible, locked, meaning);
    }

    public Label coloured(int rgb) {
        return new Label(id, rank, name, rgb, visible, locked, meaning);
    }

    public Label shown(boolean visible) {
        return new Label(id, rank, name, rgb, visible, locked, meaning);
    }

    public Label locked(boolean locked) {
        return new Label(id, rank, name, rgb, visible, locked, meaning);
    }

    public Label meaning(@Nullable Meaning meaning) {
        return new Label(id, rank, name, rgb, visible, locked, meaning);
    }

    private static int defaultRgb(int id) {
        int plain = PALETTE[Math.floorMod(id - 1, PALETTE.length)];
        int round = Math.floorMod((id - 1) / PALETTE.length, MIXED_WITH.length);
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            double own = (1 - MIXED_PART[round]) * (plain >> shift & 0xFF);
            mixed |= (int) Math.round(own + MIXED_PART[round] * (MIXED_WITH[round] >> shift & 0xFF)) << shift;
        }
        return mixed;
    }
}
