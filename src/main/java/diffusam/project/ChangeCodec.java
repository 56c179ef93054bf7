package diffusam.project;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Changes as frames of the journal. */
final class ChangeCodec {
    private static final byte EDITED = 1;
    private static final byte UNDONE = 2;
    private static final byte REDONE = 3;
    private static final byte IMAGES = 4;
    private static final byte LOOKED = 5;
    private static final byte MEASURED = 6;
    private static final byte PRIORS = 7;

    private ChangeCodec() {}

    static Frame encode(long sequence, Change change) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            byte type = write(change, new DataOutputStream(bytes));
            return new Frame(type, sequence, bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // only an edit's name of over 64 KiB ends here
        }
    }

    /** @throws IOException if the frame holds no change */
    static Change decode(Frame frame) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame.payload()));
        try {
            return switch (frame.type()) {
                case EDITED -> new Change.Edited(in.readLong(), in.readUTF(), EditCodec.read(in));
                case UNDONE -> new Change.Undone(in.readLong());
                case REDONE -> new Change.Redone(in.readLong());
                case IMAGES -> new Change.ImagesChosen(List.of(Json.read(in.readAllBytes(), ImageReference[].class)));
                case LOOKED -> new Change.Looked(Json.read(in.readAllBytes(), ViewState.class));
                case MEASURED -> new Change.Measured(List.of(Json.read(in.readAllBytes(), Measurement[].class)));
                case PRIORS -> new Change.PriorsChosen(List.of(Json.read(in.readAllBytes(), PriorReference[].class)));
                default -> throw new IOException("a record of unknown kind " + frame.type());
            };
        } catch (IllegalArgumentException e) {
            throw new IOException("a record that makes no sense", e);
        }
    }

    private static byte write(Change change, DataOutputStream out) throws IOException {
        return switch (change) {
            case Change.Edited edited -> {
                out.writeLong(edited.step());
                out.writeUTF(edited.name());
                EditCodec.write(edited.edit(), out);
                yield EDITED;
            }
            case Change.Undone undone -> {
                out.writeLong(undone.step());
                yield UNDONE;
            }
            case Change.Redone redone -> {
                out.writeLong(redone.step());
                yield REDONE;
            }
            case Change.ImagesChosen chosen -> {
                out.write(Json.write(chosen.images()));
                yield IMAGES;
            }
            case Change.Looked looked -> {
                out.write(Json.write(looked.view()));
                yield LOOKED;
            }
            case Change.Measured measured -> {
                out.write(Json.write(measured.measurements().toArray(Measurement[]::new)));
                yield MEASURED;
            }
            case Change.PriorsChosen chosen -> {
                out.write(Json.write(chosen.priors()));
                yield PRIORS;
            }
        };
    }
}
