import type { PartName } from '../../model/label-plan.ts';
import type { LanguageMap } from '../../model/language.ts';

const words = (en: string, nl: string, de: string): LanguageMap => ({ en: [en], nl: [nl], de: [de] });

/** What a surface is called that bears no number and uses none. */
export const UNCOUNTED = words('[unnumbered]', '[ongenummerd]', '[ungezählt]');

/** What the parts of a volume are called that are no pages. */
export const PARTS: Readonly<Record<PartName, LanguageMap>> = Object.freeze({
  'front-cover': words('Front cover', 'Voorplat', 'Vorderdeckel'),
  'inside-front-cover': words('Inside front cover', 'Binnenzijde voorplat', 'Vorderer Innendeckel'),
  'front-flyleaf': words('Front flyleaf', 'Schutblad voor', 'Vorsatz vorn'),
  'title-page': words('Title page', 'Titelpagina', 'Titelseite'),
  'back-flyleaf': words('Back flyleaf', 'Schutblad achter', 'Vorsatz hinten'),
  'inside-back-cover': words('Inside back cover', 'Binnenzijde achterplat', 'Hinterer Innendeckel'),
  'back-cover': words('Back cover', 'Achterplat', 'Rückdeckel'),
  spine: words('Spine', 'Rug', 'Rücken'),
  'top-edge': words('Top edge', 'Kopsnede', 'Kopfschnitt'),
  'fore-edge': words('Fore-edge', 'Frontsnede', 'Vorderschnitt'),
  'bottom-edge': words('Bottom edge', 'Staartsnede', 'Fußschnitt'),
  'colour-target': words('Colour target', 'Kleurenkaart', 'Farbkarte'),
});
