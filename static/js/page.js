// Local times, a chosen theme, code to copy. Nothing depends on it.
const root = document.documentElement;
// Day before month, as on the server.
const language = root.lang.replace(/^en$/, "en-GB");
const UNITS = { day: 86400, hour: 3600, minute: 60 };

const shape = (dateStyle, timeStyle) => new Intl.DateTimeFormat(language, { dateStyle, timeStyle });
const shapes = { day: shape("medium"), time: shape("medium", "short"), exact: shape("full", "long") };
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });

function sinceThen(at) {
  const seconds = (Date.now() - at) / 1000;
  if (seconds < 0 || seconds > 7 * UNITS.day) return null;
  const unit = Object.keys(UNITS).find((unit) => seconds >= UNITS[unit]);
  return relative.format(unit ? -Math.floor(seconds / UNITS[unit]) : 0, unit ?? "second");
}

function showTimes(within) {
  for (const time of within.querySelectorAll("time[data-precision]")) {
    const at = new Date(time.dateTime);
    time.title = shapes.exact.format(at);
    time.textContent = sinceThen(at) ?? shapes[time.dataset.precision].format(at);
  }
}

function copyButton(pre, { copy, copied }) {
  const button = document.createElement("button");
  button.className = "copy";
  button.type = "button";
  button.textContent = copy;
  button.onclick = async () => {
    await navigator.clipboard.writeText(pre.textContent);
    button.textContent = copied;
    setTimeout(() => (button.textContent = copy), 2000);
  };
  return button;
}

function improve(within) {
  showTimes(within);
  for (const box of within.querySelectorAll(".prose :is(pre, table, .table-scroll)")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    if (box.localName !== "pre" || !navigator.clipboard) continue;
    const block = document.createElement("div");
    block.className = "code-block";
    box.replaceWith(block);
    block.append(box, copyButton(box, document.body.dataset));
  }
}

function closeMenus({ type, target, key }) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (type === "click" ? menu.contains(target) : key !== "Escape") continue;
    if (menu.contains(document.activeElement)) menu.firstElementChild.focus();
    menu.open = false;
  }
}

const themes = document.querySelector(".theme");

function showTheme() {
  for (const button of themes.children) button.ariaPressed = button.value === (root.dataset.theme ?? "");
}

function chooseTheme({ target }) {
  const chosen = target.closest("button")?.value;
  if (chosen === undefined) return;
  if (chosen) root.dataset.theme = chosen;
  else delete root.dataset.theme;
  showTheme();
  localStorage.setItem("theme", chosen);
}

improve(document);
document.addEventListener("htmx:load", ({ target }) => improve(target));
for (const type of ["click", "keydown"]) document.addEventListener(type, closeMenus);
document.querySelector(".errors")?.focus();
if (themes) {
  themes.hidden = false;
  showTheme();
  themes.onclick = chooseTheme;
}
