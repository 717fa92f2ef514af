package vn.motcua.database;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * An index entry: the values of the indexed fields, followed by the position when the index is not unique.
 * A shorter entry sorts before every longer one it begins, which makes a prefix the lowest key of its range.
 */
final class EntryType extends BasicDataType<Object[]> {
    private final boolean[] descending;

    /** @param descending one flag per field; what comes after the fields (the position) ascends */
    EntryType(boolean... descending) {
        this.descending = descending;
    }

    @Override
    public int compare(Object[] a, Object[] b) {
        return compareFrom(0, a, b);
    }

    /** Compares without the first fields, to merge ranges that differ only in them. */
    int compareFrom(int first, Object[] a, Object[] b) {
        int shared = Math.min(a.length, b.length);
        for (int i = first; i < shared; i++) {
            int order = ValueOrder.compare(a[i], b[i]);
            if (order != 0) {
                boolean bound = a[i] == ValueOrder.AFTER_ALL || b[i] == ValueOrder.AFTER_ALL;
                return !bound && i < descending.length && descending[i] ? -order : order;
            }
        }
        return Integer.compare(a.length, b.length);
    }

    @Override
    public int getMemory(Object[] entry) {
        int memory = 32;
        for (Object value : entry) {
            memory += ValueCodec.memory(value);
        }
        return memory;
    }

    @Override
    public Object[][] createStorage(int size) {
        return new Object[size][];
    }

    @Override
    public void write(WriteBuffer out, Object[] entry) {
        out.putVarInt(entry.length);
        for (Object value : entry) {
            ValueCodec.write(out, value);
        }
    }

    @Override
    public Object[] read(ByteBuffer in) {
        Object[] entry = new Object[DataUtils.readVarInt(in)];
        for (int i = 0; i < entry.length; i++) {
            entry[i] = ValueCodec.read(in);
        }
        return entry;
    }
}
