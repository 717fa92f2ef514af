/** What the broker says about one partition's exporting. */
export interface ExportingState {
  readonly phase: string;
  readonly processedPosition: number;
  readonly exportedPosition: number;
}
