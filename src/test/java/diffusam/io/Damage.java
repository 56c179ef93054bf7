package diffusam.io;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Damages files as discs, networks and careless writers do, and as nobody would; the same from the same seed. */
final class Damage {
    private static final int HEADER = 600;
    private static final String[] NUMBERS = {
        "0",
        "-1",
        "1",
        "3",
        "65535",
        "2147483647",
        "2147483648",
        "-9223372036854775808",
        "99999999999999999999",
        "1e308",
        "NaN",
        "Infinity",
        "0.5",
        "x",
        ""
    };
    private static final long[] WORDS = {
        0, 1, -1, 2, 7, 8, 0x7F, 0x7FFF, 0x8000, 0x7FFFFFFFL, 0x80000000L, Long.MAX_VALUE
    };

    private final SplittableRandom random;

    Damage(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A damaged copy; what is packed is damaged before or after packing. */
    byte[] of(byte[] whole) throws IOException {
        boolean packed = whole.length > 2 && whole[0] == 0x1F && whole[1] == (byte) 0x8B;
        if (packed && random.nextInt(4) > 0) {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(whole))) {
                return packed(several(in.readAllBytes()));
            } catch (IOException e) {
                return several(whole); // a fixture that is damaged already
            }
        }
        return several(whole);
    }

    private byte[] several(byte[] whole) {
        byte[] damaged = whole.clone();
        for (int times = 1 + random.nextInt(3); times > 0 && damaged.length > 0; times--) {
            damaged = once(damaged);
        }
        return damaged;
    }

    private byte[] once(byte[] bytes) {
        boolean text = bytes[0] == 'N' || bytes[0] == 'O';
        return switch (random.nextInt(text ? 9 : 5)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> withRandomBytes(bytes, bytes.length);
            case 2 -> withRandomBytes(bytes, Math.min(bytes.length, HEADER));
            case 3 -> withWord(bytes);
            case 4 -> withPieceMoved(bytes);
            case 5, 6, 7 -> withNumber(bytes);
            default -> withLineDropped(bytes);
        };
    }

    private byte[] withRandomBytes(byte[] bytes, int within) {
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            bytes[random.nextInt(within)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** Puts a telling number where a binary header may keep one. */
    private byte[] withWord(byte[] bytes) {
        int width = 2 << random.nextInt(3);
        int places = Math.min(bytes.length, HEADER) / width;
        if (places > 0) {
            ByteBuffer buffer =
                    ByteBuffer.wrap(bytes).order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int at = width * random.nextInt(places);
            long word = random.nextInt(4) == 0
                    ? Double.doubleToRawLongBits(Double.NaN) >>> 32
                    : WORDS[random.nextInt(WORDS.length)];
            switch (width) {
                case 2 -> buffer.putShort(at, (short) word);
                case 4 -> buffer.putInt(at, (int) word);
                default -> buffer.putLong(at, word);
            }
        }
        return bytes;
    }

    private byte[] withPieceMoved(byte[] bytes) {
        int length = 1 + random.nextInt(Math.min(64, bytes.length));
        int from = random.nextInt(bytes.length - length + 1);
        int to = random.nextInt(bytes.length - length + 1);
        byte[] piece = Arrays.copyOfRange(bytes, from, from + length);
        System.arraycopy(piece, 0, bytes, to, length);
        return bytes;
    }

    /** Replaces one word of a text header that holds a digit. */
    private byte[] withNumber(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<int[]> words = new ArrayList<>();
        int header = Math.min(text.length(), HEADER);
        for (int start = 0; start < header; start++) {
            int end = start;
            while (end < header && "0123456789.-eE".indexOf(text.charAt(end)) >= 0) {
                end++;
            }
            if (end > start) {
                words.add(new int[] {start, end});
                start = end;
            }
        }
        if (words.isEmpty()) {
            return bytes;
        }
        int[] word = words.get(random.nextInt(words.size()));
        String changed = text.substring(0, word[0]) + NUMBERS[random.nextInt(NUMBERS.length)] + text.substring(word[1]);
        return changed.getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] withLineDropped(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int start = text.indexOf('\n', random.nextInt(Math.min(text.length(), HEADER)));
        int end = start < 0 ? -1 : text.indexOf('\n', start + 1);
        return end < 0 ? bytes : (text.substring(0, start) + text.substring(end)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
