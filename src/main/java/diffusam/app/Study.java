package diffusam.app;

import diffusam.io.dicom.DicomSeries;
import diffusam.volume.Volume;
import diffusam.volume.Window;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An image as opened.
 *
 * @param name for the title and for proposing file names
 * @param source the file or folder it was read from
 * @param hounsfield true if the values are Hounsfield units
 * @param automaticWindow shows the image well
 * @param series the DICOM series that the image lies in, null if it lies in none
 */
record Study(
        String name,
        Path source,
        Volume image,
        boolean hounsfield,
        Window automaticWindow,
        @Nullable DicomSeries series) {
    private static final double NOTHING_BUT_AIR = -500;
    private static final int SAMPLES = 5_000;

    /** A study whose unit is guessed: images that reach far below zero are CT. Looks at many voxels. */
    static Study of(String name, Path source, Volume image) {
        return new Study(name, source, image, reachesAir(image), Window.automatic(image), null);
    }

    private static boolean reachesAir(Volume image) {
        long voxels = image.grid().extent().voxels();
        long step = Math.max(1, voxels / SAMPLES);
        for (long p = 0; p < voxels; p += step) {
            if (image.value(p) < NOTHING_BUT_AIR) {
                return true;
            }
        }
        return false;
    }
}
