package diffusam.io.dicom;

import diffusam.volume.Lps;
import java.util.List;
import java.util.Optional;

/**
 * What a file says of each of its frames (PS3.3, C.7.6.16); of a file with a single frame, what it says at all.
 *
 * @param perFrame one item a frame, or none in a classic file
 * @param shared none or one item
 */
record FunctionalGroups(DataSet root, int frames, List<DataSet> perFrame, List<DataSet> shared) {
    private static final double UNIT_TOLERANCE = 0.01;

    static FunctionalGroups of(DataSet root, int frames) throws DicomException {
        List<DataSet> perFrame = root.items(Tag.PER_FRAME_GROUPS_SEQUENCE);
        if (!perFrame.isEmpty() && perFrame.size() < frames) {
            throw new DicomException(root.file(), "announces " + frames + " frames, but describes " + perFrame.size());
        }
        return new FunctionalGroups(root, frames, perFrame, root.items(Tag.SHARED_GROUPS_SEQUENCE));
    }

    /** A functional group of a frame, or the file's data set where there is none. */
    DataSet of(int frame, Tag group) {
        if (frame < perFrame.size()) {
            List<DataSet> own = perFrame.get(frame).items(group);
            if (!own.isEmpty()) {
                return own.getFirst();
            }
        }
        List<DataSet> common = shared.isEmpty() ? List.of() : shared.getFirst().items(group);
        return common.isEmpty() ? root : common.getFirst();
    }

    /** Where a frame lies, empty if the file does not say. */
    Optional<Placement> placement(int frame) throws DicomException {
        double[] position = of(frame, Tag.PLANE_POSITION_SEQUENCE).numbers(Tag.IMAGE_POSITION);
        double[] orientation = of(frame, Tag.PLANE_ORIENTATION_SEQUENCE).numbers(Tag.IMAGE_ORIENTATION);
        if (position.length == 3 && !Double.isFinite(position[0] + position[1] + position[2])) {
            throw new DicomException(root.file(), "has an Image Position (0020,0032) with an empty number");
        }
        if (position.length != 3 || orientation.length != 6 || (frames > 1 && perFrame.isEmpty())) {
            return Optional.empty();
        }
        Lps row = new Lps(orientation[0], orientation[1], orientation[2]);
        Lps column = new Lps(orientation[3], orientation[4], orientation[5]);
        if (!isUnit(row) || !isUnit(column) || !(Math.abs(row.dot(column)) < UNIT_TOLERANCE)) {
            throw new DicomException(
                    root.file(), "its Image Orientation (0020,0037) is not a pair of perpendicular unit vectors");
        }
        DataSet measures = of(frame, Tag.PIXEL_MEASURES_SEQUENCE);
        double[] spacing = measures.numbers(Tag.PIXEL_SPACING);
        if (spacing.length != 2 || !(spacing[0] > 0) || !(spacing[1] > 0)) {
            throw new DicomException(root.file(), "lacks a positive Pixel Spacing (0028,0030)");
        }
        return Optional.of(new Placement(
                new Lps(position[0], position[1], position[2]),
                row.unit(),
                column.unit(),
                spacing[1],
                spacing[0],
                positive(measures, Tag.SLICE_THICKNESS),
                positive(measures, Tag.SPACING_BETWEEN_SLICES)));
    }

    private static boolean isUnit(Lps vector) {
        return Math.abs(vector.norm() - 1) < UNIT_TOLERANCE;
    }

    private static double positive(DataSet set, Tag tag) throws DicomException {
        double value = set.number(tag).orElse(0);
        return value > 0 ? value : 0;
    }
}
