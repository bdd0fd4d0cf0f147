import "../keys.mjs"
