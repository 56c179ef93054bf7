package diffusam.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.LabelMap;
import diffusam.viewer.PromptTool.Answer;
import diffusam.viewer.PromptTool.Question;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromptToolTest {
    private static final Grid GRID = new Grid(new Extent(20, 10, 1), Affine.of(1, 1, 1));
    private static final ToolSlice SLICE = new ToolSlice(
            new Volume.Builder(GRID, VoxelType.INT16).build(),
            LabelMap.empty(GRID),
            SliceLayout.of(GRID, Plane.AXIAL),
            0);

    private final List<Question> questions = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final PromptTool tool =
            new PromptTool(new Paint(1, false, PaintOver.unlocked(Set.of())), (question, answer) -> {
                questions.add(question);
                answers.add(answer);
            });

    @Test
    void aClickOnTheOutlineIsBesideTheObjectAndAnyOtherIsOnIt() {
        click(5, 5);
        answers.getLast().take(row(5));
        click(7, 5);
        click(7, 6);
        assertEquals(
                List.of(true, false, true),
                questions.getLast().clicks().stream()
                        .map(PromptTool.Click::inside)
                        .toList());
        assertTrue(tool.goesOn());
    }

    @Test
    void theOutlineIsTakenAtTheEnd() {
        click(5, 5);
        assertTrue(tool.draft().isEmpty());
        answers.getLast().take(row(5));
        Stroke drawn = tool.draft().orElseThrow();
        assertEquals(drawn, tool.finish().orElseThrow());
        assertEquals(20, drawn.voxels());
        assertFalse(tool.goesOn());
        assertTrue(tool.draft().isEmpty());
    }

    @Test
    void theEndWaitsForAnOutline() {
        click(5, 5);
        assertTrue(tool.finish().isEmpty());
        assertTrue(tool.goesOn());
        answers.getLast().take(row(5));
        assertTrue(tool.finish().isPresent());
    }

    @Test
    void anAnswerToAnEarlierQuestionIsNotShown() {
        click(5, 5);
        click(6, 6);
        answers.getFirst().take(row(2));
        assertTrue(tool.draft().isEmpty());
        answers.getLast().take(row(5));
        tool.finish();
        answers.getLast().take(row(5));
        assertTrue(tool.draft().isEmpty());
    }

    @Test
    void draggingDrawsABoxFromAnyCorner() {
        tool.press(SLICE, new SlicePoint(9, 8));
        tool.drag(new SlicePoint(4, 3));
        assertEquals(5, tool.line().size());
        tool.release(new SlicePoint(4, 2));
        PromptTool.Box box = questions.getLast().box().orElseThrow();
        assertEquals(new SlicePoint(4, 2), box.first());
        assertEquals(new SlicePoint(9, 8), box.last());
        assertEquals(List.of(), questions.getLast().clicks());
        click(5, 5);
        assertEquals(box, questions.getLast().box().orElseThrow());
    }

    private void click(double column, double row) {
        tool.press(SLICE, new SlicePoint(column, row));
        tool.release(new SlicePoint(column, row));
    }

    private static BitSet row(int row) {
        BitSet pixels = new BitSet();
        pixels.set(20 * row, 20 * row + 20);
        return pixels;
    }
}
