package diffusam;

import diffusam.cli.Cli;

/**
 * Entry point: with arguments the command line, without them the Studio, or the demo where there is no display. Does not
 * extend {@code Application}, so that the program runs from the class path.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        if (args.length > 0) {
            System.exit(Cli.run(args));
        }
        if (!Display.isPresent()) {
            System.out.println("There is no display to open a window on; the demo runs here instead.");
        }
        System.exit(Cli.run("--help"));
    }
}
