/**
 * The older network services of DICOM (DIMSE, PS3.7): what the program asks of the adapter that speaks them, if it was built
 * with one.
 */
@NullMarked
package diffusam.io.dimse;

import org.jspecify.annotations.NullMarked;
