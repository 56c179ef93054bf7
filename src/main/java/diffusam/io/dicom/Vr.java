package diffusam.io.dicom;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Value representations (PS3.5, 6.2): what the bytes of an element mean. */
enum Vr {
    AE(false, 0),
    AS(false, 0),
    AT(false, 2),
    CS(false, 0),
    DA(false, 0),
    DS(false, 0),
    DT(false, 0),
    FL(false, 4),
    FD(false, 8),
    IS(false, 0),
    LO(false, 0),
    LT(false, 0),
    OB(true, 1),
    OD(true, 8),
    OF(true, 4),
    OL(true, 4),
    OV(true, 8),
    OW(true, 2),
    PN(false, 0),
    SH(false, 0),
    SL(false, 4),
    SQ(true, 0),
    SS(false, 2),
    ST(false, 0),
    SV(true, 8),
    TM(false, 0),
    UC(true, 0),
    UI(false, 0),
    UL(false, 4),
    UN(true, 1),
    UR(true, 0),
    US(false, 2),
    UT(true, 0),
    UV(true, 8);

    private static final Map<Integer, Vr> BY_CODE = new HashMap<>();

    static {
        for (Vr vr : values()) {
            BY_CODE.put(code((byte) vr.name().charAt(0), (byte) vr.name().charAt(1)), vr);
        }
    }

    private final boolean longForm;
    private final int wordBytes;

    Vr(boolean longForm, int wordBytes) {
        this.longForm = longForm;
        this.wordBytes = wordBytes;
    }

    /** True if the explicit encoding has two reserved bytes and a 32-bit length. */
    boolean longForm() {
        return longForm;
    }

    /** Bytes of one binary word, 0 for text and sequences: what byte order applies to. */
    int wordBytes() {
        return wordBytes;
    }

    boolean isText() {
        return wordBytes == 0 && this != SQ;
    }

    /** The representation two letters name, null if none. */
    static @Nullable Vr of(byte first, byte second) {
        return BY_CODE.get(code(first, second));
    }

    private static int code(byte first, byte second) {
        return (first & 0xFF) << 8 | (second & 0xFF);
    }
}
