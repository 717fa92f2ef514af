/** Nobody has entered a working calendar yet. */
export class NoCalendar extends Error {
  override readonly name = 'NoCalendar';
}
