package diffusam.app;

import diffusam.metrics.EllipseStatistics;
import diffusam.project.Measurement;
import diffusam.project.Measurement.Angle;
import diffusam.project.Measurement.Distance;
import diffusam.project.Measurement.Region;
import diffusam.viewer.Figure;
import diffusam.viewer.Figure.Shape;
import diffusam.viewer.PointPicker;
import diffusam.viewer.SlicePoint;
import diffusam.volume.Lps;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The measuring gesture in one view, and the measurements that lie on a slice. FX thread only. */
final class Measuring {
    private static final double HALF_A_SLICE = 0.5;

    private final Plane plane;
    private final StudioModel model;
    private final MeasurementTexts texts;
    private @Nullable PointPicker picker;
    private ToolKind kind = ToolKind.DISTANCE;
    private int slice;

    Measuring(Plane plane, StudioModel model, Texts texts) {
        this.plane = plane;
        this.model = model;
        this.texts = new MeasurementTexts(texts);
    }

    boolean isUnderway() {
        return picker != null;
    }

    /** Begins a gesture, or goes on with one, on the slice that the view shows. */
    void press(OpenStudy study, SlicePoint point) {
        giveUpElsewhere(study);
        PointPicker going = picker;
        if (going == null) {
            kind = model.toolbox().tool.get();
            going = new PointPicker(kind == ToolKind.ANGLE ? 3 : 2);
            slice = shownSlice(study);
            picker = going;
        }
        going.press(point);
    }

    void move(SlicePoint point) {
        if (picker != null) {
            picker.move(point);
        }
    }

    void release(OpenStudy study, SlicePoint point) {
        PointPicker going = picker;
        if (going != null) {
            going.release(point).ifPresent(points -> {
                study.measure(all -> all.add(measurement(study, points)));
                picker = null;
            });
            if (going.points().isEmpty()) {
                picker = null;
            }
        }
    }

    void cancel() {
        picker = null;
    }

    /** A gesture belongs to one slice and one tool. */
    void giveUpElsewhere(OpenStudy study) {
        if (slice != shownSlice(study) || kind != model.toolbox().tool.get()) {
            cancel();
        }
    }

    /** What has been measured on the slice that is shown, and what is being measured. */
    List<Figure> figures(OpenStudy study) {
        List<Figure> figures = new ArrayList<>();
        study.measurements.get().forEach(m -> figure(study, m).ifPresent(figures::add));
        List<SlicePoint> points = picker == null ? List.of() : picker.points();
        if (points.size() == (kind == ToolKind.ANGLE ? 3 : 2)) {
            figure(study, measurement(study, points)).ifPresent(figures::add);
        } else if (points.size() == 2) {
            figures.add(new Figure(Shape.LINE, points, ""));
        }
        return figures;
    }

    private Measurement measurement(OpenStudy study, List<SlicePoint> points) {
        List<Lps> at = points.stream().map(p -> lps(study, p)).toList();
        return switch (kind) {
            case DISTANCE -> new Distance("", at.get(0), at.get(1));
            case ANGLE -> new Angle("", at.get(0), at.get(1), at.get(2));
            case REGION -> region(study, points, at);
            default -> throw new IllegalStateException(kind + " measures nothing");
        };
    }

    private Region region(OpenStudy study, List<SlicePoint> points, List<Lps> at) {
        SlicePoint a = points.get(0);
        SlicePoint b = points.get(1);
        EllipseStatistics found = EllipseStatistics.of(
                study.image(), study.cuts().shown(plane), slice, a.column(), a.row(), b.column(), b.row());
        return new Region(
                "",
                plane,
                at.get(0),
                at.get(1),
                found.areaMm2(),
                found.values().mean(),
                found.values().deviation(),
                found.values().least(),
                found.values().most());
    }

    /** How a measurement is drawn here; empty if it lies on another slice. */
    private Optional<Figure> figure(OpenStudy study, Measurement measurement) {
        List<Lps> points = switch (measurement) {
            case Distance distance -> List.of(distance.from(), distance.to());
            case Angle angle -> List.of(angle.end(), angle.vertex(), angle.otherEnd());
            case Region region -> region.plane() == plane ? List.of(region.corner(), region.opposite()) : List.of();
            case Measurement.Structure structure -> List.of();
        };
        Shape shape = measurement instanceof Region ? Shape.ELLIPSE : Shape.LINE;
        SliceLayout layout = study.cuts().shown(plane);
        int shown = shownSlice(study);
        List<SlicePoint> here = points.stream()
                .map(layout.grid()::toIndex)
                .filter(index -> Math.abs(layout.slice(index) - shown) <= HALF_A_SLICE)
                .map(index -> new SlicePoint(layout.column(index), layout.row(index)))
                .toList();
        return here.size() < 2 || here.size() < points.size()
                ? Optional.empty()
                : Optional.of(new Figure(shape, here, texts.value(study, measurement)));
    }

    private Lps lps(OpenStudy study, SlicePoint point) {
        SliceLayout layout = study.cuts().shown(plane);
        return layout.grid().toLps(layout.toIndex(slice, point.column(), point.row()));
    }

    private int shownSlice(OpenStudy study) {
        return study.crosshair.get().slice(study.cuts().shown(plane));
    }
}
