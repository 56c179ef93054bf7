package diffusam.phantom;

import diffusam.annotation.Label;

/** The labelled structures of the phantom. */
public enum Organ {
    LIVER(1, "Liver"),
    SPLEEN(2, "Spleen"),
    RIGHT_KIDNEY(3, "Right kidney"),
    LEFT_KIDNEY(4, "Left kidney"),
    SPINE(5, "Spine");

    private final int id;
    private final String title;

    Organ(int id, String title) {
        this.id = id;
        this.title = title;
    }

    /** The value in label maps. */
    public int id() {
        return id;
    }

    public Label label() {
        return Label.of(id).named(title);
    }
}
