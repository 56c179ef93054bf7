package diffusam.app;

import diffusam.app.Prompts.Unsaved;
import diffusam.foundation.ModelCatalog;
import diffusam.jobs.Jobs;
import diffusam.jobs.Urgency;
import diffusam.project.Project;
import diffusam.volume.Plane;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

/** The Studio in one stage: builds the object graph, and answers the commands that concern the window. */
final class Studio implements StudioCommands.Shell {
    private static final String PROJECT = ".dsam";

    private final Stage stage;
    private final Texts texts;
    private final Appearance appearance;
    private final String version;
    private final Jobs jobs = new Jobs();
    private final CensusTaker census;
    private final SeedWatch seeds;
    private final FaultLog faults;
    private final MeasureTaker measures;
    private final LazyEngine engine;
    private final Prompts prompts;
    private final StudioModel model;
    private final Models models;
    private final Runnable archive;
    private final ViewGrid views;
    private final MainWindow window;
    private final CommandTable commands;
    private Optional<Runnable> sample = Optional.empty();

    private Studio(Stage stage, Surroundings surroundings) {
        this.stage = stage;
        texts = surroundings.texts();
        prompts = surroundings.prompts();
        Preferences preferences = surroundings.preferences();
        appearance = new Appearance(preferences.theme);
        version = Optional.ofNullable(Studio.class.getPackage().getImplementationVersion())
                .orElse(texts.of("about.development"));
        Executor fxThread = Platform::runLater;
        Authorship authorship = new Authorship("DiffuSAM Studio " + version, InstantSource.system());
        Notices notices = new Notices(texts);
        faults = new FaultLog(WorkFolder.ofUser(), "DiffuSAM Studio " + version, InstantSource.system());
        Background background = new Background(jobs, fxThread, failure -> {
            notices.fail(failure);
            faults.add(failure.cause());
        });
        String chosen = preferences.model.get().name();
        engine = new LazyEngine(() -> surroundings.engine().open(chosen));
        FewShot fewShot = new FewShot(background, engine, authorship, fxThread, texts);
        WorkKeeper keeper = new WorkKeeper(
                new WorkFolder(WorkFolder.ofUser(), version), background, prompts, notices, texts, fxThread);
        Workspace workspace =
                new Workspace(surroundings.files(), background, notices, authorship, texts, keeper, prompts);
        Scans scans = new Scans(workspace, background, texts, preferences.progress);
        model = new StudioModel(
                workspace,
                scans,
                new Display(),
                new Toolbox(),
                fewShot,
                new Assist(background, engine, notices, texts),
                notices,
                preferences);
        models = new Models(ModelCatalog.ofUser(), background, engine, surroundings.engine(), model, texts);
        model.display().keepIn(preferences.look);
        archive = ArchivePage.onRequest(
                stage, ArchiveModel.of(surroundings, background, workspace, fxThread, this::find), prompts, texts);
        Exports exports = new Exports(workspace, background, notices, prompts, texts);
        commands =
                new StudioCommands(model, exports, texts).build(this, new ScanCommands(model, texts, this::openScan));
        views = new ViewGrid(model, texts, fxThread);
        window = new MainWindow(
                model,
                background,
                texts,
                views,
                commands,
                new ScanPanel(model, commands, texts, this::openScan),
                new RecentStudies(preferences.recent(), this::find));
        new WindowFrame(stage, preferences.frame).show(window);
        census = new CensusTaker(workspace, fxThread);
        seeds = new SeedWatch(workspace, fxThread);
        measures = new MeasureTaker(workspace, window.measuresShown(), fxThread);
        new FileDrop(stage.getScene(), this::find);
        workspace.openProperty().subscribe(open -> open.ifPresent(fewShot::prepare));
        workspace
                .openProperty()
                .subscribe(open -> open.map(study -> study.study().source())
                        .filter(source ->
                                workspace.keeper().namedProperty().get().isEmpty())
                        .ifPresent(preferences::remember));
        workspace.keeper().namedProperty().subscribe(named -> named.ifPresent(preferences::remember));
        new WindowTitle(stage, workspace, texts);
    }

    /**
     * Shows the Studio, and the research notice at the first start.
     */
    static Studio open(Stage stage, Surroundings surroundings) {
        Studio studio = new Studio(stage, surroundings);
        stage.addEventHandler(WindowEvent.WINDOW_CLOSE_REQUEST, e -> {
            e.consume();
            studio.quit();
        });
        stage.show();
        studio.models.begin();
        studio.greet();
        return studio;
    }

    /** At the first start: what the program is not for, and once it is known, what it computes on and why. */
    private void greet() {
        if (model.preferences().greeted.get()) {
            return;
        }
        model.notices().warn(texts.of("research.long"));
        model.preferences().greeted.set(true);
        ReadOnlyStringProperty device = model.fewShot().deviceNameProperty();
        device.addListener(new InvalidationListener() {
            @Override
            public void invalidated(Observable changed) {
                device.removeListener(this);
                String why = model.fewShot().deviceNoteProperty().get();
                model.notices()
                        .tell(texts.of("notice.device", device.get(), why).strip());
            }
        });
    }

    StudioModel model() {
        return model;
    }

    CommandTable commands() {
        return commands;
    }

    /** Ends all work and frees the engine; waits for the step that is under way. */
    void close() {
        model.fewShot().stop();
        views.dispose();
        window.dispose();
        appearance.dispose();
        census.close();
        seeds.close();
        measures.close();
        model.workspace().close();
        jobs.model(
                        Urgency.CLICK,
                        "close",
                        context -> {
                            engine.close();
                            return true;
                        },
                        progress -> {})
                .result()
                .exceptionally(error -> false)
                .join();
        jobs.close();
        faults.close();
    }

    /** Tells of a fault outside any job, and notes it down. FX thread only. */
    void fault(Throwable fault) {
        model.notices().unexpected(fault);
        faults.add(fault);
    }

    @Override
    public void openImage() {
        leaveStudy(() -> prompts.imageFile().ifPresent(model.workspace()::openStudy));
    }

    @Override
    public void openFolder() {
        prompts.imageFolder().ifPresent(folder -> find(List.of(folder)));
    }

    @Override
    public void openProject() {
        leaveStudy(() -> prompts.project().ifPresent(model.workspace()::openStudy));
    }

    @Override
    public void saveProject() {
        saveProject(() -> {}, () -> {});
    }

    @Override
    public void saveProjectAs() {
        saveProjectAs(() -> {});
    }

    @Override
    public void openSecond() {
        prompts.imageFile().map(ScanPlace::of).ifPresent(model.workspace()::openSecond);
    }

    @Override
    public void openLabels() {
        prompts.labelFile().ifPresent(model.workspace()::openLabels);
    }

    @Override
    public void saveLabels() {
        exportLabels(LabelForm.LABEL_MAP);
    }

    @Override
    public void exportDeidentified() {
        prompts.deidentifiedCopy("deidentified").ifPresent(model.workspace()::copyDeidentified);
    }

    @Override
    public void exportLabels(LabelForm form) {
        Workspace workspace = model.workspace();
        prompts.labelTarget(form, workspace.proposedLabelName(form))
                .ifPresent(target -> workspace.saveLabels(target, form));
    }

    @Override
    public void quit() {
        leaveStudy(() -> {
            stage.hide();
            close();
        });
    }

    @Override
    public void fitViews() {
        views.fit();
    }

    @Override
    public void showAllViews() {
        views.showAll();
    }

    @Override
    public void showAlone(Plane plane) {
        views.showAll();
        views.toggleAlone(plane);
    }

    @Override
    public void showSurfacesAlone() {
        views.showAll();
        views.toggleSurfacesAlone();
    }

    @Override
    public void showPalette() {
        window.palette().open();
    }

    @Override
    public void showTour() {
        if (model.workspace().open().isPresent()) {
            window.tour().start();
        } else {
            sample.ifPresentOrElse(Runnable::run, () -> model.notices().tell(texts.of("tour.noStudy")));
        }
    }

    @Override
    public void showModels() {
        models.refresh();
        new HelpPages(stage, texts).showModels(new ModelsPage(models, model.fewShot(), texts));
    }

    @Override
    public void showArchive() {
        archive.run();
    }

    @Override
    public void showShortcuts() {
        new HelpPages(stage, texts).showShortcuts(new KeysPage(commands, model.preferences().keys, texts));
    }

    @Override
    public void showAbout() {
        new HelpPages(stage, texts).showAbout(version);
    }

    /** Opens a project, or lists the scans that are there and opens the one to begin with. */
    void find(List<Path> places) {
        if (Project.isAt(places.getFirst())) {
            leaveStudy(() -> model.workspace().openStudy(places.getFirst()));
            return;
        }
        Scans scans = model.scans();
        scans.add(places, found -> {
            scans.shown.set(scans.shown.get() || found.size() > 1);
            scans.first(found)
                    .ifPresentOrElse(
                            this::openScan,
                            () -> leaveStudy(() -> model.workspace().openStudy(places.getFirst())));
        });
    }

    /** Changes over to another scan; what is kept needs no question. */
    private void openScan(Scan scan) {
        Runnable open = () -> model.workspace().open(scan.place(), () -> {});
        if (model.workspace().keeper().isSafe()) {
            open.run();
        } else {
            leaveStudy(open);
        }
    }

    private void saveProject(Runnable saved, Runnable failed) {
        if (model.workspace().keeper().namedProperty().get().isPresent()) {
            model.workspace().keeper().save(saved, failed);
        } else {
            saveProjectAs(saved);
        }
    }

    private void saveProjectAs(Runnable saved) {
        Workspace workspace = model.workspace();
        prompts.projectTarget(workspace.proposedProjectName())
                .ifPresent(target -> workspace.keeper().saveAs(withEnding(target), saved));
    }

    private static Path withEnding(Path project) {
        String name = String.valueOf(project.getFileName());
        return name.endsWith(PROJECT) ? project : project.resolveSibling(name + PROJECT);
    }

    /** Goes on once the labels are saved or given up. A project that the user named is saved without a question. */
    private void leaveStudy(Runnable next) {
        Workspace workspace = model.workspace();
        boolean unsaved = workspace.open().map(study -> study.unsaved.get()).orElse(false);
        if (!unsaved) {
            next.run();
        } else if (workspace.keeper().isSafeInNamed()) {
            workspace.keeper().save(next, () -> askAndLeave(next));
        } else {
            askAndLeave(next);
        }
    }

    private void askAndLeave(Runnable next) {
        Optional<Unsaved> answer = prompts.aboutUnsaved();
        if (answer.equals(Optional.of(Unsaved.SAVE))) {
            saveProjectAs(next);
        } else if (answer.isPresent()) {
            next.run();
        }
    }

    /** Opens the sample study, with the tour at the first start, and lets the tour come back to it. */
    void beginWith(Path source, Optional<Path> labels) {
        sample = Optional.of(() -> openStudy(source, labels, window.tour()::start));
        BooleanProperty toured = model.preferences().toured;
        if (toured.get()) {
            openStudy(source, labels, () -> {});
        } else {
            toured.set(true);
            sample.get().run();
        }
    }

    /** Opens a study without asking, and labels for it unless earlier work came back. */
    private void openStudy(Path source, Optional<Path> labels, Runnable afterwards) {
        Workspace workspace = model.workspace();
        workspace.openStudy(source, () -> {
            boolean blank = workspace.open().stream()
                    .allMatch(study -> study.annotation().map().labels().isEmpty());
            if (blank) {
                labels.ifPresent(workspace::openLabels);
            }
            afterwards.run();
        });
    }
}
