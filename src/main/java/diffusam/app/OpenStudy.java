package diffusam.app;

import diffusam.annotation.Annotation;
import diffusam.annotation.AnnotationEdit;
import diffusam.annotation.AppliedEdit;
import diffusam.annotation.Census;
import diffusam.annotation.EditHistory;
import diffusam.annotation.Label;
import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.annotation.SliceKey;
import diffusam.annotation.SliceState;
import diffusam.annotation.SliceState.Review;
import diffusam.annotation.Turn;
import diffusam.metrics.StructureMeasures;
import diffusam.project.Measurement;
import diffusam.project.PriorReference;
import diffusam.project.Project;
import diffusam.project.ProjectContent;
import diffusam.project.ViewState;
import diffusam.viewer.Crosshair;
import diffusam.viewer.render.LabelColors;
import diffusam.volume.Grid;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import diffusam.volume.Window;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;

/** A study being worked on: its annotation with the history, and what the views show of it. FX thread only. */
final class OpenStudy {
    private static final long HISTORY_BYTES = 256L << 20;

    private final Study study;
    private final Authorship authorship;
    private final SliceCuts cuts;
    private final EditHistory history;
    private final ReadOnlyObjectWrapper<Annotation> annotation;
    private final ReadOnlyObjectWrapper<LabelColors> colors = new ReadOnlyObjectWrapper<>(new LabelColors(List.of()));
    private final Keeping keeping;
    private final StudyPriors priors;
    private boolean planeIsChosen;

    final ObjectProperty<Crosshair> crosshair;
    final ObjectProperty<Window> window;

    /** Id of the label that tools paint; 0 while there is none. */
    final IntegerProperty selectedLabel = new SimpleIntegerProperty(0);

    /** Ids of the labels that are not drawn. */
    final ObservableSet<Integer> hiddenLabels = FXCollections.observableSet();

    /** Name of the view that fills the window; empty while all share it. */
    final StringProperty alone = new SimpleStringProperty("");

    /** What part of its slices the view of each plane shows, where that is known. */
    final ObservableMap<Plane, ViewState.Framing> framings = FXCollections.observableHashMap();

    /** The plane that seeds and propagation go by. */
    final ObjectProperty<Plane> seedPlane;

    /** Where each label is; follows the annotation with a delay. */
    final ObjectProperty<Census> census;

    /** The figures of each label; follow the annotation with a delay while somebody looks at them. */
    final ObjectProperty<Map<Integer, StructureMeasures>> structures = new SimpleObjectProperty<>(Map.of());

    /** What was measured on the image, oldest first. */
    final ObjectProperty<List<Measurement>> measurements = new SimpleObjectProperty<>(List.of());

    /** Another image on the same crosshair. */
    final ObjectProperty<Optional<SecondStudy>> second = new SimpleObjectProperty<>(Optional.empty());

    /** True if something has changed since the labels were last saved. */
    final BooleanProperty unsaved = new SimpleBooleanProperty(false);

    /**
     * A study nobody has worked on.
     *
     * @param window to begin with
     */
    OpenStudy(Study study, Window window, Authorship authorship, Keeping keeping) {
        this(
                study,
                authorship,
                keeping,
                ViewState.of(grid(study), window),
                new EditHistory(LabelMap.empty(grid(study)), HISTORY_BYTES),
                List.of());
    }

    /** A study that goes on where a project was left. */
    OpenStudy(Study study, Authorship authorship, Keeping keeping, ProjectContent content) {
        this(
                study,
                authorship,
                keeping,
                content.view(),
                new EditHistory(content.annotation(), content.done(), content.undone(), HISTORY_BYTES),
                content.priors());
        measurements.set(content.measurements());
        content.annotation().states().keySet().stream().findFirst().ifPresent(key -> {
            planeIsChosen = true;
            seedPlane.set(key.plane());
        });
        if (!labels().isEmpty()) {
            selectedLabel.set(annotation().labels().firstKey());
            recolor();
        }
        ViewState view = content.view();
        cuts.straighten(content.annotation().states().isEmpty());
        if (label(view.activeLabel()).isPresent()) {
            selectedLabel.set(view.activeLabel());
        }
    }

    private OpenStudy(
            Study study,
            Authorship authorship,
            Keeping keeping,
            ViewState view,
            EditHistory history,
            List<PriorReference> kept) {
        this.study = study;
        this.authorship = authorship;
        this.keeping = keeping;
        this.history = history;
        annotation = new ReadOnlyObjectWrapper<>(history.annotation());
        census = new SimpleObjectProperty<>(Census.of(history.current()));
        crosshair = new SimpleObjectProperty<>(Crosshair.nearest(grid(), view.crosshair()));
        cuts = new SliceCuts(grid(), crosshair);
        cuts.straighten(true);
        seedPlane = new SimpleObjectProperty<>(SliceLayout.acquired(grid()));
        window = new SimpleObjectProperty<>(view.window());
        priors = new StudyPriors(keeping, kept);
        hiddenLabels.addAll(view.hiddenLabels());
        alone.set(view.alone());
        view.framings().forEach(framing -> framings.put(framing.plane(), framing));
        hiddenLabels.addListener((SetChangeListener<Integer>) change -> recolor());
        keepLooking();
    }

    Study study() {
        return study;
    }

    /** What the views show now. */
    ViewState view() {
        return new ViewState(
                crosshair.get().on(grid()).index(),
                window.get(),
                selectedLabel.get(),
                hiddenLabels.stream().sorted().toList(),
                alone.get(),
                framings.values().stream()
                        .sorted(Comparator.comparing(ViewState.Framing::plane))
                        .toList());
    }

    private void keepLooking() {
        for (Observable looked : List.<Observable>of(crosshair, window, selectedLabel, hiddenLabels, alone, framings)) {
            looked.addListener(changed -> keeping.look(view()));
        }
    }

    /** The project that keeps the work. */
    Keeping keeping() {
        return keeping;
    }

    /** What has been trained. */
    StudyPriors priors() {
        return priors;
    }

    /** Everything that is to be kept of the work, as the start of a project whose image is not known yet. */
    ProjectContent content() {
        return ProjectContent.of(
                annotation(), history.done(), history.undone(), view(), measurements.get(), priors.all());
    }

    Volume image() {
        return study.image();
    }

    private static Grid grid(Study study) {
        return study.image().grid();
    }

    Grid grid() {
        return study.image().grid();
    }

    /** The image's own slices. */
    SliceLayout layout(Plane plane) {
        return cuts.own(plane);
    }

    /** The slices that the views show. */
    SliceCuts cuts() {
        return cuts;
    }

    SliceLayout seedLayout() {
        return layout(seedPlane.get());
    }

    ReadOnlyObjectProperty<Annotation> annotationProperty() {
        return annotation.getReadOnlyProperty();
    }

    Annotation annotation() {
        return annotation.get();
    }

    LabelMap map() {
        return annotation.get().map();
    }

    List<Label> labels() {
        return LabelChanges.inOrder(annotation.get());
    }

    Optional<Label> label(int id) {
        return Optional.ofNullable(annotation.get().labels().get(id));
    }

    Optional<Label> selected() {
        return label(selectedLabel.get());
    }

    Set<Integer> lockedLabels() {
        return labels().stream().filter(Label::locked).map(Label::id).collect(Collectors.toSet());
    }

    /** The colours to draw labels with; changes with the labels and with what is hidden. */
    ReadOnlyObjectProperty<LabelColors> colorsProperty() {
        return colors.getReadOnlyProperty();
    }

    /** How far the label has come on a slice of the seed plane; empty if nothing is recorded. */
    Optional<SliceState> state(int label, int slice) {
        return label == Label.BACKGROUND
                ? Optional.empty()
                : Optional.ofNullable(annotation.get().states().get(new SliceKey(seedPlane.get(), slice, label)));
    }

    /** True if some slices hold masks that a propagation proposed and nobody has looked at. */
    boolean hasProposals() {
        return annotation.get().states().values().stream().anyMatch(state -> state.review() == Review.PROPOSED);
    }

    /** What is said and done about the slice of the seed plane that is shown. */
    SliceReview review() {
        return new SliceReview(this, authorship);
    }

    /** What is done to the list of labels. */
    LabelList list() {
        return new LabelList(this);
    }

    /** Applies a person's edit, made in {@code plane}, as one undo step. The first one decides the seed plane. */
    void paint(String name, LabelEdit edit, Plane plane) {
        if (!planeIsChosen && !edit.isEmpty()) {
            planeIsChosen = true;
            if (!hasProposals()) {
                seedPlane.set(plane);
            }
        }
        apply(name, AnnotationEdit.ofVoxels(edit).and(authorship.personChanged(annotation(), edit, seedLayout())));
    }

    /** Shows the slice of the seed plane in the middle of those on which an edit touches the selected label. */
    void goTo(LabelEdit edit) {
        BitSet touched = edit.slicesTouched(seedLayout()).getOrDefault(selectedLabel.get(), new BitSet());
        touched.stream()
                .skip(touched.cardinality() / 2)
                .findFirst()
                .ifPresent(slice -> crosshair.set(crosshair
                        .get()
                        .onSlice(seedLayout(), slice)
                        .on(crosshair.get().grid())));
    }

    /** Applies any edit as one undo step. */
    void apply(String name, AnnotationEdit edit) {
        history.apply(name, edit);
        repeat(project -> project.apply(name, edit));
        publish();
    }

    /** The same for an edit of a whole volume, computed on another thread from the annotation as it is now. */
    void apply(String name, AppliedEdit edit) {
        history.apply(name, edit);
        repeat(project -> project.apply(name, edit.edit()));
        publish();
    }

    /** The project comes to the same labels by itself, and need not hold them twice. */
    private void repeat(Consumer<Project> change) {
        LabelMap now = history.current();
        keeping.repeat(project -> {
            change.accept(project);
            project.share(now);
        });
    }

    /** Applies a part of something that goes on: consecutive parts of one name are one undo step. */
    void extend(String name, AnnotationEdit edit) {
        history.extend(name, edit);
        repeat(project -> project.extend(name, edit));
        publish();
    }

    /** Changes what was measured on the image. */
    void measure(Consumer<List<Measurement>> change) {
        List<Measurement> all = new ArrayList<>(measurements.get());
        change.accept(all);
        measurements.set(List.copyOf(all));
        keeping.repeat(project -> project.measure(all));
        unsaved.set(true);
    }

    /** True if a step of this name was taken and can still be taken back. */
    boolean hasDone(String stepName) {
        return history.done().stream().anyMatch(step -> step.name().equals(stepName));
    }

    Optional<String> undoName() {
        return history.canUndo() ? Optional.of(history.done().getLast().name()) : Optional.empty();
    }

    Optional<String> redoName() {
        return history.canRedo() ? Optional.of(history.undone().getLast().name()) : Optional.empty();
    }

    /** Taking the newest step back; empty if there is none. */
    Optional<Turn> undoing() {
        return history.canUndo() ? Optional.of(history.undoing()) : Optional.empty();
    }

    /** Applying the step that was taken back last; empty if there is none. */
    Optional<Turn> redoing() {
        return history.canRedo() ? Optional.of(history.redoing()) : Optional.empty();
    }

    /** True if nothing has changed since the turn began. */
    boolean isNext(Turn turn) {
        return annotation() == turn.before();
    }

    void take(Turn.Taken taken) {
        history.take(taken);
        repeat(taken.turn().back() ? Project::undo : Project::redo);
        publish();
    }

    private void publish() {
        unsaved.set(true);
        boolean relabelled = !annotation().labels().equals(history.annotation().labels());
        annotation.set(history.annotation());
        if (relabelled) {
            recolor();
        }
        if (selected().isEmpty()) {
            selectedLabel.set(
                    annotation().labels().isEmpty() ? 0 : annotation().labels().firstKey());
        }
    }

    private void recolor() {
        colors.set(new LabelColors(labels().stream()
                .map(label -> label.shown(!hiddenLabels.contains(label.id())))
                .toList()));
    }
}
