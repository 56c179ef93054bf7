package diffusam.sam2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import diffusam.foundation.Features;
import diffusam.foundation.Foundation.Memory;
import diffusam.foundation.Tracker;
import diffusam.nn.Ops;
import diffusam.nn.Resampling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries one object from frame to frame as the video predictor of SAM 2 does: every given frame is read, the six predicted
 * frames before the current one, and the object pointers of up to sixteen frames. Keeps only what a later frame can still
 * read.
 */
final class VideoTracker implements Tracker {
    private static final int MAX_POINTERS = 16;
    private static final int ABSENT = -1024;
    private static final int MASK_SCALE = 20;
    private static final int MASK_SHIFT = 10;

    private final Sam2 network;
    private final int frames;
    private final boolean backwards;
    private final NDManager scope;
    private final Map<Integer, Trace> given = new HashMap<>();
    private final Map<Integer, NDArray> memories = new HashMap<>();
    private final Map<Integer, NDArray> pointers = new HashMap<>();

    /** A tracker that keeps what it remembers in {@code scope}. */
    VideoTracker(Sam2 network, NDManager scope, int frames, boolean backwards) {
        this.network = network;
        this.scope = scope;
        this.frames = frames;
        this.backwards = backwards;
    }

    @Override
    public void give(int frame, Features features, NDArray mask) {
        try (NDManager step = scope.newSubManager();
                Ops.NoGrad off = Ops.noGrad()) {
            NDArray own = Ops.on(step, mask);
            NDArray present = own.max().reshape(1).gt(0);
            int side = (int) mask.getShape().get(2);
            // the predictor keeps masks at stride 4 and makes the memory of such a one
            NDArray coarse = Resampling.smoothed(step, side, side / 4)
                    .apply(Ops.scaled(own, MASK_SCALE).sub(MASK_SHIFT));
            NDArray kept = Ops.enlarge(coarse, side, side).gt(0).toType(mask.getDataType(), false);
            NDArray memory = network.memory(features, kept, present);
            Masks.Chosen chosen = network.masks(
                            Ops.on(step, features.embedding()),
                            features,
                            List.of(),
                            Optional.of(network.pointers().prompt(own)))
                    .single();
            NDArray pointer = network.pointers().of(chosen.token(), chosen.presence());
            given.put(frame, new Trace(kept(memory), kept(network.pointers().present(pointer, present))));
        }
    }

    @Override
    public NDArray track(int frame, Features features) {
        try (NDManager step = features.embedding().getManager().newSubManager();
                Ops.NoGrad off = Ops.noGrad()) {
            NDArray attended =
                    network.attend(Ops.on(step, features.embedding()), memoriesFor(frame), pointersFor(frame), span());
            Masks.Chosen chosen = network.masks(attended, features, List.of(), Optional.empty())
                    .best();
            NDArray present = chosen.presence().gt(0);
            NDArray logits = present.getBoolean()
                    ? chosen.logits()
                    : chosen.logits().zerosLike().add(ABSENT);
            long side = 4 * logits.getShape().get(1);
            NDArray mask = Activation.sigmoid(Ops.enlarge(logits.expandDims(1), side, side));
            memories.put(frame, kept(network.memory(features, mask, present)));
            pointers.put(frame, kept(network.pointers().of(chosen.token(), chosen.presence())));
            forget(memories, frame, Recall.AGES - 1);
            forget(pointers, frame, span());
            logits.attach(features.embedding().getManager());
            return logits;
        }
    }

    private List<Memory> memoriesFor(int frame) {
        List<Memory> read = new ArrayList<>();
        given.values().forEach(trace -> read.add(Memory.given(trace.memory)));
        if (read.isEmpty()) {
            throw new IllegalArgumentException("no frame's mask has been given");
        }
        for (int age = 1; age < Recall.AGES; age++) {
            NDArray memory = memories.get(before(frame, age));
            if (memory != null) {
                read.add(new Memory(memory, age));
            }
        }
        return read;
    }

    /** Pointers come from frames already passed; memories of given frames may lie ahead. */
    private List<Recall.Pointer> pointersFor(int frame) {
        List<Recall.Pointer> read = new ArrayList<>();
        given.forEach((number, trace) -> {
            int distance = distance(frame, number);
            if (distance >= 0) {
                read.add(new Recall.Pointer(trace.pointer, distance));
            }
        });
        for (int distance = 1; distance <= span(); distance++) {
            NDArray pointer = pointers.get(before(frame, distance));
            if (pointer != null) {
                read.add(new Recall.Pointer(pointer, distance));
            }
        }
        return read;
    }

    /** The largest distance of a predicted frame's pointer. */
    private int span() {
        return Math.max(1, Math.min(frames, MAX_POINTERS) - 1);
    }

    private int before(int frame, int distance) {
        return backwards ? frame + distance : frame - distance;
    }

    private int distance(int frame, int earlier) {
        return backwards ? earlier - frame : frame - earlier;
    }

    private void forget(Map<Integer, NDArray> arrays, int frame, int reach) {
        arrays.entrySet().removeIf(entry -> {
            boolean far = distance(frame, entry.getKey()) >= reach;
            if (far) {
                entry.getValue().close();
            }
            return far;
        });
    }

    private NDArray kept(NDArray array) {
        array.attach(scope);
        return array;
    }

    /** What a given frame leaves: memory (1, 64, h, w) and pointer (1, 256). */
    private record Trace(NDArray memory, NDArray pointer) {}
}
