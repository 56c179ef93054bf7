package diffusam.annotation;

import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** Edits of every kind, by chance. */
public final class RandomEdits {
    public static final Grid GRID = new Grid(new Extent(13, 11, 7), Affine.of(1, 1, 2));

    private final RandomGenerator random;

    public RandomEdits(RandomGenerator random) {
        this.random = random;
    }

    /** Any edit; sometimes an empty one. */
    public AnnotationEdit of(Annotation annotation) {
        return switch (random.nextInt(8)) {
            case 0 -> annotation.put(label());
            case 1 -> annotation.remove(Label.of(1 + random.nextInt(5)));
            case 2 -> annotation.put(key(), random.nextBoolean() ? state() : null);
            case 3 ->
                AnnotationEdit.ofVoxels(voxels(annotation.map()))
                        .and(annotation.put(key(), state()))
                        .and(annotation.put(label()));
            default -> AnnotationEdit.ofVoxels(voxels(annotation.map()));
        };
    }

    LabelEdit voxels(LabelMap map) {
        Extent e = map.grid().extent();
        LabelEdit.Builder edit = map.edit();
        int count = random.nextInt(60);
        long start = random.nextLong(e.voxels());
        for (int n = 0; n < count; n++) {
            long position = random.nextInt(4) == 0 ? random.nextLong(e.voxels()) : (start + n) % e.voxels();
            edit.set(position, random.nextInt(20) == 0 ? Label.MAX_ID : random.nextInt(4));
        }
        return edit.build();
    }

    private Label label() {
        Label label = Label.of(1 + random.nextInt(5)).ranked(random.nextInt(9)).coloured(random.nextInt(1 << 24));
        return random.nextBoolean()
                ? label
                : label.meaning(Meaning.anatomical(new Code("SCT", "10200004", "Liver"))
                        .modified(random.nextBoolean() ? Meaning.LEFT : null));
    }

    private SliceKey key() {
        return new SliceKey(Plane.values()[random.nextInt(3)], random.nextInt(7), 1 + random.nextInt(5));
    }

    private SliceState state() {
        Provenance.Origin origin = Provenance.Origin.values()[random.nextInt(3)];
        return new SliceState(
                SliceState.Review.values()[random.nextInt(4)],
                random.nextDouble(),
                new Provenance(origin, "nano", "p", List.of(1, 5), "0.1.0", Instant.EPOCH));
    }
}
