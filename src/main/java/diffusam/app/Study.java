package diffusam.app;

import diffusam.volume.Volume;
import java.nio.file.Path;

/**
 * An image as opened.
 *
 * @param name for the title and for proposing file names
 * @param source the file or folder it was read from
 */
record Study(String name, Path source, Volume image) {}
