package diffusam.io.dicom;

import diffusam.volume.Lps;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/** Another reader of DICOM, to hold this program's against. Found as a service: builds without dcm4che have none. */
public interface SecondReader {
    /** What to say where there is none: what is lacking, and how to get it. */
    String LACKING =
            "this build has no second reader, which is dcm4che: build with 'mvn -Pdcm4che', as the README says";

    /** The adapter, if this build has one. */
    static Optional<SecondReader> installed() {
        return ServiceLoader.load(SecondReader.class).findFirst();
    }

    /**
     * Opens a file; the caller closes it.
     *
     * @throws DicomException with a sentence, if that reader cannot
     */
    Image open(Path file) throws IOException;

    /** A file as the other reader sees it. */
    interface Image extends Closeable {
        int frames();

        /** Where a frame lies, and what its stored values mean. */
        Placing placing(int frame);

        /**
         * Decodes a frame: one number a sample, pixel by pixel, row by row, whose low bits are those stored.
         *
         * @throws DicomException with a sentence, if that reader cannot
         */
        int[] samples(int frame) throws IOException;
    }

    /**
     * Geometry of a frame; of a file that does not place it, zeros.
     *
     * @param position centre of the first pixel
     * @param row the way the column index grows
     * @param column the way the row index grows
     * @param slope from stored to real value, with {@code intercept}
     */
    record Placing(
            Lps position,
            Lps row,
            Lps column,
            double rowSpacingMm,
            double columnSpacingMm,
            double slope,
            double intercept) {}
}
