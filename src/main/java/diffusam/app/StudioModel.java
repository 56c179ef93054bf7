package diffusam.app;

/** The parts of the presentation model that panels work with. */
record StudioModel(
        Workspace workspace,
        Scans scans,
        Display display,
        Toolbox toolbox,
        FewShot fewShot,
        Assist assist,
        Notices notices,
        Preferences preferences) {}
