package diffusam.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A library that comes with the program.
 *
 * @param library its name
 * @param groups the groups under which registries keep it; none for what is not taken from one
 * @param licence the licence in the names of SPDX where it has one
 */
record ThirdParty(String library, List<String> groups, String licence) {
    private static final String TABLE = "third-party.tsv";

    ThirdParty {
        groups = List.copyOf(groups);
    }

    /** All of them. */
    static List<ThirdParty> shipped() {
        try (InputStream in = Objects.requireNonNull(ThirdParty.class.getResourceAsStream(TABLE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(ThirdParty::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ThirdParty of(String line) {
        String[] columns = line.split("\t");
        List<String> groups = columns[1].isEmpty() ? List.of() : List.of(columns[1].split(" "));
        return new ThirdParty(columns[0], groups, columns[2]);
    }
}
