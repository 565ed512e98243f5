// <tag-input>: completes the word being typed from the site's tags. Without it: a plain text field.
// A hyphen before a word, which leaves its tag out of a list, is no part of its name.
import { Completion } from "./completion.js";

const WORD = /[^,\s]*$/;

class TagInput extends Completion {
  get word() {
    return WORD.exec(this.before)[0].replace(/^-/, "");
  }

  choices({ tags }) {
    const { lang } = document.documentElement;
    return tags.map(({ name, questions }) => ({ name, note: questions.toLocaleString(lang) }));
  }

  write(name) {
    const rest = this.after.replace(/^[^,\s]+/, "").replace(/^[,\s]+/, "");
    const sign = WORD.exec(this.before)[0].startsWith("-") ? "-" : "";
    this.replace(`${this.before.replace(WORD, sign)}${name}, `, rest);
  }
}

customElements.define("tag-input", TagInput);
