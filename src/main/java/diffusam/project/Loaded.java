package diffusam.project;

/**
 * A project as it was read.
 *
 * @param manifest in the present layout
 * @param version of the layout in which it was saved
 * @param lastSegment the highest number of a segment of the journal
 * @param lastGeneration the highest number of a save, finished or not
 */
record Loaded(
        Document document, Manifest manifest, int version, Recovery recovery, int lastSegment, int lastGeneration) {}
