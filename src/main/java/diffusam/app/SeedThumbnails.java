package diffusam.app;

import diffusam.annotation.Census;
import diffusam.viewer.ThumbnailStrip;
import diffusam.viewer.render.Overlay;
import diffusam.viewer.render.Shading;
import diffusam.viewer.render.SlicePicture;
import diffusam.volume.SliceLayout;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The seed slices of the selected label as small pictures; a click leads to one. */
final class SeedThumbnails extends StackPane {
    private static final int MOST = 8;
    private static final double OPACITY = 0.5;

    private final Texts texts;
    private final ThumbnailStrip strip;
    private List<Integer> slices = List.of();
    private @Nullable OpenStudy study;
    private @Nullable Census drawn;

    SeedThumbnails(Texts texts) {
        this.texts = texts;
        strip = new ThumbnailStrip(this::goTo);
        strip.setId("seed-thumbnails");
        strip.setAccessibleText(texts.of("fewshot.thumbnails"));
        getChildren().add(strip);
    }

    /** Draws anew if the labels have been counted anew, or other seeds are to be shown. */
    @SuppressWarnings("ReferenceEquality") // each count is another object
    void show(@Nullable OpenStudy opened) {
        List<Integer> now =
                opened == null ? List.of() : seeds(opened).stream().limit(MOST).toList();
        PanelParts.show(this, !now.isEmpty());
        Census census = opened == null ? null : opened.census.get();
        if (now.equals(slices) && study == opened && drawn == census) {
            return;
        }
        slices = now;
        study = opened;
        drawn = census;
        if (opened != null) {
            strip.show(
                    now.stream().map(slice -> picture(opened, slice)).toList(),
                    now.stream().map(slice -> title(opened, slice)).toList());
        }
    }

    void dispose() {
        strip.dispose();
    }

    private void goTo(int number) {
        OpenStudy s = study;
        if (s != null && number < slices.size()) {
            s.crosshair.set(s.crosshair.get().onSlice(s.seedLayout(), slices.get(number)));
        }
    }

    private static NavigableSet<Integer> seeds(OpenStudy s) {
        int label = s.selectedLabel.get();
        return label == 0 ? new TreeSet<>() : s.review().seeds(label);
    }

    private static SlicePicture picture(OpenStudy s, int slice) {
        SliceLayout layout = s.seedLayout();
        Shading shading = new Shading(s.window.get(), true, Overlay.FILLED, OPACITY, 1);
        return new SlicePicture(
                s.image(),
                Optional.empty(),
                layout,
                slice,
                s.map(),
                Optional.empty(),
                s.colorsProperty().get(),
                shading);
    }

    private String title(OpenStudy s, int slice) {
        boolean shows =
                s.census.get().slicesWith(s.seedLayout(), s.selectedLabel.get()).contains(slice);
        String number = Integer.toString(slice + 1);
        return shows ? number : texts.of("fewshot.absentSeed", number);
    }
}
