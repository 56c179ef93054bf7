package diffusam.cli;

/** Something the user can put right. The message is the one sentence they read: what is wrong, and what to do. */
final class UserError extends Exception {
    private static final long serialVersionUID = 1;

    UserError(String sentence) {
        super(sentence);
    }
}
