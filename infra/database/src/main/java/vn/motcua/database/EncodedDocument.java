package vn.motcua.database;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.BsonConstants;

/**
 * The bytes of the document that is about to be written. They are made when the document is checked, before
 * anything is changed, so that one that cannot be stored leaves no trace; and they are made once.
 */
final class EncodedDocument {
    private static final int OBJECT_TOO_LARGE = 10334;

    private byte[] prepared;

    void prepare(Document document) {
        byte[] bytes = BsonBytes.encode(document);
        if (bytes.length > BsonConstants.MAX_BSON_OBJECT_SIZE) {
            throw new MongoServerError(OBJECT_TOO_LARGE, "BSONObjectTooLarge",
                "object to write too large. size in bytes: " + bytes.length + ", max size: "
                    + BsonConstants.MAX_BSON_OBJECT_SIZE);
        }
        prepared = bytes;
    }

    byte[] take(Document document) {
        byte[] bytes = prepared == null ? BsonBytes.encode(document) : prepared;
        prepared = null;
        return bytes;
    }

    void forget() {
        prepared = null;
    }
}
