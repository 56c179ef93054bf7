package diffusam.project;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import diffusam.annotation.Code;
import diffusam.annotation.Label;
import diffusam.annotation.Meaning;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A label as files have it.
 *
 * @param colour as {@code #RRGGBB}
 * @param codes what it means: nothing, or the type, its category and perhaps a modifier; files of old have the type alone
 */
record LabelEntry(int id, int rank, String name, String colour, boolean visible, boolean locked, List<Code> codes) {
    LabelEntry {
        codes = List.copyOf(codes);
        if (!colour.matches("#[0-9A-Fa-f]{6}")) {
            throw new IllegalArgumentException("not a colour like #RRGGBB: " + colour);
        }
    }

    private record Old(int id, String name, String colour, boolean visible, boolean locked, List<Code> codes) {}

    /** Reads an entry; files of old have no rank. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static LabelEntry read(JsonNode json) throws IOException {
        Old old = Json.read(json, Old.class);
        int rank = json.path("rank").asInt(old.id);
        return new LabelEntry(old.id, rank, old.name, old.colour, old.visible, old.locked, old.codes);
    }

    static LabelEntry of(Label label) {
        return new LabelEntry(
                label.id(),
                label.rank(),
                label.name(),
                String.format(Locale.ROOT, "#%06X", label.rgb()),
                label.visible(),
                label.locked(),
                codes(label.meaning()));
    }

    Label label() {
        Label plain = new Label(id, rank, name, Integer.parseInt(colour, 1, 7, 16), visible, locked, null);
        return plain.meaning(meaning());
    }

    private @Nullable Meaning meaning() {
        return switch (codes.size()) {
            case 0 -> null;
            case 1 -> Meaning.anatomical(codes.getFirst());
            default -> new Meaning(codes.get(1), codes.get(0), codes.size() > 2 ? codes.get(2) : null);
        };
    }

    private static List<Code> codes(@Nullable Meaning meaning) {
        if (meaning == null) {
            return List.of();
        }
        Code modifier = meaning.modifier();
        return modifier == null
                ? List.of(meaning.type(), meaning.category())
                : List.of(meaning.type(), meaning.category(), modifier);
    }
}
