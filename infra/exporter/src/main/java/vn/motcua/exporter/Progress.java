package vn.motcua.exporter;

import java.nio.ByteBuffer;

/**
 * What the exporter remembers in the broker's snapshots, beside the acknowledged position.
 *
 * <p>{@code posted} is the position of the last record that the sink has accepted, −1 if none ever was. Records that are
 * skipped move the acknowledged position but not this one, so a sink that kept its state always has a mark at or beyond
 * {@code posted}: also after a restart, when the broker goes back to the snapshot and offers old records again. A mark below
 * it means that the sink has lost what it had accepted.
 *
 * <p>{@code log} tells logs apart: the timestamp of the first record that was ever offered. A broker that lost its data starts
 * again with low positions, which would otherwise look like a replay of known records.
 */
record Progress(long posted, long log) {
  static final Progress NONE = new Progress(-1, -1);

  static Progress read(final byte[] metadata, final long acknowledged) {
    if (metadata.length != 2 * Long.BYTES) {
      // written by something else: claim the most, so that a loss shows rather than hides
      return new Progress(acknowledged, -1);
    }
    final ByteBuffer buffer = ByteBuffer.wrap(metadata);
    return new Progress(buffer.getLong(), buffer.getLong());
  }

  byte[] bytes() {
    return ByteBuffer.allocate(2 * Long.BYTES).putLong(posted).putLong(log).array();
  }

  Progress posted(final long position) {
    return new Progress(position, log);
  }

  Progress startingAt(final long timestamp) {
    return log == -1 ? new Progress(posted, timestamp) : this;
  }
}
