package diffusam.app;

import diffusam.annotation.Annotation;
import diffusam.annotation.AnnotationEdit;
import diffusam.annotation.LabelEdit;
import diffusam.annotation.Provenance;
import diffusam.annotation.SliceKey;
import diffusam.annotation.SliceState;
import diffusam.annotation.SliceState.Review;
import diffusam.volume.SliceLayout;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records who made each mask.
 *
 * @param program name and version
 */
record Authorship(String program, InstantSource clock) {
    /** What a person's edit does to the states: an untouched slice becomes a seed, a model's mask becomes corrected. */
    AnnotationEdit personChanged(Annotation before, LabelEdit edit, SliceLayout layout) {
        List<AnnotationEdit.Replacement<SliceKey, SliceState>> changes = new ArrayList<>();
        for (Map.Entry<Integer, BitSet> touched : edit.slicesTouched(layout).entrySet()) {
            for (int slice : touched.getValue().stream().toArray()) {
                SliceKey key = new SliceKey(layout.plane(), slice, touched.getKey());
                SliceState old = before.states().get(key);
                SliceState now = changedByPerson(old);
                if (!now.equals(old)) {
                    changes.add(new AnnotationEdit.Replacement<>(key, old, now));
                }
            }
        }
        return new AnnotationEdit(new LabelEdit(List.of()), List.of(), changes);
    }

    /** What accepting a mask as it is does to its state. */
    AnnotationEdit personAccepted(Annotation before, SliceKey key) {
        SliceState old = before.states().get(key);
        Provenance provenance = old == null ? human() : old.provenance();
        return before.put(key, new SliceState(Review.ACCEPTED, 1, provenance));
    }

    private SliceState changedByPerson(@Nullable SliceState old) {
        if (old == null) {
            return new SliceState(Review.SEED, 1, human());
        }
        return old.review() == Review.SEED || old.review() == Review.CORRECTED
                ? old
                : new SliceState(Review.CORRECTED, 1, old.provenance().corrected(program, clock.instant()));
    }

    private Provenance human() {
        return Provenance.human(program, clock.instant());
    }
}
