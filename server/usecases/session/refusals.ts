import { DomainError } from '../../../domain/errors.ts';

/** The same words whether the user name, the password or the account is wrong. */
export class WrongCredentials extends DomainError {
  override readonly name = 'WrongCredentials';
  readonly code = 'wrong-credentials';
  constructor() {
    super('Tên đăng nhập hoặc mật khẩu không đúng.');
  }
}

export class SignInThrottled extends DomainError {
  override readonly name = 'SignInThrottled';
  readonly code = 'sign-in-throttled';
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super(`Đăng nhập sai nhiều lần. Thử lại sau ${String(retryAfterSeconds)} giây.`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export class SessionExpired extends DomainError {
  override readonly name = 'SessionExpired';
  readonly code = 'session-expired';
  constructor() {
    super('Phiên làm việc đã hết. Đăng nhập lại để tiếp tục.');
  }
}

/** Somebody used a refresh token twice: it may have been stolen, so nobody goes on with this session. */
export class RefreshTokenReused extends DomainError {
  override readonly name = 'RefreshTokenReused';
  readonly code = 'refresh-token-reused';
  /** For the security log. */
  readonly session: string;
  constructor(session: string) {
    super('Phiên làm việc đã bị đóng vì lý do an toàn. Đăng nhập lại để tiếp tục.');
    this.session = session;
  }
}
