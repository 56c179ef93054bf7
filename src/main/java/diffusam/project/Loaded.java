package diffusam.project;

/**
 * A project as it was read.
 *
 * @param lastSegment the highest number of a segment of the journal
 * @param lastGeneration the highest number of a save, finished or not
 */
record Loaded(Document document, Manifest manifest, Recovery recovery, int lastSegment, int lastGeneration) {}
