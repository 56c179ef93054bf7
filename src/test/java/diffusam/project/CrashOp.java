package diffusam.project;

import diffusam.annotation.AnnotationEdit;
import diffusam.annotation.Label;
import diffusam.annotation.LabelEdit;
import diffusam.annotation.Provenance;
import diffusam.annotation.SliceKey;
import diffusam.annotation.SliceState;
import diffusam.volume.Ijk;
import diffusam.volume.Plane;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What the program under the crash harness does as its change of a given number, and the parameters of it: the same in the
 * process that is killed and in the one that checks.
 */
record CrashOp(Kind kind, long sequence, int start, int length, int label) {
    enum Kind {
        STROKE,
        PROPAGATION,
        UNDO,
        REDO,
        LABEL,
        STATE,
        LOOK
    }

    static CrashOp of(long seed, long sequence, int voxels) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + sequence);
        Kind[] often = {
            Kind.STROKE,
            Kind.STROKE,
            Kind.STROKE,
            Kind.PROPAGATION,
            Kind.PROPAGATION,
            Kind.UNDO,
            Kind.UNDO,
            Kind.REDO,
            Kind.LABEL,
            Kind.STATE,
            Kind.LOOK
        };
        int length = 1 + random.nextInt(60);
        return new CrashOp(
                often[random.nextInt(often.length)],
                sequence,
                random.nextInt(voxels - 2 * length),
                length,
                random.nextInt(4));
    }

    /** Does it to a project, as exactly one change. */
    void doTo(Project project) {
        switch (kind) {
            case STROKE -> strokeOrLook(project, voxels(project));
            case PROPAGATION -> {
                LabelEdit voxels = voxels(project);
                if (voxels.isEmpty()) {
                    project.look(view(project.view()));
                } else {
                    project.extend("propagation", AnnotationEdit.ofVoxels(voxels));
                }
            }
            case UNDO -> {
                if (project.canUndo()) {
                    project.undo();
                } else {
                    project.look(view(project.view()));
                }
            }
            case REDO -> {
                if (project.canRedo()) {
                    project.redo();
                } else {
                    project.look(view(project.view()));
                }
            }
            case LABEL -> project.apply("label", project.annotation().put(newLabel()));
            case STATE -> project.apply("state", project.annotation().put(key(), newState()));
            case LOOK -> project.look(view(project.view()));
        }
    }

    /** A stroke touches every other voxel, so that it has as many runs as voxels. */
    boolean touches(int position) {
        return position >= start && position < start + 2 * length && (position - start) % 2 == 0;
    }

    Label newLabel() {
        return Label.of(1 + label).named("name " + sequence);
    }

    SliceKey key() {
        return new SliceKey(Plane.AXIAL, start % 7, 1 + label);
    }

    SliceState newState() {
        Provenance provenance = new Provenance(
                Provenance.Origin.MODEL,
                "nano",
                "p" + sequence,
                List.of(1, 2),
                "0.1.0",
                Instant.ofEpochSecond(sequence));
        return new SliceState(SliceState.Review.PROPOSED, 0.5, provenance);
    }

    /** A view that no other change leads to. */
    ViewState view(ViewState now) {
        return new ViewState(
                new Ijk(sequence, start, label), now.window(), label, List.of(label), now.alone(), now.framings());
    }

    private void strokeOrLook(Project project, LabelEdit voxels) {
        if (voxels.isEmpty()) {
            project.look(view(project.view()));
        } else {
            project.apply("stroke", AnnotationEdit.ofVoxels(voxels));
        }
    }

    private LabelEdit voxels(Project project) {
        LabelEdit.Builder edit = project.annotation().map().edit();
        for (int p = start; p < start + 2 * length; p++) {
            if (touches(p)) {
                edit.set((long) p, label);
            }
        }
        return edit.build();
    }
}
