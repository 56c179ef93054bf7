package diffusam.engine;

import diffusam.foundation.Foundation;
import diffusam.nn.Sha256;
import diffusam.volume.SliceLayout;
import diffusam.volume.Volume;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** Tells whether two trainings are the same: their model, options, labels, and all that is to be seen on the seed slices. */
final class TrainingPrint {
    private TrainingPrint() {}

    static String of(Foundation model, Volume image, Seeds seeds, List<Integer> labels, FewShotOptions options) {
        MessageDigest digest = Sha256.digest();
        String how = model.name() + "\n" + options + "\n" + seeds.slices() + "\n" + labels + "\n" + image.grid();
        digest.update(how.getBytes(StandardCharsets.UTF_8));
        SliceLayout layout = seeds.layout();
        for (int slice : seeds.allSlices()) {
            short[] masks = seeds.map().slice(layout, slice);
            SliceLayout.Walk walk = layout.walk(slice);
            ByteBuffer bytes = ByteBuffer.allocate(10 * masks.length);
            for (int p = 0; p < masks.length; p++) {
                bytes.putShort(masks[p]);
                bytes.putDouble(image.value(walk.at(p % layout.columns(), p / layout.columns())));
            }
            digest.update(bytes.flip());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
