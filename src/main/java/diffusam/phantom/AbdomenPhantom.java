package diffusam.phantom;

import diffusam.annotation.LabelMap;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A synthetic CT of the upper abdomen and the truth of its {@link Organ}s: no patient, the same for the same seed.
 *
 * @param image Hounsfield units, stored as 12-bit numbers above -1024
 */
public record AbdomenPhantom(Volume image, LabelMap truth) {
    /** The seed of the sample study. */
    public static final long SAMPLE_SEED = 20;

    private static final int COLUMNS = 256;
    private static final int SLICES = 48;
    private static final double PIXEL_MM = 1.5;
    private static final double SLICE_MM = 4;
    private static final int SAMPLES = 2;
    private static final double SWAY_MM = 5;
    private static final double AIR = -1000;
    private static final double AIR_GRAIN = 0.4;
    private static final int INTERCEPT = -1024;
    private static final int HIGHEST_STORED = 4095;

    /** Makes the phantom of a seed; takes some seconds. */
    public static AbdomenPhantom generate(long seed) {
        Random random = new Random(seed);
        SmoothNoise[] sway = {
            new SmoothNoise(random, 75), new SmoothNoise(random, 75), new SmoothNoise(random, 75),
        };
        BodyMap body = new BodyMap(Anatomy.of(random));
        Grid grid = new Grid(
                new Extent(COLUMNS, COLUMNS, SLICES),
                new Affine(
                        new Lps(PIXEL_MM, 0, 0),
                        new Lps(0, PIXEL_MM, 0),
                        new Lps(0, 0, SLICE_MM),
                        new Lps(-PIXEL_MM * (COLUMNS - 1) / 2, -PIXEL_MM * (COLUMNS - 1) / 2 - 150, -620)));
        Volume.Builder image = new Volume.Builder(grid, VoxelType.INT16).rescale(1, INTERCEPT);
        Volume.Builder truth = new Volume.Builder(grid, VoxelType.UINT8);
        ScanNoise noise = new ScanNoise(seed, COLUMNS);
        IntStream.range(0, SLICES).parallel().forEach(k -> fill(k, body, sway, noise, image, truth));
        return new AbdomenPhantom(image.build(), LabelMap.of(truth.build()));
    }

    /** The truth on {@code count} evenly spaced slices from the lowest to the highest labelled, nothing elsewhere. */
    public LabelMap seeds(int count) {
        Extent e = truth.grid().extent();
        int[] labelled = IntStream.range(0, e.nz()).filter(this::isLabelled).toArray();
        Volume.Builder seeds = new Volume.Builder(truth.grid(), VoxelType.UINT8);
        for (int n = 0; n < count; n++) {
            int k = labelled[(int) Math.round((n + 0.5) * labelled.length / count - 0.5)];
            for (int j = 0; j < e.ny(); j++) {
                for (int i = 0; i < e.nx(); i++) {
                    seeds.set(i, j, k, truth.at(i, j, k));
                }
            }
        }
        return LabelMap.of(seeds.build());
    }

    private boolean isLabelled(int k) {
        Extent e = truth.grid().extent();
        return IntStream.range(0, e.nx() * e.ny()).anyMatch(p -> truth.at(p % e.nx(), p / e.nx(), k) != 0);
    }

    private static void fill(
            int k, BodyMap body, SmoothNoise[] sway, ScanNoise noise, Volume.Builder image, Volume.Builder truth) {
        float[] grain = noise.slice(k);
        for (int j = 0; j < COLUMNS; j++) {
            for (int i = 0; i < COLUMNS; i++) {
                double x = (i - (COLUMNS - 1) / 2.0) * PIXEL_MM;
                double y = (j - (COLUMNS - 1) / 2.0) * PIXEL_MM;
                double z = k * SLICE_MM;
                Voxel voxel = Voxel.of(
                        body,
                        x + SWAY_MM * sway[0].at(x, y, z),
                        y + SWAY_MM * sway[1].at(x, y, z),
                        z + SWAY_MM * sway[2].at(x, y, z));
                double seen = voxel.hu() + grain[j * COLUMNS + i] * (voxel.hu() < -900 ? AIR_GRAIN : 1);
                image.set(i, j, k, Math.clamp(Math.round(seen) - INTERCEPT, 0, HIGHEST_STORED));
                truth.set(i, j, k, voxel.label());
            }
        }
    }

    /** What a voxel holds: the mean over its samples, and the label most of them have. */
    private record Voxel(double hu, int label) {
        static Voxel of(BodyMap body, double x, double y, double z) {
            int[] votes = new int[Organ.values().length + 1];
            double hu = 0;
            int count = SAMPLES * SAMPLES * SAMPLES;
            for (int s = 0; s < count; s++) {
                double px = x + part(s % SAMPLES) * PIXEL_MM;
                double py = y + part(s / SAMPLES % SAMPLES) * PIXEL_MM;
                double pz = z + part(s / SAMPLES / SAMPLES) * SLICE_MM;
                Tissue tissue = body.at(px, py, pz);
                hu += tissue == null ? AIR : tissue.hu().at(px, py, pz);
                votes[tissue == null ? 0 : tissue.label()]++;
            }
            return new Voxel(hu / count, winner(votes));
        }
    }

    private static double part(int sample) {
        return (sample + 0.5) / SAMPLES - 0.5;
    }

    private static int winner(int[] votes) {
        int best = 0;
        for (int label = 1; label < votes.length; label++) {
            if (votes[label] > votes[best]) {
                best = label;
            }
        }
        return best;
    }
}
