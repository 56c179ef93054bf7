package diffusam.io.dimse;

import diffusam.io.dicomweb.ServerAddress;

/** A program on a DICOM network that this one may speak to. */
public record Peer(Title title, String host, int port) {
    private static final int LAST_PORT = 65_535;

    /** True if a program can be reached at a port of this number. */
    public static boolean isPort(int number) {
        return number >= 1 && number <= LAST_PORT;
    }

    public Peer {
        if (!host.matches("[A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+\\]") || !isPort(port)) {
            throw new IllegalArgumentException("it must look like TITLE@host:port");
        }
    }

    /** @throws IllegalArgumentException with a sentence, if the text does not look like {@code TITLE@host:port} */
    public static Peer of(String text) {
        int at = text.lastIndexOf('@');
        int colon = text.lastIndexOf(':');
        if (at < 0 || colon < at || !text.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException("it must look like TITLE@host:port");
        }
        return new Peer(
                new Title(text.substring(0, at)),
                text.substring(at + 1, colon),
                Integer.parseInt(text.substring(colon + 1)));
    }

    /** True if what is sent stays on this computer. */
    public boolean isLocal() {
        return ServerAddress.isLoopback(host);
    }

    @Override
    public String toString() {
        return title + "@" + host + ":" + port;
    }
}
