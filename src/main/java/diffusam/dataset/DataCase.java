package diffusam.dataset;

import diffusam.annotation.LabelMap;
import diffusam.io.Images;
import diffusam.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;

/** One labelled scan of a data set; nothing is read until asked for. */
public final class DataCase {
    private final String name;
    private final String modality;
    private final Path image;
    private final LabelSource labels;

    DataCase(String name, String modality, Path image, LabelSource labels) {
        this.name = name;
        this.modality = modality;
        this.image = image;
        this.labels = labels;
    }

    /** Its name in reports; unique in its data set. */
    public String name() {
        return name;
    }

    /** As the data set says it, such as "CT" or "MR"; empty if it does not. */
    public String modality() {
        return modality;
    }

    public Volume image() throws IOException {
        return Images.open(image).volume();
    }

    /** The labels on the image's grid, numbered as the data set does. */
    public LabelMap labels(Volume of) throws IOException {
        return labels.read(of.grid());
    }
}
