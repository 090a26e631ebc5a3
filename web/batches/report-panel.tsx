import { useLanguage } from '../language/language.tsx';

const FORMS = ['html', 'csv', 'pdf'] as const;

/** The report for the supplier, in the language of the interface. */
export function ReportPanel({ batchId }: { readonly batchId: string }) {
  const { text: all, language } = useLanguage();
  const text = all.batches;
  return (
    <section className="card" aria-labelledby="report-title">
      <h2 id="report-title">{text.report}</h2>
      <p className="hint">{text.reportLead}</p>
      <div className="actions">
        {FORMS.map((form) => (
          <a
            key={form}
            className="button small"
            href={`/api/batches/${batchId}/report.${form}?language=${language}`}
            {...(form === 'html' ? { target: '_blank', rel: 'noreferrer' } : { download: '' })}
          >
            {text.reports[form]}
          </a>
        ))}
      </div>
    </section>
  );
}
