package diffusam.io.dicomweb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key for localhost, and a certificate for it that only its own key vouches for. */
public record SelfSigned(KeyStore keys) {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String NAME = "a";

    /** Made by keytool. */
    public static SelfSigned in(Path folder) throws Exception {
        Path store = folder.resolve("server.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = new ArrayList<>(List.of(keytool.toString()));
        command.addAll(List.of(("-genkeypair -alias " + NAME + " -keyalg EC -dname CN=localhost -storepass "
                        + new String(PASSWORD) + " -storetype PKCS12 -keystore")
                .split(" ")));
        command.add(store.toString());
        assertEquals(
                0, new ProcessBuilder(command).redirectErrorStream(true).start().waitFor());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return new SelfSigned(keys);
    }

    /** What a server speaks with it. */
    public SSLContext tls() throws GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    Fingerprint fingerprint() throws GeneralSecurityException {
        return Fingerprint.of((X509Certificate) keys.getCertificate(NAME));
    }
}
