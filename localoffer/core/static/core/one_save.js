// One save after the other. A press on “Save” or “Publish” waits for a save by itself that has begun: both at once
// make two versions, or say that somebody else has saved. Once the form is sent, nothing is saved by itself any more.
(() => {
  const form = document.querySelector("[data-edit-form]");
  if (!form) return;
  const LONGEST = 10_000; // then the press goes on; the server makes one record of both

  let isSaving = false;
  let isWaiting = false;
  let isSent = false;

  document.addEventListener("w-autosave:save", (event) => {
    if (isSent) event.preventDefault();
    isSaving = !event.defaultPrevented;
  });
  for (const end of ["success", "error"]) {
    document.addEventListener(`w-autosave:${end}`, () => {
      isSaving = false;
    });
  }
  document.addEventListener("submit", (event) => {
    if (event.target === form && !event.defaultPrevented) isSent = true;
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) isSent = false; // somebody came back to the form
  });

  // What was typed during a save is saved next, so there may be several, one right after the other.
  async function quiet() {
    const latest = Date.now() + LONGEST;
    while (isSaving && Date.now() < latest) await new Promise((resolve) => setTimeout(resolve, 50));
    isSaving = false;
  }

  document.addEventListener(
    "click",
    async (event) => {
      const button = event.target.closest("button");
      if (button?.form !== form || button.type !== "submit" || !isSaving) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (isWaiting) return;
      isWaiting = true;
      await quiet();
      isWaiting = false;
      button.click();
    },
    true,
  );
})();
