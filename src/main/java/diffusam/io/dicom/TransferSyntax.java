package diffusam.io.dicom;

import java.util.Arrays;
import java.util.Optional;

/** How a data set and its pixels are encoded (PS3.5, annex A). */
enum TransferSyntax {
    IMPLICIT_LITTLE_ENDIAN("1.2.840.10008.1.2", "implicit little endian", Codec.NATIVE),
    EXPLICIT_LITTLE_ENDIAN("1.2.840.10008.1.2.1", "explicit little endian", Codec.NATIVE),
    DEFLATED("1.2.840.10008.1.2.1.99", "deflated", Codec.NATIVE),
    EXPLICIT_BIG_ENDIAN("1.2.840.10008.1.2.2", "explicit big endian", Codec.NATIVE),
    JPEG_BASELINE("1.2.840.10008.1.2.4.50", "JPEG baseline", Codec.JPEG),
    JPEG_EXTENDED("1.2.840.10008.1.2.4.51", "JPEG extended", Codec.JPEG),
    JPEG_LOSSLESS("1.2.840.10008.1.2.4.57", "JPEG lossless", Codec.JPEG),
    JPEG_LOSSLESS_FIRST_ORDER("1.2.840.10008.1.2.4.70", "JPEG lossless, first-order prediction", Codec.JPEG),
    JPEG_LS_LOSSLESS("1.2.840.10008.1.2.4.80", "JPEG-LS lossless", Codec.JPEG_LS),
    JPEG_LS_NEAR_LOSSLESS("1.2.840.10008.1.2.4.81", "JPEG-LS near-lossless", Codec.JPEG_LS),
    JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90", "JPEG 2000 lossless", Codec.JPEG_2000),
    JPEG_2000("1.2.840.10008.1.2.4.91", "JPEG 2000", Codec.JPEG_2000),
    MPEG2("1.2.840.10008.1.2.4.100", "MPEG-2 video", Codec.UNSUPPORTED),
    MPEG4("1.2.840.10008.1.2.4.102", "MPEG-4 video", Codec.UNSUPPORTED),
    HEVC("1.2.840.10008.1.2.4.107", "HEVC video", Codec.UNSUPPORTED),
    HTJ2K_LOSSLESS("1.2.840.10008.1.2.4.201", "high-throughput JPEG 2000 lossless", Codec.UNSUPPORTED),
    HTJ2K_LOSSLESS_RPCL("1.2.840.10008.1.2.4.202", "high-throughput JPEG 2000 lossless (RPCL)", Codec.UNSUPPORTED),
    HTJ2K("1.2.840.10008.1.2.4.203", "high-throughput JPEG 2000", Codec.UNSUPPORTED),
    RLE("1.2.840.10008.1.2.5", "RLE", Codec.RLE);

    /** What decodes a frame. */
    enum Codec {
        NATIVE,
        RLE,
        JPEG,
        JPEG_LS,
        JPEG_2000,
        UNSUPPORTED
    }

    private final String uid;
    private final String title;
    private final Codec codec;

    TransferSyntax(String uid, String title, Codec codec) {
        this.uid = uid;
        this.title = title;
        this.codec = codec;
    }

    String uid() {
        return uid;
    }

    String title() {
        return title;
    }

    Codec codec() {
        return codec;
    }

    boolean explicit() {
        return this != IMPLICIT_LITTLE_ENDIAN;
    }

    boolean bigEndian() {
        return this == EXPLICIT_BIG_ENDIAN;
    }

    static Optional<TransferSyntax> of(String uid) {
        return Arrays.stream(values()).filter(s -> s.uid.equals(uid)).findFirst();
    }
}
