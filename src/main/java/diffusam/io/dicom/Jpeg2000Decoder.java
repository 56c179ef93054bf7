package diffusam.io.dicom;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;

/** JPEG 2000, reversible and irreversible. */
final class Jpeg2000Decoder {
    private Jpeg2000Decoder() {}

    static byte[] decode(byte[] packed, PixelFormat format) throws Malformed {
        return Rasters.decode(
                new J2KImageReaderSpi(), Jpeg2000Stream.of(packed, format).merged(), format);
    }
}
