package diffusam;

/** Entry point; does not extend {@code Application} so that the program runs from the class path. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println(args.length);
    }
}
