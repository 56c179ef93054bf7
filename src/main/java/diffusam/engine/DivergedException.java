package diffusam.engine;

/** A training whose loss is no longer a number. */
public final class DivergedException extends ArithmeticException {
    private static final long serialVersionUID = 1;

    /** @param step counted from 1 */
    DivergedException(int step) {
        super("the training loss is no longer a number at step " + step);
    }
}
