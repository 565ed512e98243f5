// <ques-draft>: saves the form around it while its member types. Without it: a button that saves.
const PAUSE = 2000;
const RETRY = 30000;
// What is not typed, and what only this page knows.
const UNTYPED = ["csrfmiddlewaretoken", "once_key", "draft_place", "draft_version"];
const language = document.documentElement.lang.replace(/^en$/, "en-GB");

// What could not be saved yet, in this browser; a browser that keeps nothing for us forgets it.
const kept = {
  read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  },
  write(key, value) {
    try {
      if (value) localStorage.setItem(key, JSON.stringify(value));
      else localStorage.removeItem(key);
    } catch {}
  },
};

class QuesDraft extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.held = this.form.elements.draft_version;
    this.status = this.querySelector("[role=status]");
    this.choices = [...this.querySelectorAll("[type=button]")];
    this.form.addEventListener("input", () => this.later());
    this.form.addEventListener("submit", ({ submitter }) => this.post(submitter));
    this.addEventListener("click", ({ target }) => this.choose(target.value));
    window.addEventListener("pagehide", () => this.leave());
    window.addEventListener("pageshow", () => (this.posted = false));
    window.addEventListener("online", () => this.unsaved && this.save());
    if ("unsaved" in this.dataset) this.later();
    else this.recall();
  }

  get typed() {
    return Object.fromEntries([...new FormData(this.form)].filter(([name]) => !UNTYPED.includes(name)));
  }

  later(wait = PAUSE) {
    this.unsaved = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  async save(keepalive = false) {
    if (this.posted || this.other || (this.sending && !keepalive)) return;
    clearTimeout(this.timer);
    const version = Number(this.held.value);
    const body = new URLSearchParams(new FormData(this.form));
    const headers = { Accept: "application/json", "X-CSRFToken": body.get("csrfmiddlewaretoken") };
    // It counts on at once, so that what is sent while the page closes is not taken for old.
    this.held.value = version + 1;
    this.unsaved = false;
    this.sending = new AbortController();
    try {
      const { signal } = this.sending;
      const answer = await fetch(this.dataset.url, { method: "POST", body, headers, keepalive, signal });
      this.sending = null;
      if (answer.status === 204) this.done();
      else if (answer.status === 409) this.ask(await answer.json());
      else this.fail(version, answer.status === 422 ? (await answer.json()).said : this.dataset.failed);
    } catch {
      this.sending = null;
      if (!this.posted) this.fail(version, this.dataset.failed);
    }
  }

  done() {
    if (this.unsaved) this.later();
    else kept.write(this.dataset.key, null);
    const time = new Date().toLocaleTimeString(language, { timeStyle: "short" });
    this.say(this.dataset.saved.replace("{}", time));
  }

  fail(version, said) {
    this.held.value = version;
    this.remember();
    this.later(RETRY);
    this.say(said);
  }

  // Another text stands for this one: its member chooses.
  ask(other, said = other.version ? this.dataset.newer : this.dataset.gone) {
    this.other = other;
    this.remember();
    for (const button of this.choices) {
      button.hidden = button.value === "load" && Object.keys(other.fields).length === 0;
    }
    this.say(said);
  }

  choose(way) {
    if (!this.other || !way) return;
    const { version, fields } = this.other;
    this.other = null;
    this.held.value = version;
    for (const button of this.choices) button.hidden = true;
    if (way === "load") this.fill(fields);
    this.save();
  }

  fill(fields) {
    for (const [name, value] of Object.entries(fields)) {
      if (this.form.elements[name]) this.form.elements[name].value = value;
    }
  }

  remember() {
    kept.write(this.dataset.key, { version: this.held.value, fields: this.typed });
  }

  recall() {
    const { version, fields } = kept.read(this.dataset.key) ?? {};
    if (!fields) return;
    const typed = this.typed;
    if (Object.entries(fields).every(([name, value]) => typed[name] === value)) {
      kept.write(this.dataset.key, null);
    } else if (version === this.held.value) {
      this.fill(fields);
      this.save();
    } else {
      this.ask({ version: Number(this.held.value), fields }, this.dataset.kept);
    }
  }

  post(submitter) {
    if (submitter?.hasAttribute("formaction")) return;
    this.posted = true;
    clearTimeout(this.timer);
    this.sending?.abort();
    kept.write(this.dataset.key, null);
  }

  leave() {
    if (this.posted || !(this.unsaved || this.sending)) return;
    this.remember();
    if (this.unsaved) this.save(true);
  }

  say(words) {
    if (this.status.textContent !== words) this.status.textContent = words;
  }
}

customElements.define("ques-draft", QuesDraft);
