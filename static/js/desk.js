// The moderators' desk by keyboard: j and k through the queue, one key for each action of an item.
const form = document.querySelector("[data-desk]");
const links = [...document.querySelectorAll(".desk__title")];

const isTyping = (target) => target.matches("input, textarea, select, [contenteditable]");

const step = (by) => {
  const at = links.indexOf(document.activeElement);
  links[Math.min(Math.max(at + by, 0), links.length - 1)]?.focus();
};

const press = (key) => {
  const button = form?.querySelector(`[data-key="${CSS.escape(key)}"]`);
  const reason = form?.elements.because;
  if (!button) return false;
  // Without a reason the server would refuse it: the first press leads to the field.
  if ("reason" in button.dataset && !reason.value.trim()) reason.focus();
  else button.click();
  return true;
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
  else if (!press(event.key)) return;
  event.preventDefault();
});
