package diffusam.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The parts of the presentation model that the page of archives works with. */
record ArchiveModel(ArchiveCalls calls, ArchiveSearch search, ArchiveFetch fetch, ArchiveSend send) {
    /** @param open opens images that were fetched */
    static ArchiveModel of(
            Surroundings surroundings,
            Background background,
            Workspace workspace,
            Executor fxThread,
            Consumer<List<Path>> open) {
        Texts texts = surroundings.texts();
        Preferences preferences = surroundings.preferences();
        ArchiveLogins logins = new ArchiveLogins(surroundings.secrets(), background, surroundings.prompts(), texts);
        ArchiveCalls calls = new ArchiveCalls(background, logins, surroundings.prompts(), preferences.archives, texts);
        return new ArchiveModel(
                calls,
                new ArchiveSearch(calls, texts),
                new ArchiveFetch(calls, workspace, preferences.fetched, texts, open),
                new ArchiveSend(calls, workspace, surroundings.files(), texts, fxThread));
    }
}
