package diffusam.foundation;

import ai.djl.ndarray.NDArray;

/**
 * Carries one object from frame to frame in the way its network was trained to. Frames are tracked in order, without
 * gradients. For the model thread.
 */
public interface Tracker {
    /**
     * Tells the object's mask on a frame. All masks are given before the first frame is tracked.
     *
     * @param mask (1, 1, S, S), each value 0 or 1; all 0 where the object is known to be absent
     */
    void give(int frame, Features features, NDArray mask);

    /**
     * Finds the object on the next frame that has not been given.
     *
     * @return logits (1, m, m) in the scope of the features; negative everywhere if the object is absent
     */
    NDArray track(int frame, Features features);
}
