import type { ClockMark, ClockMarks } from '../../../server/ports/clock-marks.ts';

/** The mark of a database that never forgets; two stores on it are two servers. */
export interface ClockMarkData {
  mark?: ClockMark;
}

export const fakeClockMarks = (data: ClockMarkData = {}): ClockMarks => ({
  async read() {
    await Promise.resolve();
    return data.mark;
  },
  async see(at) {
    await Promise.resolve();
    if (data.mark?.held === undefined) data.mark = { confirmations: 0, ...data.mark, seenAt: at };
  },
  async hold(held) {
    await Promise.resolve();
    if (data.mark !== undefined && data.mark.held === undefined) data.mark = { ...data.mark, held };
  },
  async confirm({ at }) {
    await Promise.resolve();
    if (data.mark?.held === undefined) return false;
    data.mark = { seenAt: at, confirmations: data.mark.confirmations + 1 };
    return true;
  },
});
