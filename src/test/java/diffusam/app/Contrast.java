package diffusam.app;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.kordamp.ikonli.javafx.FontIcon;

/** Texts and icons that stand out too little from what lies behind them, by WCAG 2.1, level AA. */
final class Contrast {
    private static final double LEAST = 4.5;
    private static final double LEAST_OF_ICONS = 3;

    /** Of a view that a picture covers; most of it is dark. */
    private static final PseudoClass DRAWN = PseudoClass.getPseudoClass("drawn");

    private final List<String> faults = new ArrayList<>();
    private int judged;

    /** How many texts and icons were looked at. */
    int judged() {
        return judged;
    }

    List<String> faults() {
        return faults;
    }

    /** Looks at everything that is shown under a node, on an opaque background; what is disabled may be faint. */
    void look(Node node, Color behind) {
        if (!node.isVisible() || node.isDisabled()) {
            return;
        }
        Color here = node.getPseudoClassStates().contains(DRAWN)
                ? Color.BLACK
                : node instanceof Region region ? over(region, behind) : behind;
        if (node instanceof Text text
                && text.getFill() instanceof Color color
                && !text.getText().isBlank()) {
            judge(text, color, here);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> look(child, here));
        }
    }

    private void judge(Text text, Color color, Color behind) {
        judged++;
        double ratio = ratio(over(color, behind), behind);
        double least = text instanceof FontIcon ? LEAST_OF_ICONS : LEAST;
        if (ratio < least) {
            String what = text instanceof FontIcon icon ? icon.getIconLiteral() : text.getText();
            faults.add("%.2f: \"%s\" %s on %s, %s".formatted(ratio, what, color, behind, styles(text)));
        }
    }

    private static String styles(Node node) {
        Parent parent = node.getParent();
        return node.getStyleClass() + (parent == null ? "" : " in " + parent.getStyleClass());
    }

    private static Color over(Region region, Color behind) {
        Color result = behind;
        if (region.getBackground() != null) {
            for (BackgroundFill fill : region.getBackground().getFills()) {
                if (fill.getFill() instanceof Color color) {
                    result = over(color, result);
                }
            }
        }
        return result;
    }

    private static Color over(Color color, Color behind) {
        return behind.interpolate(Color.color(color.getRed(), color.getGreen(), color.getBlue()), color.getOpacity());
    }

    /** From 1 to 21, of two opaque colours. */
    static double ratio(Color a, Color b) {
        double brighter = Math.max(luminance(a), luminance(b));
        double darker = Math.min(luminance(a), luminance(b));
        return (brighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(Color c) {
        return 0.2126 * linear(c.getRed()) + 0.7152 * linear(c.getGreen()) + 0.0722 * linear(c.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
