package diffusam.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import diffusam.annotation.LabelMap;
import diffusam.io.Labels;
import diffusam.io.dicom.CtSeriesWriter;
import diffusam.io.nifti.NiftiWriter;
import diffusam.volume.Affine;
import diffusam.volume.Extent;
import diffusam.volume.Grid;
import diffusam.volume.Volume;
import diffusam.volume.VoxelType;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layouts as their authors publish them, with scans of 8×6×3 voxels. */
class DataSetTest {
    private static final Grid GRID = new Grid(new Extent(8, 6, 3), Affine.of(1, 1, 4));

    @TempDir
    private Path folder;

    private static Volume image() {
        Volume.Builder builder = new Volume.Builder(GRID, VoxelType.INT16);
        builder.set(4, 3, 1, 700);
        return builder.build();
    }

    private void image(String at) throws IOException {
        Files.createDirectories(folder.resolve(at).getParent());
        NiftiWriter.write(image(), folder.resolve(at));
    }

    private void label(String at, int value) throws IOException {
        LabelMap empty = LabelMap.empty(GRID);
        Files.createDirectories(folder.resolve(at).getParent());
        Labels.write(empty.apply(empty.edit().set(2, 3, 1, value).build()), folder.resolve(at));
    }

    private void describe(String json) throws IOException {
        Files.writeString(folder.resolve("dataset.json"), json);
    }

    private static LabelMap labels(DataSet set, int scan) throws IOException {
        DataCase one = set.cases().get(scan);
        return one.labels(one.image());
    }

    @Test
    void btcvPairsImagesAndLabelsByNumber() throws IOException {
        image("RawData/Training/img/img0002.nii.gz");
        label("RawData/Training/label/label0002.nii.gz", 6);
        DataSet set = DataSet.open(folder);
        assertEquals("img0002", set.cases().get(0).name());
        assertEquals("CT", set.cases().get(0).modality());
        assertEquals(6, labels(set, 0).at(2, 3, 1));
        assertEquals(Optional.of(2), set.idOf("kidney_right"));
        assertEquals(Optional.of(3), set.idOf("L kidney"));
        assertEquals(Optional.empty(), set.idOf("kidney"));
    }

    @Test
    void theDecathlonListsItsScans() throws IOException {
        image("imagesTr/hippocampus_001.nii.gz");
        label("labelsTr/hippocampus_001.nii.gz", 2);
        describe("""
                {"name": "Hippocampus", "modality": {"0": "MRI"}, "labels": {"0": "background", "1": "Anterior", "2": "Posterior"},
                 "training": [{"image": "./imagesTr/hippocampus_001.nii.gz", "label": "./labelsTr/hippocampus_001.nii.gz"}],
                 "test": ["./imagesTs/hippocampus_002.nii.gz"]}""");
        DataSet set = DataSet.open(folder);
        assertEquals("Hippocampus", set.name());
        assertEquals(Set.of(1, 2), set.labels().keySet());
        assertEquals("MR", set.cases().get(0).modality());
        assertEquals(2, labels(set, 0).at(2, 3, 1));
    }

    @Test
    void amosTellsItsModalitiesByNumber() throws IOException {
        for (String name : List.of("amos_0001", "amos_0507")) {
            image("imagesTr/" + name + ".nii.gz");
            label("labelsTr/" + name + ".nii.gz", 1);
        }
        describe("""
                {"name": "AMOS", "modality": {"0": "CT"}, "labels": {"0": "background", "1": "spleen"},
                 "training": [{"image": "./imagesTr/amos_0001.nii.gz", "label": "./labelsTr/amos_0001.nii.gz"},
                              {"image": "./imagesTr/amos_0507.nii.gz", "label": "./labelsTr/amos_0507.nii.gz"}]}""");
        DataSet set = DataSet.open(folder);
        assertEquals(
                List.of("amos_0001"),
                set.ofModality("CT").cases().stream().map(DataCase::name).toList());
        assertEquals(
                List.of("amos_0507"),
                set.ofModality("mr").cases().stream().map(DataCase::name).toList());
    }

    @Test
    void nnUNetListsNoScansAndNumbersItsChannels() throws IOException {
        image("imagesTr/case_7_0000.nii.gz");
        label("labelsTr/case_7.nii.gz", 1);
        describe("""
                {"channel_names": {"0": "CT"}, "labels": {"background": 0, "liver": 1}, "file_ending": ".nii.gz"}""");
        DataSet set = DataSet.open(folder);
        assertEquals("case_7", set.cases().get(0).name());
        assertEquals(Optional.of(1), set.idOf("Liver"));
        assertEquals(1, labels(set, 0).at(2, 3, 1));
    }

    @Test
    void aDescriptionMayRenumberAScansLabels() throws IOException {
        image("a.nii.gz");
        label("b.nii.gz", 5);
        Path description = folder.resolve("ours.json");
        Files.writeString(description, """
                {"name": "ours", "labels": {"6": "liver"},
                 "training": [{"name": "one", "modality": "MR", "image": "a.nii.gz", "label": "b.nii.gz", "ids": {"5": 6}}]}""");
        assertEquals(6, labels(DataSet.open(description), 0).at(2, 3, 1));
    }

    @Test
    void chaosPaintsItsLabelsInGrey() throws IOException {
        Path study = Files.createDirectories(folder.resolve("Train_Sets/MR/3/T2SPIR"));
        CtSeriesWriter.write(image(), study.resolve("DICOM_anon"), "test");
        Path ground = Files.createDirectories(study.resolve("Ground"));
        int[] greys = {63, 126, 252};
        for (int k = 0; k < 3; k++) {
            BufferedImage picture = new BufferedImage(8, 6, BufferedImage.TYPE_BYTE_GRAY);
            picture.getRaster().setSample(1 + k, 2, 0, greys[k]);
            ImageIO.write(
                    picture, "png", ground.resolve("IMG-0004-0000" + k + ".png").toFile());
        }
        DataSet set = DataSet.open(folder);
        assertEquals("MR 3", set.cases().get(0).name());
        LabelMap map = labels(set, 0);
        assertEquals(Set.of(6, 2, 1), map.labels());
        assertEquals(6, map.at(1, 2, 0));
        assertEquals(2, map.at(2, 2, 1));
        assertEquals(1, map.at(3, 2, 2));
    }

    @Test
    void whatIsNoDataSetIsRefusedInOneSentence() throws IOException {
        requireRefused("no data set that is known here");
        describe("[1]");
        requireRefused("names no \"labels\"");
        describe("{");
        requireRefused("is no JSON");
        describe("{\"labels\": {\"1\": \"liver\"}, \"training\": [{\"image\": \"a.nii\", \"label\": \"b.nii\"}]}");
        requireRefused("a.nii, which");
        describe("{\"labels\": {\"1\": \"liver\"}}");
        requireRefused("holds no labelled scan");
        describe("{\"labels\": {\"whole\": [1, 2]}}");
        requireRefused("has no single number");
    }

    private void requireRefused(String because) {
        IOException refused = assertThrows(IOException.class, () -> DataSet.open(folder));
        assertTrue(refused.getMessage().contains(because), refused.getMessage());
        assertTrue(refused.getMessage().contains(folder.toString()), refused.getMessage());
    }
}
