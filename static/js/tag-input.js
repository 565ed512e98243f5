// <tag-input>: completes the word being typed from the site's tags. Without it: a plain text field.
const WAIT = 150;
const WORD = /[^,\s]*$/;

class TagInput extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.list = document.createElement("ul");
    this.list.className = "tag-input__list";
    this.list.id = `${this.input.id}_choices`;
    this.list.role = "listbox";
    this.list.ariaLabel = this.dataset.label;
    this.list.hidden = true;
    this.status = document.createElement("p");
    this.status.className = "sr-only";
    this.status.role = "status";
    this.append(this.list, this.status);
    this.input.role = "combobox";
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.ariaExpanded = "false";
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.take(event.target.closest("li"));
    });
  }

  get word() {
    return WORD.exec(this.input.value.slice(0, this.input.selectionStart))[0];
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
      if (answer.ok) this.show((await answer.json()).tags);
    } catch {
      this.close();
    }
  }

  show(tags) {
    this.list.replaceChildren(...tags.map((tag, index) => this.choice(tag, index)));
    this.list.hidden = tags.length === 0;
    this.input.ariaExpanded = String(tags.length > 0);
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = tags.length ? this.dataset.found.replace("{}", tags.length) : "";
  }

  choice(tag, index) {
    const item = document.createElement("li");
    const count = document.createElement("span");
    item.role = "option";
    item.id = `${this.list.id}_${index}`;
    item.ariaSelected = "false";
    item.dataset.name = tag.name;
    count.textContent = tag.questions.toLocaleString(document.documentElement.lang);
    item.append(tag.name, count);
    return item;
  }

  press(event) {
    const open = !this.list.hidden;
    if (event.key === "Escape" && open) this.close();
    else if (event.key === "Enter" && open && this.chosen) this.take(this.chosen);
    else if (["ArrowDown", "ArrowUp"].includes(event.key) && open) this.move(event.key === "ArrowDown" ? 1 : -1);
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
    const end = this.input.selectionStart;
    const before = this.input.value.slice(0, end).replace(WORD, "");
    const after = this.input.value.slice(end).replace(/^[^,\s]+/, "").replace(/^[,\s]+/, "");
    this.input.value = `${before}${item.dataset.name}, ${after}`;
    const caret = before.length + item.dataset.name.length + 2;
    this.input.setSelectionRange(caret, caret);
    this.close();
    this.input.focus();
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.list.hidden = true;
    this.input.ariaExpanded = "false";
    this.input.removeAttribute("aria-activedescendant");
  }
}

customElements.define("tag-input", TagInput);
