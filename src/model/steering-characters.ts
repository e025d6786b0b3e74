// Characters that steer what shows a text instead of being shown: they can clear a screen, or make a name read backwards.

/** Control characters, line separators, and marks that change the direction of writing or leave no trace; for within `[…]`. */
export const STEERING_CHARACTERS =
  '\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060\\u2066-\\u2069\\ufeff'
