package diffusam.io.dicom;

import diffusam.annotation.Annotation;
import diffusam.annotation.Label;
import diffusam.annotation.LabelMap;
import diffusam.io.raw.PlacedLabels;
import diffusam.io.raw.StoredLabels;
import diffusam.io.raw.Warning;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Ijk;
import diffusam.volume.Resampling;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Structures read from a DICOM segmentation, on the lattice of its frames. Unlike in a label map, segments may overlap.
 * Immutable and safe to share between threads.
 */
public final class Segmentation implements StoredLabels {
    private static final int HALF = 128;

    private final Grid grid;
    private final List<Segment> segments;
    private final List<Warning> warnings;

    Segmentation(Grid grid, List<Segment> segments, List<Warning> warnings) {
        this.grid = grid;
        this.segments = List.copyOf(segments);
        this.warnings = List.copyOf(warnings);
    }

    /**
     * One segment.
     *
     * @param label its id is the segment's number
     * @param algorithmType MANUAL, SEMIAUTOMATIC or AUTOMATIC
     * @param planes the slices that have any of the segment
     */
    record Segment(Label label, String algorithmType, String algorithmName, Map<Integer, SegmentPlane> planes) {}

    /** The lattice of the frames; slices without a frame between the first and the last belong to it. */
    Grid grid() {
        return grid;
    }

    /** The labels of the segments; their ids are the segments' numbers. */
    List<Label> labels() {
        return segments.stream().map(Segment::label).toList();
    }

    /** What is odd about the file. */
    List<Warning> warnings() {
        return warnings;
    }

    /** How far a voxel belongs to a segment, from 0 to 1. */
    double fraction(int segment, int i, int j, int k) {
        return (double) at(segment, i, j, k) / SegmentPlane.WHOLE;
    }

    /** True if a voxel belongs to a segment by half or more. */
    boolean contains(int segment, int i, int j, int k) {
        return at(segment, i, j, k) >= HALF;
    }

    /** How a segment was made: MANUAL, SEMIAUTOMATIC or AUTOMATIC, and by what, as the file says. */
    String algorithm(int segment) {
        Segment found = byNumber(segment);
        return (found.algorithmType() + " " + found.algorithmName()).strip();
    }

    @Override
    public Optional<PlacedLabels> onOwnGrid() {
        return Optional.of(on(grid));
    }

    /**
     * The segments as one label map; where some overlap, the one with the highest number is kept and a warning says so.
     * Where every frame lies on a slice of the grid, however that is stored, nothing is resampled.
     */
    @Override
    public PlacedLabels on(Grid target) {
        if (!segments.stream()
                .flatMap(s -> s.planes().keySet().stream())
                .distinct()
                .allMatch(k -> target.holdsVoxelsOf(frame(k)))) {
            PlacedLabels own = on(grid);
            LabelMap moved = own.annotation().map().resampledTo(target);
            return new PlacedLabels(Annotation.of(moved, labels(), Map.of()), true, own.warnings());
        }
        Volume.Builder map = new Volume.Builder(target, VoxelType.UINT16);
        Resampling places = Resampling.between(target, grid);
        long shared = 0;
        for (Segment segment : segments) {
            for (Map.Entry<Integer, SegmentPlane> plane : segment.planes().entrySet()) {
                shared += mark(map, target.extent(), places, plane.getKey(), plane.getValue(), segment.label());
            }
        }
        List<Warning> said = new ArrayList<>(warnings);
        if (shared > 0) {
            said.add(new Warning(
                    "Segments overlap in " + shared + " voxels; the segment with the highest number was kept there."));
        }
        return new PlacedLabels(Annotation.of(LabelMap.of(map.build()), labels(), Map.of()), false, said);
    }

    /** Marks a frame's pixels; tells how many were taken from another segment. */
    private long mark(Volume.Builder map, Extent e, Resampling places, int k, SegmentPlane plane, Label label) {
        long taken = 0;
        int columns = grid.extent().nx();
        for (int p = 0; p < columns * grid.extent().ny(); p++) {
            if (plane.at(p) >= HALF) {
                Ijk at = places.sourceOf(p % columns, p / columns, k);
                MemorySegment slice = map.slice((int) Math.rint(at.k()));
                long index = Math.round(at.i()) + Math.round(at.j()) * e.nx();
                taken += VoxelType.UINT16.read(slice, index) != 0 ? 1 : 0;
                VoxelType.UINT16.write(slice, index, label.id());
            }
        }
        return taken;
    }

    /** The voxels of one frame. */
    private Grid frame(int k) {
        Affine a = grid.affine();
        return new Grid(
                new Extent(grid.extent().nx(), grid.extent().ny(), 1),
                new Affine(a.stepI(), a.stepJ(), a.stepK(), a.toLps(0, 0, k)));
    }

    private int at(int segment, int i, int j, int k) {
        SegmentPlane plane = byNumber(segment).planes().get(k);
        return plane == null ? 0 : plane.at(j * grid.extent().nx() + i);
    }

    private Segment byNumber(int number) {
        return segments.stream()
                .filter(s -> s.label().id() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no segment " + number));
    }
}
