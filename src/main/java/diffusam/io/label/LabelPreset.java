package diffusam.io.label;

import diffusam.annotation.Label;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Lists of labels that are often needed, with codes of DICOM's context groups. */
public enum LabelPreset {
    ABDOMEN,
    THORAX,
    BRAIN,
    PROSTATE,
    /** Ids and names as in TotalSegmentator's task for whole CT. */
    TOTALSEGMENTATOR;

    public List<Label> labels() {
        String name = name().toLowerCase(Locale.ROOT) + ".csv";
        try (InputStream in = LabelPreset.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + name);
            }
            return LabelList.ofCsv(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
