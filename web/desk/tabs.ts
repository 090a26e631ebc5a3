import type { ComponentType } from 'react';
import { LabelsPanel } from '../labels/labels-panel.tsx';
import type { Messages } from '../language/messages.ts';
import type { DeskParts } from './desk-parts.ts';
import { RevisionsPanel } from './revisions-panel.tsx';
import { RightsPanel } from './rights-panel.tsx';

/** A tab of the desk. */
export interface Tab {
  /** In the address: `#labels`. */
  readonly key: string;
  readonly name: (text: Messages) => string;
  /** Drawn while it is open, and only then. Give it its own file; what is heavy is `lazy`. */
  readonly Panel: ComponentType<DeskParts>;
}

/** Every tab, in its order: labels, structure, description, rights, revisions. */
export const TABS: readonly Tab[] = [
  { key: 'labels', name: (text) => text.labels.title, Panel: LabelsPanel },
  { key: 'rights', name: (text) => text.describing.rightsTab, Panel: RightsPanel },
  { key: 'revisions', name: (text) => text.revisions, Panel: RevisionsPanel },
];
