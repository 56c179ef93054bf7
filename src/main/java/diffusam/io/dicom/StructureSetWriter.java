package diffusam.io.dicom;

import diffusam.annotation.Annotation;
import diffusam.annotation.Label;
import diffusam.annotation.LabelMap;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * Writes DICOM RT structure sets (PS3.3, A.19): closed planar contours on each slice, half-way between voxels inside and
 * outside; holes are joined to their outline by a way of no width.
 */
public final class StructureSetWriter {
    /** Contours are written to a tenth of a micrometre. */
    private static final double STEPS_PER_MM = 1e4;

    private static final String STUDY_CLASS_UID = "1.2.840.10008.3.1.2.3.1";

    private final Path file;
    private final SourceSeries source;
    private final Grid grid;

    private StructureSetWriter(Path file, SourceSeries source, Grid grid) {
        this.file = file;
        this.source = source;
        this.grid = grid;
    }

    /**
     * Writes the labels that have voxels; structures are numbered from 1.
     *
     * @param series the images that were segmented
     * @param annotation on the grid of the series' volume
     * @throws DicomException if no label has a voxel
     */
    public static void write(Path file, DicomSeries series, Annotation annotation) throws IOException {
        SortedSet<Integer> ids = annotation.map().labels();
        if (ids.isEmpty()) {
            throw new DicomException(file, "cannot be written: no voxel is labelled");
        }
        SourceSeries source = SourceSeries.of(series);
        DataSet set = source.derived(
                file, StructureSetReader.CLASS_UID, "RTSTRUCT", LocalDateTime.now(ZoneId.systemDefault()));
        StructureSetWriter writer =
                new StructureSetWriter(file, source, annotation.map().grid());
        writer.describe(set);
        writer.structures(set, annotation, ids);
        DataSetWriter.write(file, set, TransferSyntax.IMPLICIT_LITTLE_ENDIAN);
    }

    private void describe(DataSet set) {
        set.set(Tag.SERIES_DESCRIPTION, "Structures, research use");
        set.set(Tag.OPERATORS_NAME, "");
        set.set(Tag.STRUCTURE_SET_LABEL, "STRUCTURES");
        set.set(Tag.STRUCTURE_SET_DATE, set.text(Tag.CONTENT_DATE));
        set.set(Tag.STRUCTURE_SET_TIME, set.text(Tag.CONTENT_TIME));
        set.set(Tag.APPROVAL_STATUS, "UNAPPROVED");
        DataSet frame = new DataSet(file);
        frame.set(Tag.FRAME_OF_REFERENCE_UID, source.frameOfReferenceUid());
        List<DataSet> images = source.referencedInstances(file);
        if (!images.isEmpty()) {
            DataSet series = new DataSet(file);
            series.set(Tag.SERIES_INSTANCE_UID, source.seriesUid());
            series.setItems(Tag.CONTOUR_IMAGE_SEQUENCE, images);
            DataSet study = new DataSet(file);
            study.set(Tag.REFERENCED_SOP_CLASS_UID, STUDY_CLASS_UID);
            study.set(Tag.REFERENCED_SOP_INSTANCE_UID, source.studyUid());
            study.setItems(Tag.RT_REFERENCED_SERIES_SEQUENCE, List.of(series));
            frame.setItems(Tag.RT_REFERENCED_STUDY_SEQUENCE, List.of(study));
        }
        set.setItems(Tag.REFERENCED_FRAME_OF_REFERENCE_SEQUENCE, List.of(frame));
    }

    private void structures(DataSet set, Annotation annotation, SortedSet<Integer> ids) {
        List<DataSet> rois = new ArrayList<>();
        List<DataSet> contours = new ArrayList<>();
        List<DataSet> observations = new ArrayList<>();
        for (int id : ids) {
            int number = rois.size() + 1;
            Label label = annotation.labels().getOrDefault(id, Label.of(id));
            rois.add(roi(set, number, label, Algorithm.of(annotation, id)));
            contours.add(contours(number, label, annotation.map(), id));
            observations.add(observation(number));
        }
        set.setItems(Tag.STRUCTURE_SET_ROI_SEQUENCE, rois);
        set.setItems(Tag.ROI_CONTOUR_SEQUENCE, contours);
        set.setItems(Tag.ROI_OBSERVATIONS_SEQUENCE, observations);
    }

    private DataSet roi(DataSet set, int number, Label label, Algorithm algorithm) {
        DataSet roi = new DataSet(file);
        roi.characters(set.characters());
        roi.set(Tag.ROI_NUMBER, number);
        roi.set(Tag.REFERENCED_FRAME_OF_REFERENCE_UID, source.frameOfReferenceUid());
        roi.set(Tag.ROI_NAME, label.name());
        roi.set(Tag.ROI_GENERATION_ALGORITHM, algorithm.type());
        if (!algorithm.type().equals("MANUAL")) {
            roi.set(Tag.ROI_GENERATION_DESCRIPTION, algorithm.name());
        }
        return roi;
    }

    private DataSet observation(int number) {
        DataSet observation = new DataSet(file);
        observation.set(Tag.OBSERVATION_NUMBER, number);
        observation.set(Tag.REFERENCED_ROI_NUMBER, number);
        observation.set(Tag.ROI_INTERPRETED_TYPE, "");
        observation.set(Tag.ROI_INTERPRETER, "");
        return observation;
    }

    private DataSet contours(int number, Label label, LabelMap map, int id) {
        Extent e = grid.extent();
        List<DataSet> items = new ArrayList<>();
        boolean[] mask = new boolean[e.nx() * e.ny()];
        for (int k = 0; k < e.nz(); k++) {
            boolean any = false;
            for (int p = 0; p < mask.length; p++) {
                mask[p] = map.at((long) k * mask.length + p) == id;
                any |= mask[p];
            }
            if (any) {
                for (Polygon polygon : Outlines.of(mask, e.nx(), e.ny())) {
                    items.add(contour(polygon, k, items.size() + 1));
                }
            }
        }
        DataSet structure = new DataSet(file);
        structure.set(Tag.ROI_DISPLAY_COLOR, label.rgb() >> 16 & 0xFF, label.rgb() >> 8 & 0xFF, label.rgb() & 0xFF);
        structure.setItems(Tag.CONTOUR_SEQUENCE, items);
        structure.set(Tag.REFERENCED_ROI_NUMBER, number);
        return structure;
    }

    private DataSet contour(Polygon polygon, int k, int number) {
        DataSet contour = new DataSet(file);
        Affine affine = grid.affine();
        Optional<SliceHeader> image = source.at(affine.toLps(0, 0, k)).filter(SourceSeries::isNamed);
        image.ifPresent(slice ->
                contour.setItems(Tag.CONTOUR_IMAGE_SEQUENCE, List.of(SourceSeries.reference(file, slice, true))));
        contour.set(Tag.CONTOUR_GEOMETRIC_TYPE, "CLOSED_PLANAR");
        contour.set(Tag.CONTOUR_POINTS, polygon.points().size());
        contour.set(Tag.CONTOUR_NUMBER, number);
        contour.set(
                Tag.CONTOUR_DATA,
                polygon.points().stream()
                        .map(p -> text(affine.toLps(p.x(), p.y(), k)))
                        .collect(Collectors.joining("\\")));
        return contour;
    }

    private static String text(Lps point) {
        return rounded(point.x()) + "\\" + rounded(point.y()) + "\\" + rounded(point.z());
    }

    private static String rounded(double mm) {
        return DataSet.decimal(Math.rint(mm * STEPS_PER_MM) / STEPS_PER_MM);
    }
}
