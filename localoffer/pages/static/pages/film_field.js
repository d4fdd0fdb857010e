// A film is sent once. The editor saves drafts by itself while somebody types, and would send a chosen file again
// with each of them. After a save that had the file, the field is emptied and says what was saved.
const sent = new Map();

function fields() {
  return document.querySelectorAll("input[type=file][data-lo-saved]");
}

document.addEventListener("w-autosave:save", () => {
  for (const field of fields()) sent.set(field, field.files[0]);
});

document.addEventListener("w-autosave:success", () => {
  for (const field of fields()) {
    const file = sent.get(field);
    if (!file || field.files[0] !== file) continue; // Another one was chosen meanwhile.
    field.value = "";
    say(field, `${field.dataset.loSaved} ${file.name}`);
  }
});

function say(field, words) {
  let note = field.parentElement.querySelector("[data-lo-note]");
  if (!note) {
    note = document.createElement("p");
    note.dataset.loNote = "";
    note.setAttribute("role", "status");
    field.after(note);
  }
  note.textContent = words;
}
