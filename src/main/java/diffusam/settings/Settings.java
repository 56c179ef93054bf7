package diffusam.settings;

import java.util.List;
import java.util.Map;

/**
 * A person's choices.
 *
 * @param greeted true once the research notice was shown
 * @param toured true once the tour was offered
 * @param language of the window, as a language tag; empty for the system's
 * @param frame the window as it was left
 * @param look how slices are drawn
 * @param keys keys that differ from the defaults, by the command's id; empty for a command without keys
 * @param folder where file dialogs begin; empty for wherever the system likes
 * @param recent places of studies, the last one opened first
 * @param model which segments, and which were offered
 * @param progress how far the work on a scan has come, by its place; what is not begun is not in it
 * @param archives image archives on the network, without secrets
 * @param fetched folder for what is fetched from them; empty for the program's own
 */
public record Settings(
        boolean greeted,
        boolean toured,
        String language,
        Theme theme,
        Frame frame,
        Look look,
        Map<String, String> keys,
        String folder,
        List<String> recent,
        Model model,
        Map<String, Progress> progress,
        List<Archive> archives,
        String fetched) {
    /** Of somebody who has chosen nothing yet. */
    public static final Settings DEFAULT = new Settings(
            false,
            false,
            "",
            Theme.DARK,
            new Frame(0, 0, false),
            new Look(true, true, LabelStyle.BOTH, 0.35),
            Map.of(),
            "",
            List.of(),
            new Model("nano", List.of()),
            Map.of(),
            List.of(),
            "");

    public Settings {
        keys = Map.copyOf(keys);
        recent = List.copyOf(recent);
        progress = Map.copyOf(progress);
        archives = List.copyOf(archives);
    }

    /** Colours of the window. */
    public enum Theme {
        DARK,
        LIGHT
    }

    /** How far the work on a scan has come. */
    public enum Progress {
        IN_WORK,
        DONE
    }

    /**
     * The foundation model.
     *
     * @param name of the one that segments
     * @param offered names of those that were offered once, and need not be again
     */
    public record Model(String name, List<String> offered) {
        public Model {
            offered = List.copyOf(offered);
        }
    }

    /** How labels are drawn. */
    public enum LabelStyle {
        FILLED,
        OUTLINED,
        BOTH
    }

    /**
     * Size of the window's content.
     *
     * @param width 0 if it was never chosen
     */
    public record Frame(double width, double height, boolean maximized) {
        public Frame {
            if (!(width >= 0 && width < 1e5 && height >= 0 && height < 1e5)) {
                throw new IllegalArgumentException("a window of " + width + "×" + height);
            }
        }
    }

    /**
     * How slices are drawn.
     *
     * @param smooth interpolated between pixels
     * @param opacity of filled labels, in [0, 1]
     */
    public record Look(boolean smooth, boolean crosshair, LabelStyle labels, double opacity) {
        public Look {
            if (!(opacity >= 0 && opacity <= 1)) {
                throw new IllegalArgumentException("opacity " + opacity);
            }
        }
    }
}
