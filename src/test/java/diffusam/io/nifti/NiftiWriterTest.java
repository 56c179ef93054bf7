package diffusam.io.nifti;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.LabelMap;
import diffusam.files.UnwritableFileException;
import diffusam.io.raw.Decoded;
import diffusam.io.raw.ImageFileException;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NiftiWriterTest {
    private static final Lps[] ANATOMICAL = {new Lps(1, 0, 0), new Lps(0, 1, 0), new Lps(0, 0, 1)};
    private static final int[][] PERMUTATIONS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    @TempDir
    private Path folder;

    @Test
    void all48OrientationsComeBackByTheSformAndByTheQform() throws IOException {
        for (int[] axes : PERMUTATIONS) {
            for (int flips = 0; flips < 8; flips++) {
                Lps[] step = new Lps[3];
                for (int n = 0; n < 3; n++) {
                    step[n] = ANATOMICAL[axes[n]].times((flips >> n & 1) == 0 ? 1.5 + n : -1.5 - n);
                }
                Volume volume = phantom(new Affine(step[0], step[1], step[2], new Lps(10, -20, 30.5)));
                assertReadsBackBothWays(volume);
            }
        }
    }

    @Test
    void randomRotationsComeBackByTheSformAndByTheQform() throws IOException {
        Random random = new Random(7);
        for (int n = 0; n < 60; n++) {
            Lps i = randomUnit(random);
            Lps j = i.cross(randomUnit(random)).unit();
            Lps k = i.cross(j).times(random.nextBoolean() ? 3 : -3);
            assertReadsBackBothWays(
                    phantom(new Affine(i.times(0.7), j, k, randomUnit(random).times(300))));
        }
    }

    @Test
    void aShearedGridHasNoQform() throws IOException {
        Affine sheared = new Affine(new Lps(1, 0, 0), new Lps(0.2, 1, 0), new Lps(0, 0, 1), new Lps(0, 0, 0));
        Path file = folder.resolve("sheared.nii");
        NiftiWriter.write(phantom(sheared), file);
        assertEquals(0, littleEndian(Files.readAllBytes(file)).getShort(252));
        assertTrue(read(file)
                        .volume()
                        .grid()
                        .affine()
                        .stepJ()
                        .minus(sheared.stepJ())
                        .norm()
                < 1e-6);
    }

    @ParameterizedTest
    @EnumSource(VoxelType.class)
    void everyTypeComesBackWithSlopeAndIntercept(VoxelType type) throws IOException {
        Grid grid = new Grid(new Extent(5, 4, 3), Affine.of(1, 2, 3));
        Volume.Builder builder = new Volume.Builder(grid, type).rescale(0.25, -3.5);
        double low = type == VoxelType.UINT8 || type == VoxelType.UINT16 ? 0 : -100;
        for (int n = 0; n < 60; n++) {
            builder.set(n % 5, n / 5 % 4, n / 20, low + 3 * n);
        }
        Volume volume = builder.build();
        for (String name : new String[] {"typed.nii", "typed.nii.gz"}) {
            Path file = folder.resolve(name);
            NiftiWriter.write(volume, file);
            Volume back = read(file).volume();
            assertEquals(type, back.type());
            assertVoxelsEqual(volume, back);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {255, 256, 65535})
    void labelsAreWrittenInTheSmallestTypeThatHoldsThem(int largest) throws IOException {
        Grid grid = new Grid(new Extent(3, 2, 2), Affine.of(1, 1, 1));
        LabelMap empty = LabelMap.empty(grid);
        LabelMap labels =
                empty.apply(empty.edit().set(1, 0, 0, largest).set(2, 1, 1, 7).build());
        Path file = folder.resolve("labels.nii.gz");
        NiftiWriter.write(labels, file);
        Volume back = read(file).volume();
        assertEquals(largest > 255 ? VoxelType.UINT16 : VoxelType.UINT8, back.type());
        for (int p = 0; p < 12; p++) {
            assertEquals(labels.at(p), LabelMap.of(back).at(p));
        }
    }

    @Test
    void anAxisTooLongForNifti1MakesNifti2() throws IOException {
        Grid grid = new Grid(new Extent(40_000, 2, 1), Affine.of(0.01, 1, 1));
        Volume volume =
                new Volume.Builder(grid, VoxelType.UINT8).set(39_999, 1, 0, 9).build();
        Path file = folder.resolve("long.nii.gz");
        NiftiWriter.write(volume, file);
        Decoded back = read(file);
        assertEquals("NIfTI-2, uint8", back.encoding());
        assertVoxelsEqual(volume, back.volume());
    }

    @Test
    void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("kept.nii"), "as it was");
        assertThrows(
                IllegalStateException.class,
                () -> diffusam.files.SafeFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IllegalStateException("the program ended here");
                }));
        assertEquals("as it was", Files.readString(file));
        assertEquals(1, fileCount());
    }

    @Test
    void aWrittenFileStandsAloneInItsFolder() throws IOException {
        NiftiWriter.write(phantom(Affine.of(1, 1, 1)), folder.resolve("one.nii.gz"));
        assertEquals(1, fileCount());
    }

    @Test
    void aMissingFolderAndAWrongNameAreNamed() {
        Volume volume = phantom(Affine.of(1, 1, 1));
        Path nowhere = folder.resolve("absent").resolve("a.nii");
        assertEquals(
                nowhere + " cannot be written: the folder " + nowhere.getParent() + " does not exist",
                assertThrows(UnwritableFileException.class, () -> NiftiWriter.write(volume, nowhere))
                        .getMessage());
        Path odd = folder.resolve("a.png");
        assertEquals(
                odd + " is no name for a NIfTI file; end it in .nii or .nii.gz",
                assertThrows(ImageFileException.class, () -> NiftiWriter.write(volume, odd))
                        .getMessage());
    }

    private void assertReadsBackBothWays(Volume volume) throws IOException {
        Path file = folder.resolve("oriented.nii");
        NiftiWriter.write(volume, file);
        Decoded bySform = read(file);
        assertEquals("[]", bySform.warnings().toString());
        assertTrue(bySform.volume().grid().matches(volume.grid(), 1e-4));
        assertVoxelsEqual(volume, bySform.volume());
        byte[] bytes = Files.readAllBytes(file);
        assertEquals(1, littleEndian(bytes).getShort(252));
        littleEndian(bytes).putShort(254, (short) 0);
        Files.write(file, bytes);
        assertTrue(read(file).volume().grid().matches(volume.grid(), 1e-3));
    }

    private static Volume phantom(Affine affine) {
        Volume.Builder builder = new Volume.Builder(new Grid(new Extent(4, 3, 5), affine), VoxelType.INT16);
        for (int n = 0; n < 60; n++) {
            builder.set(n % 4, n / 4 % 3, n / 12, n * n - 500);
        }
        return builder.build();
    }

    private static void assertVoxelsEqual(Volume expected, Volume actual) {
        long voxels = expected.grid().extent().voxels();
        double[] a = new double[(int) voxels];
        double[] b = new double[(int) voxels];
        for (int p = 0; p < voxels; p++) {
            a[p] = expected.value(p);
            b[p] = actual.value(p);
        }
        assertArrayEquals(a, b);
    }

    private static Lps randomUnit(Random random) {
        return new Lps(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()).unit();
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Decoded read(Path file) throws IOException {
        return NiftiReader.read(file);
    }

    private long fileCount() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
