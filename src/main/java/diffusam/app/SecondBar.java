package diffusam.app;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.javafx.FontIcon;

/** While a second image is shown: how much of it, or both side by side, and away with it. */
final class SecondBar extends HBox {
    private final Label first = new Label();
    private final Label second = new Label();

    SecondBar(StudioModel model, Texts texts) {
        Display display = model.display();
        getStyleClass().add("second-bar");
        setAlignment(Pos.CENTER);
        for (Label name : new Label[] {first, second}) {
            name.setMaxWidth(160);
        }
        Slider fusion = new Slider(0, 1, 0.5);
        fusion.setId("fusion");
        fusion.setPrefWidth(150);
        fusion.setBlockIncrement(0.1);
        fusion.setAccessibleText(texts.of("second.fusion"));
        fusion.setTooltip(new Tooltip(texts.of("second.fusion")));
        fusion.valueProperty().bindBidirectional(display.fusion);
        fusion.disableProperty().bind(display.sideBySide);
        ToggleButton beside = new ToggleButton(null, new FontIcon("mdi2c-compare-horizontal"));
        beside.setId("side-by-side");
        beside.getStyleClass().addAll("flat", "button-icon");
        beside.setAccessibleText(texts.of("command.sideBySide"));
        beside.setTooltip(new Tooltip(texts.of("command.sideBySide")));
        beside.selectedProperty().bindBidirectional(display.sideBySide);
        Button close = new Button(null, new FontIcon("mdi2c-close"));
        close.getStyleClass().addAll("flat", "button-icon");
        close.setAccessibleText(texts.of("command.closeSecond"));
        close.setTooltip(new Tooltip(texts.of("command.closeSecond")));
        close.setOnAction(e -> model.workspace().open().ifPresent(study -> study.second.set(Optional.empty())));
        getChildren().addAll(first, fusion, second, beside, close);
        setVisible(false);
        managedProperty().bind(visibleProperty());
        model.workspace().follow(this::follow);
    }

    private Subscription follow(OpenStudy study) {
        first.setText(study.study().name());
        return study.second.subscribe(shown -> {
            setVisible(shown.isPresent());
            second.setText(shown.map(SecondStudy::name).orElse(""));
        });
    }
}
