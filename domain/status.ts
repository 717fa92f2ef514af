import type { Bilingual, PortalStatus } from '../contract/vocabulary.ts';

/** Names of the dossier statuses of the National Public Service Portal. */
const NAMES: Readonly<Record<PortalStatus, Bilingual>> = {
  1: { vi: 'Mới đăng ký', en: 'Newly registered' },
  2: { vi: 'Được tiếp nhận', en: 'Received' },
  3: { vi: 'Không được tiếp nhận', en: 'Receipt refused' },
  4: { vi: 'Đang xử lý', en: 'In progress' },
  5: { vi: 'Yêu cầu bổ sung giấy tờ', en: 'Supplement requested' },
  6: { vi: 'Yêu cầu thực hiện nghĩa vụ tài chính', en: 'Waiting for payment' },
  7: { vi: 'Công dân yêu cầu rút hồ sơ', en: 'Withdrawn by the applicant' },
  8: { vi: 'Dừng xử lý', en: 'Stopped' },
  9: { vi: 'Đã xử lý xong', en: 'Result ready' },
  10: { vi: 'Đã trả kết quả', en: 'Result returned' },
};

export const statusName = (status: PortalStatus): Bilingual => NAMES[status];

/** Where a dossier can go from each status. What has ended stays as it ended; nothing signed goes back to the desk. */
const NEXT: Readonly<Record<PortalStatus, readonly PortalStatus[]>> = {
  1: [2, 3, 4, 5, 6, 7, 8, 9, 10],
  2: [4, 5, 6, 7, 8, 9, 10],
  3: [],
  4: [2, 5, 6, 7, 8, 9, 10],
  5: [1, 2, 3, 4, 6, 7, 8, 9, 10],
  6: [1, 2, 3, 4, 5, 7, 8, 9, 10],
  7: [],
  8: [],
  // Withdrawn or stopped in the very moment in which the diagram took the signed result on
  9: [6, 7, 8, 10],
  10: [],
};

const BEFORE_RECEIPT: readonly PortalStatus[] = [1, 2, 3];

/** Whether the law lets a dossier have another status. What belongs to reception only happens before it is validly received. */
export const mayBecome = ({ status, receivedAt }: { readonly status: PortalStatus; readonly receivedAt?: string }, next: PortalStatus): boolean =>
  status === next || (NEXT[status].includes(next) && (receivedAt === undefined || !BEFORE_RECEIPT.includes(next)));
