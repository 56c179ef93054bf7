package diffusam.nn;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The threads on which the network library computes. */
public final class OpenMp {
    private static final String WAIT_POLICY = "OMP_WAIT_POLICY";
    private static final String THREADS = "OMP_NUM_THREADS";

    private OpenMp() {}

    /**
     * Lets threads sleep while they wait for one another, unless the user's environment says otherwise: spinning threads
     * slow each other down many times over where other work goes on. The library reads the environment once, when it is
     * loaded, so this has to come before.
     */
    public static void sleepWhileWaiting() {
        if (System.getenv(WAIT_POLICY) == null) {
            setForProcess(WAIT_POLICY, "PASSIVE");
        }
    }

    /**
     * Leaves one processor to what else the program does, unless the user's environment says how many threads there are to
     * be. Before the library is loaded, as well.
     */
    public static void leaveOneProcessor() {
        int processors = Runtime.getRuntime().availableProcessors();
        if (System.getenv(THREADS) == null && processors > 1) {
            setForProcess(THREADS, Integer.toString(processors - 1));
        }
    }

    /** Native code sees the variable from now on; {@link System#getenv} does not. */
    private static void setForProcess(String name, String value) {
        Linker linker = Linker.nativeLinker();
        MemorySegment posix = linker.defaultLookup().find("setenv").orElse(MemorySegment.NULL);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment nameText = arena.allocateFrom(name);
            MemorySegment valueText = arena.allocateFrom(value);
            int failure;
            if (posix.equals(MemorySegment.NULL)) {
                MethodHandle set = linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("_putenv_s"),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
                failure = (int) set.invokeExact(nameText, valueText);
            } else {
                MethodHandle set = linker.downcallHandle(
                        posix,
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
                failure = (int) set.invokeExact(nameText, valueText, 1);
            }
            if (failure != 0) {
                throw new IllegalStateException(name + " cannot be set: error " + failure);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(name + " cannot be set", e);
        }
    }
}
