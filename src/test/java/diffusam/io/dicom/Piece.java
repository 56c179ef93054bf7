package diffusam.io.dicom;

import diffusam.annotation.Annotation;
import diffusam.annotation.Code;
import diffusam.annotation.Label;
import diffusam.annotation.LabelMap;
import diffusam.annotation.Meaning;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Lps;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small test piece without any symmetry, as a series on disk in any orientation. */
record Piece(DicomSeries series, Volume volume) {
    static final Meaning LESION = new Meaning(
            new Code("SCT", "49755003", "Morphologically Abnormal Structure"),
            new Code("SCT", "52988006", "Lesion"),
            null);
    private static final Extent EXTENT = new Extent(11, 7, 5);

    /** Writes a series whose columns, rows and slices run along three vectors. */
    static Piece along(Path folder, Lps i, Lps j, Lps k) throws IOException {
        Grid grid = new Grid(EXTENT, new Affine(i.times(0.7), j.times(1.1), k.times(2.3), new Lps(12.5, -30.25, 400)));
        Volume.Builder volume = new Volume.Builder(grid, VoxelType.INT16).rescale(1, -1024);
        for (int z = 0; z < EXTENT.nz(); z++) {
            for (int y = 0; y < EXTENT.ny(); y++) {
                for (int x = 0; x < EXTENT.nx(); x++) {
                    volume.set(x, y, z, 1000 + x + 20 * y + 300 * z);
                }
            }
        }
        CtSeriesWriter.write(volume.build(), folder, "Piece");
        DicomSeries series = DicomFolder.scan(folder).series().getFirst();
        return new Piece(series, series.read());
    }

    /** All 48 ways to lay three axes along the patient's. */
    static List<Lps[]> orientations() {
        Lps[] axes = {new Lps(1, 0, 0), new Lps(0, 1, 0), new Lps(0, 0, 1)};
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        List<Lps[]> all = new ArrayList<>();
        for (int[] order : orders) {
            for (int signs = 0; signs < 8; signs++) {
                Lps[] turned = new Lps[3];
                for (int n = 0; n < 3; n++) {
                    turned[n] = axes[order[n]].times((signs >> n & 1) == 0 ? 1 : -1);
                }
                all.add(turned);
            }
        }
        return all;
    }

    /** Two labels without symmetry, told apart by the image's values alone, so that they follow its orientation. */
    Annotation annotation() {
        Volume.Builder labels = new Volume.Builder(volume.grid(), VoxelType.UINT8);
        Extent e = volume.grid().extent();
        for (int k = 0; k < e.nz(); k++) {
            for (int j = 0; j < e.ny(); j++) {
                for (int i = 0; i < e.nx(); i++) {
                    labels.set(i, j, k, labelOf(volume.value(i, j, k)));
                }
            }
        }
        return Annotation.of(
                LabelMap.of(labels.build()),
                List.of(
                        Label.of(3).named("Right kidney").coloured(0x20A0F0),
                        Label.of(7).named("Läsion α").coloured(0xD03010).meaning(LESION)),
                Map.of());
    }

    private static int labelOf(double hu) {
        int code = (int) hu + 24;
        int x = code % 20;
        int y = code % 300 / 20;
        int z = code / 300;
        if (z >= 1 && z <= 3 && x >= 1 + z && x <= 8 && y >= 1 && y <= 2 + z && x + y < 10) {
            return x == 4 && y == 2 ? 0 : 3;
        }
        return z == 4 && x <= 2 && y >= 4 || z == 0 && x == 10 && y == 6 ? 7 : 0;
    }
}
