package diffusam.io.metaimage;

import diffusam.io.raw.HeaderFields;
import diffusam.io.raw.ImageFileException;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a header puts its voxels; MetaImage's coordinates are LPS millimetres. Axes after the third hold several volumes.
 *
 * @param volumes how many volumes are stored one after the other
 */
record MetaImageSpace(Grid grid, double volumes) {
    private static final int MOST_AXES = 10;

    static MetaImageSpace of(HeaderFields fields) throws ImageFileException {
        long axes = fields.whole("ndims");
        if (axes < 2 || axes > MOST_AXES) {
            throw fields.fault("counts " + axes + " axes");
        }
        int count = (int) axes;
        List<Integer> sizes = fields.lengths("dimsize", count);
        Extent extent = new Extent(sizes.get(0), sizes.get(1), count > 2 ? sizes.get(2) : 1);
        double volumes = 1;
        for (int axis = 3; axis < count; axis++) {
            volumes *= sizes.get(axis);
        }
        return new MetaImageSpace(new Grid(extent, affine(fields, count)), volumes);
    }

    private static Affine affine(HeaderFields fields, int axes) throws ImageFileException {
        List<Double> offset = fields.find("offset").isPresent() ? fields.numbers("offset", axes) : zeros(axes);
        List<Lps> steps = directions(fields, axes);
        List<Double> spacing = spacing(fields, axes);
        try {
            return new Affine(
                    steps.get(0).times(spacing.get(0)),
                    steps.get(1).times(spacing.get(1)),
                    steps.get(2).times(axes > 2 ? spacing.get(2) : 1),
                    new Lps(offset.get(0), offset.get(1), axes > 2 ? offset.get(2) : 0));
        } catch (IllegalArgumentException e) {
            throw fields.fault("gives index axes that do not span space");
        }
    }

    /** Where one step along each index axis leads, without its length: the rows of the matrix. */
    private static List<Lps> directions(HeaderFields fields, int axes) throws ImageFileException {
        if (fields.find("transformmatrix").isEmpty()) {
            return List.of(new Lps(1, 0, 0), new Lps(0, 1, 0), new Lps(0, 0, 1));
        }
        List<Double> matrix = fields.numbers("transformmatrix", axes * axes);
        List<Lps> steps = new ArrayList<>();
        for (int n = 0; n < Math.min(axes, 3); n++) {
            double z = axes > 2 ? matrix.get(n * axes + 2) : 0;
            steps.add(new Lps(matrix.get(n * axes), matrix.get(n * axes + 1), z));
        }
        if (axes == 2) {
            steps.add(new Lps(0, 0, 1));
        }
        return steps;
    }

    private static List<Double> spacing(HeaderFields fields, int axes) throws ImageFileException {
        for (String name : List.of("elementspacing", "elementsize")) {
            if (fields.find(name).isPresent()) {
                return fields.numbers(name, axes);
            }
        }
        return zeros(axes).stream().map(zero -> 1.0).toList();
    }

    private static List<Double> zeros(int count) {
        return java.util.Collections.nCopies(count, 0.0);
    }
}
