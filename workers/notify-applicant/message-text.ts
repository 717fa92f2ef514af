import { TIME_ZONE } from '../../domain/calendar/due-date.ts';
import type { DossierState } from '../../domain/dossier/state.ts';

export const TEMPLATES = [
  'received',
  'supplement-requested',
  'supplement-expired',
  'dossier-void',
  'remedy-requested',
  'fee-due',
  'result-ready',
  'refused',
  'receipt-refused',
  'withdrawn',
  'apology-issued',
  'dossier-stopped',
] as const;
export type MessageTemplate = (typeof TEMPLATES)[number];

interface Subject {
  readonly state: DossierState;
  readonly procedureName: string;
  readonly returnPlace: string;
}

/** What the citizen reads: what has happened, what to do next, by when. No ID number, no name. */
export function messageText(template: MessageTemplate, { state, procedureName, returnPlace }: Subject): string {
  const which = state.code === undefined ? `Hồ sơ "${procedureName}"` : `Hồ sơ ${state.code} (${procedureName})`;
  switch (template) {
    case 'received':
      return `${which} đã được tiếp nhận. Ngày hẹn trả kết quả: ${dateTime(state.dueAt)}, tại ${returnPlace}.`;
    case 'supplement-requested':
      return `${which} cần bổ sung giấy tờ, hạn ${dateTime(Object.values(state.supplements).at(-1)?.dueAt)}. Nội dung cần bổ sung ghi trong phiếu yêu cầu tại nơi tiếp nhận hồ sơ.`;
    case 'supplement-expired':
      return `${which} đã quá hạn bổ sung giấy tờ. Cơ quan giải quyết sẽ gửi thông báo kết quả.`;
    case 'dossier-void':
      return `${which} đã hết giá trị vì quá hạn bổ sung giấy tờ. Nếu vẫn có nhu cầu, mời nộp hồ sơ mới.`;
    case 'remedy-requested':
      return `${which} còn nội dung phải khắc phục, hạn báo cáo ${dateTime(state.remedy?.dueAt)}. Nội dung ghi trong thông báo tại nơi tiếp nhận hồ sơ.`;
    case 'fee-due':
      return `${which} cần nộp ${amount(state)} phí, lệ phí trước khi nhận kết quả, tại ${returnPlace}.`;
    case 'result-ready':
      return `${which} đã có kết quả. Mời nhận tại ${returnPlace}.`;
    case 'refused':
      return `${which} không được giải quyết. Văn bản nêu rõ lý do, mời nhận tại ${returnPlace}.`;
    case 'receipt-refused':
      return `${which} không được tiếp nhận. Lý do ghi trong phiếu từ chối tiếp nhận.`;
    case 'withdrawn':
      return `${which} đã dừng giải quyết theo yêu cầu rút hồ sơ. Mời nhận lại giấy tờ tại ${returnPlace}.`;
    case 'apology-issued':
      return `${which} chưa giải quyết xong đúng hẹn. Cơ quan giải quyết xin lỗi và hẹn lại: ${dateTime(state.clock.apology?.newDueAt)}, tại ${returnPlace}. Lý do ghi trong văn bản xin lỗi.`;
    case 'dossier-stopped':
      return `${which} đã dừng giải quyết. Lý do và căn cứ ghi trong thông báo dừng giải quyết, mời nhận cùng giấy tờ đã nộp tại ${returnPlace}.`;
  }
}

function dateTime(instant: string | undefined): string {
  if (instant === undefined) return 'sẽ được thông báo sau';
  return new Intl.DateTimeFormat('vi-VN', {
    timeZone: TIME_ZONE,
    hour: '2-digit',
    minute: '2-digit',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(new Date(instant));
}

const amount = (state: DossierState): string => `${new Intl.NumberFormat('vi-VN').format(Object.values(state.fees).at(-1)?.total ?? 0)} đồng`;
