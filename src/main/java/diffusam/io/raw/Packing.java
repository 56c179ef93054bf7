package diffusam.io.raw;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

/** How bytes are packed. */
public enum Packing {
    NONE,
    GZIP,
    ZLIB;

    /** A CT is written in seconds at this level, and is a few per cent larger than at best. */
    private static final int LEVEL = 3;

    private static final int BUFFER = 1 << 16;

    /** Unpacks as it is read; closing it closes {@code in}. */
    InputStream unpack(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case GZIP -> new GZIPInputStream(in, BUFFER);
            case ZLIB -> new InflaterInputStream(in);
        };
    }

    /** Packs what is written; closing it ends the packed bytes and leaves {@code out} open. */
    public OutputStream pack(OutputStream out) throws IOException {
        OutputStream kept = new KeptOpen(out);
        return switch (this) {
            case NONE -> kept;
            case GZIP -> new Gzip(kept);
            case ZLIB -> new Zlib(kept);
        };
    }

    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(LEVEL);
        }
    }

    private static final class Zlib extends DeflaterOutputStream {
        Zlib(OutputStream out) {
            super(out, new Deflater(LEVEL), BUFFER);
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                def.end();
            }
        }
    }

    private static final class KeptOpen extends FilterOutputStream {
        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
