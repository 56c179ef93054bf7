package diffusam.project;

import java.util.ArrayList;
import java.util.List;

/**
 * What opening a project brought back, and what it could not.
 *
 * @param replayed changes taken from the journal because the last save did not have them
 * @param lost changes that are gone, or could not be applied because those before them are gone
 * @param damagedBytes of the journal that are no record
 * @param tornBytes of an unfinished record at the end of the journal, cut off
 * @param remarks on files that were damaged and what was used instead, each a sentence
 */
public record Recovery(int replayed, long lost, long damagedBytes, long tornBytes, List<String> remarks) {
    static final Recovery NOTHING = new Recovery(0, 0, 0, 0, List.of());

    public Recovery {
        remarks = List.copyOf(remarks);
    }

    /** True if the project opened as it was closed. */
    public boolean isNothing() {
        return replayed == 0 && lost == 0 && damagedBytes == 0 && tornBytes == 0 && remarks.isEmpty();
    }

    /** True if something is gone that had been kept. */
    public boolean isLoss() {
        return lost > 0 || damagedBytes > 0 || !remarks.isEmpty();
    }

    /** What to tell the user; empty if nothing happened. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (replayed > 0) {
            sentences.add("The program ended without saving; " + counted(replayed, "change was", "changes were")
                    + " recovered from the journal.");
        }
        if (tornBytes > 0) {
            sentences.add(
                    "The last change was being written when the program ended and is incomplete; it was left out.");
        }
        if (lost > 0 || damagedBytes > 0) {
            sentences.add(
                    "The journal is damaged (" + damagedBytes + " bytes): " + counted(lost, "change is", "changes are")
                            + " lost; everything before and after was kept where it still fits.");
        }
        sentences.addAll(remarks);
        return sentences;
    }

    private static String counted(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
