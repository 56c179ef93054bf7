package diffusam.dataset;

import diffusam.annotation.LabelMap;
import diffusam.volume.Grid;
import java.io.IOException;

/** Where a case's labels come from. */
sealed interface LabelSource permits LabelFile, GreyPictures {
    /**
     * Reads them onto the image's grid, as the data set numbers them; what it does not name is left out.
     *
     * @throws IOException if a file is missing, damaged, or shows another place than the image
     */
    LabelMap read(Grid grid) throws IOException;
}
