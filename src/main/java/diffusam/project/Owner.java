package diffusam.project;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/**
 * The window that has a project.
 *
 * @param computer name of the computer it runs on
 * @param process id of its process there
 * @param processStart when that process started, in milliseconds since 1970; 0 if unknown
 * @param since when it opened the project, by its clock
 */
record Owner(UUID session, String computer, long process, long processStart, Instant since) {
    private static final DateTimeFormatter SINCE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private static final Path LINUX_NAME = Path.of("/etc/hostname");

    /** A new window of this process. */
    static Owner here(InstantSource clock) {
        ProcessHandle process = ProcessHandle.current();
        return new Owner(
                UUID.randomUUID(),
                computerName(),
                process.pid(),
                startOf(process),
                Instant.ofEpochMilli(clock.millis()));
    }

    boolean isOnSameComputer(Owner other) {
        return computer.equals(other.computer);
    }

    boolean isInSameProcess(Owner other) {
        return isOnSameComputer(other) && process == other.process && processStart == other.processStart;
    }

    /** True if the process is known to have ended; that can be told on its own computer only. */
    boolean hasEnded() {
        return computer.equals(computerName())
                && ProcessHandle.of(process)
                        .filter(p -> p.isAlive() && startOf(p) == processStart)
                        .isEmpty();
    }

    String words() {
        return "on computer " + computer + ", process " + process + ", since "
                + SINCE.format(since.atZone(ZoneId.systemDefault()));
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String computerName() {
        String windows = System.getenv("COMPUTERNAME");
        if (windows != null) {
            return windows;
        }
        try {
            return Files.exists(LINUX_NAME)
                    ? Files.readString(LINUX_NAME).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
