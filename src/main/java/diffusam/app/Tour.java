package diffusam.app;

import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/** The way through the window in a few steps: a card beside what it speaks of. The window can be used meanwhile. */
final class Tour extends Pane {
    private static final double CARD_WIDTH = 340;
    private static final double GAP = 14;

    private final Texts texts;
    private final List<Step> steps;
    private final Region frame = new Region();
    private final Label count = new Label();
    private final Label title = new Label();
    private final Label text = new Label();
    private final Button back;
    private final Button next;
    private final VBox card;
    private int at;
    private Subscription followed = Subscription.EMPTY;

    /**
     * A stop on the way.
     *
     * @param key of its title and text
     * @param target id of the node it speaks of
     * @param keys of the command it speaks of, for its text
     */
    private record Step(String key, String target, Command command) {}

    Tour(CommandTable commands, Texts texts) {
        this.texts = texts;
        steps = List.of(
                new Step("views", "#view-axial", commands.get("crosshair")),
                new Step("paint", "#tool-brush", commands.get("brush")),
                new Step("seeds", "#labels", commands.get("nextLabel")),
                new Step("train", "#train", commands.get("train")),
                new Step("review", "#slider-axial", commands.get("accept")));
        back = button("tour.back", () -> show(at - 1));
        next = button("tour.next", () -> show(at + 1));
        next.getStyleClass().add("accent");
        card = card();
        setId("tour");
        setPickOnBounds(false);
        setVisible(false);
        frame.getStyleClass().add("tour-frame");
        frame.setMouseTransparent(true);
        getChildren().addAll(frame, card);
        addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                end();
                e.consume();
            }
        });
    }

    private VBox card() {
        Button end = button("tour.end", this::end);
        end.getStyleClass().add("flat");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox buttons = new HBox(end, space, back, next);
        buttons.setAlignment(Pos.CENTER_LEFT);
        buttons.getStyleClass().add("answers");
        count.getStyleClass().add("hint");
        title.getStyleClass().add("panel-title");
        text.setWrapText(true);
        VBox box = new VBox(count, title, text, buttons);
        box.setPrefWidth(CARD_WIDTH);
        box.getStyleClass().add("tour-card");
        return box;
    }

    void start() {
        setVisible(true);
        show(0);
    }

    private void end() {
        followed.unsubscribe();
        setVisible(false);
    }

    private void show(int step) {
        if (step >= steps.size()) {
            end();
            return;
        }
        at = step;
        Step shown = steps.get(step);
        count.setText(texts.of("tour.count", step + 1, steps.size()));
        title.setText(texts.of("tour." + shown.key + ".title"));
        text.setText(texts.of("tour." + shown.key + ".text", shown.command.keysText()));
        back.setDisable(step == 0);
        next.setText(texts.of(step == steps.size() - 1 ? "tour.done" : "tour.next"));
        next.requestFocus();
        follow();
        requestLayout();
    }

    /** Stays beside what the step speaks of when the window's parts are laid out anew. */
    private void follow() {
        followed.unsubscribe();
        Node node = getScene().lookup(steps.get(at).target);
        followed = node == null
                ? Subscription.EMPTY
                : Subscription.combine(
                        node.localToSceneTransformProperty().subscribe(this::requestLayout),
                        node.layoutBoundsProperty().subscribe(this::requestLayout),
                        node.sceneProperty().subscribe(this::requestLayout));
    }

    @Override
    protected void layoutChildren() {
        Bounds target = target();
        frame.resizeRelocate(target.getMinX() - 3, target.getMinY() - 3, target.getWidth() + 6, target.getHeight() + 6);
        double height = card.prefHeight(CARD_WIDTH);
        double left = target.getMaxX() + GAP;
        if (left + CARD_WIDTH > getWidth()) {
            left = target.getMinX() - GAP - CARD_WIDTH;
        }
        double top = target.getHeight() < 60 ? target.getMaxY() + GAP : target.getMinY();
        card.resizeRelocate(
                Math.clamp(left, GAP, Math.max(GAP, getWidth() - CARD_WIDTH - GAP)),
                Math.clamp(top, GAP, Math.max(GAP, getHeight() - height - GAP)),
                CARD_WIDTH,
                height);
    }

    /** Where the step's node lies; the middle of the window if it is not to be seen. */
    private Bounds target() {
        Node node = getScene() == null ? null : getScene().lookup(steps.get(at).target);
        return node == null
                ? new BoundingBox(getWidth() / 2, getHeight() / 3, 0, 0)
                : sceneToLocal(node.localToScene(node.getLayoutBounds()));
    }

    private Button button(String key, Runnable action) {
        Button button = new Button(texts.of(key));
        button.setId(key.replace('.', '-'));
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> action.run());
        return button;
    }
}
