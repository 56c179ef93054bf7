package diffusam.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import diffusam.volume.Lps;
import diffusam.volume.Plane;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementTest {
    private static final Lps O = new Lps(1, 2, 3);

    @Test
    void distancesAndAnglesAreOfSpace() {
        assertEquals(13, new Measurement.Distance("", O, O.plus(new Lps(3, 4, 12))).lengthMm(), 1e-12);
        assertEquals(90, angle(new Lps(2, 0, 0), new Lps(0, 0, 5)), 1e-12);
        assertEquals(45, angle(new Lps(2, 0, 0), new Lps(3, 3, 0)), 1e-12);
        assertEquals(180, angle(new Lps(2, 1, 0), new Lps(-4, -2, 0)), 1e-12);
    }

    @Test
    void everyKindComesBackFromAFile() throws IOException {
        List<Measurement> all = List.of(
                new Measurement.Distance("a", O, O),
                new Measurement.Angle("b", O, O, O),
                new Measurement.Region("c", Plane.CORONAL, O, O, 12.5, 40, 3, 30, 50));
        Measurement[] read = Json.read(Json.write(all.toArray(Measurement[]::new)), Measurement[].class);
        assertEquals(all, List.of(read));
    }

    private static double angle(Lps arm, Lps other) {
        return new Measurement.Angle("", O.plus(arm), O, O.plus(other)).degrees();
    }
}
