import type { BodyOf, ParamsOf, QueryOf, ReplyOf } from '../../contract/endpoint.ts';
import type { ENDPOINTS, EndpointId } from '../../contract/endpoints.ts';
import type { Officer } from '../../domain/policy.ts';
import type { StoredFile } from '../ports/index.ts';

/** Operations with a route of their own: cookies, files, streams, and what needs nobody signed in. */
export type SpecialId =
  | 'signIn'
  | 'refreshSession'
  | 'getMe'
  | 'signOut'
  | 'getHealth'
  | 'getEvents'
  | 'uploadFile'
  | 'getDocument'
  | 'getDiagram'
  | 'getRegister'
  | 'exportCalendar'
  | 'trackDossier';
export type JsonId = Exclude<EndpointId, SpecialId>;
type Operation<Id extends EndpointId> = (typeof ENDPOINTS)[Id];

export interface Call<Id extends EndpointId> {
  readonly officer: Officer;
  readonly params: ParamsOf<Operation<Id>>;
  readonly query: QueryOf<Operation<Id>>;
  readonly body: BodyOf<Operation<Id>>;
  /** There, and of the right form, where the contract asks for it. */
  readonly idempotencyKey: string | undefined;
  /** SHA-256 over operation, parameters and body as sent. */
  readonly bodyHash: string;
}

export interface Reply<Id extends EndpointId> {
  /** The operation's success status unless said otherwise. */
  readonly status?: number;
  readonly body: ReplyOf<Operation<Id>>;
}

export interface Upload {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

/** What the server does for each operation of the contract; a new operation does not compile without its handler. */
export type Handlers = { readonly [Id in JsonId]: (call: Call<Id>) => Promise<Reply<Id>> } & {
  readonly getMe: (officer: Officer) => Promise<ReplyOf<Operation<'getMe'>>>;
  readonly uploadFile: (officer: Officer, upload: Upload) => Promise<ReplyOf<Operation<'uploadFile'>>>;
  readonly getDocument: (officer: Officer, params: ParamsOf<Operation<'getDocument'>>) => Promise<{ readonly file: StoredFile; readonly content: Uint8Array }>;
  readonly getDiagram: (params: ParamsOf<Operation<'getDiagram'>>) => Promise<string>;
  readonly getRegister: (officer: Officer, query: QueryOf<Operation<'getRegister'>>) => Promise<Upload>;
  readonly exportCalendar: (officer: Officer, params: ParamsOf<Operation<'exportCalendar'>>) => Promise<string>;
  readonly trackDossier: (params: ParamsOf<Operation<'trackDossier'>>) => Promise<ReplyOf<Operation<'trackDossier'>>>;
};
