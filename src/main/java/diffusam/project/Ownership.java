package diffusam.project;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to a project, which one window has at a time. A lock of the file system tells a running owner from one
 * that was killed; {@code owner.json} says who it is, and decides where the file system knows no locks.
 */
final class Ownership {
    private static final String LOCK = "lock";
    private static final String OWNER = "owner.json";
    private static final String REQUEST = "takeover.json";
    private static final long ANSWER_MS = 5_000;
    private static final long LOOK_EVERY_MS = 50;

    private final FileLayer files;
    private final Path folder;
    private final Owner me;
    private @Nullable Closeable lock;

    private Ownership(Place place, Owner me) {
        this.files = place.files();
        this.folder = place.folder();
        this.me = me;
    }

    /**
     * Makes {@code me} the owner of a project.
     *
     * @throws ProjectLockedException if another window is, and does not let go
     */
    static Ownership acquire(Place place, Owner me, Takeover takeover) throws IOException {
        Ownership ownership = new Ownership(place, me);
        boolean free = ownership.tryAcquire(takeover != Takeover.NEVER);
        if (!free && takeover == Takeover.NEVER) {
            throw ownership.locked("close it there, or take it over: the other window then stops saving");
        }
        if (!free && takeover == Takeover.ASK) {
            ownership.ask();
        }
        ownership.sign();
        return ownership;
    }

    /**
     * Looks whether this window still is the owner, and whether another asks to be.
     *
     * @throws ProjectException if it has to stop writing
     */
    void check() throws ProjectException {
        Optional<Owner> owner = read(OWNER);
        if (owner.isPresent() && !owner.get().session().equals(me.session())) {
            throw takenOver(owner.get());
        }
        Optional<Owner> asking = read(REQUEST);
        if (asking.isPresent() && !asking.get().session().equals(me.session())) {
            throw takenOver(asking.get());
        }
    }

    /** Names this window among all that ever had the project. */
    UUID session() {
        return me.session();
    }

    /** Lets go of the project. */
    void release() throws IOException {
        boolean mine = read(OWNER).filter(o -> o.session().equals(me.session())).isPresent();
        if (lock != null) {
            lock.close();
        }
        if (mine) {
            files.delete(folder.resolve(OWNER));
        }
    }

    /** @param despiteOtherComputer also where a computer that cannot be asked may still have it, lock or not */
    private boolean tryAcquire(boolean despiteOtherComputer) throws IOException {
        Optional<Owner> owner = read(OWNER);
        if (owner.isPresent() && owner.get().isInSameProcess(me)) {
            return false; // trying the lock from the process that has it would release it
        }
        boolean elsewhere = owner.isPresent() && !owner.get().isOnSameComputer(me);
        if (elsewhere && !despiteOtherComputer) {
            return false;
        }
        try {
            Optional<Closeable> taken = files.lock(folder.resolve(LOCK));
            lock = taken.orElse(null);
            return taken.isPresent();
        } catch (IOException e) {
            if (Trouble.of(e, folder, files) != Trouble.DAMAGED) {
                throw e;
            }
            return owner.isEmpty() || owner.get().hasEnded(); // this file system knows no locks
        }
    }

    private void ask() throws IOException {
        WholeFile.write(files, folder.resolve(REQUEST), out -> out.write(Json.write(me)));
        for (long waited = 0; waited < ANSWER_MS; waited += LOOK_EVERY_MS) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MS));
            if (tryAcquire(true)) {
                return;
            }
        }
        files.delete(folder.resolve(REQUEST));
        throw locked("it does not answer; close it there, or take the project by force");
    }

    private void sign() throws IOException {
        WholeFile.write(files, folder.resolve(OWNER), out -> out.write(Json.write(me)));
        files.delete(folder.resolve(REQUEST));
    }

    private Optional<Owner> read(String name) {
        try {
            return Optional.of(Json.read(WholeFile.read(files, folder.resolve(name)), Owner.class));
        } catch (IOException e) {
            return Optional.empty(); // missing, or says nothing about an owner: the lock decides
        }
    }

    private ProjectLockedException locked(String advice) {
        return new ProjectLockedException(
                folder, read(OWNER).map(Owner::words).orElse("of an unknown computer"), advice);
    }

    private ProjectException takenOver(Owner by) {
        return new ProjectException(folder + " was taken over by another window (" + by.words()
                + "); this one no longer saves. To keep what was changed here since, save a copy.");
    }
}
