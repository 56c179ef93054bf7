package diffusam.io.dicom;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Ways to damage a DICOM file, blind and with a knowledge of its structure. */
final class Mutation {
    private static final int PREAMBLE = 132;
    private static final long[] LENGTHS = {
        0, 1, 2, 3, 7, 8, 0x7F, 0xFFFE, 0xFFFF, 0x10000, 0x7FFFFFFFL, 0x80000000L, 0xFFFFFFFEL, 0xFFFFFFFFL
    };
    private static final int[] WORDS = {0, 1, 2, 3, 7, 8, 9, 12, 16, 31, 32, 33, 64, 255, 256, 0x7FFF, 0x8000, 0xFFFF};
    private static final Tag[] TELLING = {
        Tag.ROWS,
        Tag.COLUMNS,
        Tag.BITS_ALLOCATED,
        Tag.BITS_STORED,
        Tag.HIGH_BIT,
        Tag.PIXEL_REPRESENTATION,
        Tag.SAMPLES_PER_PIXEL,
        Tag.PLANAR_CONFIGURATION,
        Tag.NUMBER_OF_FRAMES,
        Tag.PIXEL_DATA,
        Tag.PIXEL_SPACING,
        Tag.IMAGE_POSITION,
        Tag.IMAGE_ORIENTATION,
        Tag.TRANSFER_SYNTAX_UID,
        Tag.PER_FRAME_GROUPS_SEQUENCE,
        Tag.SEGMENT_SEQUENCE,
        Tag.REFERENCED_SEGMENT_NUMBER,
        Tag.CONTOUR_DATA,
        Tag.CONTOUR_SEQUENCE
    };

    private final Random random;
    private byte[] input;

    private Mutation(byte[] seed, Random random) {
        input = seed.clone();
        this.random = random;
    }

    /** A damaged copy of {@code seed}, which may take a piece of one of {@code others}. */
    static byte[] of(byte[] seed, List<byte[]> others, Random random) {
        Mutation mutation = new Mutation(seed, random);
        int times = 1 + random.nextInt(3);
        for (int n = 0; n < times && mutation.input.length > 16; n++) {
            mutation.once(others.get(random.nextInt(others.size())));
        }
        return mutation.input;
    }

    private void once(byte[] other) {
        switch (random.nextInt(10)) {
            case 0 -> flip(input.length);
            case 1 -> flip(Math.min(input.length, 900));
            case 2 -> input = Arrays.copyOf(input, random.nextInt(input.length));
            case 3 -> splice(other);
            case 4 -> nest();
            case 5 -> put(random.nextInt(input.length - 4), LENGTHS[random.nextInt(LENGTHS.length)], 4);
            default -> damageElement();
        }
    }

    private void flip(int within) {
        for (int n = 1 + random.nextInt(12); n > 0; n--) {
            input[random.nextInt(within)] = (byte) random.nextInt(256);
        }
    }

    /** A piece of another file in place of a piece of this one. */
    private void splice(byte[] other) {
        int from = random.nextInt(other.length);
        int length = Math.min(other.length - from, 1 + random.nextInt(400));
        int at = random.nextInt(input.length);
        int gone = Math.min(input.length - at, random.nextInt(400));
        byte[] out = new byte[input.length - gone + length];
        System.arraycopy(input, 0, out, 0, at);
        System.arraycopy(other, from, out, at, length);
        System.arraycopy(input, at + gone, out, at + length, input.length - at - gone);
        input = out;
    }

    /** Sequences within sequences without an end. */
    private void nest() {
        int depth = 1 + random.nextInt(60);
        byte[] level = HexFormat.of().parseHex("0800401153510000fffffffffeff00e0ffffffff");
        int at = Math.min(input.length, PREAMBLE + random.nextInt(Math.max(1, input.length - PREAMBLE)));
        byte[] out = Arrays.copyOf(Arrays.copyOf(input, at), at + depth * level.length + 64);
        for (int n = 0; n < depth; n++) {
            System.arraycopy(level, 0, out, at + n * level.length, level.length);
        }
        input = out;
    }

    /** Damage to an element that decides how much is read: its representation, its length or its value. */
    private void damageElement() {
        int at = find(TELLING[random.nextInt(TELLING.length)]);
        if (at < 0 || at + 14 > input.length) {
            flip(input.length);
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> {
                Vr vr = Vr.values()[random.nextInt(Vr.values().length)];
                input[at + 4] = (byte) vr.name().charAt(0);
                input[at + 5] = (byte) vr.name().charAt(1);
            }
            case 1 -> put(at + 6, WORDS[random.nextInt(WORDS.length)], 2);
            case 2 -> put(at + (random.nextBoolean() ? 4 : 8), LENGTHS[random.nextInt(LENGTHS.length)], 4);
            default -> put(at + 8, WORDS[random.nextInt(WORDS.length)], 2);
        }
    }

    private int find(Tag tag) {
        int group = tag.number() >>> 16;
        int element = tag.number() & 0xFFFF;
        for (int at = PREAMBLE; at + 4 <= input.length; at++) {
            if ((input[at] & 0xFF) == (group & 0xFF)
                    && (input[at + 1] & 0xFF) == group >> 8
                    && (input[at + 2] & 0xFF) == (element & 0xFF)
                    && (input[at + 3] & 0xFF) == element >> 8) {
                return at;
            }
        }
        return -1;
    }

    private void put(int at, long value, int bytes) {
        for (int n = 0; n < bytes && at + n < input.length; n++) {
            input[at + n] = (byte) (value >> 8 * n);
        }
    }
}
