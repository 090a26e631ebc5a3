import { createRandom } from './random.ts';

/** Sentences for pages that nobody wrote, by language. */
const SENTENCES = {
  nl: [
    'Wie des avonds langs de haven loopt, ziet achter de ramen van het pakhuis nog licht branden.',
    'Daar zitten veertig leerlingen aan lange tafels, de jongste zestien en de oudste ver in de vijftig.',
    'Overdag lossen zij schepen, naaien zij zakken of staan zij aan de draaibank; om zeven uur wordt het schrift geopend.',
    'De school vraagt geen geld, alleen een stuk krijt per week en de belofte dat men komt.',
    'In het eerste jaar leert men rekenen met maten en gewichten, want op de kade wordt niet met woorden betaald.',
    'In het tweede jaar volgt het lezen van de courant, hardop, en het tegenspreken van wat er staat.',
    'Een onderwijzer vertelde dat de stilte van een volle klas hem nooit zo luid had geklonken.',
    'De kachel is te klein en de winter te lang, maar niemand heeft tot nu toe zijn jas aangehouden.',
    'Boeken zijn er achtentachtig, en wie er een leent schrijft zijn naam in het schrift bij de deur.',
    'Zo groeit een bibliotheek: niet door aankoop, maar door vertrouwen dat telkens wordt teruggebracht.',
    'Met de lente beginnen de lessen in tekenen naar de natuur, op de steiger, zolang het licht het toelaat.',
    'Het bestuur hoopt voor het nieuwe jaar op een tweede lokaal en op lampen die minder roken.',
  ],
  de: [
    'Wer abends am Hafen entlanggeht, sieht hinter den Fenstern des Speichers noch Licht.',
    'Vierzig Schüler sitzen dort an langen Tischen und rechnen mit Fässern, Säcken und Ellen.',
    'Die Schule nimmt kein Geld; sie verlangt nur, dass man wiederkommt.',
    'Im zweiten Jahr wird die Zeitung laut gelesen, und jeder darf widersprechen.',
    'Der Ofen ist zu klein für den Winter, doch die Bänke bleiben nie leer.',
    'Im Frühjahr zeichnet man auf dem Steg, solange das Licht es erlaubt.',
  ],
  ru: [
    'Кто вечером идёт вдоль гавани, видит в окнах склада свет.',
    'Там за длинными столами сидят сорок учеников, молодые и старые.',
    'Школа не берёт денег, она просит только одного: приходить снова.',
    'На втором году газету читают вслух, и каждый может возразить.',
    'Печь мала, зима длинна, но скамьи никогда не пустуют.',
    'Весной рисуют на причале, пока хватает света.',
  ],
  en: [
    'Whoever walks along the harbour at night sees a light behind the windows of the warehouse.',
    'Forty pupils sit there at long tables and reckon with barrels, sacks and yards.',
    'The school takes no money; all it asks is that one comes back.',
    'In the second year the newspaper is read aloud, and anybody may object.',
    'The stove is too small for the winter, and yet the benches are never empty.',
    'In spring they draw on the jetty for as long as the light allows.',
  ],
} as const;

export type DemoLanguage = keyof typeof SENTENCES;

/** A stretch of text, the same for the same seed: sentences one after another, begun somewhere. */
export function writeText(language: DemoLanguage, seed: number, sentences: number): string {
  const all = SENTENCES[language];
  const start = Math.floor(createRandom(seed)() * all.length);
  return Array.from({ length: sentences }, (_, place) => all[(start + place) % all.length]).join(' ');
}
