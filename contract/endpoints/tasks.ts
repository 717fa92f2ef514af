import { z } from 'zod';
import { ClockView, RowClock, TaskDue } from '../clock.ts';
import { AgencyId, Bilingual, Channel, DossierCode, DossierId, EngineKey, Instant, OutcomeCode, PortalStatus, ProcedureId } from '../vocabulary.ts';
import { endpoint } from './define.ts';
import { TaskView } from '../dossier-views.ts';
import { CommandResult, FormValues } from './dossiers.ts';

/** One line of the inbox: a user task of the engine, or something a person must bring to an end (a fee to be paid, a supplement to come). */
export const InboxItem = z
  .strictObject({
    key: z.string(),
    kind: z.enum(['task', 'fee', 'supplement']),
    dossierId: DossierId,
    code: DossierCode.optional(),
    procedure: ProcedureId,
    procedureShortName: z.string(),
    applicantName: z.string(),
    applicantId: z.string(),
    name: z.string(),
    agency: AgencyId,
    assignee: z.string().optional(),
    assigneeName: z.string().optional(),
    channel: Channel,
    status: PortalStatus,
    createdAt: Instant,
    ...RowClock,
    /** By when this task itself is to be done. */
    taskDueAt: Instant.optional(),
    deciding: z.boolean(),
    hasIncident: z.boolean(),
  })
  .meta({ id: 'InboxItem' });
export type InboxItem = z.infer<typeof InboxItem>;

/** `mine`: assigned to me. `free`: nobody's, in my groups. `all`: both, and my colleagues'. */
export const QUEUES = ['mine', 'free', 'all', 'fees', 'supplements'] as const;

export const listTasks = endpoint({
  id: 'listTasks',
  tag: 'tasks',
  method: 'GET',
  path: '/tasks',
  summary: 'My inbox, most urgent first',
  query: z.strictObject({
    queue: z.enum(QUEUES).default('all'),
    code: z.string().max(40).optional(),
    cursor: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    counts: z.stringbool().default(true).meta({ description: 'false: the page alone, for programs that show no counts' }),
  }),
  reply: z.strictObject({ items: z.array(InboxItem), next: z.string().nullable(), counts: z.record(z.enum(QUEUES), z.int()).optional() }),
});

export const TaskDetail = z
  .strictObject({
    task: TaskView,
    procedure: ProcedureId,
    release: z.int(),
    code: DossierCode.optional(),
    form: z.unknown().meta({ description: 'form-js schema of the release, or null' }),
    values: z.record(z.string(), z.unknown()).meta({ description: 'What the form starts with' }),
    /** The dossier's clock. */
    clock: ClockView,
    taskDue: TaskDue.optional(),
    outcomes: z.array(z.strictObject({ code: OutcomeCode, label: Bilingual, reasonRequired: z.boolean(), next: Bilingual.optional() })),
    mayClaim: z.boolean(),
    mayRelease: z.boolean(),
    mayComplete: z.boolean(),
  })
  .meta({ id: 'TaskDetail' });
export type TaskDetail = z.infer<typeof TaskDetail>;

const TaskParams = z.strictObject({ task: EngineKey });
const TaskResult = CommandResult.extend({ assignee: z.string().optional() }).meta({ id: 'TaskResult' });

export const getTask = endpoint({
  id: 'getTask',
  tag: 'tasks',
  method: 'GET',
  path: '/tasks/{task}',
  summary: 'One open task with its form',
  params: TaskParams,
  reply: TaskDetail,
  problems: ['task-not-found'],
});
export const claimTask = endpoint({
  id: 'claimTask',
  tag: 'tasks',
  method: 'POST',
  path: '/tasks/{task}/claim',
  summary: 'Take a task; the engine decides who was first',
  params: TaskParams,
  reply: TaskResult,
  problems: ['task-not-found', 'task-already-claimed', 'task-closed', 'action-not-allowed', 'engine-unavailable'],
});
export const releaseTask = endpoint({
  id: 'releaseTask',
  tag: 'tasks',
  method: 'POST',
  path: '/tasks/{task}/release',
  summary: 'Give a task back to its group',
  params: TaskParams,
  reply: TaskResult,
  problems: ['task-not-found', 'task-not-claimed', 'task-closed', 'engine-unavailable'],
});
export const completeTask = endpoint({
  id: 'completeTask',
  tag: 'tasks',
  method: 'POST',
  path: '/tasks/{task}/complete',
  summary: 'Decide a task',
  idempotent: true,
  params: TaskParams,
  body: z.strictObject({ outcome: OutcomeCode, reason: z.string().trim().max(2000).optional(), form: FormValues }),
  reply: CommandResult,
  problems: [
    'task-not-found',
    'task-not-claimed',
    'task-closed',
    'outcome-unknown',
    'reason-required',
    'form-invalid',
    'field-unknown',
    'decision-undone',
    'action-not-allowed',
  ],
});
