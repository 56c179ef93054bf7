package diffusam.io.dicom;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One slice of a series: a file, or one frame of a multi-frame file.
 *
 * @param frame frame number in the file, counted from 0
 * @param series what tells the slice's series from others; two slices with equal keys belong together
 * @param placement null if the file does not place the slice in space
 * @param slope from stored to real value, with {@code intercept}
 * @param traits values that may tell several volumes of one series apart
 */
record SliceHeader(
        Place file,
        int frame,
        String instanceUid,
        String classUid,
        SeriesKey series,
        String description,
        @Nullable Placement placement,
        PixelFormat format,
        double slope,
        double intercept,
        int instanceNumber,
        Map<Trait, String> traits) {
    SliceHeader {
        traits = Map.copyOf(traits);
    }

    /** What all slices of a series share. */
    record SeriesKey(String series, String frameOfReference, String modality, Kind kind, int rows, int columns) {}

    /** Pictures that never make one volume together. */
    enum Kind {
        IMAGE,
        LOCALIZER,
        MOSAIC
    }

    /** Tags that tell apart the volumes of a series that holds several, the most telling first. */
    enum Trait {
        B_VALUE("b-value"),
        DIRECTION("diffusion direction"),
        ECHO_TIME("echo time"),
        TEMPORAL_POSITION("time point"),
        TRIGGER_TIME("trigger time"),
        IMAGE_TYPE("image type"),
        STACK("stack"),
        DIMENSIONS("dimension indices"),
        ACQUISITION("acquisition"),
        THICKNESS("slice thickness"),
        SERIES_TIME("series time");

        private final String title;

        Trait(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }
}
