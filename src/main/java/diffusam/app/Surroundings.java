package diffusam.app;

/**
 * What the Studio gets from outside, so that tests can give it something else.
 *
 * @param prompts asks the user
 */
record Surroundings(StudyFiles files, ModelOpener engine, Prompts prompts, Texts texts, Preferences preferences) {}
