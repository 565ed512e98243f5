// <tag-input>: completes the word being typed from the site's tags. Without it: a plain text field.
import { Completion } from "./completion.js";

const WORD = /[^,\s]*$/;

class TagInput extends Completion {
  get word() {
    return WORD.exec(this.before)[0];
  }

  choices({ tags }) {
    const { lang } = document.documentElement;
    return tags.map(({ name, questions }) => ({ name, note: questions.toLocaleString(lang) }));
  }

  write(name) {
    const rest = this.after.replace(/^[^,\s]+/, "").replace(/^[,\s]+/, "");
    this.replace(`${this.before.replace(WORD, "")}${name}, `, rest);
  }
}

customElements.define("tag-input", TagInput);
