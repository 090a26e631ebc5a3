/** Whatever is told, nobody reads a list of thousands more often. */
const NOT_BEFORE_MS = 1_000;

/** One look at a time, and a while between two. What is asked for meanwhile is one more. */
export function gather(work: () => Promise<void>, pauseMs = NOT_BEFORE_MS) {
  let isBusy = false;
  let isAskedAgain = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  function ask(): void {
    isAskedAgain = isBusy;
    if (isBusy) return;
    isBusy = true;
    void work().then(() => {
      timer = setTimeout(() => {
        isBusy = false;
        if (isAskedAgain) ask();
      }, pauseMs);
    });
  }
  return { ask, stop: () => clearTimeout(timer) };
}
