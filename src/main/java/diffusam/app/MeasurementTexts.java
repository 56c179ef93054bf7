package diffusam.app;

import diffusam.project.Measurement;

/** Measurements in words. */
record MeasurementTexts(Texts texts) {
    /** The figures of a measurement, for drawing beside it. */
    String value(OpenStudy study, Measurement measurement) {
        return switch (measurement) {
            case Measurement.Distance distance -> texts.of("measure.mm", distance.lengthMm());
            case Measurement.Angle angle -> texts.of("measure.degrees", angle.degrees());
            case Measurement.Region region ->
                texts.of(
                        study.study().hounsfield() ? "measure.regionHu" : "measure.region",
                        region.mean(),
                        region.deviation(),
                        region.least(),
                        region.most(),
                        region.areaMm2() / 100);
            case Measurement.Structure structure -> texts.of("measure.ml", structure.volumeMl());
        };
    }
}
