package diffusam.io.nrrd;

import diffusam.io.raw.HeaderFields;
import diffusam.io.raw.ImageFileException;
import diffusam.volume.Extent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which axes of the array are space. Axes before them hold the components of a voxel, axes after them several volumes.
 *
 * @param first number of the first axis of space
 * @param components values stored for each voxel
 * @param volumes volumes stored one after the other
 * @param directions what the header says of each axis of space; empty if it gives no directions
 */
record NrrdAxes(Extent extent, int first, long components, double volumes, List<String> directions) {
    private static final int MOST_AXES = 16;
    private static final Pattern DIRECTION = Pattern.compile("none|\\([^)]*\\)");

    NrrdAxes {
        directions = List.copyOf(directions);
    }

    static NrrdAxes of(HeaderFields fields) throws ImageFileException {
        long axes = fields.whole("dimension");
        if (axes < 1 || axes > MOST_AXES) {
            throw fields.fault("counts " + axes + " axes");
        }
        List<Integer> sizes = fields.lengths("sizes", (int) axes);
        List<String> directions = directions(fields, (int) axes);
        List<String> kinds = kinds(fields, (int) axes);
        int first = 0;
        while (first < axes && !isSpace(directions, kinds, first)) {
            first++;
        }
        int end = first;
        while (end < axes && end < first + 3 && isSpace(directions, kinds, end)) {
            end++;
        }
        requireRealImage(fields, directions, kinds, first, end);
        int[] length = {1, 1, 1};
        for (int axis = first; axis < end; axis++) {
            length[axis - first] = sizes.get(axis);
        }
        return new NrrdAxes(
                new Extent(length[0], length[1], length[2]),
                first,
                (long) Math.min(product(sizes.subList(0, first)), Integer.MAX_VALUE),
                product(sizes.subList(end, (int) axes)),
                directions.isEmpty() ? List.of() : directions.subList(first, end));
    }

    private static List<String> directions(HeaderFields fields, int axes) throws ImageFileException {
        List<String> directions = new ArrayList<>();
        if (fields.find("space directions").isEmpty()) {
            return directions;
        }
        Matcher matcher = DIRECTION.matcher(fields.text("space directions"));
        while (matcher.find()) {
            directions.add(matcher.group());
        }
        if (directions.size() != axes) {
            throw fields.fault("gives " + directions.size() + " directions to " + axes + " axes");
        }
        return directions;
    }

    private static List<String> kinds(HeaderFields fields, int axes) {
        String[] kinds =
                fields.find("kinds").orElse("").toLowerCase(Locale.ROOT).split("\\s+");
        return kinds.length == axes ? Arrays.asList(kinds) : Collections.nCopies(axes, "domain");
    }

    private static boolean isSpace(List<String> directions, List<String> kinds, int axis) {
        if (!directions.isEmpty()) {
            return !directions.get(axis).equals("none");
        }
        return switch (kinds.get(axis)) {
            case "domain", "space", "???", "none" -> true;
            default -> false;
        };
    }

    private static void requireRealImage(
            HeaderFields fields, List<String> directions, List<String> kinds, int first, int end)
            throws ImageFileException {
        if (end - first < 2) {
            throw fields.fault("describes no image: it has fewer than two axes in space");
        }
        for (int axis = end; axis < directions.size(); axis++) {
            if (!directions.get(axis).equals("none")) {
                throw fields.fault("mixes axes of space with others");
            }
        }
        for (String kind : kinds.subList(0, first)) {
            if (kind.endsWith("-color") || kind.equals("complex")) {
                throw fields.fault("describes voxels of kind " + HeaderFields.quoted(kind)
                        + "; only whole and real numbers can be opened");
            }
        }
    }

    private static double product(List<Integer> sizes) {
        return sizes.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
    }
}
