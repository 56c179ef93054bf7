package diffusam.foundation;

import diffusam.nn.WeightFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A family of networks whose weights users bring as files; found by {@link java.util.ServiceLoader}. */
public interface CheckpointKind {
    /**
     * The model a file holds, told by the names and shapes of its tensors; no weights are read yet.
     *
     * @return empty if the file is sound but holds another network
     * @throws WeightFileException if the file is damaged or of no known format
     */
    Optional<FoundationProvider> recognise(Path file) throws IOException;

    /** The checkpoints that the network's authors publish. */
    List<PublishedModel> published();
}
