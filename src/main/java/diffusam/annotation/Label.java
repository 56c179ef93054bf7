package diffusam.annotation;

import org.jspecify.annotations.Nullable;

/**
 * A structure that voxels can belong to.
 *
 * @param id the value stored in label files, from 1 to {@link #MAX_ID}; 0 means background
 * @param rgb colour as 0xRRGGBB
 * @param locked a locked label is neither painted over nor propagated
 * @param meaning what the structure is, for other programs; {@code null} if nobody has said
 */
public record Label(
        int id,
        String name,
        int rgb,
        boolean visible,
        boolean locked,
        @Nullable Meaning meaning) {
    public static final int BACKGROUND = 0;
    public static final int MAX_ID = 0xFFFF;

    /** Okabe and Ito's colours, told apart with the common forms of colour blindness, without black. */
    private static final int[] PALETTE = {0xE69F00, 0x56B4E9, 0x009E73, 0xF0E442, 0x0072B2, 0xD55E00, 0xCC79A7};

    public Label {
        if (id < 1 || id > MAX_ID) {
            throw new IllegalArgumentException("a label's id is from 1 to " + MAX_ID + ", got " + id);
        }
    }

    /** A visible, unlocked label with a default name and colour. */
    public static Label of(int id) {
        return new Label(id, "Label " + id, PALETTE[(id - 1) % PALETTE.length], true, false, null);
    }

    public Label named(String name) {
        return new Label(id, name, rgb, visible, locked, meaning);
    }

    public Label coloured(int rgb) {
        return new Label(id, name, rgb, visible, locked, meaning);
    }

    public Label shown(boolean visible) {
        return new Label(id, name, rgb, visible, locked, meaning);
    }

    public Label locked(boolean locked) {
        return new Label(id, name, rgb, visible, locked, meaning);
    }

    public Label meaning(@Nullable Meaning meaning) {
        return new Label(id, name, rgb, visible, locked, meaning);
    }
}
