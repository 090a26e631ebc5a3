import { hasApt, installPackages } from './apt.ts';
import { PARTS, type Part } from './parts.ts';
import { onPath } from './places.ts';
import { asRoot, run } from './run.ts';

/** Told in one line before something that takes a while. */
export type Say = (line: string) => void;

/**
 * Makes sure that every part stands, installing those that do not where that can be done without asking.
 *
 * @throws Error with, for each part that is still missing, the one line that installs it.
 */
export function setUp(options: { readonly parts: readonly Part[]; readonly say: Say }): void {
  const { parts, say } = options;
  const reasons = new Map<Part, string>();
  for (const part of missingFrom(parts)) tryTo(() => fetchPart(part, say), part, reasons);
  const left = missingFrom(parts);
  if (left.length > 0) tryTo(() => installParts(left, say), left[0], reasons);
  const missing = missingFrom(parts);
  if (missing.length === 0) return;
  const lines = missing.map((part) => {
    const reason = reasons.get(part);
    return `${part.name} is missing. ${hint(part)}${reason ? `\n  (${reason})` : ''}`;
  });
  throw new Error(lines.join('\n'));
}

/** The parts that `npm start` needs, or those and what the tests need. */
export function partsFor(what: 'start' | 'tests'): readonly Part[] {
  return PARTS.filter((part) => what === 'tests' || part.neededBy === 'start');
}

/** The one line that installs a part, and what else can be done. */
export function hint(part: Part, system: 'apt' | 'brew' | 'dnf' | undefined = packageManager()): string {
  const packages = system && part.packages[system];
  const line = packages ? `Install it with: ${installLine(system, packages)}` : 'Install it by hand';
  return part.otherwise ? `${line}; or ${part.otherwise}.` : `${line}${packages ? '' : '.'}`;
}

function installLine(system: 'apt' | 'brew' | 'dnf', packages: readonly string[]): string {
  const names = packages.join(' ');
  if (system === 'brew') return `brew install ${names}`;
  const sudo = process.getuid?.() === 0 ? '' : 'sudo ';
  return system === 'apt'
    ? `${sudo}apt-get update && ${sudo}apt-get install -y ${names}`
    : `${sudo}dnf install -y ${names}`;
}

function packageManager(): 'apt' | 'brew' | 'dnf' | undefined {
  if (process.platform === 'darwin') return 'brew';
  if (hasApt()) return 'apt';
  return onPath('dnf') ? 'dnf' : undefined;
}

function missingFrom(parts: readonly Part[]): Part[] {
  return parts.filter((part) => part.find() === undefined);
}

function tryTo(act: () => void, part: Part | undefined, reasons: Map<Part, string>): void {
  try {
    act();
  } catch (error) {
    if (part) reasons.set(part, error instanceof Error ? error.message : String(error));
  }
}

function fetchPart(part: Part, say: Say): void {
  if (!part.fetch || !hasApt()) return;
  say(`Fetching ${part.name} (for Recto alone: nothing on the system changes) …`);
  part.fetch();
}

/** Installs through the system's package manager, where that neither asks for a password nor starts a service. */
function installParts(parts: readonly Part[], say: Say): void {
  const names = parts.map((part) => part.name).join(', ');
  const system = packageManager();
  const packages = parts.flatMap((part) => (system && part.packages[system]) ?? []);
  const brew = onPath('brew');
  if (system === 'brew' && brew) {
    say(`Installing ${names} with Homebrew …`);
    for (const part of parts) run([brew, 'install', ...(part.packages.brew ?? [])]);
  }
  const root = asRoot();
  if (system === 'apt' && root) {
    say(`Installing ${names} (apt-get; a few minutes the first time) …`);
    installPackages(packages, root);
  }
}
