package diffusam.io.dicom;

import diffusam.annotation.Annotation;
import diffusam.annotation.Label;
import diffusam.annotation.LabelMap;
import diffusam.io.raw.Warning;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Structures read from a DICOM segmentation, on the lattice of its frames. Unlike in a label map, segments may overlap.
 * Immutable and safe to share between threads.
 */
public final class Segmentation {
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
    public Grid grid() {
        return grid;
    }

    /** The labels of the segments; their ids are the segments' numbers. */
    public List<Label> labels() {
        return segments.stream().map(Segment::label).toList();
    }

    /** What is odd about the file. */
    public List<Warning> warnings() {
        return warnings;
    }

    /** How far a voxel belongs to a segment, from 0 to 1. */
    public double fraction(int segment, int i, int j, int k) {
        return (double) at(segment, i, j, k) / SegmentPlane.WHOLE;
    }

    /** True if a voxel belongs to a segment by half or more. */
    public boolean contains(int segment, int i, int j, int k) {
        return at(segment, i, j, k) >= HALF;
    }

    /** How a segment was made: MANUAL, SEMIAUTOMATIC or AUTOMATIC, and by what, as the file says. */
    public String algorithm(int segment) {
        Segment found = byNumber(segment);
        return (found.algorithmType() + " " + found.algorithmName()).strip();
    }

    /** The segments as one label map; where some overlap, the one with the highest number is kept and a warning says so. */
    public Flattened flattened() {
        Extent e = grid.extent();
        int perSlice = e.nx() * e.ny();
        Volume.Builder map = new Volume.Builder(grid, VoxelType.UINT16);
        long shared = 0;
        for (Segment segment : segments) {
            for (Map.Entry<Integer, SegmentPlane> plane : segment.planes().entrySet()) {
                MemorySegment slice = map.slice(plane.getKey());
                SegmentPlane values = plane.getValue();
                for (int p = 0; p < perSlice; p++) {
                    if (values.at(p) >= HALF) {
                        shared += VoxelType.UINT16.read(slice, p) != 0 ? 1 : 0;
                        VoxelType.UINT16.write(slice, p, segment.label().id());
                    }
                }
            }
        }
        List<Warning> said = new ArrayList<>(warnings);
        if (shared > 0) {
            said.add(new Warning(
                    "Segments overlap in " + shared + " voxels; the segment with the highest number was kept there."));
        }
        return new Flattened(Annotation.of(LabelMap.of(map.build()), labels(), Map.of()), said);
    }

    /** A label map made of segments, and what was odd. */
    public record Flattened(Annotation annotation, List<Warning> warnings) {
        public Flattened {
            warnings = List.copyOf(warnings);
        }
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
