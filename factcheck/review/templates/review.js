"use strict";
(() => {
  for (const pane of document.querySelectorAll(".pane")) {
    const passage = pane.querySelector(".statement");
    if (passage) pane.scrollTop = passage.offsetTop - pane.clientHeight / 3;
  }
  const keysOn = document.getElementById("keys-on");
  const note = document.querySelector("input[name=note]");
  let sent = false;
  document.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();  // a key held down decides once
    sent = true;
  });
  window.addEventListener("pageshow", () => { sent = false; });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || keysOn?.checked === false) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const button = document.querySelector(`button[data-key="${CSS.escape(event.key)}"]`);
    if (button) button.click();
    else if (event.key === "n" && note) note.focus();
    else if (event.key === "p") { const details = document.getElementById("probability"); if (details) details.open = !details.open; }
    else if (event.key === "1" || event.key === "2") document.querySelectorAll(".pane")[event.key - 1]?.focus();
    else return;
    event.preventDefault();
  });
  // Enter in the note must not press the first button, which would confirm
  note?.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); note.blur(); } });
})();
