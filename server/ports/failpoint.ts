/**
 * Named places between two writes where the process may be made to die, so that tests can hit each one exactly:
 * `FAILPOINT=relay.afterEngine:3:kill` kills at the third passage.
 */
export const FAILPOINTS = [
  'submit.beforeWrite',
  'submit.afterWrite',
  'command.beforeWrite',
  'command.afterWrite',
  'relay.beforeEngine',
  'relay.afterEngine',
  'projector.beforeWrite',
  'projector.afterDossiers',
  'projector.afterMark',
  'settler.afterHistory',
  'settler.afterReadModels',
  'step.afterEffect',
  'step.afterCompletion',
  'alarm.beforeWrite',
  'alarm.afterWrite',
] as const;
export type FailpointName = (typeof FAILPOINTS)[number];
export type Failpoint = (name: FailpointName) => void;

export const noFailpoint: Failpoint = () => undefined;

/** @throws TypeError for an unknown place or a malformed setting */
export function failpointFrom(setting: string | undefined, die: () => void): Failpoint {
  if (setting === undefined || setting === '') return noFailpoint;
  const [wanted, count, action] = setting.split(':');
  if (!FAILPOINTS.some((name) => name === wanted) || action !== 'kill')
    throw new TypeError(`FAILPOINT must read <place>:<count>:kill, with a place of ${FAILPOINTS.join(', ')}`);
  let left = Number(count);
  return (name) => {
    if (name === wanted && --left === 0) die();
  };
}
