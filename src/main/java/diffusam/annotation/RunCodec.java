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
 * edit   := slices slice*          if all runs go along rows
 *         | 0 row slices either*    else, with the length of a row
 * slice  := k minus the k of the slice before, runs, run*
 * either := k minus the k of the slice before, runs * 2 + (1 if they go along columns), run*
 * run    := gap * 2 + (1 if the labels follow), length, [before, after]
 * gap    := voxels since the end of the run before
 *         | along columns: voxels from the start of the run before, the sign in the lowest bit
 * </pre>
 *
 * A run without labels has those of the run before it.
 */
final class RunCodec {
    private RunCodec() {}

    static byte[] encode(LabelEdit edit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int row =
                edit.slices().stream().mapToInt(LabelEdit.SliceRuns::step).max().orElse(1);
        if (row > 1) {
            put(out, 0);
            put(out, row);
        }
        put(out, edit.slices().size());
        int k = 0;
        for (LabelEdit.SliceRuns runs : edit.slices()) {
            put(out, runs.k() - k);
            k = runs.k();
            int count = runs.starts().length;
            put(out, row == 1 ? count : 2L * count + (runs.step() > 1 ? 1 : 0));
            encode(runs, out);
        }
        return out.toByteArray();
    }

    static LabelEdit decode(byte[] bytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            int count = get(in);
            int row = 1;
            if (count == 0 && in.hasRemaining()) {
                row = get(in);
                count = get(in);
            }
            List<LabelEdit.SliceRuns> slices = new ArrayList<>();
            int k = 0;
            for (int n = 0; n < count; n++) {
                k = Math.addExact(k, get(in));
                int runs = get(in);
                slices.add(
                        row == 1
                                ? decodeSlice(k, 1, runs, in)
                                : decodeSlice(k, (runs & 1) == 0 ? 1 : row, runs >> 1, in));
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
        int from = 0;
        for (int n = 0; n < runs.starts().length; n++) {
            boolean same = n > 0 && runs.before()[n] == runs.before()[n - 1] && runs.after()[n] == runs.after()[n - 1];
            int apart = runs.starts()[n] - from;
            long gap = runs.step() == 1 ? apart : 2L * Math.abs(apart) + (apart < 0 ? 1 : 0);
            put(out, gap * 2 + (same ? 0 : 1));
            put(out, runs.lengths()[n]);
            if (!same) {
                put(out, runs.before()[n] & 0xFFFF);
                put(out, runs.after()[n] & 0xFFFF);
            }
            from = runs.starts()[n] + (runs.step() == 1 ? runs.lengths()[n] : 0);
        }
    }

    private static LabelEdit.SliceRuns decodeSlice(int k, int step, int count, ByteBuffer in) throws IOException {
        if (step < 1 || count < 1 || count > in.remaining() / 2) {
            throw new IOException("an edit of labels is damaged: " + count + " runs in " + in.remaining() + " bytes");
        }
        int[] starts = new int[count];
        int[] lengths = new int[count];
        short[] before = new short[count];
        short[] after = new short[count];
        int from = 0;
        for (int n = 0; n < count; n++) {
            long gap = getLong(in);
            boolean labelsFollow = (gap & 1) == 1;
            long apart = step == 1 ? gap >> 1 : (gap & 2) == 0 ? gap >> 2 : -(gap >> 2);
            starts[n] = Math.addExact(from, Math.toIntExact(apart));
            lengths[n] = get(in);
            from = step == 1 ? Math.addExact(starts[n], lengths[n]) : starts[n];
            if (starts[n] < 0 || lengths[n] < 1 || n == 0 && !labelsFollow) {
                throw new IOException("an edit of labels is damaged: an empty run, or one without labels");
            }
            before[n] = labelsFollow ? (short) get(in) : before[n - 1];
            after[n] = labelsFollow ? (short) get(in) : after[n - 1];
        }
        return new LabelEdit.SliceRuns(k, step, starts, lengths, before, after);
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
