import { useEffect, useState } from 'react';
import { useText } from '../language/language.tsx';

/** Puts a text on the clipboard and says so. `what` tells a screen reader which. */
export function CopyButton({ value, what }: { readonly value: string; readonly what: string }) {
  const text = useText();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = window.setTimeout(() => setCopied(false), 2000);
    return () => window.clearTimeout(timer);
  }, [isCopied]);
  return (
    <button
      type="button"
      className="small"
      aria-label={`${text.copy}: ${what}`}
      onClick={() => void copyText(value).then(setCopied)}
    >
      <span aria-live="polite">{isCopied ? text.copied : text.copy}</span>
    </button>
  );
}

/** The clipboard's own way exists on https and localhost only; elsewhere a selected field does it. */
async function copyText(value: string): Promise<boolean> {
  if (navigator.clipboard !== undefined) {
    await navigator.clipboard.writeText(value);
    return true;
  }
  const area = document.createElement('textarea');
  area.value = value;
  document.body.append(area);
  area.select();
  const isDone = document.execCommand('copy');
  area.remove();
  return isDone;
}
