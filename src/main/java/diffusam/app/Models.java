package diffusam.app;

import diffusam.app.Notices.Offer;
import diffusam.engine.FeatureCache;
import diffusam.foundation.Checksum;
import diffusam.foundation.FoundationProvider;
import diffusam.foundation.InstalledModel;
import diffusam.foundation.ModelCatalog;
import diffusam.foundation.ModelDownload;
import diffusam.foundation.PublishedModel;
import diffusam.jobs.Progress;
import diffusam.jobs.Urgency;
import diffusam.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The models there are, the one in use, and what can be done about them. FX thread only. */
final class Models {
    private static final double GIGABYTE = 1e9;

    private static final String BUILT_IN = Settings.DEFAULT.model().name();

    private final ModelCatalog catalog;
    private final Background background;
    private final LazyEngine engine;
    private final ModelOpener opener;
    private final StudioModel studio;
    private final Texts texts;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ObservableValue<String> used;
    private final ReadOnlyStringWrapper cache = new ReadOnlyStringWrapper("");

    /**
     * @param engine to be changed to another model's
     * @param opener makes that
     */
    Models(
            ModelCatalog catalog,
            Background background,
            LazyEngine engine,
            ModelOpener opener,
            StudioModel studio,
            Texts texts) {
        this.catalog = catalog;
        this.background = background;
        this.engine = engine;
        this.opener = opener;
        this.studio = studio;
        this.texts = texts;
        used = studio.preferences().model.map(Settings.Model::name);
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
    record Row(String name, State state, String description, String licence) {
        boolean isUsable() {
            return state == State.BUILT_IN || state == State.INSTALLED;
        }
    }

    ObservableList<Row> rows() {
        return rows;
    }

    /** The name of the model that segments. */
    ObservableValue<String> usedProperty() {
        return used;
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
                    .orElseGet(() -> new Row(model.name(), State.UNUSABLE, texts.said(model.description()), "")));
        }
        for (PublishedModel model : catalog.store().published()) {
            if (found.stream().noneMatch(row -> row.name.equals(model.name()))) {
                found.add(new Row(model.name(), State.TO_DOWNLOAD, model.description(), model.licence()));
            }
        }
        return found;
    }

    private Row row(FoundationProvider model, State state) {
        return new Row(model.name(), state, texts.said(model.description()), texts.said(model.licence()));
    }

    /** Loads the model that was used last, or the built-in one if that is gone; and offers a better one, once. */
    void begin() {
        boolean builtIn = used.getValue().equals(BUILT_IN);
        if (builtIn) {
            studio.fewShot().loadModel();
        }
        background.io(texts.of("job.models"), context -> read(), found -> {
            rows.setAll(found);
            if (!builtIn && found.stream().noneMatch(row -> row.isUsable() && row.name.equals(used.getValue()))) {
                studio.notices().warn(texts.of("notice.modelGone", used.getValue()));
                use(found.getFirst());
                return;
            }
            if (!builtIn) {
                studio.fewShot().loadModel();
            }
            offer(found);
        });
    }

    private void offer(List<Row> found) {
        found.stream()
                .filter(row -> row.state == State.INSTALLED && !row.name.equals(used.getValue()))
                .filter(row -> !studio.preferences().model.get().offered().contains(row.name))
                .findFirst()
                .ifPresent(row -> offer(row, "notice.modelThere"));
    }

    private void offer(Row row, String words) {
        Settings.Model model = studio.preferences().model.get();
        List<String> offered = Stream.concat(model.offered().stream(), Stream.of(row.name))
                .distinct()
                .toList();
        studio.preferences().model.set(new Settings.Model(model.name(), offered));
        studio.notices().offer(texts.of(words, row.description), new Offer(texts.of("models.use"), () -> use(row)));
    }

    /** Segments with another model from now on; the open study's slices are read anew. */
    void use(Row row) {
        if (studio.fewShot().runningProperty().get()) {
            studio.notices().warn(texts.of("notice.modelBusy"));
            return;
        }
        studio.fewShot().stop();
        background.model(
                Urgency.TRAINING,
                texts.of("job.load"),
                context -> {
                    engine.change(() -> opener.open(row.name));
                    return row.name;
                },
                name -> {
                    Preferences preferences = studio.preferences();
                    preferences.model.set(
                            new Settings.Model(name, preferences.model.get().offered()));
                    studio.notices().tell(texts.of("notice.modelUsed", row.description));
                    studio.fewShot().loadModel();
                    studio.workspace().open().ifPresent(studio.fewShot()::prepare);
                });
    }

    /**
     * Copies a weight file into the models folder once its network has been built.
     *
     * @param sha256 what the file must have, or blank
     */
    void importFile(Path file, String sha256) {
        if (!isSha256OrBlank(sha256)) {
            return;
        }
        background.model(
                Urgency.PROPAGATION,
                texts.of("job.importModel", String.valueOf(file.getFileName())),
                context -> catalog.store().importFile(file, wanted(sha256)),
                model -> tellInstalled(model.name(), model.description()));
    }

    /** The user is told if it is neither. */
    private boolean isSha256OrBlank(String typed) {
        boolean is = typed.isBlank() || Checksum.isWritten(typed.strip());
        if (!is) {
            studio.notices().warn(texts.of("notice.noSha256"));
        }
        return is;
    }

    private static Optional<String> wanted(String sha256) {
        return Optional.of(sha256.strip()).filter(text -> !text.isEmpty());
    }

    /**
     * Fetches a published model; the job can be cancelled, and goes on where it was the next time.
     *
     * @param sha256 what the file must have, or blank
     */
    Optional<RunningJob> download(Row row, String sha256) {
        return isSha256OrBlank(sha256) ? begun(row, wanted(sha256)) : Optional.empty();
    }

    private Optional<RunningJob> begun(Row row, Optional<String> sha256) {
        return catalog.store().published().stream()
                .filter(model -> model.name().equals(row.name))
                .findFirst()
                .map(model -> {
                    String title = texts.of("job.download", row.name);
                    ModelDownload download = new ModelDownload(catalog.store(), model, sha256);
                    return background.io(
                            title,
                            context -> download.run((done, total) -> {
                                context.checkpoint();
                                context.report(Progress.of(title, done, total));
                            }),
                            file -> tellInstalled(row.name, row.description));
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
                sound -> studio.notices().tell(texts.of("notice.modelSound", sound.description())));
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

    private void tellInstalled(String name, String description) {
        offer(new Row(name, State.INSTALLED, description, ""), "notice.modelInstalled");
        refresh();
    }

    private String describe(FeatureCache kept) throws IOException {
        return texts.of("models.cache", kept.usedBytes() / GIGABYTE, kept.limitBytes() / GIGABYTE);
    }
}
