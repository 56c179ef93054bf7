package diffusam.nn;

import static java.util.stream.Collectors.joining;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A function in the engine's own language, for operations that its Java interface lacks: the text is packed as the engine
 * itself would have saved it, and loaded from memory. Owns native memory; for the model thread.
 */
final class EngineScript implements AutoCloseable {
    private static final String CLASS = "Function";

    /** A pickled object of {@link #CLASS} with no state but {@code training = False}. */
    private static final byte[] OBJECT = ("\u0080\u0002c__torch__\n" + CLASS
                    + "\n)\u0081}X\u0008\0\0\0training\u0089sb.")
            .getBytes(StandardCharsets.ISO_8859_1);

    private static final byte[] NO_CONSTANTS = "\u0080\u0002).".getBytes(StandardCharsets.ISO_8859_1);

    private final PtSymbolBlock block;

    /**
     * Compiles a function.
     *
     * @param parameters typed, such as {@code x: Tensor, n: int}
     * @param body statements, each on a line of its own; the last is what is returned, a tensor
     */
    EngineScript(NDManager manager, String parameters, String... body) {
        String code = "class " + CLASS + "(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n"
                + "  def forward(self: __torch__." + CLASS + ", " + parameters + ") -> Tensor:\n"
                + Stream.of(body)
                        .limit(body.length - 1)
                        .map(line -> "    " + line + "\n")
                        .collect(joining())
                + "    return " + body[body.length - 1] + "\n";
        try {
            block = JniUtils.loadModule((PtNDManager) manager, new ByteArrayInputStream(archive(code)), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the function, so that gradients flow through it; the result belongs to the first argument's manager. */
    NDArray applyWithGradient(NDArray... arguments) {
        return IValueUtils.forward(block, new NDList(arguments), true).head();
    }

    /** Runs the function; the result belongs to the first argument's manager. */
    NDArray apply(NDArray... arguments) {
        try (IValue result = call(List.of(arguments))) {
            return result.toTensor((PtNDManager) arguments[0].getManager());
        }
    }

    /** Runs the function for what it does to its arguments: first the arrays, then the numbers. */
    void run(List<NDArray> arrays, double... numbers) {
        call(arrays, numbers).close();
    }

    private IValue call(List<NDArray> arrays, double... numbers) {
        List<IValue> values = new ArrayList<>();
        arrays.forEach(array -> values.add(IValue.from((PtNDArray) array)));
        for (double number : numbers) {
            values.add(IValue.from(number));
        }
        try {
            return block.forward(values.toArray(IValue[]::new));
        } finally {
            values.forEach(IValue::close);
        }
    }

    private static byte[] archive(String code) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            store(zip, "data.pkl", OBJECT);
            store(zip, "code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
            store(zip, "constants.pkl", NO_CONSTANTS);
            store(zip, "version", "3\n".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry("function/" + name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        entry.setSize(content.length);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    @Override
    public void close() {
        block.close();
    }
}
