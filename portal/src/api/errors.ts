import type { Problem, ProblemCode } from './contract.ts';

/** The server answered and refused. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }

  get code(): ProblemCode {
    return this.problem.code;
  }

  get status(): number {
    return this.problem.status;
  }
}

/** Nobody answered: whether the command had an effect is unknown, so the same idempotency key must be sent again. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
}

export const isProblem = (error: unknown, ...codes: readonly ProblemCode[]): error is ApiProblem =>
  error instanceof ApiProblem && (codes.length === 0 || codes.includes(error.code));
