import type { Pages } from './pages.ts';

const STATES = /^(proposed|accepted|rejected|deprecated|superseded by \[?(\d{4}))/i;

interface Decision {
  readonly page: string;
  readonly number: string;
  readonly text: string;
}

/**
 * What is wrong with docs/decisions, a sentence each. A decision is `NNNN-title.md`, begins `# NNNN. Title`, has a
 * line `Status: …` (or a heading Status over one), and numbers run from 0001 without a gap.
 */
export function wrongDecisions(pages: Pages): string[] {
  const decisions: Decision[] = [];
  const wrong: string[] = [];
  for (const [page, text] of pages) {
    const name = /^docs\/decisions\/(.+)\.md$/.exec(page)?.[1];
    if (name === undefined || name === 'README') continue;
    const number = /^(\d{4})-[a-z0-9]+(-[a-z0-9]+)*$/.exec(name)?.[1];
    if (number) decisions.push({ page, number, text });
    else wrong.push(`${page} should be called NNNN-its-title.md`);
  }
  decisions.sort((a, b) => a.number.localeCompare(b.number));
  return [...wrong, ...wrongNumbers(decisions), ...decisions.flatMap((one) => wrongText(one, decisions))];
}

function wrongNumbers(decisions: readonly Decision[]): string[] {
  return decisions.flatMap(({ page, number }, index) => {
    const expected = String(index + 1).padStart(4, '0');
    return number === expected ? [] : [`${page} should have the number ${expected}`];
  });
}

function wrongText({ page, number, text }: Decision, all: readonly Decision[]): string[] {
  const wrong: string[] = [];
  const title = /^# (\d+)[.:]? +\S/.exec(text);
  if (Number(title?.[1]) !== Number(number))
    wrong.push(`${page} should begin with "# ${number}. " and its title`);
  const status = /^\W*Status\W*\s+(.+)$/im.exec(text)?.[1]?.replace(/^[*_\s]+/, '') ?? '';
  const state = STATES.exec(status);
  if (!state)
    wrong.push(
      `${page} should say its status: proposed, accepted, rejected, deprecated or superseded by NNNN`,
    );
  const successor = state?.[2];
  if (successor && !all.some((one) => one.number === successor)) {
    wrong.push(`${page} is superseded by ${successor}, which is not there`);
  }
  return wrong;
}
