package diffusam.viewer.render;

import diffusam.volume.Lps;

/**
 * From where surfaces are looked at: without perspective, turning about the patient's long axis.
 *
 * @param yawDegrees 0 from the front, 90 from the patient's left, 180 from behind
 * @param pitchDegrees 0 from the side, 90 from above, -90 from below
 * @param zoom 1 shows everything
 * @param panX shift to the right, in parts of the view's height
 * @param panY shift downwards, in parts of the view's height
 */
public record Orbit(double yawDegrees, double pitchDegrees, double zoom, double panX, double panY) {
    public static final Orbit FROM_THE_FRONT = new Orbit(0, 0, 1, 0, 0);

    private static final double LEAST_ZOOM = 0.3;
    private static final double MOST_ZOOM = 30;

    public Orbit {
        if (!(pitchDegrees >= -90 && pitchDegrees <= 90) || !(zoom > 0)) {
            throw new IllegalArgumentException("pitch " + pitchDegrees + ", zoom " + zoom);
        }
    }

    /** Turned, as if the patient were dragged by the near side. */
    public Orbit turned(double rightDegrees, double downDegrees) {
        double yaw = (yawDegrees - rightDegrees) % 360;
        return new Orbit(yaw, Math.clamp(pitchDegrees + downDegrees, -90, 90), zoom, panX, panY);
    }

    public Orbit zoomed(double factor) {
        return new Orbit(yawDegrees, pitchDegrees, Math.clamp(zoom * factor, LEAST_ZOOM, MOST_ZOOM), panX, panY);
    }

    public Orbit panned(double right, double down) {
        return new Orbit(yawDegrees, pitchDegrees, zoom, panX + right, panY + down);
    }

    /** Unit vector of the screen's right. */
    public Lps right() {
        double yaw = Math.toRadians(yawDegrees);
        return new Lps(Math.cos(yaw), Math.sin(yaw), 0);
    }

    /** Unit vector away from the viewer. */
    public Lps into() {
        double yaw = Math.toRadians(yawDegrees);
        double pitch = Math.toRadians(pitchDegrees);
        return new Lps(-Math.sin(yaw) * Math.cos(pitch), Math.cos(yaw) * Math.cos(pitch), -Math.sin(pitch));
    }

    /** Unit vector of the screen's lower edge. */
    public Lps down() {
        return into().cross(right());
    }
}
