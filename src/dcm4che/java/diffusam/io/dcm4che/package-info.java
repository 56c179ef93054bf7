/** What dcm4che does for the program: DIMSE, and a second reader of DICOM. Part of builds with the profile {@code dcm4che}. */
@NullMarked
package diffusam.io.dcm4che;

import org.jspecify.annotations.NullMarked;
