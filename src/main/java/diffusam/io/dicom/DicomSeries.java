package diffusam.io.dicom;

import diffusam.io.dicom.SliceHeader.Kind;
import diffusam.io.raw.Warning;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Volume;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * The slices of one volume, found by {@link DicomFolder}. Only headers are in memory until it is read. Immutable and safe
 * to share between threads.
 */
public final class DicomSeries {
    private final List<SliceHeader> slices;
    private final String part;
    private final List<Warning> warnings;
    private final String obstacle;
    private final List<Remedy> remedies;

    /**
     * @param part which volume of its series this is, empty if it is the only one
     * @param obstacle why it is no plain volume, as the end of a sentence; empty if it is one
     */
    DicomSeries(List<SliceHeader> slices, String part, List<Warning> warnings, String obstacle, List<Remedy> remedies) {
        this.slices = List.copyOf(slices);
        this.part = part;
        this.warnings = List.copyOf(warnings);
        this.obstacle = obstacle;
        this.remedies = List.copyOf(remedies);
    }

    /** What the series is, without any word of the patient: "CT Body 3.0, b-value 50". */
    public String description() {
        String text = first().description();
        String name = text.isEmpty() ? "unnamed" : text;
        return part.isEmpty() ? name : name + ", " + part;
    }

    /** DICOM's code of the modality: CT, MR, PT. */
    public String modality() {
        return first().series().modality();
    }

    public int slices() {
        return slices.size();
    }

    public int rows() {
        return first().format().rows();
    }

    public int columns() {
        return first().format().columns();
    }

    /** True for a scout picture rather than a volume. */
    public boolean isLocalizer() {
        return first().series().kind() == Kind.LOCALIZER;
    }

    /** What is odd about the series, for the user to know. */
    public List<Warning> warnings() {
        return warnings;
    }

    /** Why {@link #read()} refuses this series, in one sentence without its full stop; empty if it reads. */
    public Optional<String> obstacle() {
        return obstacle.isEmpty() ? Optional.empty() : Optional.of(this + " cannot be read as it is: " + obstacle);
    }

    /** What the user may choose instead of, or in place of a refused, {@link #read()}. */
    public List<Remedy> remedies() {
        return remedies;
    }

    /**
     * Reads the volume as it is stored; nothing is resampled.
     *
     * @throws DicomException if a file is damaged or not supported, or there is an {@link #obstacle()}
     */
    public Volume read() throws IOException {
        return read(done -> {});
    }

    /**
     * Reads the volume as it is stored; slices are decoded on several threads.
     *
     * @param slicesDone told after each slice how many are done, on any thread; what it throws ends the reading
     */
    public Volume read(IntConsumer slicesDone) throws IOException {
        if (!obstacle.isEmpty()) {
            throw new DicomException(refusal());
        }
        Stack stack = new Stack(slices);
        return VolumeReader.read(slices, stack.grid(), slicesDone);
    }

    /**
     * Reads the middle slice alone, to look at: with square pixels of one millimetre and in no particular place.
     *
     * @throws DicomException if its file is damaged or not supported
     */
    public Volume readMiddle() throws IOException {
        SliceHeader middle = slices.get(slices.size() / 2);
        Grid grid = new Grid(new Extent(columns(), rows(), 1), Affine.of(1, 1, 1));
        return VolumeReader.read(List.of(middle), grid, done -> {});
    }

    /**
     * Reads the volume in a way the user has chosen among {@link #remedies()}.
     *
     * @throws IllegalArgumentException if the remedy is not offered
     */
    public Volume read(Remedy remedy, IntConsumer slicesDone) throws IOException {
        if (!remedies.contains(remedy)) {
            throw new IllegalArgumentException(remedy + " is not offered by " + this);
        }
        Stack stack = new Stack(slices);
        return switch (remedy) {
            case LONGEST_EVEN_RUN -> readEven(stack.longestEvenRun(), slicesDone);
            case FIRST_AT_EACH_POSITION -> readEven(stack.firstAtEachPosition(), slicesDone);
            case RESAMPLE -> Resampling.upright(stack, VolumeReader.read(slices, stack.grid(), slicesDone));
            case PICTURES ->
                VolumeReader.read(
                        slices, new Grid(new Extent(columns(), rows(), slices()), Affine.of(1, 1, 1)), slicesDone);
        };
    }

    /** The slices in the order of the volume. */
    List<SliceHeader> headers() {
        return slices;
    }

    SliceHeader first() {
        return slices.getFirst();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s \"%s\", %d %s of %d×%d",
                modality().isEmpty() ? "Series" : modality(),
                description(),
                slices(),
                slices() == 1 ? "slice" : "slices",
                columns(),
                rows());
    }

    private Volume readEven(Stack stack, IntConsumer slicesDone) throws IOException {
        Optional<String> unevenness = stack.unevenness();
        if (unevenness.isPresent()) {
            throw new DicomException(this + " cannot be read: " + unevenness.get() + ".");
        }
        return VolumeReader.read(stack.slices(), stack.grid(), slicesDone);
    }

    private String refusal() {
        StringBuilder text = new StringBuilder(obstacle().orElseThrow() + ".");
        if (!remedies.isEmpty()) {
            text.append(" Possible: ")
                    .append(String.join(
                            ", or ", remedies.stream().map(Remedy::title).toList()))
                    .append(".");
        }
        return text.toString();
    }
}
