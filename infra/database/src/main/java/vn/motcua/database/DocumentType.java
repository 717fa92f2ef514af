package vn.motcua.database;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** A document's bytes with a checksum, because the store itself does not notice flipped bits inside a page. */
final class DocumentType extends BasicDataType<byte[]> {
    static final DocumentType INSTANCE = new DocumentType();

    private DocumentType() {
    }

    @Override
    public int getMemory(byte[] bytes) {
        return 24 + bytes.length;
    }

    @Override
    public byte[][] createStorage(int size) {
        return new byte[size][];
    }

    @Override
    public void write(WriteBuffer out, byte[] bytes) {
        out.putInt(checksum(bytes));
        ValueCodec.writeBytes(out, bytes);
    }

    @Override
    public byte[] read(ByteBuffer in) {
        int expected = in.getInt();
        byte[] bytes = ValueCodec.readBytes(in);
        if (checksum(bytes) != expected) {
            throw ValueCodec.damaged("a document does not match its checksum");
        }
        return bytes;
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        return (int) crc.getValue();
    }
}
