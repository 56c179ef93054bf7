package diffusam.app;

import diffusam.engine.DeviceChoice;
import diffusam.engine.FeatureCache;
import diffusam.engine.FewShotEngine;
import diffusam.engine.FoundationEngine;
import diffusam.foundation.FoundationProvider;
import diffusam.foundation.InstalledModel;
import diffusam.foundation.ModelCatalog;
import diffusam.foundation.ModelDownload;
import diffusam.foundation.PublishedModel;
import diffusam.jobs.Progress;
import diffusam.jobs.Urgency;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The models there are, the one in use, and what can be done about them. FX thread only. */
final class Models {
    private static final double GIGABYTE = 1e9;

    private final ModelCatalog catalog;
    private final Background background;
    private final LazyEngine engine;
    private final FewShot fewShot;
    private final Workspace workspace;
    private final Notices notices;
    private final Texts texts;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper used = new ReadOnlyStringWrapper("nano");
    private final ReadOnlyStringWrapper cache = new ReadOnlyStringWrapper("");

    Models(
            ModelCatalog catalog,
            Background background,
            LazyEngine engine,
            FewShot fewShot,
            Workspace workspace,
            Notices notices,
            Texts texts) {
        this.catalog = catalog;
        this.background = background;
        this.engine = engine;
        this.fewShot = fewShot;
        this.workspace = workspace;
        this.notices = notices;
        this.texts = texts;
    }

    /** What can be done with a model. */
    enum State {
        BUILT_IN,
        INSTALLED,
        UNUSABLE,
        TO_DOWNLOAD
    }

    /**
     * A model.
     *
     * @param licence empty if it is not known
     */
    record Row(String name, State state, String description, String licence) {}

    ObservableList<Row> rows() {
        return rows;
    }

    /** The name of the model that segments. */
    ReadOnlyStringProperty usedProperty() {
        return used.getReadOnlyProperty();
    }

    /** What the kept slice features take, in words. */
    ReadOnlyStringProperty cacheProperty() {
        return cache.getReadOnlyProperty();
    }

    /** Looks what is there. */
    void refresh() {
        background.io(texts.of("job.models"), context -> read(), rows::setAll);
        background.io(texts.of("job.models"), context -> describe(FeatureCache.ofUser()), cache::set);
    }

    private List<Row> read() throws IOException {
        List<Row> found = new ArrayList<>();
        catalog.builtIn().forEach(model -> found.add(row(model, State.BUILT_IN)));
        for (InstalledModel model : catalog.store().list()) {
            found.add(model.model()
                    .map(sound -> row(sound, State.INSTALLED))
                    .orElseGet(() -> new Row(model.name(), State.UNUSABLE, model.description(), "")));
        }
        for (PublishedModel model : catalog.store().published()) {
            if (found.stream().noneMatch(row -> row.name.equals(model.name()))) {
                found.add(new Row(model.name(), State.TO_DOWNLOAD, model.description(), model.licence()));
            }
        }
        return found;
    }

    private static Row row(FoundationProvider model, State state) {
        return new Row(model.name(), state, model.description(), model.licence());
    }

    /** Tells of a better model that is installed and not in use. */
    void offer() {
        background.io(texts.of("job.models"), context -> read(), found -> {
            rows.setAll(found);
            found.stream()
                    .filter(row -> row.state == State.INSTALLED && !row.name.equals(used.get()))
                    .findFirst()
                    .ifPresent(row -> notices.tell(texts.of("notice.modelThere", row.description)));
        });
    }

    /** Segments with another model from now on; the open study's slices are read anew. */
    void use(Row row) {
        if (fewShot.runningProperty().get()) {
            notices.warn(texts.of("notice.modelBusy"));
            return;
        }
        fewShot.stop();
        background.model(
                Urgency.TRAINING,
                texts.of("job.load"),
                context -> {
                    engine.change(() -> open(row.name));
                    return row.name;
                },
                name -> {
                    used.set(name);
                    notices.tell(texts.of("notice.modelUsed", row.description));
                    fewShot.loadModel();
                    workspace.open().ifPresent(fewShot::prepare);
                });
    }

    private FewShotEngine open(String name) throws IOException {
        FoundationProvider provider =
                catalog.find(name).orElseThrow(() -> new IOException(texts.of("models.gone", name)));
        return FoundationEngine.open(provider, DeviceChoice.AUTO);
    }

    /** Copies a weight file into the models folder once its network has been built. */
    void importFile(Path file) {
        background.model(
                Urgency.PROPAGATION,
                texts.of("job.importModel", String.valueOf(file.getFileName())),
                context -> catalog.store().importFile(file),
                this::tellInstalled);
    }

    /** Fetches a published model; the job can be cancelled, and goes on where it was the next time. */
    Optional<RunningJob> download(Row row) {
        return catalog.store().published().stream()
                .filter(model -> model.name().equals(row.name))
                .findFirst()
                .map(model -> {
                    String title = texts.of("job.download", row.name);
                    ModelDownload download = new ModelDownload(catalog.store(), model, Optional.empty());
                    return background.io(
                            title,
                            context -> download.run((done, total) -> {
                                context.checkpoint();
                                context.report(Progress.of(title, done, total));
                            }),
                            file -> {
                                notices.tell(texts.of("notice.modelInstalled", row.description));
                                refresh();
                            });
                });
    }

    /** Reads an installed model in full. */
    void check(Row row) {
        background.model(
                Urgency.PROPAGATION,
                texts.of("job.checkModel", row.name),
                context -> {
                    for (InstalledModel model : catalog.store().list()) {
                        if (model.name().equals(row.name)) {
                            return catalog.store().check(model);
                        }
                    }
                    throw new IOException(texts.of("models.gone", row.name));
                },
                sound -> notices.tell(texts.of("notice.modelSound", sound.description())));
    }

    /** Deletes the kept slice features. */
    void clearCache() {
        background.io(
                texts.of("job.clearCache"),
                context -> {
                    FeatureCache kept = FeatureCache.ofUser();
                    kept.clear();
                    return describe(kept);
                },
                cache::set);
    }

    private void tellInstalled(InstalledModel model) {
        notices.tell(texts.of("notice.modelInstalled", model.description()));
        refresh();
    }

    private String describe(FeatureCache kept) throws IOException {
        return texts.of("models.cache", kept.usedBytes() / GIGABYTE, kept.limitBytes() / GIGABYTE);
    }
}
