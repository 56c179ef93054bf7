package diffusam.project;

import diffusam.annotation.AnnotationEdit;
import java.util.List;

/** One thing that happened to a document; what the journal keeps. */
sealed interface Change {
    /** An edit, as a new undo step or as a further part of the newest. */
    record Edited(long step, String name, AnnotationEdit edit) implements Change {}

    /** The step was taken back. */
    record Undone(long step) implements Change {}

    /** The step was applied again. */
    record Redone(long step) implements Change {}

    /** The images are found elsewhere, or are others. */
    record ImagesChosen(List<ImageReference> images) implements Change {
        public ImagesChosen {
            images = List.copyOf(images);
        }
    }

    /** The person looks elsewhere, or with other tools. */
    record Looked(ViewState view) implements Change {}

    /** These are the measurements now. */
    record Measured(List<Measurement> measurements) implements Change {
        public Measured {
            measurements = List.copyOf(measurements);
        }
    }

    /** These are the trained priors now. */
    record PriorsChosen(List<PriorReference> priors) implements Change {
        public PriorsChosen {
            priors = List.copyOf(priors);
        }
    }
}
