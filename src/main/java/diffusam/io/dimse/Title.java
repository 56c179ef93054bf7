package diffusam.io.dimse;

/** An application entity title: the name by which a program is known on a DICOM network. */
public record Title(String text) {
    /** The name of this program unless the user gives it another. */
    public static final Title OURS = new Title("DIFFUSAM");

    private static final int LONGEST = 16;

    /** @throws IllegalArgumentException with a sentence, if it is none (PS3.5, 6.2, AE) */
    public Title {
        text = text.strip();
        boolean plain = text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '\\');
        if (text.isEmpty() || text.length() > LONGEST || !plain) {
            throw new IllegalArgumentException(
                    "an application entity title has 1 to 16 letters, digits and signs, without a backslash");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
