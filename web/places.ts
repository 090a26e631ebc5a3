import { type ComponentType, lazy } from 'react';
import type { Role } from '../model/user.ts';
import type { Messages } from './language/messages.ts';
import { ItemScreen } from './screens/item.tsx';
import { ItemsScreen } from './screens/items.tsx';
import { NewItemScreen } from './screens/new-item.tsx';

/** A screen, and where it is. */
export interface Place {
  /** Its addresses; what the first group matches is the id of what it shows. */
  readonly path: RegExp;
  /** Who may open it. */
  readonly role: Role;
  readonly Screen: ComponentType<{ readonly id: string }>;
}

/** A line of the masthead. */
export interface Way {
  readonly to: string;
  readonly role: Role;
  readonly name: (text: Messages) => string;
  /** The addresses at which it is marked as where one is. */
  readonly here: RegExp;
}

const ID = '([0-9a-f-]{36})';

/** Every screen of the app. Those that few need, or that are heavy, are fetched when they are opened. */
export const PLACES: readonly Place[] = [
  { path: /^\/(?:items)?$/, role: 'technician', Screen: ItemsScreen },
  { path: /^\/items\/new$/, role: 'technician', Screen: NewItemScreen },
  { path: new RegExp(`^/items/${ID}$`), role: 'technician', Screen: ItemScreen },
  {
    path: new RegExp(`^/items/${ID}/table$`),
    role: 'technician',
    Screen: lazy(() => import('./screens/table.tsx').then((module) => ({ default: module.TableScreen }))),
  },
  {
    path: new RegExp(`^/items/${ID}/desk$`),
    role: 'technician',
    Screen: lazy(() => import('./screens/desk.tsx').then((module) => ({ default: module.DeskScreen }))),
  },
  {
    path: /^\/batches$/,
    role: 'technician',
    Screen: lazy(() => import('./screens/batches.tsx').then((module) => ({ default: module.BatchesScreen }))),
  },
  {
    path: /^\/batches\/new$/,
    role: 'curator',
    Screen: lazy(() =>
      import('./screens/new-batch.tsx').then((module) => ({ default: module.NewBatchScreen })),
    ),
  },
  {
    path: new RegExp(`^/batches/${ID}$`),
    role: 'technician',
    Screen: lazy(() => import('./screens/batch.tsx').then((module) => ({ default: module.BatchScreen }))),
  },
  {
    path: new RegExp(`^/batches/${ID}/list$`),
    role: 'curator',
    Screen: lazy(() =>
      import('./screens/batch-list.tsx').then((module) => ({ default: module.BatchListScreen })),
    ),
  },
  {
    path: /^\/profiles$/,
    role: 'technician',
    Screen: lazy(() =>
      import('./screens/profiles.tsx').then((module) => ({ default: module.ProfilesScreen })),
    ),
  },
  {
    path: new RegExp(`^/profiles/${ID}$`),
    role: 'technician',
    Screen: lazy(() => import('./screens/profile.tsx').then((module) => ({ default: module.ProfileScreen }))),
  },
  {
    path: /^\/rescans$/,
    role: 'technician',
    Screen: lazy(() => import('./screens/rescans.tsx').then((module) => ({ default: module.RescansScreen }))),
  },
  {
    path: /^\/stand$/,
    role: 'technician',
    Screen: lazy(() =>
      import('./screens/copy-stand.tsx').then((module) => ({ default: module.CopyStandScreen })),
    ),
  },
  {
    path: /^\/stand\/day$/,
    role: 'technician',
    Screen: lazy(() =>
      import('./screens/end-of-day.tsx').then((module) => ({ default: module.EndOfDayScreen })),
    ),
  },
  {
    path: /^\/sessions$/,
    role: 'technician',
    Screen: lazy(() =>
      import('./screens/sessions.tsx').then((module) => ({ default: module.SessionsScreen })),
    ),
  },
  {
    path: new RegExp(`^/sessions/${ID}$`),
    role: 'technician',
    Screen: lazy(() => import('./screens/session.tsx').then((module) => ({ default: module.SessionScreen }))),
  },
  {
    path: /^\/statistics$/,
    role: 'technician',
    Screen: lazy(() =>
      import('./screens/statistics.tsx').then((module) => ({ default: module.StatisticsScreen })),
    ),
  },
  {
    path: /^\/settings$/,
    role: 'admin',
    Screen: lazy(() =>
      import('./screens/settings.tsx').then((module) => ({ default: module.SettingsScreen })),
    ),
  },
];

/** The masthead, in its order. */
export const WAYS: readonly Way[] = [
  { to: '/', role: 'technician', name: (text) => text.items, here: /^\/($|items)/ },
  { to: '/batches', role: 'technician', name: (text) => text.batches.title, here: /^\/batches/ },
  { to: '/rescans', role: 'technician', name: (text) => text.rescans.way, here: /^\/rescans/ },
  { to: '/stand', role: 'technician', name: (text) => text.stand.title, here: /^\/stand/ },
  { to: '/sessions', role: 'technician', name: (text) => text.sessions.title, here: /^\/sessions/ },
  { to: '/statistics', role: 'technician', name: (text) => text.statistics.title, here: /^\/statistics/ },
  { to: '/profiles', role: 'technician', name: (text) => text.profiles.nav, here: /^\/profiles/ },
  { to: '/settings', role: 'admin', name: (text) => text.settings, here: /^\/settings$/ },
];

/** The screen at an address, and the id in it ('' where it has none); undefined where there is none. */
export function placeAt(path: string): { readonly place: Place; readonly id: string } | undefined {
  for (const place of PLACES) {
    const match = place.path.exec(path);
    if (match !== null) return { place, id: match[1] ?? '' };
  }
  return undefined;
}
