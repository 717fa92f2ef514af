package vn.motcua.database;

import de.bwaldvogel.mongo.backend.Missing;
import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** A document's position, which is its _id; maps do not take null, so an _id of null is held as Missing. */
final class PositionType extends BasicDataType<Object> {
    static final PositionType INSTANCE = new PositionType();

    private PositionType() {
    }

    @Override
    public int compare(Object a, Object b) {
        return ValueOrder.compare(a, b);
    }

    @Override
    public int getMemory(Object position) {
        return ValueCodec.memory(position);
    }

    @Override
    public Object[] createStorage(int size) {
        return new Object[size];
    }

    @Override
    public void write(WriteBuffer out, Object position) {
        ValueCodec.write(out, position);
    }

    @Override
    public Object read(ByteBuffer in) {
        return Missing.ofNullable(ValueCodec.read(in));
    }
}
