package diffusam;

import diffusam.app.StudioApp;
import diffusam.cli.Cli;
import diffusam.cli.SampleStudy;
import java.nio.file.Files;
import java.util.List;

/**
 * Entry point: with arguments the command line; without them the Studio on the sample study, or the demo where there is no
 * display. Does not extend {@code Application}, so that the program runs from the class path.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.setProperty("OPT_OUT_TRACKING", "true"); // the network library may tell its makers of its use otherwise
        if (args.length > 0) {
            runCommand(args);
        } else if (Display.isPresent()) {
            openStudio();
        } else {
            runDemo("There is no display to open a window on; the demo runs here instead.");
        }
    }

    private static void openStudio() {
        SampleStudy sample = SampleStudy.INCLUDED;
        try {
            StudioApp.launch(
                    Files.isDirectory(sample.image())
                            ? List.of(sample.image().toString(), sample.seeds().toString())
                            : List.of());
        } catch (UnsupportedOperationException e) { // a display is named, but nothing answers there
            runDemo("No window could be opened (" + e.getMessage() + "); the demo runs here instead.");
        }
    }

    private static void runDemo(String reason) {
        System.out.println(reason);
        runCommand("demo");
    }

    /** Commands draw pictures into files only, so nothing may reach for a window system. */
    private static void runCommand(String... args) {
        System.setProperty("java.awt.headless", "true");
        System.exit(Cli.run(args));
    }
}
