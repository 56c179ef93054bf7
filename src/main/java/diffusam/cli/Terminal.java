package diffusam.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes: results to {@code out}; progress, warnings and errors to {@code err}.
 *
 * @param interactive true if a person watches, so that progress may rewrite its line
 */
record Terminal(PrintWriter out, PrintWriter err, boolean interactive) {
    static Terminal ofProcess() {
        boolean interactive = System.console() != null && System.console().isTerminal();
        return new Terminal(writer(System.out), writer(System.err), interactive);
    }

    /** A process without a locale is told it has ASCII; its output is read as UTF-8 all the same. */
    private static PrintWriter writer(PrintStream stream) {
        Charset charset =
                stream.charset().equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : stream.charset();
        return new PrintWriter(new OutputStreamWriter(stream, charset), true);
    }

    void warn(String sentence) {
        err.println("warning: " + oneLine(sentence));
    }

    void error(String sentence) {
        err.println("error: " + oneLine(sentence));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
