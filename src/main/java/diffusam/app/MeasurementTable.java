package diffusam.app;

import diffusam.annotation.Annotation;
import diffusam.annotation.Label;
import diffusam.io.label.Csv;
import diffusam.metrics.StructureMeasures;
import diffusam.project.Measurement;
import diffusam.volume.Volume;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Everything that is measured, as a table for other programs: a point as decimal sign, the units in the columns' names.
 *
 * @param rows the first one names the columns
 */
record MeasurementTable(List<List<String>> rows) {
    private static final List<String> COLUMNS = List.of(
            "kind",
            "id",
            "name",
            "volume_ml",
            "mean",
            "sd",
            "min",
            "max",
            "max_diameter_mm",
            "surface_mm2",
            "length_mm",
            "angle_deg",
            "area_mm2");

    /** Measures every label. Takes long; any thread. */
    static MeasurementTable of(Volume image, Annotation annotation, List<Measurement> measurements) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(COLUMNS);
        for (Label label : LabelChanges.inOrder(annotation)) {
            StructureMeasures.of(image, annotation.map(), label.id())
                    .ifPresent(measures -> rows.add(row(label, measures)));
        }
        measurements.forEach(measurement -> rows.add(row(measurement)));
        return new MeasurementTable(rows);
    }

    String csv() {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(Csv.row(row)));
        return text.toString();
    }

    /** For pasting into a spreadsheet. */
    String tabbed() {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(String.join("\t", row)).append('\n'));
        return text.toString();
    }

    private static List<String> row(Label label, StructureMeasures m) {
        Row row = new Row("label", Integer.toString(label.id()), label.name());
        row.put("volume_ml", m.volumeMl());
        row.put("mean", m.values().mean());
        row.put("sd", m.values().deviation());
        row.put("min", m.values().least());
        row.put("max", m.values().most());
        row.put("max_diameter_mm", m.diameterMm());
        row.put("surface_mm2", m.surfaceMm2());
        return row.values();
    }

    private static List<String> row(Measurement measurement) {
        return switch (measurement) {
            case Measurement.Distance distance -> {
                Row row = new Row("distance", "", distance.name());
                row.put("length_mm", distance.lengthMm());
                yield row.values();
            }
            case Measurement.Angle angle -> {
                Row row = new Row("angle", "", angle.name());
                row.put("angle_deg", angle.degrees());
                yield row.values();
            }
            case Measurement.Region region -> {
                Row row = new Row("region", "", region.name());
                row.put("mean", region.mean());
                row.put("sd", region.deviation());
                row.put("min", region.least());
                row.put("max", region.most());
                row.put("area_mm2", region.areaMm2());
                yield row.values();
            }
            case Measurement.Structure structure -> {
                Row row = new Row("structure", Integer.toString(structure.label()), "");
                row.put("volume_ml", structure.volumeMl());
                row.put("mean", structure.mean());
                row.put("sd", structure.deviation());
                row.put("max_diameter_mm", structure.diameterMm());
                yield row.values();
            }
        };
    }

    /** One line in the making. */
    private static final class Row {
        private final List<String> values = new ArrayList<>(Collections.nCopies(COLUMNS.size(), ""));

        Row(String kind, String id, String name) {
            values.set(0, kind);
            values.set(1, id);
            values.set(2, name);
        }

        void put(String column, double value) {
            values.set(COLUMNS.indexOf(column), Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value));
        }

        List<String> values() {
            return List.copyOf(values);
        }
    }
}
