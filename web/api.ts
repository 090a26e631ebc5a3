import type { Region } from '../model/finding.ts';
import type { ItemKind } from '../model/item.ts';
import type { LanguageMap } from '../model/language.ts';
import type { RejectReason, Verdict } from '../model/review.ts';
import type { TableView } from '../model/table-view.ts';
import type { Role } from '../model/user.ts';
import type {
  Description,
  ItemListEntry,
  ItemView,
  PidView,
  SessionView,
  TokenView,
  UploadOutcome,
  UserView,
} from '../model/views.ts';

/** An answer that says no, or no answer at all (`status` 0). `detail` is a sentence for a person; '' if there is none. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly detail: string;

  constructor(status: number, detail: string, options: { cause?: unknown } = {}) {
    super(`${status}: ${detail}`, options);
    this.status = status;
    this.detail = detail;
  }
}

/** Any thrown value as an ApiError. */
export function asApiError(thrown: unknown): ApiError {
  return thrown instanceof ApiError ? thrown : new ApiError(0, '', { cause: thrown });
}

let csrfToken: string | null = null;
const signedOutWatchers = new Set<() => void>();

/** The header that every request that changes something carries. */
export function csrfHeaders(): Record<string, string> {
  return csrfToken === null ? {} : { 'X-CSRF-Token': csrfToken };
}

/** Calls back when the server no longer knows who is asking. Returns how to stop. */
export function watchSignedOut(watcher: () => void): () => void {
  signedOutWatchers.add(watcher);
  return () => signedOutWatchers.delete(watcher);
}

export interface Asked {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, of this media type, where the body is no JSON. */
  readonly raw?: { readonly type: string; readonly body: Blob | string };
  /** Of what is changed, where the server asks for it (`If-Match`). */
  readonly edition?: number;
  readonly signal?: AbortSignal;
}

/** Asks the server, as the person who is signed in. Throws an {@link ApiError}. */
export async function request<T>(method: string, path: string, asked: Asked = {}): Promise<T> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: {
      Accept: 'application/json',
      ...(method !== 'GET' && csrfHeaders()),
      ...(asked.body !== undefined && { 'Content-Type': 'application/json' }),
      ...(asked.raw && { 'Content-Type': asked.raw.type }),
      ...(asked.edition !== undefined && { 'If-Match': `"${asked.edition}"` }),
    },
    ...(asked.body !== undefined && { body: JSON.stringify(asked.body) }),
    ...(asked.raw && { body: asked.raw.body }),
    ...(asked.signal && { signal: asked.signal }),
  }).catch((cause: unknown) => {
    throw new ApiError(0, '', { cause });
  });
  if (!response.ok) throw await readProblem(response, path);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

async function readProblem(response: Response, path: string): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const detail = typeof body === 'object' && body !== null && 'detail' in body ? String(body.detail) : '';
  if (response.status === 401 && !path.startsWith('/api/session')) {
    for (const watcher of signedOutWatchers) watcher();
  }
  return new ApiError(response.status, detail);
}

async function session(method: string, path: string, body?: unknown): Promise<SessionView> {
  const view = await request<SessionView>(method, path, body === undefined ? {} : { body });
  csrfToken = view.csrf;
  return view;
}

/** What is asked after the `?`; what is empty is left out. */
export function search(values: Readonly<Record<string, string | number | undefined>>): string {
  const wanted = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(wanted.map(([name, value]) => [name, String(value)])).toString();
}

export interface ItemQuery {
  readonly q: string;
  readonly state: string;
  readonly limit: number;
  readonly offset: number;
}

/** A verdict on one page; `id` is a UUID of ours. */
export interface Judged {
  readonly id: string;
  readonly sideId: string;
  readonly verdict: Verdict;
  readonly reason: RejectReason | null;
  readonly region: Region | null;
  readonly note: string | null;
  readonly saw: { readonly version: number; readonly review: number };
}

/** Every request of the app. Each throws an {@link ApiError}. */
export const api = {
  session: () => session('GET', '/api/session'),
  signIn: (email: string, password: string) => session('POST', '/api/session', { email, password }),
  signInByLink: (code: string) => session('POST', '/api/session/link', { code }),
  choosePassword: (password: string) => session('PUT', '/api/session/password', { password }),
  signOut: () => request<void>('DELETE', '/api/session'),

  items: (query: ItemQuery, signal?: AbortSignal) =>
    request<{ items: ItemListEntry[]; total: number }>(
      'GET',
      `/api/items?${search({ ...query })}`,
      signal ? { signal } : {},
    ),
  table: (id: string) => request<TableView>('GET', `/api/items/${id}/table`),
  review: ({ id, sideId, verdict, reason, region, note, saw }: Judged) =>
    request<void>('POST', '/api/reviews', {
      body: {
        ...{ id, surfaces: [sideId], verdict, saw },
        ...(reason && { reason }),
        ...(region && { region }),
        ...(note && { note }),
      },
    }),
  undoReview: (id: string) => request<void>('POST', `/api/reviews/${id}/undo`),
  addItem: (item: { reference: string; kind: ItemKind; label?: LanguageMap }) =>
    request<ItemView>('POST', '/api/items', { body: item }),
  item: (id: string, signal?: AbortSignal) =>
    request<ItemView>('GET', `/api/items/${id}`, signal ? { signal } : {}),
  describe: (id: string, edition: number, description: Partial<Description>) =>
    request<ItemView>('PATCH', `/api/items/${id}`, { edition, body: description }),
  order: (id: string, edition: number, surfaces: readonly string[]) =>
    request<ItemView>('PUT', `/api/items/${id}/order`, { edition, body: { surfaces } }),
  labelSurface: (id: string, label: LanguageMap) =>
    request<ItemView>('PATCH', `/api/surfaces/${id}`, { body: { label } }),
  showSurface: (id: string, shown: boolean) =>
    request<ItemView>('PATCH', `/api/surfaces/${id}`, { body: { shown } }),
  publish: (id: string, asked: { note: string; override: string; whenReady: boolean }) =>
    request<ItemView>('POST', `/api/items/${id}/publish`, { body: asked }),
  withdraw: (id: string, said: { reason: string; statement: LanguageMap; movedTo?: string }) =>
    request<ItemView>('POST', `/api/items/${id}/withdraw`, { body: said }),
  pids: (id: string) => request<{ pids: PidView[] }>('GET', `/api/items/${id}/pids`),
  addPid: (id: string, pid: string) =>
    request<{ pids: PidView[] }>('POST', `/api/items/${id}/pids`, { body: { pid } }),
  retryFile: (id: string) => request<ItemView>('POST', `/api/files/${id}/retry`),
  uploadOutcome: (id: string) => request<UploadOutcome>('GET', `/api/uploads/${id}/outcome`),

  tokens: () => request<{ tokens: TokenView[] }>('GET', '/api/tokens'),
  addToken: (name: string, role: Role) =>
    request<{ token: TokenView; secret: string }>('POST', '/api/tokens', { body: { name, role } }),
  revokeToken: (id: string) => request<void>('DELETE', `/api/tokens/${id}`),
  users: () => request<{ users: UserView[] }>('GET', '/api/users'),
  addUser: (user: { email: string; name: string; role: Role }) =>
    request<{ user: UserView; signInLink: string }>('POST', '/api/users', { body: user }),
};

/** An address of ours as this page reaches it: the public name may not be the one that the browser used. */
export function localUrl(url: string): string {
  const { pathname, search: query } = new URL(url, window.location.href);
  return pathname + query;
}
