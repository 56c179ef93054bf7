package diffusam.io.dimse;

/** A port on which objects are taken in. */
public interface Reception extends AutoCloseable {
    int port();

    /** Ends what is under way, and frees the port. */
    @Override
    void close();
}
