import { Router } from 'express';
import { z } from 'zod';
import { readDate } from '../../manifests/dates/read-date.ts';
import { planLabels } from '../../manifests/labels/plan-labels.ts';
import { readLabelLine } from '../../manifests/labels/read-line.ts';
import { LANGUAGES } from '../../manifests/languages.ts';
import { RIGHTS_LIST } from '../../manifests/rights-list.ts';
import { FIELDS, TEMPLATES } from '../../manifests/templates.ts';
import { MOST_DATE_SIGNS } from '../../model/date-reading.ts';
import type { DescribingView } from '../../model/describing.ts';
import { MOST_LABEL_LINE } from '../../model/label-plan.ts';
import { MOST_STRUCTURE_TEXT } from '../../model/structure-text.ts';
import { requireRole } from '../auth/identify.ts';
import { languageTag, plainText } from '../http/fields.ts';
import { labelQuestion } from '../http/label-fields.ts';
import { parseId, parseInput, readJson } from '../http/read-body.ts';
import { readTypedStructure, writeTypedStructure } from '../items/typed-structure.ts';
import type { Parts } from '../parts.ts';

const language = languageTag.optional();
const typedStructure = z.strictObject({
  text: plainText.max(MOST_STRUCTURE_TEXT, 'is too long'),
  language,
});
const typedLabels = z.strictObject({ text: plainText.max(MOST_LABEL_LINE, 'is too long') });
const typedDate = z.strictObject({ text: plainText.max(MOST_DATE_SIGNS, 'is too long') });
const structureQuestion = z.strictObject({ language });

const describing: DescribingView = {
  fields: Object.entries(FIELDS).map(([code, label]) => ({ code, label })),
  templates: TEMPLATES,
  rights: RIGHTS_LIST,
  languages: LANGUAGES,
};

/** What helps a curator to describe: looked at before anything is changed, so that nothing here changes anything. */
export function describingRoutes(parts: Parts): Router {
  const router = Router();
  const technician = requireRole(parts, 'technician');

  router.get('/api/describing', technician, (_req, res) => {
    res.json(describing);
  });
  router.post('/api/labels', technician, readJson, (req, res) => {
    const { plan, count } = parseInput(labelQuestion, req.body);
    res.json(planLabels(plan, count));
  });
  router.post('/api/labels/read', technician, readJson, (req, res) => {
    res.json(readLabelLine(parseInput(typedLabels, req.body).text));
  });
  router.post('/api/dates', technician, readJson, (req, res) => {
    res.json(readDate(parseInput(typedDate, req.body).text));
  });
  router.post('/api/items/:id/structure/read', technician, readJson, async (req, res) => {
    const { id } = req.params;
    const { text, language: given } = parseInput(typedStructure, req.body);
    res.json(await readTypedStructure(parts, parseId(id, 'item'), { text, language: given }));
  });
  router.get('/api/items/:id/structure/text', technician, async (req, res) => {
    const { id } = req.params;
    const { language: asked } = parseInput(structureQuestion, req.query);
    res.json(await writeTypedStructure(parts, parseId(id, 'item'), asked));
  });
  return router;
}
