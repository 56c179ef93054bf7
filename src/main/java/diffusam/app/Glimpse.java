package diffusam.app;

/**
 * What is seen of a study before all of it is read.
 *
 * @param name of what is being opened
 */
record Glimpse(String name, Thumbnail picture) {}
