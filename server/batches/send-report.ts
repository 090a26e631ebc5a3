import type { Request, Response } from 'express';
import { z } from 'zod';
import { reportCsv } from '../../intake/delivery-csv.ts';
import { reportHtml } from '../../intake/delivery-html.ts';
import type { DeliveryReport } from '../../intake/delivery-report.ts';
import type { Batch } from '../../model/batch.ts';
import { Fault } from '../../model/fault.ts';
import { rejectedScansOf } from '../../storage/records/rejected-scans.ts';
import { parseInput } from '../http/read-body.ts';
import type { Parts } from '../parts.ts';
import { readSampleViews } from '../samples/sample-view.ts';
import { assess } from './assess.ts';
import { nameAgents, nameAside } from './batch-view.ts';
import { reportPdf } from './pdf/report-pdf.ts';

type Language = 'en' | 'nl';
type Write = (report: DeliveryReport, language: Language) => string | Promise<Buffer>;

const FORMS: Readonly<Record<string, { readonly type: string; readonly write: Write }>> = {
  'report.html': { type: 'text/html; charset=utf-8', write: reportHtml },
  'report.csv': { type: 'text/csv; charset=utf-8', write: reportCsv },
  'report.pdf': { type: 'application/pdf', write: reportPdf },
};

const asked = z.object({ language: z.enum(['en', 'nl']).default('en') });

/** Answers with the report for the supplier. @throws Fault('not-found') where it is asked for in another form. */
export async function sendBatchReport(
  parts: Parts,
  batch: Batch,
  req: Request,
  res: Response,
): Promise<void> {
  const name = String(req.params['report']);
  const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
  if (form === undefined) throw new Fault('not-found', `There is nothing at ${req.path}.`);
  const { language } = parseInput(asked, req.query);
  const report = await readReport(parts, batch);
  const file = `${batch.code.replace(/[^\p{L}\p{N}._ -]/gu, '_')}.${name}`;
  if (name !== 'report.html') res.attachment(file);
  // The page carries a policy of its own, which lets it have its styles.
  res.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'");
  res.set('Content-Type', form.type).send(await form.write(report, language));
}

/** The report on a delivery as it stands, with what people said of its scans and decided of it. */
async function readReport(parts: Parts, batch: Batch): Promise<DeliveryReport> {
  const { report, aside } = await assess(parts, batch);
  const { verdict, note, decidedBy, decidedAt, supplier } = batch;
  const names = await nameAgents(parts, batch);
  const samples = await readSampleViews(parts, batch.id);
  const rejected = await parts.records.read((rows) => rejectedScansOf(rows, batch));
  return {
    ...report,
    supplier,
    judged: { rejected, samples, aside: await nameAside(parts, aside) },
    decision:
      verdict === null || decidedAt === null
        ? null
        : { verdict, note, by: names(decidedBy ?? ''), at: decidedAt },
  };
}
