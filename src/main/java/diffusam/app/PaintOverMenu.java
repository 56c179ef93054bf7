package diffusam.app;

import diffusam.annotation.Label;
import diffusam.viewer.PaintOver.Rule;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;

/** Shows and changes what painting may replace; the labels of the open study are choices too. */
final class PaintOverMenu extends MenuButton {
    private static final double WIDEST = 130;

    private final Toolbox toolbox;
    private final Workspace workspace;
    private final Texts texts;

    PaintOverMenu(StudioModel model, Texts texts) {
        toolbox = model.toolbox();
        workspace = model.workspace();
        this.texts = texts;
        setId("paint-over");
        setFocusTraversable(false);
        setMaxWidth(WIDEST);
        setTooltip(new Tooltip(texts.of("tool.over")));
        setOnShowing(e -> fill());
        toolbox.paintOver.subscribe(this::showRule);
        toolbox.onlyLabel.subscribe(this::showRule);
        workspace.follow(study -> study.annotationProperty().subscribe(this::showRule));
        fill();
    }

    private void fill() {
        getItems().clear();
        for (Rule rule : List.of(Rule.UNLOCKED, Rule.EMPTY, Rule.ALL)) {
            add(texts.of("over." + rule), rule, toolbox.onlyLabel.get());
        }
        List<Label> labels = workspace.open().map(OpenStudy::labels).orElse(List.of());
        if (!labels.isEmpty()) {
            getItems().add(new SeparatorMenuItem());
        }
        labels.forEach(label -> add(texts.of("over.ONE_LABEL", label.name()), Rule.ONE_LABEL, label.id()));
    }

    private void add(String text, Rule rule, int label) {
        RadioMenuItem item = new RadioMenuItem(text);
        item.setMnemonicParsing(false);
        item.setSelected(
                rule == toolbox.paintOver.get() && (rule != Rule.ONE_LABEL || label == toolbox.onlyLabel.get()));
        item.setOnAction(e -> {
            toolbox.onlyLabel.set(label);
            toolbox.paintOver.set(rule);
        });
        getItems().add(item);
    }

    /** A label that is there no longer cannot be replaced: then everything unlocked can. */
    private void showRule() {
        Rule rule = toolbox.paintOver.get();
        String name = workspace
                .open()
                .flatMap(study -> study.label(toolbox.onlyLabel.get()))
                .map(Label::name)
                .orElse("");
        if (rule == Rule.ONE_LABEL && name.isEmpty()) {
            toolbox.paintOver.set(Rule.UNLOCKED);
            return;
        }
        setText(texts.of("over." + Objects.requireNonNull(rule), name));
        setAccessibleText(texts.of("tool.over") + ": " + getText());
    }
}
