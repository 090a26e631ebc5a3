import type { CaptureProfile } from '../../model/capture-profile.ts';
import { asFault, Fault } from '../../model/fault.ts';
import { type CheckedFolder, checkFolder } from './check/check-folder.ts';
import { createCheckProgress } from './check/progress.ts';
import { type CheckReport, isGoodFolder, reportLines } from './check/report.ts';
import { reportJson } from './check/report-json.ts';
import { WORDS } from './check/words.ts';
import { CHECK_HELP, type CheckOptions, parseCheckArgs } from './check-options.ts';
import { chooseProfile } from './choose-profile.ts';
import { type Language, languageOf } from './language.ts';
import { type Env, type Order, readOptions } from './orders.ts';
import type { Folder } from './scans.ts';

/** `recto-station check`: whether the scans of a folder are good, before anything is sent. */
export const checkOrder: Order = {
  help: CHECK_HELP,
  run,
};

async function run(args: readonly string[], env: Env, signal: AbortSignal): Promise<number> {
  const options = readOptions('check', () => parseCheckArgs(args, env));
  if (options === undefined) return 2;
  const language = languageOf(env);
  const chosen = await chooseProfile(options.profile, { env, language, signal }).catch(asFault);
  if (chosen instanceof Fault) {
    console.error(chosen.detail);
    return 2;
  }
  const { profile, said } = chosen;
  if (said !== undefined) console.error(said);
  const startedAt = Date.now();
  try {
    const checked = await checkFolder(options.dir, {
      profile,
      originalMm: options.originalMm,
      signal,
      openProgress: (folder) => openProgress(folder, language),
    });
    const seconds = (Date.now() - startedAt) / 1000;
    tell({ ...checked, dir: options.dir, profile: profile.name, seconds }, options, { language, env });
    return isGoodFolder(checked) ? 0 : 1;
  } catch (thrown) {
    const why = signal.aborted ? WORDS[language].stopped : whyNot(thrown, options.dir, language);
    console.error(why);
    if (options.json)
      console.log(JSON.stringify({ ...reportJson(nothingOf(options, profile)), trouble: why }));
    return 1;
  }
}

/** What standard output says of a folder that could not be checked: that nothing is known to be good. */
function nothingOf({ dir }: CheckOptions, profile: CaptureProfile): CheckReport {
  const nothing: CheckedFolder = { folder: { scans: [], leftAlone: [], unfinished: [] }, files: [] };
  return { ...nothing, dir, profile: profile.name, seconds: 0 };
}

function openProgress({ scans }: Folder, language: Language) {
  const { stderr } = process;
  return createCheckProgress({
    write: (text) => void stderr.write(text),
    terminal: stderr.isTTY ?? false,
    width: () => stderr.columns ?? 80,
    totalFiles: scans.length,
    totalBytes: scans.reduce((sum, scan) => sum + scan.sizeBytes, 0),
    language,
    now: Date.now,
  });
}

/** JSON is for programs: the report for the person then goes where the progress went. */
function tell(
  report: CheckReport,
  options: CheckOptions,
  { language, env }: { readonly language: Language; readonly env: Env },
): void {
  const out = options.json ? process.stderr : process.stdout;
  const { NO_COLOR: noColour, TERM: terminal } = env;
  const colour = (out.isTTY ?? false) && !noColour && terminal !== 'dumb';
  const columns = out.isTTY ? Math.min(out.columns, 100) : undefined;
  for (const line of reportLines(report, { language, columns, colour })) out.write(`${line}\n`);
  if (options.json) console.log(JSON.stringify(reportJson(report)));
}

function whyNot(thrown: unknown, dir: string, language: Language): string {
  const fault = asFault(thrown);
  return language === 'nl' && fault.code === 'not-found' ? WORDS.nl.noFolder(dir) : fault.detail;
}
