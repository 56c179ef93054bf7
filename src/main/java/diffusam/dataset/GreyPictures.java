package diffusam.dataset;

import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.io.Images;
import diffusam.io.raw.ImageFileException;
import diffusam.volume.Grid;
import diffusam.volume.Ijk;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Labels as grey pictures, one a DICOM file, as CHAOS has them: the n-th picture by name belongs to the n-th DICOM file by name.
 *
 * @param greys which greys mean which label
 */
record GreyPictures(Path pictures, Path dicom, List<Grey> greys) implements LabelSource {
    GreyPictures {
        greys = List.copyOf(greys);
    }

    /** Greys from {@code from} to {@code to} mean {@code label}. */
    record Grey(int from, int to, int label) {}

    @Override
    public LabelMap read(Grid grid) throws IOException {
        List<Path> labelled = files(pictures, ".png");
        List<Path> slices = files(dicom, ".dcm");
        if (labelled.size() != slices.size() || slices.size() != grid.extent().nz()) {
            throw new ImageFileException(
                    pictures,
                    "holds " + labelled.size() + " pictures for " + slices.size() + " DICOM files that make "
                            + grid.extent().nz() + " slices; fetch the data set anew");
        }
        LabelMap labels = LabelMap.empty(grid);
        LabelEdit.Builder edit = labels.edit();
        for (int n = 0; n < slices.size(); n++) {
            Grid own = Images.open(slices.get(n)).volume().grid();
            Ijk place = grid.toIndex(own.toLps(new Ijk(0, 0, 0)));
            paint(labelled.get(n), (int) Math.round(place.k()), grid, edit);
        }
        return labels.apply(edit.build());
    }

    private void paint(Path file, int slice, Grid grid, LabelEdit.Builder edit) throws IOException {
        BufferedImage picture = ImageIO.read(file.toFile());
        if (picture == null
                || picture.getWidth() != grid.extent().nx()
                || picture.getHeight() != grid.extent().ny()) {
            throw new ImageFileException(file, "is no picture of the size of its slice; fetch the data set anew");
        }
        Raster raster = picture.getRaster();
        for (int j = 0; j < raster.getHeight(); j++) {
            for (int i = 0; i < raster.getWidth(); i++) {
                int value = raster.getSample(i, j, 0);
                for (Grey grey : greys) {
                    if (value >= grey.from && value <= grey.to) {
                        edit.set(i, j, slice, grey.label);
                    }
                }
            }
        }
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().toLowerCase(Locale.ROOT).endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
