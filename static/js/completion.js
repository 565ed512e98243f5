// The choices below a text field while a word is typed: for pointer, keyboard and screen reader.
// A subclass says which `word` is being typed ("" for none), what `choices` ({ name, note }) the
// answer to one holds, and puts the one that is taken in place with `write(name)`.
const WAIT = 150;

export class Completion extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input, textarea");
    this.list = document.createElement("ul");
    this.list.className = "completion__list";
    this.list.id = `${this.input.id}_choices`;
    this.list.role = "listbox";
    this.list.ariaLabel = this.dataset.label;
    this.list.hidden = true;
    this.status = document.createElement("p");
    this.status.className = "sr-only";
    this.status.role = "status";
    this.append(this.list, this.status);
    // A field of many lines may be no combobox; it says by itself that there are choices.
    if (this.input.localName === "input") this.input.role = "combobox";
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.ariaHasPopup = "listbox";
    this.open = false;
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.take(event.target.closest("li"));
    });
  }

  get open() {
    return !this.list.hidden;
  }

  set open(open) {
    this.list.hidden = !open;
    if (this.input.role === "combobox") this.input.ariaExpanded = String(open);
    this.input.removeAttribute("aria-activedescendant");
  }

  get before() {
    return this.input.value.slice(0, this.input.selectionStart);
  }

  get after() {
    return this.input.value.slice(this.input.selectionStart);
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const word = this.word;
    if (!word) return this.close();
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const url = `${this.dataset.url}?q=${encodeURIComponent(word)}`;
      const answer = await fetch(url, { signal: this.asking.signal });
      if (answer.ok) this.show(this.choices(await answer.json(), word));
    } catch {
      this.close();
    }
  }

  show(choices) {
    this.list.replaceChildren(...choices.map((choice, index) => this.item(choice, index)));
    this.open = choices.length > 0;
    this.status.textContent = choices.length ? this.dataset.found.replace("{}", choices.length) : "";
  }

  item({ name, note }, index) {
    const item = document.createElement("li");
    const beside = document.createElement("span");
    item.role = "option";
    item.id = `${this.list.id}_${index}`;
    item.ariaSelected = "false";
    item.dataset.name = name;
    beside.textContent = note ?? "";
    item.append(name, beside);
    return item;
  }

  press(event) {
    if (!this.open) return;
    if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.chosen) this.take(this.chosen);
    else if (event.key === "ArrowDown") this.move(1);
    else if (event.key === "ArrowUp") this.move(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  get chosen() {
    return this.list.querySelector("[aria-selected=true]");
  }

  move(by) {
    const items = [...this.list.children];
    const now = items.indexOf(this.chosen);
    const next = items.at(now < 0 ? (by > 0 ? 0 : -1) : (now + by) % items.length);
    for (const item of items) item.ariaSelected = String(item === next);
    next.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", next.id);
  }

  take(item) {
    if (!item) return;
    this.write(item.dataset.name);
    this.close();
    this.input.focus();
  }

  // What stands there from now on, with the caret between the two parts.
  replace(before, after) {
    this.input.value = before + after;
    this.input.setSelectionRange(before.length, before.length);
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.open = false;
  }
}
