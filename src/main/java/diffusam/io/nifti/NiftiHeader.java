package diffusam.io.nifti;

import diffusam.io.nifti.HeaderBytes.Field;
import diffusam.io.raw.ImageFileException;
import diffusam.io.raw.ScalarType;
import diffusam.io.raw.Warning;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a NIfTI header says about its first volume.
 *
 * @param offset where the voxels begin in the unpacked file that holds them
 * @param volumes how many volumes the file holds: more than one for time series, diffusion and vector images
 */
record NiftiHeader(
        Grid grid, ScalarType type, long offset, double slope, double intercept, long volumes, List<Warning> warnings) {
    private static final int MOST_AXES = 7;

    NiftiHeader {
        warnings = List.copyOf(warnings);
    }

    /**
     * Interprets a header.
     *
     * @throws ImageFileException if it describes no volume of real numbers
     */
    static NiftiHeader of(HeaderBytes header, Path file) throws ImageFileException {
        List<Warning> warnings = new ArrayList<>();
        Extent extent = extent(header, file);
        long volumes = volumes(header);
        if (volumes > 1) {
            warnings.add(new Warning("It holds " + volumes + " volumes; only the first was opened."));
        }
        double slope = header.get(Field.SCL_SLOPE, 0);
        double intercept = header.get(Field.SCL_INTER, 0);
        boolean scaled = slope != 0 && Double.isFinite(slope);
        if (scaled && !Double.isFinite(intercept)) {
            warnings.add(new Warning("Its intercept is not a number and was taken as 0."));
            intercept = 0;
        }
        return new NiftiHeader(
                Orientation.gridOf(header, extent, warnings),
                type(header, file),
                offset(header, file),
                scaled ? slope : 1,
                scaled ? intercept : 0,
                volumes,
                warnings);
    }

    private static Extent extent(HeaderBytes header, Path file) throws ImageFileException {
        int axes = (int) header.get(Field.DIM, 0);
        if (axes < 1 || axes > MOST_AXES) {
            throw new ImageFileException(file, "is damaged: its header counts " + axes + " axes");
        }
        int[] length = {1, 1, 1};
        for (int axis = 0; axis < Math.min(axes, 3); axis++) {
            double voxels = header.get(Field.DIM, axis + 1);
            if (voxels < 1 || voxels > Integer.MAX_VALUE) {
                throw new ImageFileException(
                        file, "is damaged: its header counts " + (long) voxels + " voxels along axis " + (axis + 1));
            }
            length[axis] = (int) voxels;
        }
        if (length[0] == 1 && length[1] == 1 && length[2] == 1) {
            throw new ImageFileException(file, "holds no image: its volumes have a single voxel");
        }
        return new Extent(length[0], length[1], length[2]);
    }

    private static long volumes(HeaderBytes header) {
        double volumes = 1;
        for (int axis = 4; axis <= header.get(Field.DIM, 0); axis++) {
            volumes *= Math.max(1, header.get(Field.DIM, axis));
        }
        return (long) volumes;
    }

    private static ScalarType type(HeaderBytes header, Path file) throws ImageFileException {
        int code = (int) header.get(Field.DATATYPE, 0);
        Optional<ScalarType> known = TypeCode.type(code);
        if (known.isPresent()) {
            return known.get();
        }
        throw switch (code) {
            case 128, 2304 -> notOpened(file, "colours");
            case 32, 1792, 2048 -> notOpened(file, "complex numbers");
            case 1 -> notOpened(file, "single bits");
            case 1536 -> notOpened(file, "128-bit reals");
            default -> notOpened(file, "voxels of the unknown type " + code);
        };
    }

    private static ImageFileException notOpened(Path file, String what) {
        return new ImageFileException(
                file, "holds " + what + "; only whole and real numbers up to 64 bits can be opened");
    }

    /** In a single file the voxels cannot begin inside the header, whatever careless writers state. */
    private static long offset(HeaderBytes header, Path file) throws ImageFileException {
        double offset = header.get(Field.VOX_OFFSET, 0);
        if (!(offset >= 0) || offset > 0x1p62 || offset != Math.rint(offset)) {
            throw new ImageFileException(file, "is damaged: its voxels are said to begin at byte " + offset);
        }
        long least = header.isSingle() ? header.version().size + 4L : 0;
        return Math.max((long) offset, least);
    }
}
