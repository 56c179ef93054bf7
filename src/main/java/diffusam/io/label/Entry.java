package diffusam.io.label;

import com.fasterxml.jackson.annotation.JsonInclude;
import diffusam.annotation.Code;
import diffusam.annotation.Label;
import diffusam.annotation.Meaning;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A label as lists have it.
 *
 * @param colour as {@code #RRGGBB}; {@code null} or empty for the default
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Entry(
        int id,
        @Nullable String name,
        @Nullable String colour,
        @Nullable Code category,
        @Nullable Code type,
        @Nullable Code modifier) {
    static final List<String> COLUMNS = List.of(
            "id",
            "name",
            "colour",
            "category_scheme",
            "category_code",
            "category_meaning",
            "type_scheme",
            "type_code",
            "type_meaning",
            "modifier_scheme",
            "modifier_code",
            "modifier_meaning");

    static Entry of(Label label) {
        Meaning meaning = label.meaning();
        return new Entry(
                label.id(),
                label.name(),
                String.format(Locale.ROOT, "#%06X", label.rgb()),
                meaning == null ? null : meaning.category(),
                meaning == null ? null : meaning.type(),
                meaning == null ? null : meaning.modifier());
    }

    /** @throws IllegalArgumentException if this is no label; the message says why */
    Label label() {
        Label label = Label.of(id);
        if (name != null && !name.isBlank()) {
            label = label.named(name);
        }
        if (colour != null && !colour.isBlank()) {
            label = label.coloured(rgb(colour));
        }
        return type == null ? label : label.meaning(meaning(type));
    }

    List<String> values() {
        List<String> values = new java.util.ArrayList<>(List.of(Integer.toString(id), text(name), text(colour)));
        for (Code code : new Code[] {category, type, modifier}) {
            values.addAll(code == null ? List.of("", "", "") : List.of(code.scheme(), code.value(), code.meaning()));
        }
        return values;
    }

    private Meaning meaning(Code type) {
        return new Meaning(category == null ? Meaning.ANATOMICAL_STRUCTURE : category, type, modifier);
    }

    private static int rgb(String colour) {
        if (!colour.matches("#[0-9A-Fa-f]{6}")) {
            throw new IllegalArgumentException("a colour is written #RRGGBB, got " + colour);
        }
        return Integer.parseInt(colour, 1, 7, 16);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
