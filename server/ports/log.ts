/** pino's shape, handed in. `error` = someone must act now, `warn` = unusual but handled, `info` = a business event. Never personal data. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  child(fields: object): Log;
}
