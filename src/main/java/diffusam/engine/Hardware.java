package diffusam.engine;

import diffusam.foundation.CudaLibrary;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What is known of a machine before the engine's library is loaded.
 *
 * @param gpus as the driver lists them; empty if no driver answers
 * @param cuda the folder with the CUDA build of the library that the user named, or has had fetched
 */
record Hardware(List<Gpu> gpus, Optional<CudaFolder> cuda) {
    /** Nothing is known, where nothing depends on it. */
    static final Hardware UNASKED = new Hardware(List.of(), Optional.empty());

    private static final String FOLDER_PROPERTY = "diffusam.cuda";
    private static final String FOLDER_VARIABLE = "DIFFUSAM_CUDA";
    private static final int PATIENCE_SECONDS = 10;
    private static final int FIELDS = 3;

    Hardware {
        gpus = List.copyOf(gpus);
    }

    /**
     * A graphics card.
     *
     * @param driver version of its driver: "550.54.15"
     * @param freeMegabytes memory that nobody uses
     */
    record Gpu(String name, String driver, long freeMegabytes) {}

    /**
     * A folder with libraries.
     *
     * @param files names of what is in it
     * @param version what the library says of itself, "2.7.1+cu128"; empty if nothing
     */
    record CudaFolder(Path folder, List<String> files, String version) {}

    /** Asks the machine; takes a moment, as the driver is asked through its own program. */
    static Hardware ofMachine(CudaLibrary fetched) {
        String named = System.getProperty(FOLDER_PROPERTY, System.getenv().getOrDefault(FOLDER_VARIABLE, ""));
        Optional<Path> folder = named.isEmpty() ? fetched.libraries() : Optional.of(Path.of(named));
        return new Hardware(answeredGpus(), folder.map(Hardware::cudaFolder));
    }

    static List<Gpu> answeredGpus() {
        ProcessBuilder query = new ProcessBuilder(
                        "nvidia-smi", "--query-gpu=name,driver_version,memory.free", "--format=csv,noheader,nounits")
                .redirectErrorStream(true);
        try {
            Process process = query.start();
            try (BufferedReader answer = process.inputReader()) {
                List<Gpu> gpus = parse(answer.lines().toList());
                return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0
                        ? gpus
                        : List.of();
            } finally {
                process.destroy();
            }
        } catch (IOException e) { // the program comes with the driver: without it there is none
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** Lines such as "NVIDIA H100 80GB HBM3, 550.54.15, 80500"; whatever else is said is no card. */
    static List<Gpu> parse(List<String> lines) {
        return lines.stream()
                .map(line -> line.split(", *"))
                .filter(fields -> fields.length == FIELDS && fields[2].matches("\\d{1,9}"))
                .map(fields -> new Gpu(fields[0], fields[1], Long.parseLong(fields[2])))
                .toList();
    }

    static CudaFolder cudaFolder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(file -> String.valueOf(file.getFileName())).toList();
            Path version = folder.resolveSibling("build-version");
            return new CudaFolder(
                    folder,
                    names,
                    Files.exists(version) ? Files.readString(version).strip() : "");
        } catch (IOException e) { // whoever asks is told that it holds nothing
            return new CudaFolder(folder, List.of(), "");
        }
    }
}
