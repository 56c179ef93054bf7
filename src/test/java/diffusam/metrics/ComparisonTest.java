package diffusam.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ComparisonTest {
    private static final int LABEL = 3;

    /** Two axes of 26 and 22 voxels, turned in space, and the normal to both. */
    private static final Lps RIGHT = new Lps(0.96, 0.28, 0);

    private static final Lps DOWN = new Lps(-0.28, 0.96, 0);
    private static final Lps UP = new Lps(0, 0, 1);

    @TestFactory
    Stream<DynamicTest> figuresAreThoseOfMonai() throws IOException {
        return cases().map(c -> DynamicTest.dynamicTest(c.get("name").asText(), () -> {
            double[] mm = spacing(c);
            Grid grid = new Grid(extent(c), Affine.of(mm[0], mm[1], mm[2]));
            assertFigures(c, compare(c, grid, Plane.AXIAL));
        }));
    }

    @TestFactory
    Stream<DynamicTest> obliqueGridsGiveTheSame() throws IOException {
        return cases().map(c -> DynamicTest.dynamicTest(c.get("name").asText(), () -> {
            double[] mm = spacing(c);
            Affine turned = new Affine(UP.times(-mm[0]), RIGHT.times(mm[1]), DOWN.times(mm[2]), new Lps(-70, 3, 12));
            assertFigures(c, compare(c, new Grid(extent(c), turned), Plane.CORONAL));
        }));
    }

    @TestFactory
    Stream<DynamicTest> searchOfShearedGridsAgreesWithTheTransform() throws IOException {
        return cases().map(c -> DynamicTest.dynamicTest(c.get("name").asText(), () -> {
            double[] mm = spacing(c);
            CellBox box = new CellBox(26, 22, 14, new Lps(mm[0], 0, 0), new Lps(0, mm[1], 0), new Lps(0, 0, mm[2]));
            int[] from = box.surface(toBooleans(c.get("prediction"), box.cells()));
            int[] to = box.surface(toBooleans(c.get("truth"), box.cells()));
            double[] found = new NearestCells(box, to).distancesMm(from);
            double[] transformed = box.distancesMm(from, to);
            for (int n = 0; n < from.length; n++) {
                assertEquals(transformed[n], found[n], 1e-5);
            }
        }));
    }

    @Test
    void shearLengthensDistancesAlongTheSlices() {
        Affine tilted = new Affine(new Lps(1, 0, 0), new Lps(0, 1, 0), new Lps(0, 3, 4), new Lps(0, 0, 0));
        Grid grid = new Grid(new Extent(5, 5, 3), tilted);
        LabelMap first = single(grid, 2, 2, 0);
        LabelMap last = single(grid, 2, 2, 2);
        Agreement agreement = new Comparison(first, last, SliceLayout.of(grid, Plane.AXIAL))
                .structure(LABEL)
                .volume();
        assertEquals(10, agreement.hd95Mm(), 1e-9);
        assertEquals(10, agreement.assdMm(), 1e-9);
    }

    @Test
    void emptyAgainstEmptyIsUndefined() {
        Grid grid = new Grid(new Extent(3, 3, 3), Affine.of(1, 1, 1));
        LabelMap empty = LabelMap.empty(grid);
        Agreement agreement = new Comparison(empty, empty, SliceLayout.of(grid, Plane.AXIAL))
                .structure(LABEL)
                .volume();
        assertEquals(new Agreement(Double.NaN, Double.NaN, Double.NaN, 0, 0), agreement);
    }

    @Test
    void emptyAgainstFilledHasNoOverlapAndNoDistance() {
        Grid grid = new Grid(new Extent(3, 3, 3), Affine.of(10, 10, 10));
        Comparison comparison =
                new Comparison(LabelMap.empty(grid), single(grid, 1, 1, 1), SliceLayout.of(grid, Plane.AXIAL));
        assertEquals(
                new Agreement(0, Double.NaN, Double.NaN, 0, 1),
                comparison.structure(LABEL).volume());
    }

    @Test
    void whatIsMissingOnTheRestIsMeasuredToTheSeeds() {
        Grid grid = new Grid(new Extent(3, 3, 5), Affine.of(1, 1, 4));
        LabelMap seed = single(grid, 1, 1, 0);
        LabelMap truth = seed.apply(seed.edit().set(1, 1, 2, LABEL).build());
        Structure structure = new Comparison(seed, truth, SliceLayout.of(grid, Plane.AXIAL)).structure(LABEL);
        assertEquals(new Agreement(0, 8, 8, 0, 0.004), structure.rest(Set.of(0)));
    }

    @Test
    void restReachesThreeSlicesBeyondTheTruthWithoutTheSeeds() {
        Grid grid = new Grid(new Extent(2, 2, 30), Affine.of(1, 1, 1));
        LabelEdit.Builder edit = LabelMap.empty(grid).edit();
        for (int k = 10; k <= 14; k++) {
            edit.set(0, 0, k, LABEL);
        }
        LabelMap truth = LabelMap.empty(grid).apply(edit.build());
        Comparison comparison = new Comparison(truth, truth, SliceLayout.of(grid, Plane.AXIAL));
        SortedSet<Integer> rest = comparison.structure(LABEL).restSlices(Set.of(11, 13, 17, 29));
        assertEquals(new TreeSet<>(List.of(7, 8, 9, 10, 12, 14, 15, 16)), rest);
        assertEquals(Set.of(), comparison.structure(LABEL + 1).restSlices(Set.of()));
    }

    @Test
    void restEndsWithTheVolume() {
        Grid grid = new Grid(new Extent(2, 2, 3), Affine.of(1, 1, 1));
        LabelMap truth = single(grid, 0, 0, 1);
        Comparison comparison = new Comparison(truth, truth, SliceLayout.of(grid, Plane.AXIAL));
        assertEquals(new TreeSet<>(List.of(0, 2)), comparison.structure(LABEL).restSlices(Set.of(1)));
    }

    @Test
    void meanLeavesOutWhatIsUndefined() {
        Agreement mean =
                Agreement.mean(List.of(new Agreement(0.5, 4, 2, 1, 3), new Agreement(0, Double.NaN, Double.NaN, 0, 5)));
        assertEquals(new Agreement(0.25, 4, 2, 0.5, 4), mean);
    }

    @Test
    void differentExtentsAreACallersFault() {
        Grid small = new Grid(new Extent(2, 2, 2), Affine.of(1, 1, 1));
        Grid large = new Grid(new Extent(2, 2, 3), Affine.of(1, 1, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Comparison(LabelMap.empty(small), LabelMap.empty(large), SliceLayout.of(large, Plane.AXIAL)));
    }

    private static Agreement compare(JsonNode c, Grid grid, Plane plane) {
        Comparison comparison =
                new Comparison(map(c.get("prediction"), grid), map(c.get("truth"), grid), SliceLayout.of(grid, plane));
        if (c.get("slices").isNull()) {
            return comparison.structure(LABEL).volume();
        }
        Set<Integer> counted = new TreeSet<>();
        c.get("slices").forEach(s -> counted.add(s.asInt()));
        Set<Integer> seeds = new TreeSet<>();
        for (int slice = 0; slice < extent(c).nz(); slice++) {
            if (!counted.contains(slice)) {
                seeds.add(slice);
            }
        }
        Structure structure = comparison.structure(LABEL);
        assertEquals(counted, structure.restSlices(seeds));
        return structure.rest(seeds);
    }

    private static void assertFigures(JsonNode expected, Agreement actual) {
        assertEquals(expected.get("dice").asDouble(), actual.dice(), 1e-12);
        assertEquals(expected.get("hd95_mm").asDouble(), actual.hd95Mm(), 1e-5);
        assertEquals(expected.get("assd_mm").asDouble(), actual.assdMm(), 1e-5);
        assertEquals(expected.get("prediction_ml").asDouble(), actual.predictionMl(), 1e-9);
        assertEquals(expected.get("truth_ml").asDouble(), actual.truthMl(), 1e-9);
    }

    private static Stream<JsonNode> cases() throws IOException {
        JsonNode all = new ObjectMapper().readTree(ComparisonTest.class.getResource("/metrics/reference.json"));
        return StreamSupport.stream(all.spliterator(), false);
    }

    private static double[] spacing(JsonNode c) {
        return StreamSupport.stream(c.get("spacing").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static Extent extent(JsonNode c) {
        JsonNode shape = c.get("shape");
        return new Extent(
                shape.get(0).asInt(), shape.get(1).asInt(), shape.get(2).asInt());
    }

    private static boolean[] toBooleans(JsonNode bits, int cells) throws IOException {
        BitSet set = BitSet.valueOf(bits.binaryValue());
        boolean[] inside = new boolean[cells];
        set.stream().forEach(p -> inside[p] = true);
        return inside;
    }

    private static LabelMap map(JsonNode bits, Grid grid) {
        LabelEdit.Builder edit = LabelMap.empty(grid).edit();
        try {
            BitSet.valueOf(bits.binaryValue()).stream().forEach(p -> edit.set(p, LABEL));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return LabelMap.empty(grid).apply(edit.build());
    }

    private static LabelMap single(Grid grid, int i, int j, int k) {
        LabelMap empty = LabelMap.empty(grid);
        return empty.apply(empty.edit().set(i, j, k, LABEL).build());
    }
}
