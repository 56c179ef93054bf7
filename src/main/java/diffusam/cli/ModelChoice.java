package diffusam.cli;

import diffusam.foundation.FoundationProvider;
import diffusam.foundation.InstalledModel;
import diffusam.foundation.ModelCatalog;
import diffusam.foundation.PublishedModel;
import java.io.IOException;
import java.util.stream.Collectors;

/** Finds the model that a user names. */
record ModelChoice(ModelCatalog models) {
    /** The model of a name or of a weight file. */
    FoundationProvider of(String nameOrFile) throws UserError, IOException {
        return models.find(nameOrFile).orElseThrow(() -> unknown(nameOrFile));
    }

    /** A weight file of the user's models folder. */
    InstalledModel installed(String name) throws UserError, IOException {
        return models.store().list().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    /** A checkpoint that can be downloaded. */
    PublishedModel published(String name) throws UserError {
        return models.store().published().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UserError("no model named " + name + " is published; there are "
                        + models.store().published().stream()
                                .map(PublishedModel::name)
                                .collect(Collectors.joining(", "))));
    }

    private UserError unknown(String name) {
        if (models.store().published().stream().anyMatch(model -> model.name().equals(name))) {
            return new UserError(name + " is not installed; fetch it with 'models download " + name
                    + "', or import its file with 'models import'");
        }
        return new UserError("there is no model named " + name
                + ", and no file; 'models list' shows which are installed or can be fetched");
    }
}
