// Keeps the words of an editor whose session has ended. What could lose them, a press on “Save” or “Publish”,
// waits for the answer whether somebody is signed in. If nobody is, a note says what to do, the words stay on the
// page, and they are saved as soon as somebody signs in again in another tab.
(() => {
  const note = document.querySelector("[data-signed-out]");
  const form = document.querySelector("[data-edit-form]");
  if (!note || !form) return;

  let isOut = false;
  let isAsking = false;
  let isBehind = false; // autosave could not save the latest words
  let triedAgain = false;
  let letThrough = null;

  async function look() {
    let answer;
    try {
      answer = await fetch(note.dataset.signedOut, {
        headers: { "X-Requested-With": "XMLHttpRequest" },
        redirect: "manual",
      });
      if (answer.ok) return goOn((await answer.json()).csrf_token);
    } catch {
      return; // without a network nobody knows; Wagtail says so itself
    }
    if (answer.type === "opaqueredirect" || answer.status === 403) stop();
  }

  function stop() {
    if (isOut) return;
    isOut = true;
    note.append(note.querySelector("template").content.cloneNode(true));
  }

  // Signing in gave this browser a new token for forms, which this page does not have yet.
  function goOn(token) {
    window.wagtailConfig.CSRF_TOKEN = token;
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
    if (isOut) note.replaceChildren(note.querySelector("template"));
    const again = isBehind && (isOut || !triedAgain);
    isOut = false;
    if (!again) return;
    isBehind = false;
    triedAgain = true;
    form.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true, detail: { type: "edits" } }));
  }

  document.addEventListener("w-autosave:error", (event) => {
    if (event.detail.type !== "server_error") return;
    isBehind = true;
    look();
  });
  document.addEventListener("w-autosave:success", () => {
    isBehind = triedAgain = false;
  });
  // An open editor asks every few seconds who else is there; the first question without an answer tells us too.
  document.addEventListener("w-swap:error", (event) => {
    if (event.target.id === "w-editing-sessions") look();
  });

  document.addEventListener(
    "click",
    async (event) => {
      const button = event.target.closest("button");
      if (button?.form !== form || !(button.type === "submit" || button.dataset.workflowActionName)) return;
      if (button === letThrough) {
        letThrough = null;
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (isAsking) return;
      isAsking = true;
      await look();
      isAsking = false;
      if (isOut) {
        note.querySelector("a").focus();
        return;
      }
      letThrough = button;
      button.click();
    },
    true,
  );
})();
