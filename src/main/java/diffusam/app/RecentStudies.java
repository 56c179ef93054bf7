package diffusam.app;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** Links to the places of the studies that were open last. */
final class RecentStudies extends VBox {
    private static final int MOST = 5;

    private final Consumer<List<Path>> onOpen;

    /**
     * @param recent places, the last one first
     */
    RecentStudies(ObservableList<String> recent, Consumer<List<Path>> onOpen) {
        this.onOpen = onOpen;
        setId("recent");
        setAlignment(Pos.CENTER);
        recent.subscribe(() -> show(recent));
        show(recent);
    }

    private void show(List<String> recent) {
        getChildren()
                .setAll(recent.stream()
                        .limit(MOST)
                        .map(Path::of)
                        .map(this::link)
                        .toList());
    }

    private Hyperlink link(Path place) {
        int parts = place.getNameCount();
        Hyperlink link =
                new Hyperlink(place.subpath(Math.max(0, parts - 2), parts).toString());
        link.setTooltip(new Tooltip(place.toString()));
        link.setOnAction(e -> onOpen.accept(List.of(place)));
        return link;
    }
}
