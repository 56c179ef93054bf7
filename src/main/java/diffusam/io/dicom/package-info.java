/** DICOM files: series of slices as volumes, and segmentations and contours in and out. */
@NullMarked
package diffusam.io.dicom;

import org.jspecify.annotations.NullMarked;
