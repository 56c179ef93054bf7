package diffusam.io.dcm4che;

import diffusam.io.dicom.DicomException;
import diffusam.io.dicom.SecondReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dcm4che3.data.UID;
import org.dcm4che3.imageio.codec.ImageReaderFactory;
import org.dcm4che3.imageio.codec.ImageReaderFactory.ImageReaderParam;

/**
 * Reading by dcm4che. Its own codecs are native libraries from yet another repository; here it unpacks the frames, and decodes
 * them by the program's own codecs in pure Java. For JPEG-LS there is none of these.
 */
public final class Dcm4cheReader implements SecondReader {
    private static final ImageReaderParam JPEG =
            reader("jpeg", "com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReader");
    private static final ImageReaderParam JPEG_2000 =
            reader("jpeg2000", "com.github.jaiimageio.jpeg2000.impl.J2KImageReader");

    public Dcm4cheReader() {
        ImageReaderFactory factory = new ImageReaderFactory();
        List.of(UID.JPEGBaseline8Bit, UID.JPEGLossless, UID.JPEGLosslessSV1)
                .forEach(syntax -> factory.put(syntax, JPEG));
        List.of(UID.JPEG2000Lossless, UID.JPEG2000).forEach(syntax -> factory.put(syntax, JPEG_2000));
        factory.put(UID.RLELossless, reader("rle", "org.dcm4che3.imageio.plugins.rle.RLEImageReader"));
        ImageReaderFactory.setDefault(factory);
    }

    private static ImageReaderParam reader(String format, String type) {
        return new ImageReaderParam(format, type, "");
    }

    @Override
    public Image open(Path file) throws IOException {
        return Dcm4cheImage.open(file);
    }

    /** What dcm4che throws at files that it does not like may be of any kind. */
    static DicomException refusal(Path file, Exception e) {
        return new DicomException(file, "cannot be read by dcm4che: " + (e.getMessage() == null ? e : e.getMessage()));
    }
}
