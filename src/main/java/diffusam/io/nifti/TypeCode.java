package diffusam.io.nifti;

import diffusam.io.raw.ScalarType;
import java.util.Arrays;
import java.util.Optional;

/** NIfTI's numbers for the types of real voxels. */
final class TypeCode {
    private TypeCode() {}

    static int of(ScalarType type) {
        return switch (type) {
            case UINT8 -> 2;
            case INT16 -> 4;
            case INT32 -> 8;
            case FLOAT32 -> 16;
            case FLOAT64 -> 64;
            case INT8 -> 256;
            case UINT16 -> 512;
            case UINT32 -> 768;
            case INT64 -> 1024;
            case UINT64 -> 1280;
        };
    }

    static Optional<ScalarType> type(int code) {
        return Arrays.stream(ScalarType.values())
                .filter(type -> of(type) == code)
                .findFirst();
    }
}
