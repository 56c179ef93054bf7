package diffusam.pretrain;

import diffusam.files.SafeFile;
import diffusam.nn.AdamW;
import diffusam.nn.Safetensors;
import diffusam.nn.Sha256;
import diffusam.nn.WeightFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a training: {@code checkpoint.safetensors} to go on from, {@code nano.safetensors} with the averaged weights so
 * far, {@code curve.csv}, and {@code samples.png}. Each is replaced whole.
 */
final class TrainingFolder {
    private static final String STEP = "step";
    private static final String OPTIONS = "options";
    private static final String CURVE_HEAD = "step,name,value\n";

    private final Path folder;

    TrainingFolder(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
    }

    Path weights() {
        return folder.resolve("nano.safetensors");
    }

    private Path checkpoint() {
        return folder.resolve("checkpoint.safetensors");
    }

    private Path curve() {
        return folder.resolve("curve.csv");
    }

    /** Sets the optimizer to the last checkpoint, if there is one. */
    void resume(AdamW optimizer, PretrainOptions options) throws IOException {
        if (!Files.exists(checkpoint())) {
            replace(curve(), CURVE_HEAD.getBytes(StandardCharsets.UTF_8));
            return;
        }
        WeightFile file = Safetensors.read(checkpoint().toString(), ByteBuffer.wrap(Files.readAllBytes(checkpoint())));
        String begun = file.metadata().getOrDefault(OPTIONS, "");
        if (!begun.equals(options.fingerprint())) {
            throw new IOException(folder + " holds a training with " + begun
                    + "; go on with the same options, or name another folder");
        }
        int step = Integer.parseInt(file.metadata().getOrDefault(STEP, "0"));
        optimizer.restore(file, step);
        cutCurve(step);
    }

    /** Forgets what the curve says of steps that will be taken again. */
    private void cutCurve(int step) throws IOException {
        List<String> kept = new ArrayList<>();
        for (String line : Files.readAllLines(curve())) {
            if (line.startsWith("step,") || Integer.parseInt(line.substring(0, line.indexOf(','))) <= step) {
                kept.add(line + "\n");
            }
        }
        replace(curve(), String.join("", kept).getBytes(StandardCharsets.UTF_8));
    }

    void save(AdamW optimizer, PretrainOptions options, Map<String, String> metadata) throws IOException {
        replace(
                checkpoint(),
                Safetensors.write(
                        Map.of(STEP, Integer.toString(optimizer.steps()), OPTIONS, options.fingerprint()),
                        optimizer.state()));
        Map<String, String> notes = new TreeMap<>(metadata);
        notes.put("training", options.fingerprint() + ", after step " + optimizer.steps());
        byte[] averaged = Safetensors.writeHalf(notes, optimizer.averages());
        replace(weights(), averaged);
        replace(folder.resolve("nano.sha256"), (Sha256.of(averaged) + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    void addToCurve(int step, Map<String, Double> means) throws IOException {
        StringBuilder lines = new StringBuilder();
        means.forEach((name, mean) -> lines.append(String.format(Locale.ROOT, "%d,%s,%.4f%n", step, name, mean)));
        Files.writeString(curve(), lines, StandardOpenOption.APPEND);
    }

    void writeSamples(long seed) throws IOException {
        Files.write(folder.resolve("samples.png"), SamplePictures.png(seed));
    }

    private static void replace(Path file, byte[] content) throws IOException {
        SafeFile.write(file, out -> out.write(content));
    }
}
