package diffusam.app;

import diffusam.io.dicomweb.Series;
import java.util.List;

/**
 * A line about a study or series that an archive has.
 *
 * @param name the patient's, or what the series is called
 * @param series what it stands for
 */
record FoundRow(String name, String id, String date, String modality, String objects, List<Series> series) {
    FoundRow {
        series = List.copyOf(series);
    }
}
