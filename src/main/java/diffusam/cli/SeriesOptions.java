package diffusam.cli;

import diffusam.io.dicom.Remedy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say what to read of a DICOM folder, and how. */
final class SeriesOptions {
    @Option(
            names = "--series",
            paramLabel = "N",
            description = "Which series of a DICOM folder to read, as 'info' numbers them. Default: the largest.")
    private int series;

    @Option(
            names = "--remedy",
            paramLabel = "REMEDY",
            description = "How to read a series that is no plain stack of slices: resample, longest-even-run, "
                    + "first-at-each-position or pictures; 'info' says which a series offers.")
    private @Nullable Remedy remedy;

    /** Number of the series as the user counts, 0 for the largest. */
    int series() {
        return series;
    }

    /** What the user chose for a series with an obstacle, null for nothing. */
    @Nullable
    Remedy remedy() {
        return remedy;
    }

    /** True if the user has asked for anything that only DICOM has. */
    boolean isUsed() {
        return series != 0 || remedy != null;
    }
}
