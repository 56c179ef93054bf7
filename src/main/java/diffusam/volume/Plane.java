package diffusam.volume;

/** The anatomical planes, each named by the patient axis it is cut across. */
public enum Plane {
    /** Across superior: screen right is the patient's left, screen down is posterior. */
    AXIAL(2, new Lps(1, 0, 0), new Lps(0, 1, 0)),
    /** Across posterior: screen right is the patient's left, screen down is inferior. */
    CORONAL(1, new Lps(1, 0, 0), new Lps(0, 0, -1)),
    /** Across left: screen right is posterior, screen down is inferior. */
    SAGITTAL(0, new Lps(0, 1, 0), new Lps(0, 0, -1));

    private final int patientAxis;
    private final Lps screenRight;
    private final Lps screenDown;

    Plane(int patientAxis, Lps screenRight, Lps screenDown) {
        this.patientAxis = patientAxis;
        this.screenRight = screenRight;
        this.screenDown = screenDown;
    }

    /** The LPS axis (0, 1 or 2) this plane is cut across. */
    public int patientAxis() {
        return patientAxis;
    }

    /** Where the screen's right points in radiological display. */
    public Lps screenRight() {
        return screenRight;
    }

    /** Where the screen's lower edge points in radiological display. */
    public Lps screenDown() {
        return screenDown;
    }
}
