import type { ProblemCode } from '../contract/vocabulary.ts';

/** A refusal by the rules: stable code, one sentence an officer understands. It knows neither HTTP nor BPMN. */
export abstract class DomainError extends Error {
  abstract readonly code: ProblemCode;
  /** Where the input is wrong, as JSON pointers, when the refusal is about input. */
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** A refusal that needs no field of its own: code and sentence are the whole story. */
export class Refusal extends DomainError {
  override readonly name = 'Refusal';
  readonly code: ProblemCode;
  constructor(code: ProblemCode, sentence: string) {
    super(sentence);
    this.code = code;
  }
}

/** Also thrown for another agency's object: it answers exactly like a missing one. */
export class NotFound extends DomainError {
  override readonly name = 'NotFound';
  readonly code;
  constructor(what: 'dossier' | 'task' | 'file' | 'release' | 'procedure' | 'agency' | 'fee' | 'supplement') {
    super(NOT_FOUND[what]);
    this.code = `${what}-not-found` as const;
  }
}

const NOT_FOUND = {
  dossier: 'Không thấy hồ sơ này. Kiểm tra lại mã hồ sơ.',
  task: 'Không thấy việc này. Có thể việc đã xong hoặc đã bị hủy.',
  file: 'Không thấy tệp này.',
  release: 'Không thấy bản quy trình này.',
  procedure: 'Không thấy thủ tục này.',
  agency: 'Không thấy cơ quan này.',
  fee: 'Không thấy khoản thu này.',
  supplement: 'Không thấy yêu cầu bổ sung này.',
} as const;

export class ActionNotAllowed extends DomainError {
  override readonly name = 'ActionNotAllowed';
  readonly code = 'action-not-allowed';
  readonly action: string;
  constructor(action: string, why = 'Vai trò của bạn không được làm việc này với hồ sơ này.') {
    super(why);
    this.action = action;
  }
}

/** Input that passed its schema but not the rules, with a pointer for each fault. */
export class InvalidInput extends DomainError {
  override readonly name = 'InvalidInput';
  readonly code: ProblemCode;
  override readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
  constructor(code: ProblemCode, sentence: string, errors: readonly { pointer: string; detail: string }[]) {
    super(sentence);
    this.code = code;
    this.errors = errors;
  }
}

/** Compare-and-set lost to another writer more often than we retry. */
export class StaleVersion extends DomainError {
  override readonly name = 'StaleVersion';
  readonly code = 'stale-version';
  constructor() {
    super('Hồ sơ vừa được người khác cập nhật. Tải lại rồi làm tiếp.');
  }
}

/** The working calendar of a needed year has not been confirmed: no date is better than a wrong one. */
export class CalendarNotConfirmed extends DomainError {
  override readonly name = 'CalendarNotConfirmed';
  readonly code = 'calendar-not-confirmed';
  readonly year: number;
  constructor(year: number) {
    super(
      `Chưa tính được ngày hẹn: lịch làm việc ${String(year)} chưa được xác nhận. Quản trị hệ thống cần lập đề xuất lịch năm ${String(year)} và giám đốc trung tâm cần xác nhận.`,
    );
    this.year = year;
  }
}
