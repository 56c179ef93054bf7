package diffusam.io.dicom;

import java.util.List;

/**
 * One data element.
 *
 * @param bigEndian byte order of binary values
 */
record Element(int tag, Vr vr, boolean bigEndian, Value value) {
    /** What an element holds. */
    sealed interface Value {}

    /** A value held in memory; the array belongs to the element. */
    @SuppressWarnings("ArrayRecordComponent") // read through DataSet, never compared
    record Held(byte[] bytes) implements Value {}

    /** A long value left in the file, to be read while the file is open. */
    record InFile(long position, long length) implements Value {}

    /** The items of a sequence. */
    record Items(List<DataSet> items) implements Value {
        Items {
            items = List.copyOf(items);
        }
    }

    /** The fragments of encapsulated pixel data, the offset table first. */
    record Fragments(List<InFile> fragments) implements Value {
        Fragments {
            fragments = List.copyOf(fragments);
        }
    }
}
