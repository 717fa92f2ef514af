const KEPT = /^(?:PATH|HOME|USER|LANG|LC_.*|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|JAVA_TOOL_OPTIONS|ZEEBE_BROKER_.*|ZEEBE_LOG_.*|ATOMIX_LOG_.*)$/;

/** What a foreign program gets of our environment: not our secrets, which it might print. */
export function inheritedEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => KEPT.test(name)));
}
