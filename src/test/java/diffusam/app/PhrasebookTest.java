package diffusam.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.io.Images;
import diffusam.io.label.LabelList;
import diffusam.project.Project;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class PhrasebookTest {
    private static final Pattern GAP = Pattern.compile("\\{\\d}");

    private final Texts german = Texts.in(Locale.GERMAN);

    @TempDir
    private Path folder;

    @Test
    void faultsOfFilesAreToldInGerman() throws IOException {
        Path missing = folder.resolve("missing.nii");
        assertEquals(missing + " ist nicht vorhanden.", told(() -> Images.open(missing)));
        Path notes = Files.writeString(folder.resolve("notes.txt"), "no image");
        assertTrue(told(() -> Images.open(notes))
                .startsWith(notes + " ist kein Bild, das geöffnet werden kann; möglich sind"));
        Path list = Files.writeString(folder.resolve("labels.csv"), "number,name\n1,liver\n");
        assertEquals(
                list + " ist keine Liste von Labels: Die erste Zeile nennt keine Spalte \"id\".",
                told(() -> LabelList.read(list)));
        assertEquals(
                folder + " kann nicht geöffnet werden, und die Speicherung davor auch nicht: project.json fehlt.",
                told(() -> Project.read(folder)));
    }

    private String told(Executable call) {
        return german.sentence(
                String.valueOf(assertThrows(IOException.class, call).getMessage()));
    }

    @Test
    void clausesAreTranslatedWithinSentences() {
        assertEquals(
                "/work/a.dsam konnte nicht gespeichert werden: Der Datenträger meldet einen Fehler; speichern Sie eine Kopie auf"
                        + " einem anderen.",
                german.said(
                        "/work/a.dsam could not be saved: the disk reports an error; save a copy on another disk."));
        assertEquals("CPU, 2 Threads", german.said("CPU, 2 threads"));
        assertEquals("MR \"t2\", 12 Schichten von 320×320", german.said("MR \"t2\", 12 slices of 320×320"));
    }

    @Test
    void whatIsNotInTheBookStaysAsItIs() {
        assertEquals("nobody foresaw this", german.said("nobody foresaw this"));
        assertEquals("a.nii does not exist", Texts.in(Locale.ENGLISH).said("a.nii does not exist"));
    }

    @Test
    void translationsHaveTheSameGaps() {
        for (Phrasebook.Phrase phrase : Phrasebook.in(Locale.GERMAN).phrases()) {
            assertEquals(gaps(phrase.english()), gaps(phrase.translation()), phrase.english());
        }
    }

    private static TreeSet<String> gaps(String text) {
        return GAP.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyPhraseIsStillSaidByTheProgram() throws Exception {
        String program = program();
        List<String> unsaid = Phrasebook.in(Locale.GERMAN).phrases().stream()
                .flatMap(phrase -> Pattern.compile("\\{\\d}|[;:.()]").splitAsStream(phrase.english()))
                .map(String::strip)
                .filter(piece -> !isSaid(piece, program))
                .toList();
        assertEquals(List.of(), unsaid);
    }

    /** All texts in the program's classes. */
    private static String program() throws Exception {
        Path classes = Path.of(Phrasebook.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                for (PoolEntry entry : ClassFile.of().parse(file).constantPool()) {
                    if (entry instanceof StringEntry text) {
                        all.append(text.stringValue()).append('\n');
                    }
                }
            }
        }
        return all.toString();
    }

    /** In one constant, or in two that follow each other in a sentence. */
    private static boolean isSaid(String piece, String program) {
        if (program.contains(piece)) {
            return true;
        }
        for (int space = piece.indexOf(' '); space > 0; space = piece.indexOf(' ', space + 1)) {
            if (program.contains(piece.substring(0, space)) && program.contains(piece.substring(space + 1))) {
                return true;
            }
        }
        return false;
    }
}
