package diffusam.project;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The real file system, where one call of many goes wrong. It does not wait for the disk. */
final class FaultyFiles implements FileLayer {
    /** What goes wrong. */
    enum Fault {
        /** The call fails and has no effect. */
        EIO,
        /** From this call on nothing can be created, and writes get half of their bytes to disk before they fail. */
        ENOSPC,
        /** The call, if it writes, takes some of the bytes and says so. */
        SHORT_WRITE,
        /** The call, if it writes, takes some of the bytes and says that it took all. */
        LOST_BYTES,
        /** The call fails, but had its effect. */
        FAILS_AFTER_EFFECT,
        /** From this call on, half of which is done, every call fails: a share that vanished, or a process that ended. */
        GONE,
        /** From this call on nothing can be changed. */
        READ_ONLY
    }

    private final FileLayer disk = new DiskFiles();
    private final List<Closeable> open = Collections.synchronizedList(new ArrayList<>());
    private final Fault fault;
    private volatile int faultyCall;
    private int calls;

    FaultyFiles(Fault fault, int faultyCall) {
        this.fault = fault;
        this.faultyCall = faultyCall;
    }

    /** A file system where nothing goes wrong, and nothing is waited for. */
    static FaultyFiles sound() {
        return new FaultyFiles(Fault.EIO, Integer.MAX_VALUE);
    }

    /** From now on nothing goes wrong any more. */
    void heal() {
        faultyCall = Integer.MAX_VALUE;
    }

    /** From the next call on things go wrong. */
    synchronized void breakNow() {
        faultyCall = calls + 1;
    }

    int calls() {
        return calls;
    }

    /** What the operating system does when a process has ended. */
    void closeAll() throws IOException {
        for (Closeable file : List.copyOf(open)) {
            file.close();
        }
    }

    @Override
    public InputStream read(Path file) throws IOException {
        return call(() -> disk.read(file), false);
    }

    @Override
    public Sink create(Path file) throws IOException {
        Sink sink = call(() -> disk.create(file), true);
        open.add(sink);
        return new FaultySink(sink);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        call(
                () -> {
                    disk.rename(from, to);
                    return null;
                },
                false);
    }

    @Override
    public void delete(Path file) throws IOException {
        call(
                () -> {
                    disk.delete(file);
                    return null;
                },
                false);
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        call(
                () -> {
                    disk.createFolder(folder);
                    return null;
                },
                true);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        return call(() -> disk.list(folder), false);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        call(() -> null, false);
    }

    @Override
    public Optional<Closeable> lock(Path file) throws IOException {
        Optional<Closeable> lock = call(() -> disk.lock(file), true);
        lock.ifPresent(open::add);
        return lock;
    }

    @Override
    public long usableBytes(Path folder) {
        return fault == Fault.ENOSPC && calls >= faultyCall ? 0 : Long.MAX_VALUE;
    }

    private interface Call<T> {
        T run() throws IOException;
    }

    private <T> T call(Call<T> call, boolean needsSpace) throws IOException {
        int number = next();
        boolean now = number == faultyCall;
        if (fault == Fault.EIO && now) {
            throw new IOException("Input/output error");
        }
        if (fault == Fault.ENOSPC && number >= faultyCall && needsSpace) {
            throw new IOException("No space left on device");
        }
        if (fault == Fault.READ_ONLY && number >= faultyCall && needsSpace) {
            throw new AccessDeniedException("project");
        }
        if (fault == Fault.GONE && number >= faultyCall) {
            throw new IOException("Stale file handle");
        }
        T result = call.run();
        if (fault == Fault.FAILS_AFTER_EFFECT && now) {
            if (result instanceof Closeable file) {
                file.close();
            }
            throw new IOException("Input/output error");
        }
        return result;
    }

    private synchronized int next() {
        return ++calls;
    }

    private final class FaultySink implements Sink {
        private final Sink sink;

        FaultySink(Sink sink) {
            this.sink = sink;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int number = next();
            boolean now = number == faultyCall;
            int all = bytes.remaining();
            if (now && fault == Fault.EIO || number > faultyCall && fault == Fault.GONE) {
                throw new IOException("Input/output error");
            }
            boolean half = now && fault != Fault.FAILS_AFTER_EFFECT || number > faultyCall && fault == Fault.ENOSPC;
            int taken = half ? Math.max(1, all / 2) : all;
            FileLayer.writeFully(sink, bytes.slice(bytes.position(), taken));
            bytes.position(bytes.position() + (fault == Fault.LOST_BYTES ? all : taken));
            if (half && (fault == Fault.ENOSPC || fault == Fault.GONE) || now && fault == Fault.FAILS_AFTER_EFFECT) {
                throw new IOException(fault == Fault.ENOSPC ? "No space left on device" : "Input/output error");
            }
            return fault == Fault.LOST_BYTES ? all : taken;
        }

        @Override
        public void sync() throws IOException {
            call(() -> null, false);
        }

        @Override
        public void close() throws IOException {
            open.remove(sink);
            sink.close();
            call(() -> null, false);
        }
    }
}
