package diffusam.nn;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Python pickle as plain data. Nothing is ever run: the few callables that a checkpoint needs become {@link Call}
 * values, and any other callable or instruction refuses the file.
 *
 * <p>Values are String, Long, Double, Boolean, {@link Constant}, List (tuples and lists), Map (dictionaries), {@link
 * Global}, {@link Call} and {@link Reference}.
 */
final class Pickle {
    private static final int MAX_BYTES = 64 << 20;
    private static final int MAX_PROTOCOL = 4;
    private static final Global ORDERED_DICT = new Global("collections.OrderedDict");

    private final String file;
    private final ByteBuffer in;
    private final Set<String> allowed;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private Pickle(String file, ByteBuffer in, Set<String> allowed) {
        this.file = file;
        this.in = in;
        this.allowed = allowed;
    }

    /**
     * The pickled value.
     *
     * @param allowed the globals that may occur beside OrderedDict, written {@code module.name}
     */
    static Object read(String file, ByteBuffer bytes, Set<String> allowed) throws WeightFileException {
        if (bytes.remaining() > MAX_BYTES) {
            throw new WeightFileException(file, "has a table of contents of unreasonable size");
        }
        Pickle pickle = new Pickle(file, bytes.slice().order(ByteOrder.LITTLE_ENDIAN), allowed);
        try {
            return pickle.run();
        } catch (BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | NoSuchElementException e) {
            throw pickle.damaged();
        }
    }

    private Object run() throws WeightFileException {
        int op = nextByte();
        while (op != '.') {
            if (!pushScalar(op) && !pushGroup(op) && !remember(op)) {
                combine(op);
            }
            op = nextByte();
        }
        return pop();
    }

    private boolean pushScalar(int op) throws WeightFileException {
        return push(
                switch (op) {
                    case 'N' -> Constant.NONE;
                    case '(' -> Constant.MARK;
                    case 0x88 -> true;
                    case 0x89 -> false;
                    case 'J' -> (long) in.getInt();
                    case 'K' -> (long) nextByte();
                    case 'M' -> (long) Short.toUnsignedInt(in.getShort());
                    case 0x8a -> integer(nextByte());
                    case 'G' -> Double.longBitsToDouble(Long.reverseBytes(in.getLong()));
                    case 'X' -> text(in.getInt());
                    case 0x8c -> text(nextByte());
                    case 'c' -> global(line(), line());
                    default -> null;
                });
    }

    private boolean pushGroup(int op) throws WeightFileException {
        return push(
                switch (op) {
                    case '}' -> new LinkedHashMap<String, Object>();
                    case ']' -> new ArrayList<Object>();
                    case ')' -> List.of();
                    case 't' -> popToMark();
                    case 0x85 -> popLast(1);
                    case 0x86 -> popLast(2);
                    case 0x87 -> popLast(3);
                    default -> null;
                });
    }

    private boolean remember(int op) throws WeightFileException {
        switch (op) {
            case 0x80 -> requireProtocol(nextByte());
            case 0x95 -> in.getLong(); // length of a frame, a hint only
            case 'q' -> memo.put(nextByte(), peek());
            case 'r' -> memo.put(in.getInt(), peek());
            case 0x94 -> memo.put(memo.size(), peek());
            case 'h' -> push(recall(nextByte()));
            case 'j' -> push(recall(in.getInt()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void combine(int op) throws WeightFileException {
        switch (op) {
            case 0x93 -> {
                List<Object> names = popLast(2);
                push(global(as(String.class, names.get(0)), as(String.class, names.get(1))));
            }
            case 'Q' -> push(new Reference(list(pop())));
            case 'R' -> {
                List<Object> call = popLast(2);
                push(call(as(Global.class, call.get(0)), list(call.get(1))));
            }
            case 'b' -> pop(); // attributes of a dictionary, such as the version notes of a module
            case 's' -> put(popLast(2));
            case 'u' -> put(popToMark());
            case 'a' -> append(popLast(1));
            case 'e' -> append(popToMark());
            default ->
                throw new WeightFileException(
                        file, "holds the pickle instruction 0x%02x, which no checkpoint needs".formatted(op));
        }
    }

    private static Object call(Global function, List<Object> arguments) {
        return function.equals(ORDERED_DICT) ? new LinkedHashMap<String, Object>() : new Call(function, arguments);
    }

    private Global global(String module, String name) throws WeightFileException {
        Global global = new Global(module + "." + name);
        if (!global.equals(ORDERED_DICT) && !allowed.contains(global.name)) {
            throw new WeightFileException(
                    file, "refers to " + global.name + ", which is not among the plain data this program reads");
        }
        return global;
    }

    @SuppressWarnings("unchecked") // every map here was made by this class
    private void put(List<Object> keysAndValues) throws WeightFileException {
        Map<String, Object> map = as(Map.class, peek());
        for (int n = 0; n < keysAndValues.size(); n += 2) {
            map.put(String.valueOf(scalar(keysAndValues.get(n))), keysAndValues.get(n + 1));
        }
    }

    @SuppressWarnings("unchecked") // every list here was made by this class
    private void append(List<Object> values) throws WeightFileException {
        as(ArrayList.class, peek()).addAll(values);
    }

    private Object scalar(Object key) throws WeightFileException {
        if (key instanceof String || key instanceof Long) {
            return key;
        }
        throw damaged();
    }

    private void requireProtocol(int protocol) throws WeightFileException {
        if (protocol > MAX_PROTOCOL) {
            throw new WeightFileException(file, "uses pickle protocol " + protocol + ", which is not supported");
        }
    }

    private int nextByte() {
        return Byte.toUnsignedInt(in.get());
    }

    private long integer(int length) throws WeightFileException {
        if (length > Long.BYTES) {
            throw damaged();
        }
        long value = 0;
        for (int n = 0; n < length; n++) {
            value |= (long) nextByte() << (8 * n);
        }
        int unused = Long.SIZE - 8 * length;
        return length == 0 ? 0 : value << unused >> unused;
    }

    private String text(int length) throws WeightFileException {
        if (length < 0 || length > in.remaining()) {
            throw damaged();
        }
        byte[] utf8 = new byte[length];
        in.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private String line() throws WeightFileException {
        int length = 0;
        while (in.get(in.position() + length) != '\n') {
            length++;
        }
        String line = text(length);
        in.get();
        return line;
    }

    private boolean push(@Nullable Object value) {
        if (value == null) {
            return false;
        }
        stack.add(value);
        return true;
    }

    private Object pop() {
        return stack.removeLast();
    }

    private Object peek() {
        return stack.getLast();
    }

    private List<Object> popLast(int count) {
        List<Object> top = stack.subList(stack.size() - count, stack.size());
        List<Object> values = List.copyOf(top);
        top.clear();
        return values;
    }

    private List<Object> popToMark() throws WeightFileException {
        int mark = stack.lastIndexOf(Constant.MARK);
        if (mark < 0) {
            throw damaged();
        }
        List<Object> values = popLast(stack.size() - mark - 1);
        pop();
        return values;
    }

    private Object recall(int key) throws WeightFileException {
        Object value = memo.get(key);
        if (value == null) {
            throw damaged();
        }
        return value;
    }

    @SuppressWarnings("unchecked") // every list here was made by this class
    private List<Object> list(Object value) throws WeightFileException {
        return Collections.unmodifiableList(as(List.class, value));
    }

    private <T> T as(Class<T> type, Object value) throws WeightFileException {
        if (!type.isInstance(value)) {
            throw damaged();
        }
        return type.cast(value);
    }

    private WeightFileException damaged() {
        return new WeightFileException(file, "has a damaged table of contents; download it again");
    }

    /** Values without content. */
    enum Constant {
        NONE,
        MARK
    }

    /** A class or function by name. */
    record Global(String name) {}

    /** What would have been called, had this been Python. */
    record Call(Global function, List<Object> arguments) {}

    /** An object kept outside the pickle. */
    record Reference(List<Object> key) {}
}
