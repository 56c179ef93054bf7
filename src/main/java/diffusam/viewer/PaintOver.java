package diffusam.viewer;

import java.util.Set;

/**
 * What a tool may change. Locked labels never are; beyond that the rule decides.
 *
 * @param onlyLabel the one label that {@link Rule#ONE_LABEL} allows to be replaced
 */
public record PaintOver(Rule rule, int onlyLabel, Set<Integer> locked) {
    public PaintOver {
        locked = Set.copyOf(locked);
    }

    /** What painting may replace. */
    public enum Rule {
        /** Background and every label that is not locked. */
        UNLOCKED,
        /** Background only; the eraser takes away only the label it erases. */
        EMPTY,
        /** Everything, locked labels too. */
        ALL,
        /** One chosen label only, unless it is locked. */
        ONE_LABEL
    }

    /** Everything that is not locked. */
    public static PaintOver unlocked(Set<Integer> locked) {
        return new PaintOver(Rule.UNLOCKED, 0, locked);
    }

    /** Whether painting {@code label} may replace {@code old}. */
    public boolean allowsPainting(int label, int old) {
        if (old == label || isKept(old) || locked.contains(label)) {
            return false;
        }
        return switch (rule) {
            case UNLOCKED, ALL -> true;
            case EMPTY -> old == 0;
            case ONE_LABEL -> old == onlyLabel;
        };
    }

    /** Whether erasing {@code label} may take {@code old} away. */
    public boolean allowsErasing(int label, int old) {
        if (old == 0 || isKept(old)) {
            return false;
        }
        return switch (rule) {
            case UNLOCKED, ALL -> true;
            case EMPTY -> old == label;
            case ONE_LABEL -> old == onlyLabel;
        };
    }

    private boolean isKept(int old) {
        return rule != Rule.ALL && locked.contains(old);
    }
}
