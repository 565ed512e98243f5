// <mention-input>: after an @, completes the name of somebody who takes part. Without it: a plain
// text field.
import { Completion } from "./completion.js";

// From the @ to the caret: names have spaces in them.
const NAME = /(^|[\s(])@([^@\n]{1,100})$/;

class MentionInput extends Completion {
  get word() {
    const word = NAME.exec(this.before)?.[2] ?? "";
    // Nobody's name begins so, and the sentence goes on.
    return this.nobody && word.startsWith(this.nobody) ? "" : word;
  }

  choices({ people }, word) {
    this.nobody = people.length ? "" : word;
    return people.map((name) => ({ name }));
  }

  write(name) {
    const space = this.after.startsWith(" ") ? "" : " ";
    this.replace(this.before.replace(NAME, (_, start) => `${start}@${name}${space}`), this.after);
    this.nobody = `${name} `;
  }
}

customElements.define("mention-input", MentionInput);
