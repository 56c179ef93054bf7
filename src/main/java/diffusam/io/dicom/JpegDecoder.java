package diffusam.io.dicom;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.io.ByteArrayOutputStream;
import javax.imageio.spi.IIORegistry;

/** JPEG baseline, extended and lossless. Samples come as they are coded, without colour conversion. */
final class JpegDecoder {
    private static final int EXTENDED_FRAME = 0xC1;
    private static final int SCAN = 0xDA;
    private static final int FIRST_APPLICATION = 0xE0;
    private static final int COMMENT = 0xFE;

    private JpegDecoder() {}

    static byte[] decode(byte[] packed, PixelFormat format) throws Malformed {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(packed.length);
        plain.write(packed, 0, Math.min(2, packed.length));
        int at = 2;
        while (at + 4 <= packed.length && packed[at] == (byte) 0xFF) {
            int mark = packed[at + 1] & 0xFF;
            if (mark == 0xFF) {
                at++;
                continue;
            }
            int length = 2 + ((packed[at + 2] & 0xFF) << 8 | (packed[at + 3] & 0xFF));
            if (mark == SCAN || length < 4 || at + length > packed.length) {
                break;
            }
            if (mark == EXTENDED_FRAME && packed[at + 4] > 8) {
                return JpegExtendedDecoder.decode(packed, format);
            }
            // application segments speak of colour, which DICOM says itself, and damaged ones stop the codec
            if (mark < FIRST_APPLICATION || mark > COMMENT) {
                plain.write(packed, at, length);
            }
            at += length;
        }
        plain.write(packed, Math.min(at, packed.length), Math.max(0, packed.length - at));
        return Rasters.decode(codec(), plain.toByteArray(), format);
    }

    private static JPEGImageReaderSpi codec() throws Malformed {
        JPEGImageReaderSpi codec = IIORegistry.getDefaultInstance().getServiceProviderByClass(JPEGImageReaderSpi.class);
        if (codec == null) {
            throw new Malformed("the JPEG codec is missing from this installation");
        }
        return codec;
    }
}
