package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.Annotation;
import diffusam.annotation.Label;
import diffusam.annotation.LabelMap;
import diffusam.io.label.LabelPreset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelChangesTest {
    private static final Annotation THREE = Annotation.of(
            LabelMap.empty(Ball.GRID), List.of(Label.of(1).named("Liver"), Label.of(2), Label.of(4)), Map.of());

    @Test
    void movingPutsALabelAtAPlace() {
        assertEquals(List.of(4, 1, 2), order(THREE.apply(LabelChanges.move(THREE, 4, 0))));
        assertEquals(List.of(2, 4, 1), order(THREE.apply(LabelChanges.move(THREE, 1, 99))));
        assertTrue(LabelChanges.move(THREE, 3, 0).isEmpty());
    }

    @Test
    void movingCanBeTakenBack() {
        Annotation moved = THREE.apply(LabelChanges.move(THREE, 4, 0));
        assertEquals(
                THREE.labels(),
                moved.apply(LabelChanges.move(THREE, 4, 0).invert()).labels());
    }

    @Test
    void anotherLabelHasTheLowestFreeIdAndTheLastPlace() {
        Label added = LabelChanges.another(THREE);
        assertEquals(3, added.id());
        assertEquals(List.of(1, 2, 4, 3), order(THREE.apply(THREE.put(added))));
    }

    @Test
    void aListNamesTheLabelsOfItsIds() {
        Annotation after = THREE.apply(LabelChanges.takeOver(
                THREE,
                List.of(Label.of(4).named("Spleen").locked(true), Label.of(9).named("Aorta"))));
        assertEquals("Spleen", after.labels().get(4).name());
        assertTrue(!after.labels().get(4).locked(), "a lock is the user's");
        assertEquals(List.of(1, 2, 4, 9), order(after));
    }

    @Test
    void aPresetAddsWhatIsMissingWithoutRenamingWhatSomebodyNamed() {
        Annotation after = THREE.apply(LabelChanges.addPreset(THREE, LabelPreset.ABDOMEN.labels()));
        assertEquals("Liver", after.labels().get(1).name());
        assertEquals("Spleen", after.labels().get(2).name(), "nobody had named label 2");
        assertEquals("Left kidney", after.labels().get(4).name());
        assertEquals(15, after.labels().size());
        assertTrue(LabelChanges.addPreset(after, LabelPreset.ABDOMEN.labels()).isEmpty());
    }

    @Test
    void aTakenIdIsGivenUpForAFreeOne() {
        Annotation one =
                Annotation.of(LabelMap.empty(Ball.GRID), List.of(Label.of(1).named("Mine")), Map.of());
        Annotation after =
                one.apply(LabelChanges.addPreset(one, List.of(Label.of(1).named("Liver"))));
        assertEquals("Mine", after.labels().get(1).name());
        assertEquals("Liver", after.labels().get(2).name());
        assertEquals(Label.of(2).rgb(), after.labels().get(2).rgb());
    }

    private static List<Integer> order(Annotation annotation) {
        return LabelChanges.inOrder(annotation).stream().map(Label::id).toList();
    }
}
