package diffusam.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs({OS.LINUX, OS.MAC})
class OpenMpTest {
    /** Asks the C library of its own process. */
    static final class Asked {
        public static void main(String[] args) throws Throwable {
            OpenMp.sleepWhileWaiting();
            Linker linker = Linker.nativeLinker();
            MethodHandle get = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("getenv"),
                    FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment found = (MemorySegment) get.invoke(arena.allocateFrom("OMP_WAIT_POLICY"));
                System.out.print(found.reinterpret(Long.MAX_VALUE).getString(0));
            }
        }
    }

    @Test
    void nativeCodeSeesThatThreadsSleep() throws Exception {
        assertEquals("PASSIVE", policySeen(null));
    }

    @Test
    void whatTheUserChoseStays() throws Exception {
        assertEquals("ACTIVE", policySeen("ACTIVE"));
    }

    private static String policySeen(String chosen) throws IOException, InterruptedException {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Asked.class.getName());
        java.environment().remove("OMP_WAIT_POLICY");
        if (chosen != null) {
            java.environment().put("OMP_WAIT_POLICY", chosen);
        }
        Process process = java.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        return printed;
    }
}
