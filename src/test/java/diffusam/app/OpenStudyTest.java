package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.Label;
import diffusam.annotation.LabelEdit;
import diffusam.volume.Plane;
import diffusam.volume.Window;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenStudyTest {
    private final OpenStudy study = new OpenStudy(
            Study.of("ball", Path.of("ball.nii"), Ball.CT),
            new Window(0, 1),
            new Authorship("test", InstantSource.system()),
            change -> {});

    @Test
    void aCtIsKnownByItsAir() {
        assertTrue(study.study().hounsfield());
        assertEquals(new Window(-160, 240), study.study().automaticWindow());
    }

    @Test
    void theFirstStrokeDecidesThePlaneOfTheSeeds() {
        study.paint("brush", edit(1), Plane.CORONAL);
        assertEquals(Plane.CORONAL, study.seedPlane.get());
        study.paint("brush", edit(2), Plane.AXIAL);
        assertEquals(Plane.CORONAL, study.seedPlane.get());
    }

    @Test
    void labelsGetTheLowestFreeNumberAndAreSelected() {
        study.list().add("add");
        study.list().add("add");
        study.list().delete("delete", 1);
        assertEquals(2, study.selectedLabel.get());
        study.list().add("add");
        assertEquals(List.of(2, 1), study.labels().stream().map(Label::id).toList());
        assertEquals(1, study.selectedLabel.get());
    }

    @Test
    void deletingALabelIsTakenBackWithItsVoxels() {
        study.list().add("add");
        study.list().change("rename", 1, label -> label.named("Liver"));
        study.paint("brush", edit(1), Plane.AXIAL);
        study.list().delete("delete", 1);
        assertEquals(0, study.map().at(5, 5, 5));
        assertEquals(0, study.selectedLabel.get());
        study.take(study.undoing().orElseThrow().taken());
        assertEquals(1, study.map().at(5, 5, 5));
        assertEquals("Liver", study.selected().orElseThrow().name());
    }

    @Test
    void undoAndRedoHaveTheNameOfTheirStep() {
        assertEquals(Optional.empty(), study.undoName());
        study.paint("brush", edit(1), Plane.AXIAL);
        assertEquals(Optional.of("brush"), study.undoName());
        study.take(study.undoing().orElseThrow().taken());
        assertEquals(Optional.empty(), study.undoName());
        assertEquals(Optional.of("brush"), study.redoName());
        assertFalse(study.map().labels().contains(1));
    }

    @Test
    void theNextLabelComesRoundTheEnd() {
        study.list().add("add");
        study.list().add("add");
        study.list().add("add");
        study.list().selectNext(1);
        assertEquals(1, study.selectedLabel.get());
        study.list().selectNext(-1);
        assertEquals(3, study.selectedLabel.get());
    }

    private LabelEdit edit(int label) {
        return study.map().edit().set(5, 5, 5, label).build();
    }
}
