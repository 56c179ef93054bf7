package diffusam.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PointPickerTest {
    private static final SlicePoint A = new SlicePoint(1, 1);
    private static final SlicePoint B = new SlicePoint(5, 1);
    private static final SlicePoint C = new SlicePoint(5, 4);

    @Test
    void draggingPicksTwoPoints() {
        PointPicker picker = new PointPicker(2);
        picker.press(A);
        picker.move(C);
        assertEquals(List.of(A, C), picker.points(), "the second follows the mouse");
        assertEquals(Optional.of(List.of(A, B)), picker.release(B));
    }

    @Test
    void theThirdPointTakesAClick() {
        PointPicker picker = new PointPicker(3);
        picker.press(A);
        assertEquals(Optional.empty(), picker.release(B));
        picker.move(C);
        assertEquals(List.of(A, B, C), picker.points());
        picker.press(C);
        assertEquals(Optional.of(List.of(A, B, C)), picker.release(C));
    }

    @Test
    void everyPointMayTakeAClick() {
        PointPicker picker = new PointPicker(3);
        click(picker, A);
        picker.move(C);
        assertEquals(List.of(A, C), picker.points(), "the second follows the mouse");
        click(picker, B);
        picker.press(C);
        assertEquals(Optional.of(List.of(A, B, C)), picker.release(C));
    }

    @Test
    void aSecondClickOnTheSamePointGivesUp() {
        PointPicker picker = new PointPicker(2);
        click(picker, A);
        assertEquals(List.of(A, A), picker.points());
        click(picker, A);
        assertTrue(picker.points().isEmpty());
    }

    private static void click(PointPicker picker, SlicePoint point) {
        picker.press(point);
        assertEquals(Optional.empty(), picker.release(point));
    }
}
