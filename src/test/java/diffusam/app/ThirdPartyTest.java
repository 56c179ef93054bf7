package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ThirdPartyTest {
    private static final Stream<String> ONLY_FOR_TESTS = Stream.of(
            "org.junit",
            "org.opentest4j",
            "org.apiguardian",
            "org.testfx",
            "org.assertj",
            "org.osgi",
            "org.hamcrest",
            "com.tngtech.archunit",
            "org.apache.maven");

    @Test
    void everyLibraryOfTheClassPathIsListed() {
        List<String> listed = Stream.concat(
                        ThirdParty.shipped().stream().flatMap(other -> other.groups().stream()), ONLY_FOR_TESTS)
                .map(group -> File.separator + group.replace(".", File.separator) + File.separator)
                .toList();
        List<String> unlisted = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar") && entry.contains(File.separator + "repository"))
                .filter(jar -> listed.stream().noneMatch(jar::contains))
                .toList();
        assertEquals(List.of(), unlisted);
    }

    @Test
    void everyRowSaysUnderWhichLicence() {
        assertFalse(ThirdParty.shipped().isEmpty());
        ThirdParty.shipped().forEach(other -> assertFalse(other.licence().isBlank(), other.library()));
    }
}
