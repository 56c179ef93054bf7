package diffusam.project;

import diffusam.annotation.EditHistory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** The undo steps of a saved project, a frame each. */
record StoredHistory(List<EditHistory.Step> done, List<EditHistory.Step> undone) {
    private static final byte DONE = 1;
    private static final byte UNDONE = 2;

    void writeTo(OutputStream out) throws IOException {
        write(done, DONE, out);
        write(undone, UNDONE, out);
    }

    static StoredHistory read(byte[] file) throws IOException {
        List<EditHistory.Step> done = new ArrayList<>();
        List<EditHistory.Step> undone = new ArrayList<>();
        for (Frame frame : Frame.scan(file, 0).frames()) {
            EditHistory.Step step = EditCodec.readStep(new DataInputStream(new ByteArrayInputStream(frame.payload())));
            (frame.type() == DONE ? done : undone).add(step);
        }
        return new StoredHistory(done, undone);
    }

    private static void write(List<EditHistory.Step> steps, byte type, OutputStream out) throws IOException {
        for (EditHistory.Step step : steps) {
            ByteArrayOutputStream payload = new ByteArrayOutputStream();
            EditCodec.write(step, new DataOutputStream(payload));
            Frame frame = new Frame(type, step.number(), payload.toByteArray());
            out.write(frame.encode().array());
        }
    }
}
