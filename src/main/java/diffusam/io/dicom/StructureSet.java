package diffusam.io.dicom;

import diffusam.annotation.Annotation;
import diffusam.annotation.Label;
import diffusam.annotation.LabelMap;
import diffusam.io.raw.PlacedLabels;
import diffusam.io.raw.StoredLabels;
import diffusam.io.raw.Warning;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Ijk;
import diffusam.volume.Lps;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Structures read from a DICOM RT structure set, as contours in patient space. Immutable. */
public final class StructureSet implements StoredLabels {
    /** Beyond this part of a slice distance a contour is said to lie off the slices. */
    private static final double ON_SLICE = 0.1;

    private static final double IN_PLANE = 0.25;

    private final String frameOfReferenceUid;
    private final List<Structure> structures;
    private final List<Warning> warnings;

    StructureSet(String frameOfReferenceUid, List<Structure> structures, List<Warning> warnings) {
        this.frameOfReferenceUid = frameOfReferenceUid;
        this.structures = List.copyOf(structures);
        this.warnings = List.copyOf(warnings);
    }

    /** One structure and its closed contours, each a list of corners. */
    record Structure(Label label, List<List<Lps>> contours) {}

    /** The structures' names and colours; ids count from 1 in the order of the file. */
    List<Label> labels() {
        return structures.stream().map(Structure::label).toList();
    }

    /** True if the contours are given in the coordinates of a series; what they refer to does not matter. */
    public boolean belongsTo(DicomSeries series) {
        return !frameOfReferenceUid.isEmpty()
                && frameOfReferenceUid.equals(series.first().series().frameOfReference());
    }

    @Override
    public Optional<PlacedLabels> onOwnGrid() {
        return Optional.empty();
    }

    /**
     * The structures as labels on a grid. Contours inside others are holes. Each contour goes to the nearest slice; those off
     * the slices, outside the grid or not parallel to it, and voxels that several structures claim, are reported.
     */
    @Override
    public PlacedLabels on(Grid grid) {
        Extent e = grid.extent();
        Volume.Builder map = new Volume.Builder(grid, VoxelType.UINT16);
        List<Warning> said = new ArrayList<>(warnings);
        long shared = 0;
        for (Structure structure : structures) {
            Report report = new Report();
            Map<Integer, List<Polygon>> bySlice = new TreeMap<>();
            for (List<Lps> contour : structure.contours()) {
                placed(contour, grid, report)
                        .ifPresent(p -> bySlice.computeIfAbsent(p.slice(), k -> new ArrayList<>())
                                .add(p.polygon()));
            }
            for (Map.Entry<Integer, List<Polygon>> slice : bySlice.entrySet()) {
                boolean[] mask = filled(slice.getValue(), e.nx(), e.ny());
                for (int p = 0; p < mask.length; p++) {
                    if (mask[p]) {
                        shared += VoxelType.UINT16.read(map.slice(slice.getKey()), p) != 0 ? 1 : 0;
                        VoxelType.UINT16.write(
                                map.slice(slice.getKey()), p, structure.label().id());
                    }
                }
            }
            said.addAll(report.warnings(structure.label().name()));
        }
        if (shared > 0) {
            said.add(new Warning("Structures overlap in " + shared + " voxels; the last one was kept there."));
        }
        return new PlacedLabels(Annotation.of(LabelMap.of(map.build()), labels(), Map.of()), false, said);
    }

    private static Optional<Placed> placed(List<Lps> contour, Grid grid, Report report) {
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        List<Polygon.Point> points = new ArrayList<>();
        for (Lps corner : contour) {
            Ijk index = grid.toIndex(corner);
            points.add(new Polygon.Point(index.i(), index.j()));
            least = Math.min(least, index.k());
            most = Math.max(most, index.k());
        }
        if (most - least > IN_PLANE) {
            report.oblique++;
            return Optional.empty();
        }
        double depth = (least + most) / 2;
        long slice = Math.round(depth);
        if (slice < 0 || slice >= grid.extent().nz()) {
            report.outside++;
            return Optional.empty();
        }
        if (Math.abs(depth - slice) > ON_SLICE) {
            report.off++;
            report.furthestMm = Math.max(report.furthestMm, Math.abs(depth - slice) * grid.spacingMm(2));
        }
        return Optional.of(new Placed((int) slice, new Polygon(points)));
    }

    /** Larger contours first: one that lies wholly in what is filled is a hole, any other is added. */
    private static boolean[] filled(List<Polygon> polygons, int columns, int rows) {
        boolean[] mask = new boolean[columns * rows];
        List<Polygon> bySize = polygons.stream()
                .sorted(Comparator.comparingDouble((Polygon p) -> Math.abs(p.area()))
                        .reversed())
                .toList();
        for (Polygon polygon : bySize) {
            boolean[] own = polygon.fill(columns, rows);
            int outside = 0;
            int all = 0;
            int before = 0;
            for (int p = 0; p < own.length; p++) {
                all += own[p] ? 1 : 0;
                before += mask[p] ? 1 : 0;
                outside += own[p] && !mask[p] ? 1 : 0;
            }
            boolean hole = outside == 0 && all < before;
            for (int p = 0; p < own.length; p++) {
                mask[p] = own[p] ? !hole : mask[p];
            }
        }
        return mask;
    }

    private record Placed(int slice, Polygon polygon) {}

    /** Counts of contours that are not simply on a slice. */
    private static final class Report {
        private int off;
        private int outside;
        private int oblique;
        private double furthestMm;

        List<Warning> warnings(String name) {
            List<Warning> all = new ArrayList<>();
            if (off > 0) {
                all.add(new Warning(String.format(
                        java.util.Locale.ROOT,
                        "%d contours of \"%s\" lie between slices, by up to %.2f mm; each was put on the nearest.",
                        off,
                        name,
                        furthestMm)));
            }
            if (outside > 0) {
                all.add(new Warning(
                        outside + " contours of \"" + name + "\" lie outside the image and were left out."));
            }
            if (oblique > 0) {
                all.add(new Warning(
                        oblique + " contours of \"" + name + "\" are not parallel to the slices and were left out."));
            }
            return all;
        }
    }
}
