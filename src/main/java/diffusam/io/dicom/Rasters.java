package diffusam.io.dicom;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import jj2000.j2k.NotImplementedError;

/** Decodes through an image reader of the class path, without colour conversion. */
final class Rasters {
    private Rasters() {}

    static byte[] decode(ImageReaderSpi codec, byte[] packed, PixelFormat format) throws Malformed {
        ImageReader reader = null;
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(packed))) {
            reader = codec.createReaderInstance();
            reader.setInput(in, true, true);
            require(reader.getWidth(0), reader.getHeight(0), format);
            return samples(
                    reader.canReadRaster()
                            ? reader.readRaster(0, null)
                            : reader.read(0).getRaster(),
                    format);
        } catch (IOException | RuntimeException | NotImplementedError e) {
            // codecs throw all kinds of things at damaged data
            throw new Malformed("its data are damaged", e);
        } finally {
            if (reader != null) {
                reader.dispose();
            }
        }
    }

    private static void require(int width, int height, PixelFormat format) throws Malformed {
        if (width != format.columns() || height != format.rows()) {
            throw new Malformed("it holds " + width + "×" + height + " pixels, the file announces " + format.columns()
                    + "×" + format.rows());
        }
    }

    private static byte[] samples(Raster raster, PixelFormat format) throws Malformed {
        require(raster.getWidth(), raster.getHeight(), format);
        if (raster.getNumBands() != format.samples()) {
            throw new Malformed(
                    "it holds " + raster.getNumBands() + " samples a pixel, the file announces " + format.samples());
        }
        byte[] out = new byte[(int) format.frameBytes()];
        int rowSamples = format.columns() * format.samples();
        int[] row = new int[rowSamples];
        int size = format.bytesPerSample();
        for (int y = 0, at = 0; y < format.rows(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, format.columns(), 1, row);
            for (int x = 0; x < rowSamples; x++, at += size) {
                switch (size) {
                    case 1 -> out[at] = (byte) row[x];
                    case 2 -> Samples.putInt16(out, at, row[x]);
                    default -> Samples.putInt32(out, at, row[x]);
                }
            }
        }
        return out;
    }
}
