package diffusam.io.raw;

/** An oddity of a file that was survived; the text is one sentence for the user. */
public record Warning(String text) {}
