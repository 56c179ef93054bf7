package diffusam.io.dcm4che;

import diffusam.io.dicom.DicomException;
import diffusam.io.dicom.SecondReader.Image;
import diffusam.io.dicom.SecondReader.Placing;
import diffusam.volume.Lps;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.imageio.plugins.dcm.DicomImageReader;
import org.dcm4che3.imageio.plugins.dcm.DicomImageReaderSpi;
import org.dcm4che3.io.DicomInputStream;
import org.jspecify.annotations.Nullable;

/** A file that dcm4che reads. */
final class Dcm4cheImage implements Image {
    private static final int MOST_BITS = 16;
    private static final Set<String> JPEG = Set.of(
            UID.JPEGBaseline8Bit,
            UID.JPEGExtended12Bit,
            UID.JPEGLossless,
            UID.JPEGLosslessSV1,
            UID.JPEG2000Lossless,
            UID.JPEG2000);

    private final Path file;
    private final DicomImageReader reader;
    private final DicomInputStream in;
    private final Attributes set;
    private final int frames;

    private Dcm4cheImage(Path file, DicomImageReader reader, DicomInputStream in, int frames) throws IOException {
        this.file = file;
        this.reader = reader;
        this.in = in;
        this.frames = frames;
        set = reader.getStreamMetadata().getAttributes();
    }

    static Dcm4cheImage open(Path file) throws IOException {
        DicomInputStream in = stream(file);
        try {
            DicomImageReader reader = new DicomImageReader(new DicomImageReaderSpi());
            reader.setInput(in);
            Dcm4cheImage image = new Dcm4cheImage(file, reader, in, reader.getNumImages(false));
            image.requireReadable();
            return image;
        } catch (DicomException e) {
            in.close();
            throw e;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw Dcm4cheReader.refusal(file, e);
        }
    }

    private static DicomInputStream stream(Path file) throws DicomException {
        try {
            return new DicomInputStream(file.toFile());
        } catch (IOException | RuntimeException e) {
            throw Dcm4cheReader.refusal(file, e);
        }
    }

    private void requireReadable() throws DicomException {
        int bits = set.getInt(Tag.BitsAllocated, 0);
        if (set.getInt(Tag.SamplesPerPixel, 1) > 1 && JPEG.contains(in.getTransferSyntax())) {
            throw new DicomException(file, "cannot be compared: dcm4che converts the colours of JPEG");
        }
        if (bits < Byte.SIZE || bits > MOST_BITS || !set.contains(Tag.Rows)) {
            String why = bits == 0 ? "it holds no image" : "it has " + bits + " bits a sample";
            throw new DicomException(file, "cannot be read by dcm4che: " + why);
        }
    }

    @Override
    public int frames() {
        return frames;
    }

    @Override
    public int[] samples(int frame) throws IOException {
        try {
            Raster raster = reader.readRaster(frame, reader.getDefaultReadParam());
            int bands = raster.getNumBands();
            int[] samples = new int[raster.getWidth() * raster.getHeight() * bands];
            for (int y = 0, n = 0; y < raster.getHeight(); y++) {
                for (int x = 0; x < raster.getWidth(); x++) {
                    for (int band = 0; band < bands; band++) {
                        samples[n++] = raster.getSample(x, y, band);
                    }
                }
            }
            return samples;
        } catch (IOException | RuntimeException e) {
            throw Dcm4cheReader.refusal(file, e);
        }
    }

    @Override
    public Placing placing(int frame) {
        Attributes values = group(frame, Tag.PixelValueTransformationSequence);
        double @Nullable [] position = group(frame, Tag.PlanePositionSequence).getDoubles(Tag.ImagePositionPatient);
        double @Nullable [] axes = group(frame, Tag.PlaneOrientationSequence).getDoubles(Tag.ImageOrientationPatient);
        double @Nullable [] spacing = group(frame, Tag.PixelMeasuresSequence).getDoubles(Tag.PixelSpacing);
        return new Placing(
                point(position, 0),
                point(axes, 0),
                point(axes, 3),
                spacing == null ? 0 : spacing[0],
                spacing == null ? 0 : spacing[1],
                values.getDouble(Tag.RescaleSlope, 1),
                values.getDouble(Tag.RescaleIntercept, 0));
    }

    private static Lps point(double @Nullable [] values, int at) {
        return values == null || values.length < at + 3
                ? new Lps(0, 0, 0)
                : new Lps(values[at], values[at + 1], values[at + 2]);
    }

    private Attributes group(int frame, int tag) {
        return nested(Tag.PerFrameFunctionalGroupsSequence, frame, tag)
                .or(() -> nested(Tag.SharedFunctionalGroupsSequence, 0, tag))
                .orElse(set);
    }

    private Optional<Attributes> nested(int sequence, int item, int tag) {
        return Optional.ofNullable(set.getNestedDataset(sequence, item)).map(group -> group.getNestedDataset(tag));
    }

    @Override
    public void close() throws IOException {
        reader.dispose();
        in.close();
    }
}
