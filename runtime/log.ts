import { type Bindings, type ChildLoggerOptions, type DestinationStream, type Logger, pino } from 'pino';
import { Fault } from '../model/fault.ts';

/** The log of a process or of one part of it (`log.child({ part: 'tus' })`). One JSON object a line on stdout. */
export type Log = Logger;

const SECRET_NAME = /authorization|cookie|passw|token|secret|api-?key|credential/i;
const URL_WITH_PASSWORD = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]*:[^\s/@]*@/gi;
const HIDDEN = '[hidden]';
const MAX_DEPTH = 6;

/**
 * Makes the log of a process. Whatever is named like a secret is hidden at any depth, and so is every user and
 * password in a URL, in messages too: a log is read by more people than a configuration.
 */
export function createLog(name: string, level: string, destination?: DestinationStream): Log {
  const options = {
    name,
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { log: hideFields, bindings: hideFields },
    // Errors have been described by then, and pino's own way of doing it would lose the code.
    serializers: { err: (described: unknown) => described },
    hooks: {
      logMethod(this: Logger, args: unknown[], method: (...values: unknown[]) => void): void {
        method.apply(this, args.map(hideInArgument));
      },
    },
  };
  const log = destination === undefined ? pino(options) : pino(options, destination);
  const { child } = log;
  // pino puts what a child is bound to past its formatters.
  return Object.defineProperty(log, 'child', {
    value(this: Logger, bindings: Bindings, childOptions?: ChildLoggerOptions) {
      return Reflect.apply(child, this, [hideFields(bindings), childOptions]);
    },
  });
}

/** A text without the user and password of any URL in it. */
export function hideCredentials(text: string): string {
  return text.replace(URL_WITH_PASSWORD, `$1${HIDDEN}@`);
}

function hideInArgument(argument: unknown): unknown {
  if (typeof argument === 'string') return hideCredentials(argument);
  return argument instanceof Error ? { err: describeError(argument, 0), msg: argument.message } : argument;
}

function hideFields(fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, hideField(name, value, 0)]));
}

function hideField(name: string, value: unknown, depth: number): unknown {
  if (SECRET_NAME.test(name) && value !== undefined && value !== null) return HIDDEN;
  return hideValue(value, depth);
}

function hideValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return hideCredentials(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '[deep]';
  if (value instanceof Error) return describeError(value, depth);
  if (Array.isArray(value)) return value.map((entry) => hideValue(entry, depth + 1));
  if (Object.getPrototypeOf(value) !== Object.prototype && Object.getPrototypeOf(value) !== null)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, hideField(name, entry, depth + 1)]),
  );
}

function describeError(error: Error, depth: number): Record<string, unknown> {
  return {
    type: error.name,
    message: hideCredentials(error.message),
    ...('code' in error ? { code: error.code } : {}),
    ...(error instanceof Fault ? { detail: hideCredentials(error.detail) } : {}),
    stack: hideCredentials(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: hideValue(error.cause, depth + 1) }),
  };
}
