// <ques-editor>: Write and Preview beside each other as tabs. htmx fetches the preview.
class QuesEditor extends HTMLElement {
  connectedCallback() {
    this.tabs = [...this.querySelectorAll("[role=tab]")];
    this.panels = [this.querySelector(".editor__write"), this.querySelector(".editor__preview")];
    this.text = this.querySelector("textarea");
    this.shown = this.panels[1].querySelector("[aria-live]");
    this.panels[0].setAttribute("role", "tabpanel");
    this.panels[0].setAttribute("aria-labelledby", this.tabs[0].id);
    this.querySelector("[role=tablist]").hidden = false;
    this.addEventListener("click", (event) => this.choose(event.target.closest("[role=tab]")));
    this.addEventListener("keydown", (event) => this.step(event));
    for (const failure of ["htmx:responseError", "htmx:sendError"]) {
      this.addEventListener(failure, () => this.say(this.dataset.failed));
    }
  }

  choose(tab) {
    if (!tab) return;
    for (const [index, each] of this.tabs.entries()) {
      each.ariaSelected = each === tab;
      each.tabIndex = each === tab ? 0 : -1;
      this.panels[index].hidden = each !== tab;
    }
    if (tab === this.tabs[0]) this.text.focus();
    else this.shown.replaceChildren();
  }

  step(event) {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key) || !this.tabs.includes(event.target)) return;
    const other = this.tabs.find((tab) => tab !== event.target);
    other.focus();
  }

  say(words) {
    const line = document.createElement("p");
    line.className = "field__error";
    line.textContent = words;
    this.shown.replaceChildren(line);
  }
}

customElements.define("ques-editor", QuesEditor);
