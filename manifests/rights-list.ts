import type { RightsEntry } from '../model/describing.ts';
import { nameRights } from './rights.ts';

const commons = (path: string, en: string, nl: string): RightsEntry => {
  const uri = `http://creativecommons.org/${path}/`;
  const name = nameRights(uri);
  return { uri, name: { en: name, nl: name }, meaning: { en, nl } };
};

const statement = (code: string, dutchName: string, en: string, nl: string): RightsEntry => {
  const uri = `http://rightsstatements.org/vocab/${code}/1.0/`;
  return { uri, name: { en: nameRights(uri), nl: dutchName }, meaning: { en, nl } };
};

/**
 * Every statement of rightsstatements.org, and the licences and marks of Creative Commons of today. The freest come first.
 *
 * @see https://rightsstatements.org/page/1.0/
 * @see https://creativecommons.org/share-your-work/cclicenses/
 */
export const RIGHTS_LIST: readonly RightsEntry[] = Object.freeze([
  commons(
    'publicdomain/mark/1.0',
    'Known to be free of copyright all over the world. Anybody may do anything with it.',
    'Bekend als overal ter wereld vrij van auteursrecht. Iedereen mag er alles mee doen.',
  ),
  commons(
    'publicdomain/zero/1.0',
    'Whoever had rights gave them up. Anybody may do anything with it.',
    'Wie er rechten op had, heeft die opgegeven. Iedereen mag er alles mee doen.',
  ),
  commons(
    'licenses/by/4.0',
    'Anybody may use and change it, with the name of the maker.',
    'Iedereen mag het gebruiken en veranderen, met de naam van de maker erbij.',
  ),
  commons(
    'licenses/by-sa/4.0',
    'As CC BY; what is made of it must be under the same licence.',
    'Als CC BY; wat ervan gemaakt wordt moet onder dezelfde licentie staan.',
  ),
  commons(
    'licenses/by-nd/4.0',
    'Anybody may use it unchanged, with the name of the maker.',
    'Iedereen mag het ongewijzigd gebruiken, met de naam van de maker erbij.',
  ),
  commons(
    'licenses/by-nc/4.0',
    'Anybody may use and change it, not for money, with the name of the maker.',
    'Iedereen mag het gebruiken en veranderen, niet om geld, met de naam van de maker erbij.',
  ),
  commons(
    'licenses/by-nc-sa/4.0',
    'As CC BY-NC; what is made of it must be under the same licence.',
    'Als CC BY-NC; wat ervan gemaakt wordt moet onder dezelfde licentie staan.',
  ),
  commons(
    'licenses/by-nc-nd/4.0',
    'Anybody may use it unchanged, not for money, with the name of the maker.',
    'Iedereen mag het ongewijzigd gebruiken, niet om geld, met de naam van de maker erbij.',
  ),
  statement(
    'NoC-US',
    'Geen auteursrecht – Verenigde Staten',
    'Free of copyright in the United States; elsewhere perhaps not.',
    'In de Verenigde Staten vrij van auteursrecht; elders misschien niet.',
  ),
  statement(
    'NoC-NC',
    'Geen auteursrecht – Alleen niet-commercieel gebruik',
    'Free of copyright, but the digital copy is not for commercial use.',
    'Vrij van auteursrecht, maar de digitale kopie is niet voor commercieel gebruik.',
  ),
  statement(
    'NoC-CR',
    'Geen auteursrecht – Contractuele beperkingen',
    'Free of copyright, but a contract limits what may be done with it.',
    'Vrij van auteursrecht, maar een contract beperkt wat ermee mag.',
  ),
  statement(
    'NoC-OKLR',
    'Geen auteursrecht – Andere wettelijke beperkingen',
    'Free of copyright, but another law limits its use, such as privacy or culture.',
    'Vrij van auteursrecht, maar een andere wet beperkt het gebruik, zoals over privacy of erfgoed.',
  ),
  statement(
    'InC',
    'Auteursrechtelijk beschermd',
    'Protected. Whoever wants to use it asks the holder of the rights, but for what the law allows.',
    'Beschermd. Wie het wil gebruiken vraagt het de rechthebbende, behalve voor wat de wet toestaat.',
  ),
  statement(
    'InC-EDU',
    'Auteursrechtelijk beschermd – Gebruik in onderwijs toegestaan',
    'Protected; may be used for education without asking.',
    'Beschermd; mag zonder te vragen in het onderwijs gebruikt worden.',
  ),
  statement(
    'InC-NC',
    'Auteursrechtelijk beschermd – Niet-commercieel gebruik toegestaan',
    'Protected; may be used without asking where no money is made.',
    'Beschermd; mag zonder te vragen gebruikt worden waar er niet mee verdiend wordt.',
  ),
  statement(
    'InC-OW-EU',
    'Auteursrechtelijk beschermd – Verweesd werk (EU)',
    'Protected; the holder was searched for with care and not found (EU orphan work).',
    'Beschermd; de rechthebbende is zorgvuldig gezocht en niet gevonden (verweesd werk, EU).',
  ),
  statement(
    'InC-RUU',
    'Auteursrechtelijk beschermd – Rechthebbende onbekend of onvindbaar',
    'Protected; nobody knows who holds the rights, or where they are.',
    'Beschermd; niemand weet wie de rechten heeft, of waar die is.',
  ),
  statement(
    'NKC',
    'Geen auteursrecht bekend',
    'There is reason to think that it is free, and no certainty.',
    'Er is reden om te denken dat het vrij is, maar geen zekerheid.',
  ),
  statement(
    'UND',
    'Auteursrecht niet vast te stellen',
    'It was looked into, and could not be decided.',
    'Het is uitgezocht, en kon niet beslist worden.',
  ),
  statement(
    'CNE',
    'Auteursrecht niet onderzocht',
    'Nobody has looked into its copyright.',
    'Niemand heeft het auteursrecht onderzocht.',
  ),
]);
