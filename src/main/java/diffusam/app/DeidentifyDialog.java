package diffusam.app;

import diffusam.io.dicom.Deidentification;
import diffusam.io.dicom.Retention;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** Asks what a de-identified copy may keep, and what the patient is called in it. */
final class DeidentifyDialog extends Dialog<DeidentifyDialog.Choice> {
    private static final double WIDTH = 520;
    private static final double GAP = 8;

    private final Texts texts;
    private final TextField patient = new TextField();
    private final Map<Retention, CheckBox> boxes = new EnumMap<>(Retention.class);
    private final ToggleGroup dates = new ToggleGroup();

    /** What was chosen. */
    record Choice(Set<Retention> kept, String patient) {}

    DeidentifyDialog(Window owner, Texts texts) {
        this.texts = texts;
        initOwner(owner);
        setTitle(texts.of("deidentify.title"));
        setHeaderText(texts.of("deidentify.header"));
        patient.setId("deidentify-patient");
        patient.setPromptText(texts.of("deidentify.madeUp"));
        VBox rows = new VBox(
                GAP, new Label(texts.of("deidentify.patient")), patient, new Label(texts.of("deidentify.keep")));
        for (Retention option :
                new Retention[] {Retention.UIDS, Retention.DEVICE, Retention.INSTITUTION, Retention.PATIENT}) {
            CheckBox box = new CheckBox(texts.of("deidentify." + option));
            boxes.put(option, box);
            rows.getChildren().add(box);
        }
        rows.getChildren().add(new Label(texts.of("deidentify.dates")));
        rows.getChildren().add(dates("deidentify.noDates", Set.of()));
        rows.getChildren().add(dates("deidentify.SHIFTED_DATES", Set.of(Retention.SHIFTED_DATES)));
        rows.getChildren().add(dates("deidentify.DATES", Set.of(Retention.DATES)));
        dates.selectToggle(dates.getToggles().getFirst());
        Label pixels = new Label(texts.of("deidentify.pixels"));
        pixels.setWrapText(true);
        rows.getChildren().add(pixels);
        rows.setPrefWidth(WIDTH);
        getDialogPane().setContent(rows);
        getDialogPane().getButtonTypes().setAll(ButtonType.OK, ButtonType.CANCEL);
        getDialogPane()
                .lookupButton(ButtonType.OK)
                .disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> !Deidentification.isName(patient.getText().strip()), patient.textProperty()));
        setResultConverter(button -> button == ButtonType.OK ? choice() : null);
    }

    private RadioButton dates(String key, Set<Retention> meant) {
        RadioButton button = new RadioButton(texts.of(key));
        button.setToggleGroup(dates);
        button.setUserData(meant);
        return button;
    }

    private Choice choice() {
        Set<Retention> kept = EnumSet.noneOf(Retention.class);
        boxes.forEach((option, box) -> {
            if (box.isSelected()) {
                kept.add(option);
            }
        });
        Optional.ofNullable(dates.getSelectedToggle())
                .ifPresent(toggle -> ((Set<?>) toggle.getUserData()).forEach(option -> kept.add((Retention) option)));
        return new Choice(kept, patient.getText().strip());
    }
}
