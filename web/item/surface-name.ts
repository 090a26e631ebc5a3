import type { SurfaceView } from '../../model/views.ts';
import { bestValue } from '../language/format.ts';
import type { InterfaceLanguage } from '../language/messages.ts';

/** What to call a surface in a sentence: its label, else the name of its file. */
export function nameOf(surface: SurfaceView, language: InterfaceLanguage): string {
  return bestValue(surface.label, language)?.value ?? surface.name;
}
