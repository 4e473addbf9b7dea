const LOOK_MS = 100;
/** Looks in a row without anything missing: one answer often asks the next question. */
const QUIET_LOOKS = 4;

const isComplete = () =>
  document.querySelector("main h1") !== null &&
  document.querySelector("[aria-busy=true], .px-skeleton") === null &&
  document.fonts.status === "loaded";

/** Resolves once the page has its title, no skeleton and its letters. The caller's patience ends the wait. */
export async function isDrawn(): Promise<void> {
  for (let quiet = 0; quiet < QUIET_LOOKS; quiet = isComplete() ? quiet + 1 : 0) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
