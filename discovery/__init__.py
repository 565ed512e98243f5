"""How the site is found: what search engines, feed readers and other programs are given."""
