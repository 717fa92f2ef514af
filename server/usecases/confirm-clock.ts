import { ActionNotAllowed, Refusal } from '../../domain/errors.ts';
import type { Officer } from '../../domain/policy.ts';
import type { ClockMarks } from '../ports/clock-marks.ts';
import type { Clock } from '../ports/index.ts';

/** A person cannot press a button faster than this, nor read a watch better. */
const TOLERANCE_MS = 5 * 60_000;

/**
 * An administrator says that the servers' clock is right, so that alarms may be raised again. He names the time he reads elsewhere: whoever
 * confirms a clock without looking confirms a wrong one.
 * @throws ActionNotAllowed, Refusal clock-not-held, Refusal invalid-input when his time and the server's differ
 */
export async function confirmClock(
  { clockMarks, clock }: { readonly clockMarks: ClockMarks; readonly clock: Clock },
  officer: Officer,
  { now }: { readonly now: string },
): Promise<{ readonly now: string }> {
  if (!officer.assignments.some(({ roles }) => roles.includes('SYSTEM_ADMIN')))
    throw new ActionNotAllowed('confirm-clock', 'Chỉ quản trị hệ thống được xác nhận đồng hồ.');
  const at = clock.now();
  if (Math.abs(Date.parse(at) - Date.parse(now)) > TOLERANCE_MS)
    throw new Refusal('invalid-input', 'Giờ bạn xác nhận khác giờ của máy chủ. Hãy chỉnh lại đồng hồ máy chủ trước.');
  if (!(await clockMarks.confirm({ at, by: officer.id }))) throw new Refusal('clock-not-held', 'Đồng hồ đang chạy bình thường, không có gì cần xác nhận.');
  return { now: at };
}
