package diffusam.project;

import diffusam.annotation.Code;
import diffusam.annotation.Label;
import java.util.List;
import java.util.Locale;

/**
 * A label as files have it.
 *
 * @param colour as {@code #RRGGBB}
 * @param codes what it means: none or one
 */
record LabelEntry(int id, String name, String colour, boolean visible, boolean locked, List<Code> codes) {
    LabelEntry {
        codes = List.copyOf(codes);
        if (!colour.matches("#[0-9A-Fa-f]{6}")) {
            throw new IllegalArgumentException("not a colour like #RRGGBB: " + colour);
        }
    }

    static LabelEntry of(Label label) {
        Code code = label.code();
        return new LabelEntry(
                label.id(),
                label.name(),
                String.format(Locale.ROOT, "#%06X", label.rgb()),
                label.visible(),
                label.locked(),
                code == null ? List.of() : List.of(code));
    }

    Label label() {
        Label plain = new Label(id, name, Integer.parseInt(colour, 1, 7, 16), visible, locked, null);
        return codes.isEmpty() ? plain : plain.coded(codes.getFirst());
    }
}
