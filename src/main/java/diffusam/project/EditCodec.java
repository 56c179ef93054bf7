package diffusam.project;

import diffusam.annotation.AnnotationEdit;
import diffusam.annotation.AnnotationEdit.Replacement;
import diffusam.annotation.EditHistory;
import diffusam.annotation.Label;
import diffusam.annotation.LabelEdit;
import diffusam.annotation.SliceKey;
import diffusam.annotation.SliceState;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Edits and undo steps as bytes: what happened to the table of labels and to states as JSON, voxels as runs. */
final class EditCodec {
    private EditCodec() {}

    record LabelReplacement(int id, List<LabelEntry> before, List<LabelEntry> after) {}

    record StateReplacement(SliceKey of, List<SliceState> before, List<SliceState> after) {}

    record Tables(List<LabelReplacement> labels, List<StateReplacement> states) {}

    static void write(AnnotationEdit edit, DataOutputStream out) throws IOException {
        boolean voxelsOnly = edit.labels().isEmpty() && edit.states().isEmpty();
        writeBlock(voxelsOnly ? new byte[0] : Json.write(tables(edit)), out);
        writeBlock(edit.voxels().encode(), out);
    }

    static AnnotationEdit read(DataInputStream in) throws IOException {
        byte[] json = readBlock(in);
        LabelEdit voxels = LabelEdit.decode(readBlock(in));
        if (json.length == 0) {
            return AnnotationEdit.ofVoxels(voxels);
        }
        Tables tables = Json.read(json, Tables.class);
        List<Replacement<Integer, Label>> labels = tables.labels.stream()
                .map(r -> new Replacement<>(r.id, label(r.before), label(r.after)))
                .toList();
        List<Replacement<SliceKey, SliceState>> states = tables.states.stream()
                .map(r -> new Replacement<>(r.of, first(r.before), first(r.after)))
                .toList();
        return new AnnotationEdit(voxels, labels, states);
    }

    static void write(EditHistory.Step step, DataOutputStream out) throws IOException {
        out.writeLong(step.number());
        out.writeUTF(step.name());
        out.writeInt(step.edits().size());
        for (AnnotationEdit edit : step.edits()) {
            write(edit, out);
        }
    }

    static EditHistory.Step readStep(DataInputStream in) throws IOException {
        long number = in.readLong();
        String name = in.readUTF();
        int count = in.readInt();
        List<AnnotationEdit> edits = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            edits.add(read(in));
        }
        return new EditHistory.Step(number, name, edits);
    }

    private static Tables tables(AnnotationEdit edit) {
        return new Tables(
                edit.labels().stream()
                        .map(r -> new LabelReplacement(r.key(), entry(r.before()), entry(r.after())))
                        .toList(),
                edit.states().stream()
                        .map(r -> new StateReplacement(r.key(), listOf(r.before()), listOf(r.after())))
                        .toList());
    }

    private static List<LabelEntry> entry(@Nullable Label label) {
        return label == null ? List.of() : List.of(LabelEntry.of(label));
    }

    private static @Nullable Label label(List<LabelEntry> entries) {
        return entries.isEmpty() ? null : entries.getFirst().label();
    }

    private static <T> List<T> listOf(@Nullable T value) {
        return value == null ? List.of() : List.of(value);
    }

    private static <T> @Nullable T first(List<T> values) {
        return values.isEmpty() ? null : values.getFirst();
    }

    private static void writeBlock(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBlock(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a block of " + length + " bytes where " + in.available() + " are left");
        }
        return in.readNBytes(length);
    }
}
