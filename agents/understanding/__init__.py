"""How a person's words are understood without a language model: rules and nearest exemplars."""
