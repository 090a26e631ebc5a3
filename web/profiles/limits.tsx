import type { CaptureProfile } from '../../model/capture-profile.ts';
import { useText } from '../language/language.tsx';
import { Field, TextField } from '../parts/field.tsx';
import { Choices, Group, NumberField } from './fields.tsx';
import { PpiFields } from './ppi-fields.tsx';
import type { Editing } from './use-profile.ts';

const BITS = [1, 8, 16] as const;
const SAMPLES = [1, 3, 4] as const;
const ORIENTATIONS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const MILLION = 1_000_000;

/** Every limit of a profile, with its unit and what it means. */
export function Limits({ editing }: { readonly editing: Editing }) {
  return (
    <div className="profile-limits" key={editing.epoch}>
      <FileLimits editing={editing} />
      <ImageLimits editing={editing} />
      <ColourLimits editing={editing} />
      <LookLimits editing={editing} />
    </div>
  );
}

function FileLimits({ editing: { draft, change, rules } }: { readonly editing: Editing }) {
  const { fields, hints, units, file } = useText().profiles;
  return (
    <Group title={file}>
      <TextField
        label={fields.namePattern}
        hint={hints.namePattern}
        className="pattern"
        spellCheck={false}
        value={draft.namePattern ?? ''}
        change={(pattern) => change({ namePattern: pattern === '' ? null : pattern })}
      />
      <Choices
        label={fields.formats}
        known={rules.formats}
        value={draft.formats}
        change={(formats) => formats !== null && change({ formats })}
      />
      <div className="pair">
        <NumberField
          label={fields.minBytes}
          hint={hints.minBytes}
          unit={units.bytes}
          value={draft.minBytes}
          least={0}
          most={1e12}
          change={(bytes) => change({ minBytes: bytes ?? 0 })}
        />
        <NumberField
          label={fields.maxPages}
          hint={hints.maxPages}
          unit={units.pages}
          value={draft.maxPages}
          least={1}
          most={1e6}
          change={(pages) => change({ maxPages: pages ?? 1 })}
        />
      </div>
    </Group>
  );
}

function ImageLimits({ editing: { draft, change, rules } }: { readonly editing: Editing }) {
  const { fields, hints, units, image, nothingTicked } = useText().profiles;
  return (
    <Group title={image}>
      <NumberField
        label={fields.maxPixels}
        hint={hints.maxPixels}
        unit={units.megapixels}
        value={draft.maxPixels / MILLION}
        least={1 / MILLION}
        most={MILLION}
        step="any"
        change={(millions) => change({ maxPixels: Math.round((millions ?? 0) * MILLION) })}
      />
      <Choices
        label={fields.compressions}
        hint={nothingTicked}
        known={rules.compressions}
        value={draft.compressions}
        change={(compressions) => change({ compressions })}
      />
      <PpiFields value={draft.ppi} change={(ppi) => change({ ppi })} />
      <Choices
        label={fields.orientations}
        hint={`${hints.orientations} ${nothingTicked}`}
        known={ORIENTATIONS}
        value={draft.orientations}
        change={(orientations) => change({ orientations })}
      />
    </Group>
  );
}

function ColourLimits({ editing: { draft, change, rules } }: { readonly editing: Editing }) {
  const { fields, hints, colour, nothingTicked } = useText().profiles;
  return (
    <Group title={colour}>
      <Choices
        label={fields.bits}
        hint={nothingTicked}
        known={BITS}
        value={draft.bits}
        change={(bits) => change({ bits })}
      />
      <Choices
        label={fields.samples}
        hint={`${hints.samples} ${nothingTicked}`}
        known={SAMPLES}
        value={draft.samples}
        change={(samples) => change({ samples })}
      />
      <Choices
        label={fields.photometrics}
        hint={nothingTicked}
        known={rules.photometrics}
        value={draft.photometrics}
        change={(photometrics) => change({ photometrics })}
      />
      <Field label={fields.iccProfiles} hint={hints.iccProfiles}>
        {(control) => (
          <textarea
            {...control}
            rows={3}
            spellCheck={false}
            defaultValue={(draft.iccProfiles ?? []).join('\n')}
            onChange={({ target }) => change({ iccProfiles: linesOf(target.value) })}
          />
        )}
      </Field>
    </Group>
  );
}

function linesOf(text: string): string[] | null {
  const lines = text.split('\n').map((line) => line.trim());
  const said = [...new Set(lines.filter((line) => line !== ''))];
  return said.length === 0 ? null : said;
}

type LookName = 'bandPct' | 'blankDeviation' | 'nearBits' | 'outlierPct' | 'physicalPct';

const LOOKS = {
  bandPct: { unit: 'percent', most: 100, step: 'any' },
  blankDeviation: { unit: 'levels', most: 255, step: 'any' },
  nearBits: { unit: 'bits', most: 256, step: 1 },
  outlierPct: { unit: 'percent', most: 1000, step: 'any' },
  physicalPct: { unit: 'percent', most: 1000, step: 'any' },
} as const satisfies Record<LookName, object>;

function LookLimits({ editing: { draft, change } }: { readonly editing: Editing }) {
  const { fields, hints, units, looks } = useText().profiles;
  return (
    <Group title={looks}>
      <div className="pair">
        {(Object.keys(LOOKS) as LookName[]).map((name) => (
          <NumberField
            key={name}
            label={fields[name]}
            hint={hints[name]}
            unit={units[LOOKS[name].unit]}
            value={draft[name]}
            least={0}
            most={LOOKS[name].most}
            step={LOOKS[name].step}
            change={(value) => change({ [name]: value ?? 0 } satisfies Partial<CaptureProfile>)}
          />
        ))}
      </div>
    </Group>
  );
}
