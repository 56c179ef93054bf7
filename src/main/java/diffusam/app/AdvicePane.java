package diffusam.app;

import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** Which slice to label next, why, and a button that goes there. */
final class AdvicePane extends HBox {
    private final Command goThere;
    private final Texts texts;
    private final Label text = new Label();
    private final Button button = new Button();

    /**
     * @param goThere shows the slice that is advised
     */
    AdvicePane(Command goThere, Texts texts) {
        this.goThere = goThere;
        this.texts = texts;
        setId("advice");
        getStyleClass().add("advice");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        button.setId("next-seed");
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> goThere.run());
        getChildren().addAll(new FontIcon("mdi2l-lightbulb-on-outline"), text, button);
    }

    /** Shows what is advised, or nothing. */
    void show(Optional<SeedAdvice> advice) {
        PanelParts.show(this, advice.isPresent());
        advice.ifPresent(a -> {
            text.setText(sentence(a));
            button.setText(texts.of("advice.go", a.slice() + 1, goThere.keysText()));
            button.setAccessibleText(texts.of("fewshot.goTo", a.slice() + 1));
        });
    }

    private String sentence(SeedAdvice advice) {
        String label = advice.label().name();
        int slice = advice.slice() + 1;
        return switch (advice.reason()) {
            case SeedAdvice.Reason.Disputed why -> texts.of("advice.disputed", label, slice, 100 * why.gain());
            case SeedAdvice.Reason.Helpful why -> texts.of("advice.helpful", label, slice, 100 * why.gain());
            case SeedAdvice.Reason.Enough why -> texts.of("advice.enough", 100 * why.gain());
            case SeedAdvice.Reason.Unsure why -> texts.of("advice.unsure", label, slice, texts.share(why.confidence()));
            case SeedAdvice.Reason.Sure why -> texts.of("advice.sure", label, texts.share(why.confidence()));
            case SeedAdvice.Reason.Gap why -> texts.of("advice.gap", label, slice, why.below() + 1, why.above() + 1);
        };
    }
}
