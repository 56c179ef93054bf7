package diffusam.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.LabelMap;
import diffusam.io.dicom.CtSeriesWriter;
import diffusam.io.dicom.DicomException;
import diffusam.io.nifti.NiftiWriter;
import diffusam.io.raw.ImageFileException;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Orientations;
import diffusam.volume.Plane;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest {
    private static final Grid GRID = new Grid(new Extent(4, 3, 2), Affine.of(0.5, 1, 2.25));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a.nii", "a.nii.gz", "A.NII.GZ", "a.nrrd", "a.nhdr", "a.mha", "a.mhd"})
    void whatIsWrittenIsOpened(String name) throws IOException {
        Path file = folder.resolve(name);
        Volume volume =
                new Volume.Builder(GRID, VoxelType.INT16).set(3, 2, 1, -7).build();
        Images.write(volume, file);
        OpenedImage opened = Images.open(file);
        assertEquals(-7, opened.volume().value(3, 2, 1));
        assertTrue(opened.volume().grid().matches(GRID, 1e-6));
        assertTrue(opened.description().endsWith("int16, 4×3×2 voxels of 0.50×1.00×2.25 mm"), opened.description());
    }

    @Test
    void aGzippedDicomFileWhosePreambleLooksLikeAnotherFormatIsOpened() throws IOException {
        Volume volume =
                new Volume.Builder(GRID, VoxelType.INT16).set(3, 2, 0, -7).build();
        CtSeriesWriter.write(volume, folder.resolve("ct"), "gzipped");
        byte[] dicom = Files.readAllBytes(folder.resolve("ct/slice-001.dcm"));
        dicom[0] = 0x5C; // 348, the size that an ANALYZE header begins with
        dicom[1] = 0x01;
        Path file = folder.resolve("a.dcm.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(dicom);
        }
        assertEquals(1, Images.scan(file).orElseThrow().largest().slices());
        assertEquals(-7, Images.open(file).volume().value(3, 2, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"o.nrrd", "o.mha"})
    void all48OrientationsComeBack(String name) throws IOException {
        Path file = folder.resolve(name);
        for (Grid grid : Orientations.all()) {
            Images.write(Orientations.phantom(grid), file);
            Volume back = Images.open(file).volume();
            assertTrue(back.grid().matches(grid, 1e-5));
            for (Plane plane : Plane.values()) {
                SliceLayout layout = SliceLayout.of(grid, plane);
                assertArrayEquals(
                        Orientations.phantom(grid).slice(layout, 1).values(),
                        back.slice(layout, 1).values());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"r.nii.gz", "r.nrrd", "r.mha"})
    void rescaledVolumesKeepTheirRealValues(String name) throws IOException {
        Path file = folder.resolve(name);
        for (double slope : new double[] {1, 40, 0.25}) {
            Volume volume = new Volume.Builder(GRID, VoxelType.UINT16)
                    .rescale(slope, -1024)
                    .set(1, 2, 1, 4095)
                    .build();
            Images.write(volume, file);
            Volume back = Images.open(file).volume();
            assertEquals(-1024, back.value(0, 0, 0));
            assertEquals(4095 * slope - 1024, back.value(1, 2, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"l.nii", "l.nii.gz", "l.nrrd", "l.nhdr", "l.mha", "l.mhd"})
    void labelsComeBack(String name) throws IOException {
        LabelMap empty = LabelMap.empty(GRID);
        LabelMap labels =
                empty.apply(empty.edit().set(1, 1, 1, 300).set(0, 2, 0, 2).build());
        Path file = folder.resolve(name);
        Labels.write(labels, file);
        LabelMap back = Labels.read(file);
        for (int p = 0; p < GRID.extent().voxels(); p++) {
            assertEquals(labels.at(p), back.at(p));
        }
    }

    @Test
    void contentDecidesWhatAFileIs() throws IOException {
        Path honest = folder.resolve("a.nii.gz");
        NiftiWriter.write(new Volume.Builder(GRID, VoxelType.UINT8).build(), honest);
        Path misnamed = Files.move(honest, folder.resolve("a.dat"));
        assertTrue(Images.open(misnamed).description().startsWith("NIfTI-1, uint8"));
    }

    @Test
    void aValueThatIsNoLabelIsNamedWithItsFileAndVoxel() throws IOException {
        Path file = folder.resolve("almost.nii");
        Images.write(
                new Volume.Builder(GRID, VoxelType.FLOAT32).set(2, 1, 0, 2.5).build(), file);
        assertEquals(
                file + " is no label map: labels are whole numbers from 0 to 65535, but voxel (2, 1, 0) holds 2.5",
                fault(() -> Labels.read(file)));
    }

    @Test
    void aSeriesIsNoLabelMap() {
        Path file = Reference.fixture(diffusam.io.nifti.NiftiReader.class, "series.nii.gz");
        assertEquals(
                file + " is no label map: it holds 3 volumes where one is expected", fault(() -> Labels.read(file)));
    }

    @Test
    void whatCannotBeOpenedIsNamedWithWhatIsSupported() throws IOException {
        Path missing = folder.resolve("missing.nii");
        assertEquals(missing + " does not exist", fault(() -> Images.open(missing)));
        assertEquals(missing + " does not exist", fault(() -> Labels.read(missing)));
        Path text = Files.writeString(folder.resolve("notes.txt"), "not an image");
        String fault = fault(() -> Images.open(text));
        assertTrue(
                fault.startsWith(text + " is not an image that can be opened; supported are DICOM, NIfTI (.nii"),
                fault);
        assertTrue(fault(() -> Labels.read(text)).startsWith(text + " is not an image that can be opened"));
    }

    @Test
    void aFolderWithoutDicomNamesTheFilesToOpenInstead() throws IOException {
        assertEquals(
                folder + ": holds no DICOM image",
                assertThrows(DicomException.class, () -> Images.open(folder)).getMessage());
        Images.write(new Volume.Builder(GRID, VoxelType.UINT8).build(), folder.resolve("b.nii.gz"));
        Files.writeString(folder.resolve("a.txt"), "no image");
        assertEquals(
                folder + " is no DICOM folder; open a file in it instead: b.nii.gz", fault(() -> Images.open(folder)));
    }

    @Test
    void aDicomFolderAndItsFilesOpen() throws IOException {
        Volume.Builder builder = new Volume.Builder(GRID, VoxelType.INT16);
        CtSeriesWriter.write(builder.set(1, 2, 1, 77).build(), folder, "Phantom");
        OpenedImage opened = Images.open(folder);
        assertEquals(GRID.extent(), opened.volume().grid().extent());
        assertTrue(opened.description().startsWith("DICOM, CT \"Phantom\", 2 slices"), opened.description());
        try (Stream<Path> files = Files.list(folder)) {
            Volume one = Images.open(files.findFirst().orElseThrow()).volume();
            assertEquals(new Extent(4, 3, 1), one.grid().extent());
        }
    }

    @Test
    void aDamagedDicomFileIsNotCalledUnknown() throws IOException {
        byte[] bytes = new byte[200];
        System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, bytes, 128, 4);
        Path file = Files.write(folder.resolve("a.dcm"), bytes);
        assertTrue(assertThrows(DicomException.class, () -> Images.open(file))
                .getMessage()
                .startsWith(file.toString()));
    }

    @Test
    void anUnknownEndingIsRefusedBeforeAnythingIsWritten() {
        Path file = folder.resolve("labels.png");
        String fault = fault(() -> Labels.write(LabelMap.empty(GRID), file));
        assertTrue(fault.startsWith(file + " cannot be written: its name asks for no known format"), fault);
        assertTrue(Files.notExists(file));
    }

    private static String fault(Executable action) {
        return assertThrows(ImageFileException.class, action).getMessage();
    }
}
