package diffusam.cli;

import diffusam.annotation.LabelEdit;
import diffusam.annotation.LabelMap;
import diffusam.io.dicom.CtSeriesWriter;
import diffusam.io.nifti.NiftiReader;
import diffusam.io.nifti.NiftiWriter;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Files of a small study: {@code image.nii.gz} of 20×16×12 voxels; {@code truth.nii.gz} with a box of label 2 on slices 2 to
 * 9 and a box of label 5 on slices 4 to 6.
 */
record TestStudy(Path folder) {
    static final Grid GRID = new Grid(
            new Extent(20, 16, 12),
            new Affine(new Lps(0.8, 0, 0), new Lps(0, 0.9, 0), new Lps(0, 0, 3), new Lps(-5, 7, 100)));

    static TestStudy in(Path folder) throws IOException {
        Volume.Builder image = new Volume.Builder(GRID, VoxelType.INT16);
        LabelMap truth = truth();
        for (int k = 0; k < 12; k++) {
            for (int j = 0; j < 16; j++) {
                for (int i = 0; i < 20; i++) {
                    image.set(i, j, k, -1000 + 100 * truth.at(i, j, k) + 40 * i);
                }
            }
        }
        NiftiWriter.write(image.build(), folder.resolve("image.nii.gz"));
        NiftiWriter.write(truth, folder.resolve("truth.nii.gz"));
        return new TestStudy(folder);
    }

    static LabelMap truth() {
        LabelMap empty = LabelMap.empty(GRID);
        LabelEdit.Builder edit = empty.edit();
        box(edit, 2, 3, 9, 2, 10, 2, 9);
        box(edit, 5, 12, 17, 4, 12, 4, 6);
        return empty.apply(edit.build());
    }

    private static void box(LabelEdit.Builder edit, int label, int i0, int i1, int j0, int j1, int k0, int k1) {
        for (int k = k0; k <= k1; k++) {
            for (int j = j0; j <= j1; j++) {
                for (int i = i0; i <= i1; i++) {
                    edit.set(i, j, k, label);
                }
            }
        }
    }

    /** Stores the image as a DICOM series in {@code ct} too. */
    TestStudy withSeries() throws IOException {
        CtSeriesWriter.write(NiftiReader.read(folder.resolve("image.nii.gz")).volume(), folder.resolve("ct"), "Test");
        return this;
    }

    String path(String name) {
        return folder.resolve(name).toString();
    }

    /** Stores labels beside the image. */
    TestStudy with(String name, LabelMap labels) throws IOException {
        NiftiWriter.write(labels, folder.resolve(name));
        return this;
    }
}
