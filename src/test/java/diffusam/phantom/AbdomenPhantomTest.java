package diffusam.phantom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.LabelMap;
import diffusam.io.Labels;
import diffusam.io.dicom.DicomFolder;
import diffusam.volume.Extent;
import diffusam.volume.Ijk;
import diffusam.volume.Lps;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

/** Facts of anatomy that the sample study must respect. */
class AbdomenPhantomTest {
    private static final AbdomenPhantom PHANTOM = AbdomenPhantom.generate(AbdomenPhantom.SAMPLE_SEED);

    @Test
    void organsHaveTheSizeOfAnAdults() {
        assertVolume(Organ.LIVER, 900, 1900);
        assertVolume(Organ.SPLEEN, 90, 350);
        assertVolume(Organ.RIGHT_KIDNEY, 90, 220);
        assertVolume(Organ.LEFT_KIDNEY, 90, 220);
    }

    @Test
    void organsLieWhereTheyBelong() {
        Lps liver = centre(Organ.LIVER);
        Lps spleen = centre(Organ.SPLEEN);
        Lps right = centre(Organ.RIGHT_KIDNEY);
        Lps left = centre(Organ.LEFT_KIDNEY);
        Lps spine = centre(Organ.SPINE);
        assertTrue(liver.x() < spine.x() - 30, "liver on the right");
        assertTrue(spleen.x() > spine.x() + 60, "spleen on the left");
        assertTrue(right.x() < spine.x() - 40 && left.x() > spine.x() + 40, "a kidney on each side");
        assertTrue(left.z() > right.z(), "left kidney higher");
        assertTrue(right.y() > liver.y() && left.y() > liver.y(), "kidneys behind the liver");
        assertTrue(spine.y() > right.y() && spine.y() > left.y(), "spine behind the kidneys");
    }

    @Test
    void organsHaveTheirCtNumbers() {
        assertEquals(108, meanHu(Organ.LIVER), 6);
        assertEquals(122, meanHu(Organ.SPLEEN), 6);
        assertEquals(165, meanHu(Organ.LEFT_KIDNEY), 20);
        assertEquals(240, meanHu(Organ.SPINE), 60);
    }

    @Test
    void nothingIsTheSameOnBothSides() {
        int asymmetric = 0;
        int labelled = 0;
        Extent e = PHANTOM.truth().grid().extent();
        for (int k = 0; k < e.nz(); k++) {
            for (int j = 0; j < e.ny(); j++) {
                for (int i = 0; i < e.nx(); i++) {
                    boolean here = PHANTOM.truth().at(i, j, k) != 0;
                    labelled += here ? 1 : 0;
                    asymmetric += here && PHANTOM.truth().at(e.nx() - 1 - i, j, k) == 0 ? 1 : 0;
                }
            }
        }
        assertTrue(asymmetric > labelled / 3, asymmetric + " of " + labelled);
    }

    @Test
    void outlinesChangeFromSliceToSlice() {
        SliceLayout axial = SliceLayout.of(PHANTOM.truth().grid(), Plane.AXIAL);
        for (Organ organ : List.of(Organ.LIVER, Organ.SPLEEN, Organ.RIGHT_KIDNEY, Organ.LEFT_KIDNEY)) {
            SortedSet<Integer> slices = PHANTOM.truth().slicesWith(axial, organ.id());
            assertTrue(slices.size() > 15, organ + " on " + slices.size() + " slices");
            assertEquals(slices.size(), slices.last() - slices.first() + 1, organ + " has no gaps");
            for (int k = slices.first(); k < slices.last(); k++) {
                boolean[] mask = PHANTOM.truth().mask(axial, k, organ.id());
                assertTrue(!Arrays.equals(mask, PHANTOM.truth().mask(axial, k + 1, organ.id())), organ + " at " + k);
            }
        }
    }

    @Test
    void theSampleStudyIsWhatItsSeedGives() throws IOException {
        Volume sample = DicomFolder.scan(Path.of("sample-data/dicom"))
                .series()
                .getFirst()
                .read();
        assertTrue(sample.grid().matches(PHANTOM.image().grid(), 1e-6));
        for (int k = 0; k < sample.grid().extent().nz(); k++) {
            assertEquals(-1, sample.storedSlice(k).mismatch(PHANTOM.image().storedSlice(k)), "slice " + k);
        }
        assertSame(Labels.read(Path.of("sample-data/labels.nii.gz")), PHANTOM.truth());
        assertSame(Labels.read(Path.of("sample-data/seeds.nii.gz")), PHANTOM.seeds(5));
    }

    @Test
    void seedsAreTheTruthOfAFewSlices() {
        LabelMap seeds = PHANTOM.seeds(5);
        SliceLayout axial = SliceLayout.of(seeds.grid(), Plane.AXIAL);
        SortedSet<Integer> slices = seeds.slicesWith(axial, Organ.SPINE.id());
        assertEquals(5, slices.size());
        for (int k : slices) {
            assertArrayEquals(PHANTOM.truth().slice(axial, k), seeds.slice(axial, k));
        }
        assertEquals(PHANTOM.truth().labels(), seeds.labels());
    }

    private static void assertSame(LabelMap stored, LabelMap made) {
        assertTrue(stored.grid().matches(made.grid(), 1e-3));
        for (long p = 0; p < made.grid().extent().voxels(); p++) {
            assertEquals(made.at(p), stored.at(p));
        }
    }

    private static void assertVolume(Organ organ, double leastMl, double mostMl) {
        double ml = count(organ) * PHANTOM.truth().grid().voxelVolumeMm3() / 1000;
        assertTrue(ml > leastMl && ml < mostMl, organ + " holds " + ml + " ml");
    }

    private static long count(Organ organ) {
        long count = 0;
        for (long p = 0; p < PHANTOM.truth().grid().extent().voxels(); p++) {
            count += PHANTOM.truth().at(p) == organ.id() ? 1 : 0;
        }
        return count;
    }

    private static double meanHu(Organ organ) {
        double sum = 0;
        for (long p = 0; p < PHANTOM.truth().grid().extent().voxels(); p++) {
            sum += PHANTOM.truth().at(p) == organ.id() ? PHANTOM.image().value(p) : 0;
        }
        return sum / count(organ);
    }

    private static Lps centre(Organ organ) {
        Lps sum = new Lps(0, 0, 0);
        Extent e = PHANTOM.truth().grid().extent();
        for (int k = 0; k < e.nz(); k++) {
            for (int j = 0; j < e.ny(); j++) {
                for (int i = 0; i < e.nx(); i++) {
                    if (PHANTOM.truth().at(i, j, k) == organ.id()) {
                        sum = sum.plus(PHANTOM.truth().grid().toLps(new Ijk(i, j, k)));
                    }
                }
            }
        }
        return sum.times(1.0 / count(organ));
    }
}
