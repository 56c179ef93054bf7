/** A client of DICOMweb servers (PS3.18): search, retrieve and store. Nothing is sent but what the caller asks for. */
@NullMarked
package diffusam.io.dicomweb;

import org.jspecify.annotations.NullMarked;
