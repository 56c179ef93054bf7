package diffusam.annotation;

import org.jspecify.annotations.Nullable;

/**
 * What a label stands for, whatever its name, as DICOM's segmented properties say it (PS3.3 C.8.20.4).
 *
 * @param category the kind of thing, from CID 7150, such as an anatomical structure
 * @param type the thing itself, such as the kidney
 * @param modifier what narrows the type down, such as the side; {@code null} if nothing does
 */
public record Meaning(Code category, Code type, @Nullable Code modifier) {
    public static final Code ANATOMICAL_STRUCTURE = new Code("SCT", "123037004", "Anatomical Structure");
    public static final Code RIGHT = new Code("SCT", "24028007", "Right");
    public static final Code LEFT = new Code("SCT", "7771000", "Left");

    /** An anatomical structure on no particular side. */
    public static Meaning anatomical(Code type) {
        return new Meaning(ANATOMICAL_STRUCTURE, type, null);
    }

    public Meaning modified(@Nullable Code modifier) {
        return new Meaning(category, type, modifier);
    }
}
