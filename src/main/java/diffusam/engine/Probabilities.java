package diffusam.engine;

import diffusam.volume.Extent;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How likely each voxel belongs to each label of a run, in steps of 1/255: one byte a voxel and label. Seed slices are certain;
 * slices that the run did not come to, and voxels that no model was asked about, are 0.
 */
public final class Probabilities {
    private static final int ONE = 255;

    private final Seeds seeds;
    private final Map<Integer, Volume.Builder> volumes = new TreeMap<>();

    /** Of a run that starts from these seeds. */
    public Probabilities(Seeds seeds) {
        this.seeds = seeds;
    }

    /** Takes over a label's logits on a slice, as {@link SliceSink#weighed} gets them. */
    public void add(int slice, int label, float[] logits) {
        set(slice, label, pixel -> ONE / (1 + Math.exp(-logits[pixel])));
    }

    /** For each label its probabilities, as far as the run has come, on the seeds' grid. To be called once, at the end. */
    public SortedMap<Integer, Volume> volumes() {
        seeds.slices().forEach((label, slices) -> {
            for (int slice : slices) {
                boolean[] mask = seeds.mask(label, slice);
                set(slice, label, pixel -> mask[pixel] ? ONE : 0);
            }
        });
        SortedMap<Integer, Volume> built = new TreeMap<>();
        volumes.forEach((label, builder) -> built.put(label, builder.build()));
        return built;
    }

    private interface Steps {
        double at(int pixel);
    }

    private void set(int slice, int label, Steps steps) {
        Volume.Builder builder = volumes.computeIfAbsent(
                label, first -> new Volume.Builder(seeds.map().grid(), VoxelType.UINT8).rescale(1.0 / ONE, 0));
        SliceLayout layout = seeds.layout();
        Extent extent = seeds.map().grid().extent();
        long perSlice = (long) extent.nx() * extent.ny();
        SliceLayout.Walk walk = layout.walk(slice);
        for (int row = 0, pixel = 0; row < layout.rows(); row++) {
            for (int column = 0; column < layout.columns(); column++, pixel++) {
                long voxel = walk.at(column, row);
                builder.slice((int) (voxel / perSlice))
                        .set(ValueLayout.JAVA_BYTE, voxel % perSlice, (byte) Math.round(steps.at(pixel)));
            }
        }
    }
}
