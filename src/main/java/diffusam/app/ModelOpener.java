package diffusam.app;

import diffusam.engine.FewShotEngine;

/** Loads the engine of a model. For the model thread. */
@FunctionalInterface
interface ModelOpener {
    /**
     * @param model its name in the catalogue
     * @throws Exception if there is none of that name, or its weights or its native library cannot be loaded; the message says
     *     which
     */
    FewShotEngine open(String model) throws Exception;
}
