package diffusam.app;

import javafx.stage.Stage;

/** The title of the window: the project's or the study's name, with a mark while something is not saved. FX thread only. */
final class WindowTitle {
    private final Stage stage;
    private final Workspace workspace;
    private final Texts texts;

    /** Follows the workspace for as long as that lives. */
    WindowTitle(Stage stage, Workspace workspace, Texts texts) {
        this.stage = stage;
        this.workspace = workspace;
        this.texts = texts;
        workspace.openProperty().subscribe(this::show);
        workspace.keeper().namedProperty().subscribe(this::show);
        workspace.follow(study -> study.unsaved.subscribe(this::show));
        show();
    }

    private void show() {
        stage.setTitle(workspace.open().map(this::titleOf).orElse(texts.of("app.name")));
    }

    private String titleOf(OpenStudy study) {
        String name = workspace
                .keeper()
                .namedProperty()
                .get()
                .map(project -> String.valueOf(project.getFileName()))
                .orElse(study.study().name());
        return texts.of("app.title", study.unsaved.get() ? "• " + name : name);
    }
}
