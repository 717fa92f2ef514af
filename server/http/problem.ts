import type { Problem } from '../../contract/problem.ts';
import type { ProblemCode } from '../../contract/vocabulary.ts';
import { DomainError } from '../../domain/errors.ts';
import { EngineRefused, EngineUnavailable } from '../ports/engine.ts';
import { StoreUnavailable } from '../ports/store-unavailable.ts';

type Language = 'vi' | 'en';

/**
 * 400: the request is not what the contract describes. 409: it would be right at another moment. 422: it is understood and against the rules.
 */
export const PROBLEMS: Readonly<Record<ProblemCode, { readonly status: number; readonly title: Readonly<Record<Language, string>> }>> = {
  'malformed-request': { status: 400, title: { vi: 'Yêu cầu không đọc được', en: 'The request cannot be read' } },
  'invalid-input': { status: 400, title: { vi: 'Dữ liệu gửi lên không đúng', en: 'The input is not valid' } },
  'body-too-large': { status: 413, title: { vi: 'Nội dung gửi lên quá lớn', en: 'The content is too large' } },
  'unsupported-media-type': { status: 415, title: { vi: 'Kiểu nội dung không được hỗ trợ', en: 'This type of content is not supported' } },
  'not-found': { status: 404, title: { vi: 'Không tìm thấy', en: 'Not found' } },
  'method-not-allowed': { status: 405, title: { vi: 'Không dùng được cách gọi này', en: 'This method is not allowed here' } },
  'not-signed-in': { status: 401, title: { vi: 'Chưa đăng nhập', en: 'Not signed in' } },
  'wrong-credentials': { status: 401, title: { vi: 'Đăng nhập không thành công', en: 'Sign-in failed' } },
  'sign-in-throttled': { status: 429, title: { vi: 'Đăng nhập quá nhiều lần', en: 'Too many sign-ins' } },
  'look-up-throttled': { status: 429, title: { vi: 'Tra cứu quá nhiều lần', en: 'Too many look-ups' } },
  'session-expired': { status: 401, title: { vi: 'Phiên làm việc đã hết', en: 'The session has ended' } },
  'refresh-token-reused': { status: 401, title: { vi: 'Phiên làm việc đã bị đóng', en: 'The session was closed' } },
  'origin-refused': { status: 403, title: { vi: 'Yêu cầu đến từ trang khác', en: 'The request comes from another site' } },
  'action-not-allowed': { status: 403, title: { vi: 'Không có quyền', en: 'Not allowed' } },
  'dossier-not-found': { status: 404, title: { vi: 'Không thấy hồ sơ', en: 'No such dossier' } },
  'task-not-found': { status: 404, title: { vi: 'Không thấy việc', en: 'No such task' } },
  'file-not-found': { status: 404, title: { vi: 'Không thấy tệp', en: 'No such file' } },
  'release-not-found': { status: 404, title: { vi: 'Không thấy bản quy trình', en: 'No such release' } },
  'procedure-not-found': { status: 404, title: { vi: 'Không thấy thủ tục', en: 'No such procedure' } },
  'agency-not-found': { status: 404, title: { vi: 'Không thấy cơ quan', en: 'No such agency' } },
  'fee-not-found': { status: 404, title: { vi: 'Không thấy khoản thu', en: 'No such fee' } },
  'supplement-not-found': { status: 404, title: { vi: 'Không thấy yêu cầu bổ sung', en: 'No such supplement request' } },
  'task-already-claimed': { status: 409, title: { vi: 'Việc đã có người nhận', en: 'The task is taken' } },
  'task-not-claimed': { status: 409, title: { vi: 'Bạn chưa nhận việc này', en: 'You do not hold the task' } },
  'task-closed': { status: 409, title: { vi: 'Việc đã đóng', en: 'The task is closed' } },
  'outcome-unknown': { status: 422, title: { vi: 'Không có lựa chọn này', en: 'No such outcome' } },
  'reason-required': { status: 422, title: { vi: 'Cần ghi lý do', en: 'A reason is required' } },
  'form-invalid': { status: 422, title: { vi: 'Biểu mẫu chưa đúng', en: 'The form is not valid' } },
  'field-unknown': { status: 422, title: { vi: 'Biểu mẫu có ô lạ', en: 'The form has an unknown field' } },
  'stale-version': { status: 409, title: { vi: 'Hồ sơ vừa thay đổi', en: 'The dossier has just changed' } },
  'idempotency-key-missing': { status: 400, title: { vi: 'Thiếu mã lệnh', en: 'The idempotency key is missing' } },
  'idempotency-key-reused': { status: 422, title: { vi: 'Mã lệnh đã dùng cho nội dung khác', en: 'The idempotency key was used for something else' } },
  'rate-limited': { status: 429, title: { vi: 'Quá nhiều yêu cầu', en: 'Too many requests' } },
  'calendar-not-confirmed': { status: 409, title: { vi: 'Lịch làm việc chưa xác nhận', en: 'The calendar is not confirmed' } },
  'calendar-version-not-found': { status: 404, title: { vi: 'Không thấy bản lịch', en: 'No such calendar version' } },
  'calendar-proposal-not-found': { status: 404, title: { vi: 'Không có đề xuất lịch', en: 'No calendar proposal' } },
  'calendar-changed': { status: 409, title: { vi: 'Lịch vừa thay đổi', en: 'The calendar has just changed' } },
  'calendar-moves-running': { status: 409, title: { vi: 'Ngày hẹn đang được dời', en: 'Due dates are being moved' } },
  'agency-not-competent': { status: 422, title: { vi: 'Cơ quan không có thẩm quyền', en: 'This agency is not competent' } },
  'channel-not-offered': { status: 422, title: { vi: 'Không nhận qua hình thức này', en: 'This channel is not offered' } },
  'component-unknown': { status: 422, title: { vi: 'Có giấy tờ ngoài danh mục', en: 'A component is unknown' } },
  'file-type-refused': { status: 415, title: { vi: 'Không nhận kiểu tệp này', en: 'This type of file is refused' } },
  'file-too-large': { status: 413, title: { vi: 'Tệp quá lớn', en: 'The file is too large' } },
  'dossier-closed': { status: 409, title: { vi: 'Hồ sơ đã đóng', en: 'The dossier is closed' } },
  'fee-already-settled': { status: 409, title: { vi: 'Khoản thu đã xong', en: 'The fee is settled' } },
  'amount-differs': { status: 422, title: { vi: 'Số tiền không khớp', en: 'The amount differs' } },
  'engine-unavailable': { status: 503, title: { vi: 'Bộ máy quy trình tạm ngừng', en: 'The process engine is away' } },
  'store-unavailable': { status: 503, title: { vi: 'Cơ sở dữ liệu tạm ngừng', en: 'The database is away' } },
  'internal-error': { status: 500, title: { vi: 'Lỗi của hệ thống', en: 'Internal error' } },
  'diagram-refused': { status: 422, title: { vi: 'Sơ đồ không được nhận', en: 'The diagram is refused' } },
  'history-gap': { status: 503, title: { vi: 'Lịch sử bị đứt quãng', en: 'The history has a gap' } },
  'slip-not-printed': { status: 409, title: { vi: 'Hồ sơ chưa có phiếu này', en: 'The dossier has no such slip' } },
  'register-too-long': { status: 422, title: { vi: 'Sổ quá dài để in một lần', en: 'The register is too long to be printed at once' } },
  'decision-undone': { status: 409, title: { vi: 'Quyết định không thành', en: 'The decision was undone' } },
  'result-signed': { status: 409, title: { vi: 'Kết quả đã được ký', en: 'The result is signed' } },
  'supplement-late': { status: 409, title: { vi: 'Đã hết hạn bổ sung', en: 'The time for the supplement is over' } },
  'supplement-repeated': { status: 409, title: { vi: 'Đã yêu cầu bổ sung một lần', en: 'A supplement was requested before' } },
  'apology-repeated': { status: 409, title: { vi: 'Đã xin lỗi và hẹn lại một lần', en: 'An apology was issued before' } },
  'apology-unsigned': { status: 409, title: { vi: 'Thư xin lỗi chưa được ký', en: 'The apology is not signed' } },
  'date-not-later': { status: 422, title: { vi: 'Ngày hẹn mới không hợp lệ', en: 'The new date is not valid' } },
  'clock-not-held': { status: 409, title: { vi: 'Đồng hồ đang chạy bình thường', en: 'The clock is not held' } },
};

const RETRY_SECONDS = 2;
const AWAY = {
  engine: 'Bộ máy quy trình tạm thời không phản hồi. Thử lại sau ít giây; không có gì bị mất.',
  store: 'Cơ sở dữ liệu tạm thời không phản hồi. Thử lại sau ít giây.',
  internal: 'Hệ thống gặp lỗi. Nếu lặp lại, báo cho quản trị hệ thống mã yêu cầu này.',
} as const;

export interface Answer {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;
  /** True: nobody has foreseen this; log it whole. */
  readonly unexpected: boolean;
}

/** What an error looks like on the wire. An unexpected one says nothing about itself. */
export function answerFor(error: unknown, { requestId, language }: { readonly requestId: string; readonly language: Language }): Answer {
  const say = (code: ProblemCode, detail: string, more: Pick<Problem, 'errors'> = {}): Problem => ({
    type: `urn:mot-cua:problem:${code}`,
    title: PROBLEMS[code].title[language],
    status: PROBLEMS[code].status,
    code,
    detail,
    instance: `urn:uuid:${requestId}`,
    ...more,
  });
  if (error instanceof DomainError) {
    const problem = say(error.code, error.message, error.errors === undefined ? {} : { errors: error.errors.map((fault) => ({ ...fault })) });
    return { problem, headers: headersFor(problem.status, error), unexpected: false };
  }
  if (error instanceof StoreUnavailable) return { problem: say('store-unavailable', AWAY.store), headers: headersFor(503, error), unexpected: false };
  if (error instanceof EngineUnavailable) return { problem: say('engine-unavailable', AWAY.engine), headers: headersFor(503, error), unexpected: false };
  if (error instanceof EngineRefused && error.reason === 'conflict')
    return { problem: say('task-already-claimed', 'Việc này đã có người khác nhận.'), headers: {}, unexpected: false };
  return { problem: say('internal-error', AWAY.internal), headers: {}, unexpected: true };
}

function headersFor(status: number, error: Error): Record<string, string> {
  const wished = 'retryAfterSeconds' in error && typeof error.retryAfterSeconds === 'number' ? error.retryAfterSeconds : undefined;
  if (wished !== undefined || status === 503) return { 'retry-after': String(wished ?? RETRY_SECONDS) };
  // RFC 9110 asks for it with every 401; this scheme makes no browser show its own dialogue
  return status === 401 ? { 'www-authenticate': 'Bearer realm="mot-cua"' } : {};
}
