package diffusam.viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Picks points on a slice to measure by: each takes a click, or dragging sets the first two. A second click where the first
 * was gives up. Confined to the FX thread.
 */
public final class PointPicker {
    private final int wanted;
    private final List<SlicePoint> picked = new ArrayList<>();
    private SlicePoint moving = new SlicePoint(0, 0);
    private boolean began;

    /**
     * @param wanted how many points, two or more
     */
    public PointPicker(int wanted) {
        if (wanted < 2) {
            throw new IllegalArgumentException(wanted + " points measure nothing");
        }
        this.wanted = wanted;
    }

    /** The button went down. */
    public void press(SlicePoint point) {
        began = picked.isEmpty();
        if (began) {
            picked.add(point);
        }
        moving = point;
    }

    /** The mouse moved, with or without a button. */
    public void move(SlicePoint point) {
        moving = point;
    }

    /** The button went up: the points if these are all. */
    public Optional<List<SlicePoint>> release(SlicePoint point) {
        moving = point;
        if (picked.isEmpty() || picked.getLast().equals(point)) {
            if (picked.size() == 1 && !began) {
                picked.clear();
            }
            return Optional.empty();
        }
        picked.add(point);
        return picked.size() == wanted ? Optional.of(List.copyOf(picked)) : Optional.empty();
    }

    /** The points so far, with the one that follows the mouse; none before the first. */
    public List<SlicePoint> points() {
        if (picked.isEmpty()) {
            return List.of();
        }
        List<SlicePoint> points = new ArrayList<>(picked);
        if (points.size() < wanted) {
            points.add(moving);
        }
        return points;
    }
}
