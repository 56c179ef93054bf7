package diffusam.io.raw;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Gzip at a level where a CT is written in seconds and is a few per cent larger than at best. Closing it ends the packed
 * bytes and leaves the stream that they go to open.
 */
public final class Gzip extends GZIPOutputStream {
    private static final int LEVEL = 3;

    public Gzip(OutputStream out) throws IOException {
        super(out, 1 << 16);
        def.setLevel(LEVEL);
    }

    @Override
    public void close() throws IOException {
        try {
            finish();
            flush();
        } finally {
            def.end();
        }
    }
}
