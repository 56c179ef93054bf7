package diffusam.annotation;

/**
 * A coded concept as in DICOM PS3.3 section 8: what a label means, whatever its name.
 *
 * @param scheme the coding scheme's designator, such as {@code SCT}
 * @param value the code itself, such as {@code 10200004}
 * @param meaning the concept in words, such as {@code Liver}
 */
public record Code(String scheme, String value, String meaning) {
    public Code {
        if (scheme.isBlank() || value.isBlank()) {
            throw new IllegalArgumentException("a code needs a scheme and a value, got " + scheme + ":" + value);
        }
    }
}
