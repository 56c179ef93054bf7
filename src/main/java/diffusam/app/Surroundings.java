package diffusam.app;

import diffusam.secrets.SecretStore;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the Studio gets from outside, so that tests can give it something else.
 *
 * @param prompts asks the user
 * @param secrets finds the system's key store; called on file threads
 */
record Surroundings(
        StudyFiles files,
        ModelOpener engine,
        Prompts prompts,
        Supplier<Optional<SecretStore>> secrets,
        Texts texts,
        Preferences preferences) {}
