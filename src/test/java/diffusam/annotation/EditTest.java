package diffusam.annotation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EditTest {
    private final SplittableRandom random = new SplittableRandom(8);
    private final RandomEdits edits = new RandomEdits(random);

    @Test
    void anEditThenItsInverseIsTheIdentity() {
        Annotation annotation = empty();
        for (int n = 0; n < 2_000; n++) {
            AnnotationEdit edit = edits.of(annotation);
            Annotation after = annotation.apply(edit);
            assertSame(annotation, after.apply(edit.invert()));
            assertSame(after, after.apply(edit.invert()).apply(edit));
            annotation = after;
        }
    }

    @Test
    void anEditBetweenTwoMapsTakesOneToTheOther() {
        LabelMap map = LabelMap.empty(RandomEdits.GRID);
        for (int n = 0; n < 500; n++) {
            LabelMap next = map.apply(edits.voxels(map)).apply(new LabelEdit(List.of()));
            assertArrayEquals(voxels(next), voxels(map.apply(LabelEdit.between(map, next))));
            map = next;
        }
    }

    @Test
    void anEncodedEditIsReadAsItWas() throws IOException {
        LabelMap map = LabelMap.empty(RandomEdits.GRID);
        for (int n = 0; n < 1_000; n++) {
            LabelEdit edit = edits.voxels(map);
            LabelEdit read = LabelEdit.decode(edit.encode());
            assertArrayEquals(edit.encode(), read.encode());
            assertArrayEquals(voxels(map.apply(edit)), voxels(map.apply(read)));
            map = map.apply(edit);
        }
    }

    @Test
    void aStrokeCostsLittleOnASliceOfAnyPlane() throws IOException {
        LabelMap map = LabelMap.empty(new Grid(new Extent(200, 180, 60), Affine.of(1, 1, 1)));
        for (Plane plane : Plane.values()) {
            SliceLayout layout = SliceLayout.of(map.grid(), plane);
            LabelEdit.Builder builder = map.edit();
            SliceLayout.Walk walk = layout.walk(30);
            for (int column = 20; column < 160; column++) {
                for (int row = 10; row < 50; row++) {
                    builder.set(walk.at(column, row), 3);
                }
            }
            LabelEdit edit = builder.build();
            assertTrue(edit.bytes() <= 60 * 100, plane + " takes " + edit.bytes() + " bytes for 5,600 voxels");
            assertTrue(edit.encode().length <= 60 * 10, plane + " takes " + edit.encode().length + " bytes in files");
            LabelMap after = map.apply(LabelEdit.decode(edit.encode()));
            assertArrayEquals(voxels(map.apply(edit)), voxels(after));
            assertArrayEquals(voxels(map), voxels(after.apply(edit.invert())));
        }
    }

    @Test
    void damagedEditsAreRefusedOrStayWithinTheMap() {
        LabelMap map = LabelMap.empty(RandomEdits.GRID);
        int refused = 0;
        for (int n = 0; n < 20_000; n++) {
            byte[] bytes = edits.voxels(map).encode();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = random.nextBoolean() ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length));
            try {
                map.apply(map.rebase(LabelEdit.decode(cut)));
            } catch (IOException | IllegalArgumentException e) {
                refused++;
            }
        }
        assertTrue(refused > 5_000, "refused " + refused);
    }

    @Test
    void anEditThatFindsSomethingElseIsRefusedAndRebased() {
        LabelMap map = LabelMap.empty(RandomEdits.GRID);
        LabelEdit toTwo = map.edit().set(5, 2).set(6, 2).build();
        LabelMap painted = map.apply(map.edit().set(5, 1).build());
        assertThrows(IllegalArgumentException.class, () -> painted.apply(toTwo));
        LabelMap rebased = painted.apply(painted.rebase(toTwo));
        assertEquals(2, rebased.at(5));
        assertEquals(2, rebased.at(6));
    }

    @Test
    void removingALabelTakesItsVoxelsAndStatesAlong() {
        Annotation annotation = empty();
        for (int n = 0; n < 300; n++) {
            annotation = annotation.apply(edits.of(annotation));
        }
        Annotation without = annotation.apply(annotation.remove(Label.of(2)));
        assertTrue(
                annotation.map().labels().contains(2) && !without.map().labels().contains(2));
        assertTrue(without.states().keySet().stream().noneMatch(key -> key.label() == 2));
        assertEquals(null, without.labels().get(2));
    }

    static Annotation empty() {
        return Annotation.of(LabelMap.empty(RandomEdits.GRID), List.of(), Map.of());
    }

    static void assertSame(Annotation expected, Annotation actual) {
        assertArrayEquals(voxels(expected.map()), voxels(actual.map()));
        assertEquals(expected.labels(), actual.labels());
        assertEquals(expected.states(), actual.states());
    }

    static int[] voxels(LabelMap map) {
        int[] voxels = new int[(int) map.grid().extent().voxels()];
        for (int p = 0; p < voxels.length; p++) {
            voxels[p] = map.at((long) p);
        }
        return voxels;
    }
}
