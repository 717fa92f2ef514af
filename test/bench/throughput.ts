/** Keeps a fixed number of dossiers under way and counts those that end within the measured stretch. */
export async function measureThroughput(
  begin: () => Promise<unknown>,
  { warmUpS, measureS, inFlight }: { readonly warmUpS: number; readonly measureS: number; readonly inFlight: number },
  onDone: (listener: () => void) => void,
): Promise<number> {
  let underWay = 0;
  let ended = 0;
  let running = true;
  const fill = (): void => {
    while (running && underWay < inFlight) {
      underWay++;
      begin().catch(() => {
        underWay--;
      });
    }
  };
  onDone(() => {
    underWay--;
    ended++;
    fill();
  });
  fill();
  await seconds(warmUpS);
  const [from, countFrom] = [performance.now(), ended];
  await seconds(measureS);
  const perSecond = (ended - countFrom) / ((performance.now() - from) / 1_000);
  running = false;
  return perSecond;
}

export const seconds = (s: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, s * 1_000));
