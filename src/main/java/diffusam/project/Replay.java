package diffusam.project;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Applies what the journal holds beyond the last save. Where records are damaged, those before and after them count. Where a
 * window took the project over, the changes that the other window wrote after that are passed over.
 */
final class Replay {
    private final FileLayer files;
    private final Document document;
    private int replayed;
    private long lost;
    private long damagedBytes;
    private long tornBytes;

    private Replay(FileLayer files, Document document) {
        this.files = files;
        this.document = document;
    }

    /** What was read, and the highest number of a segment, damaged or not; 0 if there is none. */
    record Result(Recovery recovery, int lastSegment) {}

    private record Part(Optional<Segment.Header> header, Frame.Scan scan) {
        @Nullable
        UUID session() {
            return header.map(Segment.Header::session).orElse(null);
        }
    }

    /** Applies the segments from {@code firstSegment} on to {@code document}. */
    static Result into(Document document, FileLayer files, Path folder, int firstSegment) throws IOException {
        Replay replay = new Replay(files, document);
        List<Part> parts = new ArrayList<>();
        int last = 0;
        for (Path file : files.list(folder)) {
            OptionalInt number = Segment.numberOf(file);
            if (number.isPresent()) {
                last = Math.max(last, number.getAsInt());
                if (number.getAsInt() >= firstSegment) {
                    parts.add(replay.read(file));
                }
            }
        }
        for (int n = 0; n < parts.size(); n++) {
            replay.apply(parts.get(n), supersededFrom(parts, n));
        }
        return new Result(
                new Recovery(replay.replayed, replay.lost, replay.damagedBytes, replay.tornBytes, List.of()), last);
    }

    private Part read(Path file) throws IOException {
        byte[] bytes = WholeFile.read(files, file);
        boolean whole = Segment.startsWithMagic(bytes);
        Frame.Scan scan = Frame.scan(bytes, whole ? Segment.MAGIC_BYTES : 0);
        damagedBytes += scan.damages().stream().mapToLong(Frame.Damage::bytes).sum();
        tornBytes = scan.tornBytes(); // of the last file; earlier ones were written again in the next
        return new Part(header(scan), scan);
    }

    private static Optional<Segment.Header> header(Frame.Scan scan) throws IOException {
        return scan.frames().isEmpty() || scan.frames().getFirst().type() != Segment.HEADER
                ? Optional.empty()
                : Optional.of(Segment.Header.decode(scan.frames().getFirst()));
    }

    /** The first change that counts no more because another session started there. */
    private static long supersededFrom(List<Part> parts, int part) {
        long from = Long.MAX_VALUE;
        UUID session = parts.get(part).session();
        for (Part later : parts.subList(part + 1, parts.size())) {
            if (later.header.isPresent() && !later.header.get().session().equals(session)) {
                from = Math.min(from, later.header.get().firstSequence());
            }
        }
        return from;
    }

    private void apply(Part part, long supersededFrom) {
        for (Frame frame : part.scan.frames()) {
            boolean known = frame.sequence() <= document.sequence();
            if (frame.type() != Segment.HEADER && !known && frame.sequence() < supersededFrom) {
                apply(frame);
            }
        }
    }

    private void apply(Frame frame) {
        lost += frame.sequence() - document.sequence() - 1;
        Change change;
        try {
            change = ChangeCodec.decode(frame);
        } catch (IOException e) {
            lost++;
            document.skip(frame.sequence());
            return;
        }
        try {
            document.apply(frame.sequence(), change);
            replayed++;
        } catch (IllegalArgumentException e) {
            if (document.applyWhatFits(frame.sequence(), change)) {
                replayed++;
            } else {
                lost++;
            }
        }
    }
}
