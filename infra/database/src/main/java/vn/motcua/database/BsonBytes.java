package vn.motcua.database;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Documents and single values as BSON bytes. */
final class BsonBytes {
    private BsonBytes() {
    }

    static byte[] encode(Document document) {
        ByteBuf buffer = Unpooled.buffer(512);
        BsonEncoder.encodeDocument(document, buffer);
        return taken(buffer);
    }

    static Document decode(byte[] bytes) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }

    /** A type byte followed by the value. */
    static byte[] encodeValue(Object value) {
        Object plain = value instanceof Missing ? null : value;
        ByteBuf buffer = Unpooled.buffer(32);
        byte type = BsonEncoder.determineType(plain);
        buffer.writeByte(type);
        BsonEncoder.encodeValue(type, plain, buffer);
        return taken(buffer);
    }

    static Object decodeValue(byte[] bytes) {
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
        return BsonDecoder.decodeValue(buffer.readByte(), buffer);
    }

    private static byte[] taken(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }
}
