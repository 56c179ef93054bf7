package diffusam.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of the files that each save writes anew. */
final class SavedFiles {
    private static final Pattern NUMBERED =
            Pattern.compile("(?:labels|history)-(\\d{1,9})\\.(?:nii\\.gz|bin)(?:\\.part)?");

    private SavedFiles() {}

    static String labels(int generation) {
        return String.format(Locale.ROOT, "labels-%06d.nii.gz", generation);
    }

    static String history(int generation) {
        return String.format(Locale.ROOT, "history-%06d.bin", generation);
    }

    static boolean isNumbered(String name) {
        return NUMBERED.matcher(name).matches();
    }

    /** The highest generation among these files, finished or not; 0 if there is none. */
    static int lastGeneration(List<Path> files) {
        int last = 0;
        for (Path file : files) {
            Matcher matcher = NUMBERED.matcher(file.getFileName().toString());
            if (matcher.matches()) {
                last = Math.max(last, Integer.parseInt(matcher.group(1)));
            }
        }
        return last;
    }
}
