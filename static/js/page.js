// What improves reading: local times, a theme of one's own, code to copy. Nothing depends on it.
const root = document.documentElement;
const language = root.lang || undefined;
const WEEK = 7 * 86400;
const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60]];

const day = { day: "numeric", month: "short", year: "numeric" };
const shapes = {
  day: new Intl.DateTimeFormat(language, day),
  time: new Intl.DateTimeFormat(language, { ...day, hour: "2-digit", minute: "2-digit", hour12: false }),
  exact: new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "long" }),
};
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });

function sinceThen(at) {
  const seconds = (Date.now() - at) / 1000;
  if (seconds < 0 || seconds > WEEK) return null;
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? ["second", 60];
  return relative.format(-Math.floor(seconds / size), unit);
}

function showTimes(within) {
  for (const time of within.querySelectorAll("time[data-precision]")) {
    const at = new Date(time.dateTime);
    time.title = shapes.exact.format(at);
    time.textContent = sinceThen(at) ?? shapes[time.dataset.precision].format(at);
  }
}

function showTheme(group) {
  const chosen = root.dataset.theme ?? "";
  for (const button of group.children) button.ariaPressed = button.value === chosen;
}

function chooseTheme(group, theme) {
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  showTheme(group);
  localStorage.setItem("theme", theme);
}

function offerCopy(within, words) {
  for (const pre of within.querySelectorAll(".prose pre")) {
    if (pre.parentElement.classList.contains("code-block")) continue;
    const block = document.createElement("div");
    const button = document.createElement("button");
    block.className = "code-block";
    button.className = "copy";
    button.type = "button";
    button.textContent = words.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(pre.textContent);
      button.textContent = words.copied;
      setTimeout(() => (button.textContent = words.copy), 2000);
    });
    pre.tabIndex = 0;
    pre.replaceWith(block);
    block.append(pre, button);
  }
}

function improve(within) {
  showTimes(within);
  if (navigator.clipboard) offerCopy(within, document.body.dataset);
}

function closeMenus(event) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (event.type === "click" ? menu.contains(event.target) : event.key !== "Escape") continue;
    menu.open = false;
    if (event.type === "keydown") menu.querySelector("summary").focus();
  }
}

improve(document);
document.addEventListener("htmx:load", (event) => improve(event.target));
document.addEventListener("click", closeMenus);
document.addEventListener("keydown", closeMenus);
document.querySelector(".errors")?.focus();
const themes = document.querySelector(".theme");
if (themes) {
  themes.hidden = false;
  showTheme(themes);
  themes.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) chooseTheme(themes, button.value);
  });
}
