package diffusam.app;

import diffusam.annotation.Annotation;
import diffusam.annotation.AnnotationEdit;
import diffusam.annotation.AnnotationEdit.Replacement;
import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.annotation.Provenance;
import diffusam.annotation.SliceKey;
import diffusam.annotation.SliceState;
import diffusam.annotation.SliceState.Review;
import diffusam.engine.Seeds;
import diffusam.engine.SliceResult;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a person's work allows of a propagation: seeds, corrected, accepted and meanwhile painted slices stay as they are, and
 * so do locked labels and labels that are not part of the run.
 *
 * @param provenance of the masks that are proposed
 */
record Proposals(Seeds seeds, Provenance provenance) {
    /** The change a finished slice makes to the annotation as it is now. */
    AnnotationEdit edit(Annotation now, SliceResult result, Set<Integer> lockedLabels) {
        BitSet open = openLabels(now, result.slice(), lockedLabels);
        LabelEdit voxels = now.map()
                .edit()
                .setLabels(seeds.layout(), result.slice(), result.labels(), open::get)
                .build();
        return new AnnotationEdit(voxels, List.of(), states(now, result, open));
    }

    private List<Replacement<SliceKey, SliceState>> states(Annotation now, SliceResult result, BitSet open) {
        BitSet found = labelsIn(result.labels());
        List<Replacement<SliceKey, SliceState>> changes = new ArrayList<>();
        for (int label : open.stream().toArray()) {
            SliceKey key = key(result.slice(), label);
            Optional<SliceState> old = Optional.ofNullable(now.states().get(key));
            if (found.get(label) || old.isPresent()) {
                double confidence = result.confidence().getOrDefault(label, 0.0);
                SliceState proposed = new SliceState(Review.PROPOSED, Math.clamp(confidence, 0.0, 1.0), provenance);
                changes.add(new Replacement<>(key, old.orElse(null), proposed));
            }
        }
        return changes;
    }

    private BitSet openLabels(Annotation now, int slice, Set<Integer> lockedLabels) {
        BitSet present = labelsIn(sliceOf(now.map(), slice));
        BitSet open = new BitSet();
        for (int label : seeds.labels()) {
            boolean human = Optional.ofNullable(now.states().get(key(slice, label)))
                    .map(SliceState::isLocked)
                    .orElse(present.get(label));
            if (!human && !lockedLabels.contains(label) && !seeds.isSeed(label, slice)) {
                open.set(label);
            }
        }
        return open;
    }

    private SliceKey key(int slice, int label) {
        return new SliceKey(seeds.layout().plane(), slice, label);
    }

    private short[] sliceOf(LabelMap map, int slice) {
        return map.slice(seeds.layout(), slice);
    }

    private static BitSet labelsIn(short[] labels) {
        BitSet present = new BitSet();
        for (short label : labels) {
            present.set(label & 0xFFFF);
        }
        present.clear(0);
        return present;
    }
}
