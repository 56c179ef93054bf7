package diffusam.app;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/** The commands of the list of scans. */
final class ScanCommands {
    private final StudioModel model;
    private final Texts texts;
    private final Consumer<Scan> onOpen;
    private final ObservableBooleanValue open;

    /**
     * @param onOpen gets the scan that is wanted next
     */
    ScanCommands(StudioModel model, Texts texts, Consumer<Scan> onOpen) {
        this.model = model;
        this.texts = texts;
        this.onOpen = onOpen;
        open = Bindings.createBooleanBinding(
                () -> model.workspace().open().isPresent(), model.workspace().openProperty());
    }

    void addTo(CommandTable.Builder table) {
        Scans scans = model.scans();
        ObservableBooleanValue any = Bindings.isNotEmpty(scans.items());
        table.menu("menu.scans");
        table.add(command(
                "showScans",
                "Shortcut+B",
                "mdi2v-view-list-outline",
                () -> scans.shown.set(!scans.shown.get()),
                new SimpleBooleanProperty(true),
                scans.shown));
        table.separator();
        table.add(command("nextScan", "Shortcut+N", "mdi2s-skip-next-outline", this::openNext, any, null));
        table.add(command("scanDone", "Shortcut+D", "mdi2c-check-circle-outline", scans::toggleDone, open, null));
    }

    /** Commands for another image on the crosshair of the open one, for the menu of views. */
    void addSecondTo(CommandTable.Builder table, Runnable openSecond) {
        Display display = model.display();
        table.separator();
        table.add(command("openSecond", "Shortcut+I", "", openSecond, open, null));
        table.add(command(
                "sideBySide",
                "Shift+S",
                "",
                () -> display.sideBySide.set(!display.sideBySide.get()),
                open,
                display.sideBySide));
        table.add(command("closeSecond", null, "", this::closeSecond, open, null));
    }

    private void closeSecond() {
        model.workspace().open().ifPresent(study -> study.second.set(Optional.empty()));
    }

    private void openNext() {
        model.scans().nextUndone().ifPresentOrElse(onOpen, () -> model.notices().tell(texts.of("scans.allDone")));
    }

    private Command command(
            String id,
            @Nullable String keys,
            String icon,
            Runnable action,
            ObservableBooleanValue enabled,
            @Nullable ObservableBooleanValue selected) {
        return new Command(
                id, texts.of("command." + id), model.preferences().keys.of(id, keys), icon, action, enabled, selected);
    }
}
