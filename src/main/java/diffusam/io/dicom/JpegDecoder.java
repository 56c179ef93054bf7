package diffusam.io.dicom;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import javax.imageio.spi.IIORegistry;

/** JPEG baseline, extended of 8 bits, and lossless. */
final class JpegDecoder {
    private JpegDecoder() {}

    static byte[] decode(byte[] packed, PixelFormat format) throws Malformed {
        JPEGImageReaderSpi codec = IIORegistry.getDefaultInstance().getServiceProviderByClass(JPEGImageReaderSpi.class);
        if (codec == null) {
            throw new Malformed("the JPEG codec is missing from this installation");
        }
        return Rasters.decode(codec, packed, format);
    }
}
