/** That a person took a file with a wrong name out of its delivery. The file is kept. */
export interface SetAside {
  readonly reason: string;
  /** The path of the expected file that its bytes were taken for; null where for none. */
  readonly became: string | null;
  /** Id of who did it; where people see it, the name. */
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}
