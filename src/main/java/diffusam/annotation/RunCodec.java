package diffusam.annotation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Edits as bytes. All numbers are variable-length, seven bits a byte, least significant first:
 *
 * <pre>
 * edit  := slices slice*
 * slice := k minus the k of the slice before, runs, run*
 * run   := (voxels since the end of the run before) * 2 + (1 if the labels follow), length, [before, after]
 * </pre>
 *
 * A run without labels has those of the run before it.
 */
final class RunCodec {
    private RunCodec() {}

    static byte[] encode(LabelEdit edit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        put(out, edit.slices().size());
        int k = 0;
        for (LabelEdit.SliceRuns runs : edit.slices()) {
            put(out, runs.k() - k);
            k = runs.k();
            encode(runs, out);
        }
        return out.toByteArray();
    }

    static LabelEdit decode(byte[] bytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            int count = get(in);
            List<LabelEdit.SliceRuns> slices = new ArrayList<>();
            int k = 0;
            for (int n = 0; n < count; n++) {
                k = Math.addExact(k, get(in));
                slices.add(decodeSlice(k, in));
            }
            if (in.hasRemaining()) {
                throw new IOException("an edit of labels is followed by " + in.remaining() + " bytes too many");
            }
            return new LabelEdit(slices);
        } catch (BufferUnderflowException | ArithmeticException e) {
            throw new IOException("an edit of labels is damaged", e);
        }
    }

    private static void encode(LabelEdit.SliceRuns runs, ByteArrayOutputStream out) {
        int count = runs.starts().length;
        put(out, count);
        int end = 0;
        for (int n = 0; n < count; n++) {
            boolean same = n > 0 && runs.before()[n] == runs.before()[n - 1] && runs.after()[n] == runs.after()[n - 1];
            put(out, (runs.starts()[n] - end) * 2L + (same ? 0 : 1));
            put(out, runs.lengths()[n]);
            if (!same) {
                put(out, runs.before()[n] & 0xFFFF);
                put(out, runs.after()[n] & 0xFFFF);
            }
            end = runs.starts()[n] + runs.lengths()[n];
        }
    }

    private static LabelEdit.SliceRuns decodeSlice(int k, ByteBuffer in) throws IOException {
        int count = get(in);
        if (count < 1 || count > in.remaining() / 2) {
            throw new IOException("an edit of labels is damaged: " + count + " runs in " + in.remaining() + " bytes");
        }
        int[] starts = new int[count];
        int[] lengths = new int[count];
        short[] before = new short[count];
        short[] after = new short[count];
        int end = 0;
        for (int n = 0; n < count; n++) {
            long gap = getLong(in);
            starts[n] = Math.addExact(end, Math.toIntExact(gap >> 1));
            lengths[n] = get(in);
            end = Math.addExact(starts[n], lengths[n]);
            boolean labelsFollow = (gap & 1) == 1;
            if (lengths[n] < 1 || n == 0 && !labelsFollow) {
                throw new IOException("an edit of labels is damaged: an empty run, or one without labels");
            }
            before[n] = labelsFollow ? (short) get(in) : before[n - 1];
            after[n] = labelsFollow ? (short) get(in) : after[n - 1];
        }
        return new LabelEdit.SliceRuns(k, starts, lengths, before, after);
    }

    private static void put(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest > 0x7F) {
            out.write((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static int get(ByteBuffer in) {
        return Math.toIntExact(getLong(in));
    }

    private static long getLong(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new ArithmeticException("a number of more than five bytes");
    }
}
