package diffusam.app;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Takes files and folders that are dropped anywhere on a window. */
final class FileDrop {
    private final Consumer<List<Path>> onDropped;

    FileDrop(Scene scene, Consumer<List<Path>> onDropped) {
        this.onDropped = onDropped;
        scene.addEventHandler(DragEvent.DRAG_OVER, e -> {
            if (e.getDragboard().hasFiles()) {
                e.acceptTransferModes(TransferMode.COPY);
            }
        });
        scene.addEventHandler(DragEvent.DRAG_DROPPED, this::dropped);
    }

    /** The drag ends before anything is asked, or the desktop would wait for the answer. */
    private void dropped(DragEvent e) {
        List<File> files = e.getDragboard().getFiles();
        if (!files.isEmpty()) {
            List<Path> paths = files.stream().map(File::toPath).toList();
            Platform.runLater(() -> onDropped.accept(paths));
            e.setDropCompleted(true);
        }
    }
}
