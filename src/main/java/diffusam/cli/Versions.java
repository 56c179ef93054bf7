package diffusam.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What this program was built with, and the Java it runs on. */
record Versions(String program, String java, String djl, String pytorch) {
    static Versions current() {
        Properties built = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("version.properties")) {
            built.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Versions(
                built.getProperty("program"),
                Runtime.version().toString(),
                built.getProperty("djl"),
                built.getProperty("pytorch"));
    }

    /** For {@code --version}. */
    static final class Provider implements IVersionProvider {
        @Override
        public String[] getVersion() {
            Versions v = current();
            return new String[] {
                "DiffuSAM Studio " + v.program,
                "Java " + v.java + ", DJL " + v.djl + ", PyTorch " + v.pytorch,
                "For research use; not a medical device."
            };
        }
    }
}
